"""Readings into rows: what is new, what stays, what is withdrawn."""

from dataclasses import replace

import pytest

from claims.corrections import Decision, decide
from claims.extraction import Credit, ExtractedReading, ExtractedReport, Said, Span
from claims.interchange.readings import to_json
from claims.models import Correction, Report, Statement
from claims.recording import record
from tests.builders import make_editor, make_reading, make_revision, make_speaker

pytestmark = pytest.mark.django_db

TEXT = 'Ada Varga spoke. "The bridge will stand," Varga said. "We need no ferry," she added.'


def extracted(text: str, quote: str, **fields) -> ExtractedReport:
    start = text.index(quote)
    defaults = {
        "content": (Span(start, start + len(quote)),),
        "source": (),
        "cue": (),
        "kind": "direct",
        "label": "Varga",
        "speaker": Credit("Ada Varga", "ada-varga"),
        "body": None,
        "said": Said(),
        "confidence": 0.9,
    }
    return ExtractedReport(**{**defaults, **fields})


def reading_of(text: str, *reports: ExtractedReport, version: str = "1.0.0", revision=None):
    revision = revision or make_revision(text=text)
    found = ExtractedReading(version, tuple(reports))
    return make_reading(revision=revision, version=version, extracted=to_json(found))


def both(text: str = TEXT) -> tuple[ExtractedReport, ExtractedReport]:
    return extracted(text, '"The bridge will stand,"'), extracted(text, '"We need no ferry,"')


def test_a_reading_makes_one_statement_of_each_report():
    reading = reading_of(TEXT, *both())

    record(reading)

    assert Report.objects.count() == Statement.objects.count() == 2


def test_recording_the_same_reading_twice_changes_nothing():
    reading = record(reading_of(TEXT, *both()))
    before = recorded()

    record(reading)

    assert recorded() == before


def recorded():
    return [list(model.objects.order_by("pk").values()) for model in (Report, Statement)]


def test_a_known_speaker_is_a_row_and_an_unknown_one_stays_a_name():
    varga = make_speaker("Ada Varga")
    first, second = both()

    record(reading_of(TEXT, first, replace(second, speaker=Credit("Ilo Brandt"))))

    found = Report.objects.order_by("pk").values_list("speaker", "speaker_name")
    assert list(found) == [(varga.pk, ""), (None, "Ilo Brandt")]


def test_a_child_report_knows_its_parent_whichever_comes_first():
    first, second = both()

    record(reading_of(TEXT, replace(first, parent=1), second))

    child, parent = Report.objects.order_by("pk")
    assert (child.parent, parent.parent) == (parent, None)


def test_two_reports_of_one_place_are_one():
    first, _ = both()

    record(reading_of(TEXT, first, replace(first, label="she")))

    assert Report.objects.get().label == "Varga"


def test_a_later_version_keeps_the_report_where_it_draws_its_borders_anew():
    first, _ = both()
    reading = record(reading_of(TEXT, first))
    kept = Report.objects.get()
    shorter = extracted(TEXT, '"The bridge will stand')

    record(reading_of(TEXT, shorter, version="2.0.0", revision=reading.revision))

    report = Report.objects.get()
    assert (report.pk, report.statement_id) == (kept.pk, kept.statement_id)
    assert report.text == '"The bridge will stand'


def test_a_correction_outlives_a_reading_by_a_later_version():
    first, _ = both()
    reading = record(reading_of(TEXT, first))
    statement = Statement.objects.get()
    brandt = Decision(Correction.Field.SPEAKER, {"name": "Ilo Brandt"})
    decide(statement.pk, [brandt], editor=make_editor(), version=statement.version)
    read_otherwise = replace(first, speaker=Credit("Mira Sand"))

    record(reading_of(TEXT, read_otherwise, version="2.0.0", revision=reading.revision))

    assert Statement.objects.get().credited == "Ilo Brandt"
    assert Report.objects.get().credited == "Mira Sand"


def test_what_a_later_version_no_longer_finds_is_withdrawn_by_the_reader():
    first, second = both()
    reading = record(reading_of(TEXT, first, second))

    record(reading_of(TEXT, first, version="2.0.0", revision=reading.revision))

    assert list(Report.objects.order_by("pk").values_list("withdrawn", flat=True)) == ["", "reader"]
    assert Statement.objects.believed().count() == 1


def test_a_changed_article_carries_its_reports_over_by_their_words():
    reading = record(reading_of(TEXT, *both()))
    kept = set(Report.objects.values_list("pk", "statement"))
    changed = "Corrected. " + TEXT.replace('"', "\N{LEFT DOUBLE QUOTATION MARK}", 1)
    revision = make_revision(article=reading.revision.article, text=changed)
    quote = "\N{LEFT DOUBLE QUOTATION MARK}The bridge will stand,"

    record(
        reading_of(
            changed,
            extracted(changed, quote),
            extracted(changed, '"We need no ferry,"'),
            revision=revision,
        )
    )

    assert set(Report.objects.values_list("pk", "statement")) == kept
    assert set(Report.objects.values_list("revision", flat=True)) == {revision.pk}


def test_words_that_left_the_article_are_removed_by_the_outlet_and_still_shown():
    reading = record(reading_of(TEXT, *both()))
    shorter = TEXT[: TEXT.index('"We need')]
    revision = make_revision(article=reading.revision.article, text=shorter)

    record(reading_of(shorter, both()[0], revision=revision))

    gone = Report.objects.get(withdrawn="outlet")
    assert gone.text == '"We need no ferry,"'
    assert gone.statement in Statement.objects.believed()


def test_an_older_revision_read_late_leaves_the_newer_reports_alone():
    old = make_revision(text=TEXT)
    shorter = TEXT[: TEXT.index('"We need')]
    new = make_revision(article=old.article, text=shorter)
    record(reading_of(shorter, both()[0], revision=new))

    record(reading_of(TEXT, *both(), revision=old))

    states = dict(Report.objects.values_list("text", "withdrawn"))
    assert states == {'"The bridge will stand,"': "", '"We need no ferry,"': "outlet"}


def test_a_repeated_sentence_keeps_its_report_by_context():
    text = "One. " + TEXT + " Later: " + TEXT
    late = text.rindex('"We need')
    first = extracted(text, '"We need no ferry,"')
    second = replace(first, content=(Span(late, late + 19),))
    reading = record(reading_of(text, first, second))
    kept = Report.objects.order_by("pk").last()
    changed = text[text.index(" Later:") :]
    revision = make_revision(article=reading.revision.article, text=changed)

    record(reading_of(changed, extracted(changed, '"We need no ferry,"'), revision=revision))

    assert Report.objects.get(revision=revision).pk == kept.pk
