"""The same utterance in many outlets."""

from itertools import permutations

import pytest

from claims.corrections import Decision, decide
from claims.extraction import Span
from claims.matching import match
from claims.models import Correction, Likeness, MatchKey, Statement
from claims.models.statements import Withdrawn, ranges_of
from claims.removal import remove_articles
from claims.utterances import regroup
from sources.models import Article
from tests.builders import (
    make_article,
    make_editor,
    make_reading,
    make_report,
    make_revision,
    make_speaker,
)

pytestmark = pytest.mark.django_db

DAY = "2031-05-05"
LONG = '"The bridge will stand as long as the river runs, and it will carry every one of us"'
CLIP = '"will stand as long as the river runs"'
END = '"it will carry every one of us"'


def report_of(quote: str, **fields):
    fields = {"said": DAY, **fields}
    return make_report(quote=quote, revision=make_revision(text=f"He said: {quote}."), **fields)


def matched(*reports):
    """The reports after matching, in that order, with the statements that they have then."""
    for report in reports:
        match(report.reading)
    for report in reports:
        report.refresh_from_db()
    return reports


def groups() -> set[frozenset[str]]:
    believed = Statement.objects.believed().prefetch_related("reports")
    return {frozenset(r.text for r in statement.reports.all()) for statement in believed}


@pytest.fixture
def varga():
    return make_speaker("Ada Varga")


def test_a_clip_in_another_outlet_joins_the_longer_quotation(varga):
    long, clip = matched(report_of(LONG, speaker=varga), report_of(CLIP, speaker=varga))

    statement = Statement.objects.believed().get()
    assert set(statement.reports.all()) == {long, clip}
    assert statement.text == LONG


def test_the_oldest_statement_keeps_its_id_and_the_other_points_at_it(varga):
    old, new = report_of(CLIP, speaker=varga), report_of(LONG, speaker=varga)

    matched(new, old)

    assert new.statement_id == old.own_statement_id
    assert new.own_statement.merged_into_id == old.own_statement_id


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"said": "2031-05-05"}, {"said": "2031-05-06"}),
        ({"speaker_name": "Ada Varga"}, {"speaker_name": "Ilo Brandt"}),
    ],
    ids=["another day", "another speaker"],
)
def test_the_same_short_words_are_another_utterance(ours, theirs):
    matched(report_of('"We are ready"', **ours), report_of('"We are ready"', **theirs))

    assert Statement.objects.believed().count() == 2


def test_what_one_outlet_dates_and_another_does_not_is_one_utterance(varga):
    matched(report_of(LONG, speaker=varga), report_of(LONG, speaker=varga, said=""))

    assert Statement.objects.believed().get().said_edtf == DAY


def test_the_same_long_words_are_one_utterance_though_outlets_name_two_speakers(varga):
    reports = [report_of(LONG, speaker=varga) for _ in range(2)]

    matched(*reports, report_of(LONG, speaker_name="Ilo Brandt", confidence=0.95))

    assert Statement.objects.believed().get().speaker == varga


def test_opponents_whom_both_outlets_quote_keep_a_statement_each(varga):
    brandt = make_speaker("Ilo Brandt")
    said, denied = '"The dam is safe for us all"', '"The dam is not safe for us all"'
    text = f"He said: {said}. She said: {denied}."
    for reading in (make_reading(revision=make_revision(text=text)) for _ in range(2)):
        make_report(quote=said, reading=reading, said=DAY, speaker=brandt)
        make_report(quote=denied, reading=reading, said=DAY, speaker=varga)
        match(reading)

    believed = Statement.objects.believed().prefetch_related("reports").order_by("pk")
    assert [(each.speaker, len(each.carried_by), each.rival_sources) for each in believed] == [
        (brandt, 2, []),
        (varga, 2, []),
    ]


