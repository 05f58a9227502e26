"""`manage.py link`: from lines of events and statements to lines of links."""

import io
import json
import sys

import pytest
from django.core.management import call_command

EVENT = {"id": "a/1", "title": "The river floods the lower town", "date": "2031-05-04"}
STATEMENT = {"id": 7, "text": "The river has flooded the lower town.", "said": "2031-05-05"}


@pytest.fixture
def link(tmp_path, capsys):
    """Call it with lines of events and statements; returns what it wrote, its faults, its end."""

    def run(events, statements):
        paths = []
        for name, lines in (("events", events), ("statements", statements)):
            paths.append(tmp_path / f"{name}.jsonl")
            written = (one if isinstance(one, str) else json.dumps(one) for one in lines)
            paths[-1].write_text("\n".join(written), encoding="utf-8")
        status = 0
        try:
            call_command("link", *map(str, paths))
        except SystemExit as end:
            status = int(end.code or 0)
        seen = capsys.readouterr()
        return [json.loads(line) for line in seen.out.splitlines()], seen.err, status

    return run


def test_a_line_answers_each_statement_in_the_order_given(link):
    other = {"id": "b", "text": "Nobody likes soup."}

    lines, faults, status = link([EVENT], [other, STATEMENT])

    assert [line["id"] for line in lines] == ["b", 7]
    assert lines[0]["events"] == []
    assert [event["id"] for event in lines[1]["events"]] == ["a/1"]
    assert (faults, status) == ("", 0)


def test_a_link_shows_the_shared_words_and_the_values_it_rests_on(link):
    (line,), _, _ = link([EVENT], [STATEMENT])

    evidence = line["events"][0]["evidence"]
    start, end = evidence[0]["span"]
    assert str(STATEMENT["text"])[start:end] == "river"
    assert {"rule": "same week", "value": 1.0} in evidence


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "not JSON"),
        ([1], "not a JSON object"),
        ({"text": "No id."}, "id: missing"),
        ({"id": "x", "text": " "}, "text: missing"),
        ({"id": "x", "text": 5}, "text: no text"),
        ({"id": "x", "text": "Late.", "said": "yesterday"}, "yesterday"),
        ({"id": "x", "text": "Late.", "published": "soon"}, "soon"),
    ],
)
def test_a_statement_that_cannot_be_read_is_named_by_its_line_and_the_rest_goes_on(
    link, bad, reason
):
    lines, faults, status = link([EVENT], ["", bad, STATEMENT])

    assert [line["id"] for line in lines] == [7]
    assert "statements.jsonl, line 2: " in faults
    assert reason in faults
    assert status == 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("nothing", "not JSON"),
        ({"title": "A day without an id"}, "id: missing"),
        ({"id": "b"}, "title: missing"),
        ({"id": "a/1", "title": "Twice"}, "that of an earlier event"),
        ({"id": "b", "title": "Someday", "date": "someday"}, "date: "),
    ],
)
def test_an_event_that_cannot_be_read_is_named_by_its_line_and_the_rest_goes_on(link, bad, reason):
    lines, faults, status = link([EVENT, bad], [STATEMENT])

    assert [event["id"] for event in lines[0]["events"]] == ["a/1"]
    assert "events.jsonl, line 2: " in faults
    assert reason in faults
    assert status == 1


def test_a_statement_undated_but_published_is_near_what_happened_then(link):
    published = {"id": 7, "text": STATEMENT["text"], "published": "2031-05-05T10:00:00Z"}

    (line,), _, _ = link([EVENT], [published])

    assert {"rule": "same week", "value": 1.0} in line["events"][0]["evidence"]


def test_a_speaker_may_be_given_as_a_reports_line_has_it(link):
    event = {**EVENT, "participants": ["Ada Varga"]}
    spoken = {**STATEMENT, "speaker": {"slug": "ada-varga", "name": "Ada Varga"}}

    (line,), _, _ = link([event], [spoken])

    assert {"rule": "participants", "value": 1.0} in line["events"][0]["evidence"]


def test_statements_come_from_standard_input_for_a_hyphen(tmp_path, monkeypatch, capsys):
    (tmp_path / "events.jsonl").write_text(json.dumps(EVENT))
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(STATEMENT).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)

    call_command("link", str(tmp_path / "events.jsonl"), "-")

    assert json.loads(capsys.readouterr().out)["id"] == 7


def test_a_missing_file_is_named(tmp_path, capsys):
    with pytest.raises(SystemExit):
        call_command("link", str(tmp_path / "none.jsonl"), "-")

    assert "none.jsonl" in capsys.readouterr().err
