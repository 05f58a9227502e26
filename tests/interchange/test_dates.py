"""`manage.py dates`: from lines of texts to lines of times without a database."""

import io
import json
import sys

import pytest
from django.core.management import call_command

from claims.interchange.dates import date_lines
from sources.parsing.jsonlines import Fault
from tracker.commandline import stands_alone


def run(capsys, *args):
    status: object = 0
    try:
        call_command("dates", *map(str, args))
    except SystemExit as end:
        status = end.code
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def record(**fields):
    return json.dumps(
        {"doc": "a", "text": "They met last Friday.", "published": "2031-05-14"} | fields
    )


def lines_of(*records):
    return list(date_lines(record.encode() for record in records))


def test_each_time_is_a_line(capsys, tmp_path):
    path = tmp_path / "texts.jsonl"
    path.write_text(record() + "\n\n" + record(doc=7, text="It took three days."), encoding="utf-8")

    status, lines, err = run(capsys, path)

    assert (status, err) == (0, "")
    assert lines == [
        {"doc": "a", "start": 9, "end": 20, "value": "2031-05-09", "edtf": "2031-05-09"},
        {"doc": 7, "start": 8, "end": 18, "value": "P3D"},
    ]


def test_a_week_is_an_interval_in_edtf():
    (line,) = lines_of(record(text="They met last week."))

    assert (line["value"], line["edtf"]) == ("2031-W19", "2031-05-05/2031-05-11")


def test_offsets_count_code_points_after_line_ends_are_made_one():
    (line,) = lines_of(record(text="😀\r\nThey met on 2 May 2031."))

    assert (line["start"], line["end"]) == (14, 24)


def test_the_day_is_that_of_the_articles_own_zone():
    (line,) = lines_of(record(text="Today.", published="2031-05-14T00:30:00+02:00"))

    assert line["value"] == "2031-05-14"


def test_without_publication_only_what_needs_none_is_found():
    lines = lines_of(record(text="Today is not 2 May 2031.", published=None))

    assert [line["value"] for line in lines] == ["2031-05-02"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "not JSON"),
        ("[1]", "not a JSON object but a list"),
        (record(doc=None), "doc: null"),
        (record(doc=True), "doc: true or false"),
        (record(text=None), "text: missing"),
        (record(text=3), "text: a number"),
        (record(published="soon"), "published"),
    ],
)
def test_a_bad_line_is_a_fault_with_its_number(line, reason):
    good, fault = lines_of(record(), line)

    assert good["value"] == "2031-05-09"
    assert isinstance(fault, Fault)
    assert str(fault).startswith(f"line 2: {reason}")


def test_a_bad_line_ends_with_status_one_after_the_rest(capsys, monkeypatch):
    given = f"{record()}\n{{\n{record()}".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))

    status, lines, err = run(capsys, "-")

    assert (status, len(lines)) == (1, 2)
    assert "-, line 2: not JSON" in err


def test_a_missing_file_is_named(capsys, tmp_path):
    status, _, err = run(capsys, tmp_path / "none.jsonl")

    assert status == 1
    assert "none.jsonl" in err


def test_the_command_needs_no_services():
    assert stands_alone(["manage.py", "dates", "texts.jsonl"])
