"""Statements, speakers, events and articles as lines."""

import pytest

from claims.exporting import article_lines, event_lines, speaker_lines, statement_lines
from claims.models import Event, Reference, Speaker
from tests.builders import (
    make_article,
    make_event,
    make_outlet,
    make_report,
    make_revision,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def test_statements_come_newest_first_with_their_reports():
    make_statement(said="")
    make_statement(said="2031-05-05")
    make_statement(said="2031-05-06")

    found = list(statement_lines())

    assert [line["said"]["edtf"] for line in found] == ["2031-05-06", "2031-05-05", ""]
    assert [len(line["reports"]) for line in found] == [1, 1, 1]


def test_a_statement_shows_doubtful_events_on_request_and_rejected_ones_never():
    statement = make_statement()
    statement.links.create(event=make_event("Opening"), state="doubtful", confidence=0.5)
    statement.links.create(event=make_event("Closing"), state="rejected", confidence=1)

    believed, proposed = next(statement_lines()), next(statement_lines(proposed=True))

    assert believed["events"] == []
    assert [event["slug"] for event in proposed["events"]] == ["opening"]


def test_a_speaker_is_written_as_the_import_takes_it():
    offices = [("Mayor", "Harbour", "2030-01-02", "")]
    make_speaker("Ada Varga", aliases=["A. Varga"], wikidata="Q1", offices=offices)

    assert next(speaker_lines()) == {
        "name": "Ada Varga",
        "slug": "ada-varga",
        "aliases": ["A. Varga"],
        "wikidata": "Q1",
        "gender": "f",
        "born": "",
        "tracked": True,
        "kind": "person",
        "side": "",
        "offices": [{"title": "Mayor", "of": "Harbour", "from": "2030-01-02", "to": ""}],
    }


def test_a_merged_speaker_is_left_out():
    Speaker.objects.filter(pk=make_speaker("A. Varga", slug="a").pk).update(
        merged_into=make_speaker("Ada Varga")
    )

    assert [line["slug"] for line in speaker_lines()] == ["ada-varga"]


def test_proposed_events_are_written_on_request():
    make_event("Opening")
    make_event("Closing", state=Event.State.PROPOSED)

    assert [line["slug"] for line in event_lines()] == ["opening"]
    assert [line["slug"] for line in event_lines(proposed=True)] == ["closing", "opening"]


def test_an_article_is_written_with_its_newest_text_as_ingest_takes_it():
    article = make_article(url="https://a.example/", outlet=make_outlet(name="Harbour Times"))
    make_revision(article=article, text="Old.")
    make_revision(article=article, text="New.")

    assert list(article_lines()) == [
        {
            "url": "https://a.example/",
            "title": article.title,
            "text": "New.",
            "published": "2031-05-06",
            "outlet": "Harbour Times",
            "language": "en",
        }
    ]


def test_an_article_without_a_text_is_left_out():
    make_article(outlet=None)

    assert list(article_lines()) == []


def test_events_of_equal_confidence_come_by_slug():
    report = make_report()
    for title in ("Opening", "Closing"):
        Reference.objects.create(report=report, event=make_event(title), confidence=0.9)
    report.statement.links.create(event=make_event("Zoo"), state="linked", confidence=0.9)
    report.statement.links.create(event=make_event("Ark"), state="linked", confidence=0.9)

    line = next(statement_lines())

    assert [event["slug"] for event in line["events"]] == ["ark", "zoo"]
    assert [event["slug"] for event in line["reports"][0]["events"]] == ["closing", "opening"]
