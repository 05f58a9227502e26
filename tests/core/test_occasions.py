"""Words whose day no article tells, said on an event whose day the catalogue knows."""

from datetime import date

import pytest

from claims.corrections import Decision, Field, decide
from claims.events import link
from claims.extraction import ExtractedReading, ExtractedReport, Said, Span
from claims.interchange.readings import to_json
from claims.models import Report, Statement
from claims.pipeline import process
from claims.recording import record
from tests.builders import make_editor, make_event, make_reading, make_revision

pytestmark = pytest.mark.django_db

CONTENT = "the bridge was lost"
TEXT = f"Ada Varga claimed that {CONTENT} during the Brod summit."


def make_recorded(said=Said(), text=TEXT):  # noqa: B008 - frozen
    start = text.index(CONTENT)
    report = ExtractedReport(
        content=(Span(start, start + len(CONTENT)),),
        source=(),
        cue=(),
        kind="indirect",
        label="Ada Varga",
        speaker=None,
        body=None,
        said=said,
    )
    extracted = to_json(ExtractedReading("1.0.0", (report,)))
    return record(make_reading(revision=make_revision(text=text), extracted=extracted))


@pytest.fixture
def summit():
    return make_event("Brod summit", aliases=["Brod summit"], date="2020-02-28")


def believed():
    statement = Statement.objects.get()
    return statement.said_edtf, statement.said_basis


def test_the_events_day_is_believed_and_the_report_keeps_what_its_article_says(summit):
    link(make_recorded())

    assert believed() == ("2020-02-28", "event")
    assert (Report.objects.get().said_edtf, Report.objects.get().occasion) == ("", summit)


def test_days_are_counted_from_the_events_day(summit):
    link(make_recorded(text=f"Ada Varga claimed that {CONTENT} two days after the Brod summit."))

    assert believed() == ("2020-03-01", "event")
    assert Report.objects.get().occasion_event is None  # it was not said at the summit


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        ("during", "It was said at “Brod summit”, whose day the catalogue knows."),
        ("a day after", "It was said 1 day after “Brod summit”, whose day the catalogue knows."),
        (
            "a week before",
            "It was said 7 days before “Brod summit”, whose day the catalogue knows.",
        ),
    ],
)
def test_the_page_tells_how_the_day_comes_from_the_event(summit, client, when, reason):
    link(make_recorded(text=f"Ada Varga claimed that {CONTENT} {when} the Brod summit."))

    page = client.get(f"/statements/{Statement.objects.get().pk}/").content.decode()

    assert reason in page


def test_a_report_keeps_the_words_of_its_occasion():
    text = '"The bridge is lost," Ada Varga said at a press conference in Lorn on Monday.'

    report = process(make_revision(text=text).pk).reports.get()

    assert (report.occasion_words, report.occasion) == ("at a press conference in Lorn", None)


def test_what_an_article_tells_goes_before_the_events_day(summit):
    day = date(2020, 2, 27)
    link(make_recorded(Said("2020-02-27", day, day, "explicit")))

    assert believed() == ("2020-02-27", "explicit")


def test_an_editor_knows_better(summit):
    link(make_recorded())
    statement = Statement.objects.get()
    day = Decision(Field.SAID, "2020-03-01")
    decide(statement.pk, [day], editor=make_editor(), version=statement.version)

    assert believed() == ("2020-03-01", "editor")


def test_an_event_that_the_catalogue_lost_dates_nothing(summit):
    reading = make_recorded()
    link(reading)
    summit.delete()

    link(reading)

    assert believed() == ("", "unknown")


def test_linking_again_changes_nothing(summit):
    reading = make_recorded()
    link(reading)
    before = Statement.objects.values("version", "updated_at").get()

    link(reading)

    assert Statement.objects.values("version", "updated_at").get() == before
