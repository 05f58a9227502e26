"""Times in TimeML: when one counts as found, and as rightly read."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from claims.evaluation import evaluate_times
from claims.evaluation.corpora import read_marked
from claims.evaluation.times import pair
from claims.extraction.calendar import find
from claims.interchange import InterchangeError

HEAD = (
    '<DCT><TIMEX3 value="2031-05-14" functionInDocument="CREATION_TIME">today</TIMEX3></DCT><TEXT>'
)


def make_folder(folder, body):
    (folder / "story.tml").write_text(f"<TimeML>{HEAD}{body}</TEXT></TimeML>")
    return folder


def marked(value, words, kind="DATE"):
    return f'<TIMEX3 type="{kind}" value="{value}">{words}</TIMEX3>'


def figures_of(folder, body):
    return evaluate_times(make_folder(folder, body)).figures


def test_a_text_is_read_with_its_marks(tmp_path):
    body = f"Pell & <EVENT>left</EVENT> on {marked('2031-05-12', 'Monday')}."

    [text] = read_marked(make_folder(tmp_path, body))

    assert (text.text, text.published) == ("Pell & left on Monday.", date(2031, 5, 14))
    assert [(time.span.of(text.text), time.day) for time in text.times] == [
        ("Monday", "2031-05-12")
    ]


def test_what_is_found_and_rightly_read_counts(tmp_path):
    body = f"Pell left {marked('2031-05-12', 'Monday')} for {marked('P3D', 'three days')}."

    assert figures_of(tmp_path, body) == {"times_f1": 1.0, "value_f1": 1.0, "day_f1": 1.0}


def test_an_hours_day_counts_for_the_hour(tmp_path):
    body = f"Pell left {marked('2031-05-12TNI', 'Monday night', 'TIME')}."

    assert figures_of(tmp_path, body)["value_f1"] == 1.0


def test_another_value_counts_as_found_and_as_misread(tmp_path):
    outcome = evaluate_times(make_folder(tmp_path, marked("2031-05-05", "Monday")))

    assert outcome.figures == {"times_f1": 1.0, "value_f1": 0.0, "day_f1": 0.0}
    assert outcome.counts() == {"missed": 0, "invented": 0, "misread": 1}


def test_what_is_not_found_or_not_marked_is_a_mistake(tmp_path):
    body = f"Pell left on Monday for {marked('PXX', 'a while', 'DURATION')}."

    assert evaluate_times(make_folder(tmp_path, body)).counts() == {
        "missed": 1,
        "invented": 1,
        "misread": 0,
    }


def test_a_marked_time_goes_to_the_one_that_it_shares_most_with(tmp_path):
    [text] = read_marked(make_folder(tmp_path, marked("2031-05-12", "Monday, 12 May")))
    [time] = find("Monday, 12 May", text.published)
    [other] = find("Monday", text.published)

    assert pair(text, [other, time]).pairs[0][1] is time


@pytest.mark.parametrize("content", [None, "<TimeML>", "<TimeML><TEXT>Monday</TEXT></TimeML>"])
def test_a_folder_without_sound_timeml_is_named(tmp_path, content):
    if content is not None:
        (tmp_path / "story.tml").write_text(content)

    with pytest.raises(InterchangeError, match="no TimeML"):
        list(read_marked(tmp_path))


def test_the_command_shows_folders_of_timeml(capsys, tmp_path):
    make_folder(tmp_path, marked("2031-05-12", "Monday"))

    call_command("evaluate", "--timeml", str(tmp_path), "--json")

    [corpus] = json.loads(capsys.readouterr().out)["corpora"]
    assert corpus["figures"]["day_f1"] == 1.0


CAT = """<Document doc_id="1">{tokens}<Markables>
<TIMEX3 m_id="1" type="DATE" value="{day}" functionInDocument="CREATION_TIME" comment="">
<token_anchor t_id="1"/><token_anchor t_id="2"/></TIMEX3>
<TIMEX3 m_id="2" type="DATE" value="2031-05-12" comment=""><token_anchor t_id="5"/></TIMEX3>
<EVENT_MENTION m_id="3" comment=""><token_anchor t_id="4"/></EVENT_MENTION>
</Markables><Relations/></Document>"""


def make_cat(folder, day="2031-05-14"):
    sentences = ["May 14", "Pell left Monday .", "Nobody knew on Tuesday"]
    words = [(number, word) for number, line in enumerate(sentences) for word in line.split()]
    tokens = "".join(
        f'<token t_id="{key}" sentence="{number}">{word}</token>'
        for key, (number, word) in enumerate(words, 1)
    )
    (folder / "stories").mkdir()
    (folder / "stories" / "1.xml").write_text(CAT.format(tokens=tokens, day=day))
    return folder


def test_an_article_of_tokens_is_read_to_its_last_label_without_its_own_day(tmp_path):
    [text] = read_marked(make_cat(tmp_path))

    assert (text.text, text.published) == ("May 14\nPell left Monday.", date(2031, 5, 14))
    assert [(time.value, time.span.of(text.text)) for time in text.times] == [
        ("2031-05-12", "Monday")
    ]
    assert [span.of(text.text) for span in text.ignored] == ["May 14"]


def test_an_articles_own_day_is_neither_found_nor_invented(tmp_path):
    outcome = evaluate_times(make_cat(tmp_path))

    assert outcome.figures == {"times_f1": 1.0, "value_f1": 1.0, "day_f1": 1.0}


@pytest.mark.parametrize(
    ("day", "read"), [("14-05-2031", [date(2031, 5, 14)]), ("PRESENT_REF", [])]
)
def test_a_day_before_its_month_is_a_day_and_an_article_without_one_is_left_out(
    tmp_path, day, read
):
    assert [text.published for text in read_marked(make_cat(tmp_path, day))] == read
