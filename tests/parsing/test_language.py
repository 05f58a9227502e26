"""The guess at a text's language."""

import pytest

from sources.parsing.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry to Osk is back in service, the harbour master said.", "en"),
        ("Die Fähre nach Osk verkehrt wieder, sagte die Hafenmeisterin.", "de"),
        ("Паром до Оска снова ходит, сказала начальница порта.", "ru"),
    ],
)
def test_a_sentence_is_enough(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "So do we.", "1234567890 " * 20, "“…” " * 50])
def test_too_few_letters_say_nothing(text):
    assert language_of(text) == ""
