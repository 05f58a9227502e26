import json

import httpx
import pytest

from claims.interchange.lines import json_line


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r", "\n"])
def test_a_line_is_one_to_every_reader(mark):
    text = f"One{mark}two “three”"
    sent = httpx.Response(200, content=f"{json_line({'text': text})}\n".encode())

    [line] = sent.iter_lines()

    assert json.loads(line) == {"text": text}
    assert line.isprintable()


def test_words_of_other_languages_stay_as_they_are():
    assert json_line("Лавров") == '"Лавров"'