def test_words_that_one_outlet_has_them_deny_are_no_report_of_their_saying_so(varga):
    words = "the harbour of Brod had been sold to the salt lords"
    said, denied = (make_revision(text=f"Varga {cue} {words}.") for cue in ("said", "denied"))
    fields = {"quote": words, "speaker": varga, "said": DAY, "kind": "indirect"}

    matched(
        make_report(revision=said, cue=ranges_of([Span(6, 10)]), **fields),
        make_report(revision=denied, cue=ranges_of([Span(6, 12)]), **fields),
    )

    assert Statement.objects.believed().count() == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_report_of_any_day_does_not_bridge_two_of_different_days(order, varga):
    days = ["2031-05-02", "2031-05-04", ""]
    reports = [report_of(LONG, speaker=varga, said=day) for day in days]

    matched(*(reports[index] for index in order))

    first, second, _ = (report.statement_id for report in reports)
    assert first != second
    assert Statement.objects.believed().count() == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_arrival_makes_no_difference(order, varga):
    quotes = [LONG, CLIP, END]

    matched(*(report_of(quotes[index], speaker=varga) for index in order))

    assert groups() == {frozenset({LONG, CLIP}), frozenset({END})}
    assert Likeness.objects.likely().count() == 2


def test_matching_twice_changes_nothing(varga):
    reports = matched(report_of(LONG, speaker=varga), report_of(CLIP, speaker=varga))
    versions = list(Statement.objects.order_by("pk").values_list("version", "merged_into"))

    matched(*reports)

    assert list(Statement.objects.order_by("pk").values_list("version", "merged_into")) == versions


def test_statements_that_editors_decided_on_separately_stay_separate(varga):
    reports = [report_of(LONG, speaker=varga) for _ in range(2)]
    verdict = Decision(Correction.Field.VERDICT, "confirmed")
    editor = make_editor()
    for report in reports:
        decide(report.statement_id, [verdict], editor=editor, version=report.statement.version)

    matched(*reports)

    assert Statement.objects.believed().count() == 2
    assert Likeness.objects.undecided().count() == 1


def test_what_no_longer_hangs_together_comes_apart_with_its_own_ids(varga):
    old, new = matched(report_of(LONG, speaker=varga), report_of(LONG, speaker=varga))
    old.text = '"Nothing at all about any of this"'
    old.save()

    matched(old)

    new.refresh_from_db()
    assert (old.statement_id, new.statement_id) == (old.own_statement_id, new.own_statement_id)
    assert new.statement.merged_into is None


def test_a_decision_stays_with_the_part_whose_words_it_is_about(varga):
    old, new = matched(report_of(LONG, speaker=varga), report_of(LONG, speaker=varga))
    said = Decision(Correction.Field.SAID, "2031-05-04")
    decide(old.statement_id, [said], editor=make_editor(), version=old.statement.version)
    new.text = '"Nothing at all about any of this"'
    new.save()

    matched(new)

    assert new.statement.said_edtf == DAY
    assert Statement.objects.get(pk=old.statement_id).said_edtf == "2031-05-04"


def test_what_the_reader_no_longer_finds_takes_no_part(varga):
    old, new = matched(report_of(LONG, speaker=varga), report_of(LONG, speaker=varga))
    old.withdrawn = Withdrawn.BY_READER
    old.save()

    matched(old)

    assert Statement.objects.believed().get().reports.get() == new
    assert not MatchKey.objects.filter(report=old).exists()


def test_what_others_report_too_keeps_its_id_when_the_oldest_article_is_taken_out(varga):
    long, *clips = matched(*(report_of(quote, speaker=varga) for quote in (LONG, CLIP, CLIP)))
    others = Article.objects.exclude(pk=long.revision.article_id)

    remove_articles(Article.objects.filter(pk=long.revision.article_id))

    statement = Statement.objects.believed().get()
    assert statement.pk == long.own_statement_id
    assert set(statement.reports.all()) == set(clips)
    assert others.count() == 2


def test_a_statement_is_believed_anew_when_another_group_takes_reports_from_it(varga):
    last = make_article(url="https://z.example/last")
    revision = make_revision(text=f"He said: {CLIP}.", article=last)
    clip = make_report(quote=CLIP, revision=revision, said=DAY, speaker=varga)
    matched(clip, report_of(LONG, speaker=varga), report_of(LONG, speaker=varga))
    Likeness.objects.of([clip.pk]).delete()

    regroup([clip.pk])

    assert {statement.text for statement in Statement.objects.believed()} == {CLIP, LONG}
