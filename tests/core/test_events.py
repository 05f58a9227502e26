"""Which events a reading's reports refer to, and what is believed of it."""

import pytest

from claims.beliefs import believe
from claims.corrections import Decision, Field, decide
from claims.events import link
from claims.extraction import ExtractedReading, ExtractedReport, Said, Span
from claims.interchange.readings import to_json
from claims.models import Event, Link, Reference, Statement
from claims.recording import record
from tests.builders import (
    make_editor,
    make_event,
    make_reading,
    make_report,
    make_revision,
    make_statement,
)

pytestmark = pytest.mark.django_db

TEXT = "The opening of the bridge was a feast for all of Brod, Ada Varga said."


@pytest.fixture
def reading():
    content = (Span(0, TEXT.index(", Ada")),)
    report = ExtractedReport(
        content=content,
        source=(),
        cue=(),
        kind="indirect",
        label="Ada Varga",
        speaker=None,
        body=None,
        said=Said(),
    )
    revision = make_revision(text=TEXT)
    extracted = to_json(ExtractedReading("1.0.0", (report,)))
    return record(make_reading(revision=revision, extracted=extracted))


@pytest.fixture
def event():
    return make_event("Opening of the bridge", aliases=["opening of the bridge"])


def test_a_named_event_is_linked_with_the_words_that_name_it(reading, event):
    link(reading)

    reference = Reference.objects.get()
    start, end = reference.evidence[0]["span"]
    assert (reference.event, TEXT[start:end]) == (event, "opening of the bridge")
    assert Statement.objects.get().links.get().state == Link.State.LINKED


def test_linking_again_changes_nothing(reading, event):
    link(reading)
    before = Statement.objects.values("version", "updated_at").get()

    link(reading)

    assert Reference.objects.count() == 1
    assert Statement.objects.values("version", "updated_at").get() == before


def test_what_named_an_event_names_the_one_that_it_was_merged_into(reading, event):
    link(reading)
    event.merged_into = make_event("Another opening", aliases=["another opening"])
    event.save()

    link(reading)

    assert Statement.objects.get().links.get().event == event.merged_into


def test_an_event_that_is_no_longer_published_is_no_longer_linked(reading, event):
    link(reading)
    event.state = Event.State.PROPOSED
    event.save()

    link(reading)

    assert not Statement.objects.get().links.exists()


def test_a_link_below_the_threshold_is_left_to_the_desk(reading, event, settings):
    settings.LINKED_FROM = 0.9999

    link(reading)

    assert Statement.objects.get().links.get().state == Link.State.DOUBTFUL


def test_a_link_that_an_editor_rejected_stays_rejected(reading, event):
    link(reading)
    statement = Statement.objects.get()
    no = Decision(Field.EVENT, {"event": event.slug, "refers": False})
    decide(statement.pk, [no], editor=make_editor(), version=statement.version)

    link(reading)

    assert statement.links.get().state == Link.State.REJECTED


def linked_by(confidences, event):
    """The link of a statement in as many articles, of which some refer to the event."""
    statement = make_statement()
    reports = [
        statement.reports.get(),
        *(make_report(statement=statement) for _ in confidences[1:]),
    ]
    for report, confidence in zip(reports, confidences, strict=True):
        if confidence:
            Reference.objects.create(report=report, event=event, confidence=confidence)
    return believe(statement).links.get()


def test_one_articles_word_on_a_link_is_believed_as_it_stands(event):
    assert linked_by([0.7], event).confidence == pytest.approx(0.7)


def test_articles_that_do_not_refer_to_it_make_a_link_less_sure(event):
    link = linked_by([0.7, None, None], event)

    assert 0.3 < link.confidence < 0.7


def test_articles_that_refer_to_it_too_make_a_link_as_sure_as_the_surest(event):
    assert linked_by([0.7, 0.7], event).confidence == pytest.approx(0.7)
