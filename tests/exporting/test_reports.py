"""Reports as the contract writes them, out of the database."""

import pytest

from claims.beliefs import believe
from claims.corrections import Decision, Field, decide
from claims.exporting import report_lines
from claims.models import Reference, Report
from tests.builders import (
    make_article,
    make_editor,
    make_event,
    make_outlet,
    make_reading,
    make_report,
    make_revision,
    make_speaker,
)

pytestmark = pytest.mark.django_db

KEYS = (
    *("id", "statement", "article", "speaker", "body", "speaker_label", "kind", "text", "content"),
    *("source", "cue", "said", "via", "medium", "occasion", "parent", "events", "act"),
    *("confidence", "evidence", "believed", "status"),
)


def lines(**options):
    return list(report_lines(Report.objects.all(), **options))


def test_the_occasion_is_that_of_the_event_into_which_its_own_was_merged():
    whole = make_event("The talks of Lorn")
    make_report(occasion=make_event(merged_into=whole), occasion_words="at talks in Lorn")

    (line,) = lines()

    event = {"slug": "the-talks-of-lorn", "title": "The talks of Lorn"}
    assert line["occasion"] == {"words": "at talks in Lorn", "event": event, "evidence": []}


def refer(report: Report, event, *, doubtful: bool = False) -> None:
    evidence = [{"span": [4, 10], "rule": "alias", "confidence": 0.9}]
    Reference.objects.create(
        report=report, event=event, confidence=0.9, doubtful=doubtful, evidence=evidence
    )
    believe(report.statement)


def correct(report: Report, decision: Decision) -> None:
    version = report.statement.version
    decide(report.statement_id, [decision], editor=make_editor(), version=version)


def test_a_line_has_the_keys_of_the_contract_in_its_order():
    make_report()

    assert tuple(lines()[0]) == KEYS


def test_a_line_names_its_article():
    article = make_article(outlet=make_outlet(name="Harbour Times"), published="2031-05-06")
    make_report(revision=make_revision(article=article))

    assert lines()[0]["article"] == {
        "id": article.pk,
        "url": article.url,
        "title": article.title,
        "outlet": "Harbour Times",
        "published": "2031-05-06",
    }


def test_a_line_says_who_when_and_where_in_the_text():
    report = make_report(speaker=make_speaker("Ada Varga"), said="2031-05-05")

    line = lines()[0]

    assert line["speaker"] == {"slug": "ada-varga", "name": "Ada Varga"}
    assert line["content"] == [[report.content[0].lower, report.content[0].upper]]
    assert line["said"] == {
        "edtf": "2031-05-05",
        "earliest": "2031-05-05",
        "latest": "2031-05-05",
        "basis": "explicit",
    }


def test_each_value_comes_with_its_evidence():
    evidence = {"speaker": [{"span": [0, 9], "rule": "name", "confidence": 0.8}]}
    make_report(speaker=make_speaker(), evidence=evidence)

    assert lines()[0]["evidence"] == {**evidence, "said": [], "via": [], "events": []}


def test_a_person_outside_the_speakers_file_has_a_name_and_no_slug():
    make_report(speaker_name="Mira Sand")

    assert lines()[0]["speaker"] == {"slug": None, "name": "Mira Sand"}


def test_a_body_speaks_without_a_person():
    make_report(body="the harbour board")

    assert (lines()[0]["speaker"], lines()[0]["body"]) == (None, "the harbour board")


def test_an_event_carries_its_confidence_and_its_evidence():
    report, event = make_report(), make_event("Opening of the bridge")
    refer(report, event)

    line = lines()[0]

    assert line["evidence"]["events"] == [{"span": [4, 10], "rule": "alias", "confidence": 0.9}]
    assert line["events"] == [
        {
            "id": event.pk,
            "slug": "opening-of-the-bridge",
            "title": "Opening of the bridge",
            "confidence": 0.9,
        }
    ]


def test_doubtful_events_are_shown_on_request_alone():
    refer(make_report(), make_event(), doubtful=True)

    assert lines()[0]["events"] == []
    assert len(lines(proposed=True)[0]["events"]) == 1


def test_nothing_is_believed_besides_what_the_only_report_says():
    make_report(speaker=make_speaker(), said="2031-05-05")

    assert lines()[0]["believed"] is None


def test_a_correction_shows_as_what_is_believed_while_the_report_stays():
    report = make_report(speaker=make_speaker("Ada Varga"))
    make_speaker("Ilo Brandt")
    correct(report, Decision(Field.SPEAKER, {"slug": "ilo-brandt"}))

    line = lines()[0]

    assert line["speaker"]["slug"] == "ada-varga"
    assert line["believed"]["speaker"] == {"slug": "ilo-brandt", "name": "Ilo Brandt"}
    assert line["status"] == "corrected"


def test_a_link_that_an_editor_made_shows_as_believed():
    report, event = make_report(), make_event()
    correct(report, Decision(Field.EVENT, {"event": event.slug, "refers": True}))

    line = lines()[0]

    assert line["events"] == []
    assert [linked["slug"] for linked in line["believed"]["events"]] == [event.slug]


def test_what_the_reader_no_longer_finds_is_left_out_and_what_the_outlet_removed_stays():
    make_report(withdrawn="reader")
    removed = make_report(withdrawn="outlet")

    assert [line["id"] for line in lines()] == [removed.pk]


def test_lines_come_by_article_and_place_whatever_the_ids():
    text = '"One." "Two." said Varga.'
    for url in ("https://b.example/", "https://a.example/"):
        reading = make_reading(revision=make_revision(article=make_article(url=url), text=text))
        make_report(reading=reading, quote='"Two."')
        make_report(reading=reading, quote='"One."')

    assert [(line["article"]["url"], line["text"]) for line in lines()] == [
        ("https://a.example/", '"One."'),
        ("https://a.example/", '"Two."'),
        ("https://b.example/", '"One."'),
        ("https://b.example/", '"Two."'),
    ]


def test_nine_reports_take_as_many_queries_as_one(django_assert_num_queries):
    refer(make_report(speaker=make_speaker()), make_event())
    with django_assert_num_queries(3):
        lines()
    for _ in range(8):
        make_report()

    with django_assert_num_queries(3):
        lines()
