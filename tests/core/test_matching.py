"""The same utterance in many outlets."""

from itertools import permutations

import pytest

from claims.corrections import Decision, decide
from claims.matching import match
from claims.models import Correction, Statement
from tests.builders import make_editor, make_report, make_revision, make_speaker

pytestmark = pytest.mark.django_db

LONG = '"The bridge will stand as long as the river runs, and it will carry every one of us"'
CLIP = '"will stand as long as the river runs"'


def report_of(quote: str, **fields):
    return make_report(quote=quote, revision=make_revision(text=f"He said: {quote}."), **fields)


@pytest.fixture
def varga():
    return make_speaker("Ada Varga")


def test_a_clip_in_another_outlet_joins_the_longer_quotation(varga):
    long, clip = report_of(LONG, speaker=varga), report_of(CLIP, speaker=varga)

    match(clip.reading)

    statement = Statement.objects.believed().get()
    assert set(statement.reports.all()) == {long, clip}
    assert statement.text == LONG


def test_the_oldest_statement_keeps_its_id_and_the_other_points_at_it(varga):
    long, clip = report_of(LONG, speaker=varga), report_of(CLIP, speaker=varga)

    match(clip.reading)

    assert Statement.objects.get(pk=clip.statement_id).merged_into_id == long.statement_id


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"said": "2031-05-05"}, {"said": "2031-05-06"}),
        ({"speaker_name": "Ada Varga"}, {"speaker_name": "Ilo Brandt"}),
        ({"speaker_name": ""}, {"speaker_name": ""}),
    ],
    ids=["another day", "another speaker", "nobody known"],
)
def test_the_same_words_are_another_utterance(ours, theirs):
    report_of(CLIP, **ours)
    other = report_of(CLIP, **theirs)

    match(other.reading)

    assert Statement.objects.believed().count() == 2


def test_an_undated_report_fits_a_dated_one(varga):
    report_of(CLIP, speaker=varga, said="2031-05-05")
    undated = report_of(CLIP, speaker=varga)

    (joined,) = match(undated.reading)

    assert joined.said_edtf == "2031-05-05"


def test_two_sentences_of_one_article_stay_two_statements(varga):
    revision = make_revision(text=f"{LONG} and again {CLIP}")
    first = make_report(quote=LONG, revision=revision, speaker=varga)
    make_report(quote=CLIP, reading=first.reading, speaker=varga)

    match(first.reading)

    assert Statement.objects.believed().count() == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_arrival_makes_no_difference(order, varga):
    quotes = [LONG, CLIP, '"and it will carry every one of us"']

    for index in order:
        match(report_of(quotes[index], speaker=varga).reading)

    statement = Statement.objects.believed().get()
    assert (statement.text, statement.reports.count()) == (LONG, 3)


def test_statements_that_editors_decided_on_separately_stay_separate(varga):
    reports = [report_of(quote, speaker=varga) for quote in (LONG, CLIP)]
    verdict = Decision(Correction.Field.VERDICT, "confirmed")
    editor = make_editor()
    for report in reports:
        decide(report.statement_id, [verdict], editor=editor, version=report.statement.version)

    match(reports[1].reading)

    assert Statement.objects.believed().count() == 2
