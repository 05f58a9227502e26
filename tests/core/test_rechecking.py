"""Blind re-checks: which statements are drawn, who is asked, what an answer does."""

from datetime import date

import pytest

from claims.beliefs import believe
from claims.corrections import Decision, Field, decide, undo
from claims.merging import merge_speakers
from claims.models import Recheck, Sample, Waiting
from claims.rechecking import Answer, OwnDecision, answer, draw
from claims.removal import remove_articles
from claims.tasks import draw_rechecks
from claims.waiting import rerank
from sources.models import Article
from tests.builders import (
    make_editor,
    make_report,
    make_sample,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db

DAY = date(2031, 5, 7)
ADA = {"slug": "ada-varga"}


@pytest.fixture(autouse=True)
def _few(settings):
    settings.RECHECKS_A_DAY, settings.RECHECKED_TWICE = 2, 0.0
    settings.RECHECK_SEED = "seed"


@pytest.fixture
def statement():
    return make_statement(speaker=make_speaker(), said="2031-05-05")


def decided(statement, field=Field.VERDICT, value="confirmed", editor=None):
    statement.refresh_from_db()
    [row] = decide(
        statement.pk,
        [Decision(field, value)],
        editor=editor or make_editor("emil"),
        version=statement.version,
    )
    return row


def confirmed(editor):
    statement = make_statement()
    decided(statement, editor=editor)
    return statement


def drawn(stratum="undecided"):
    return set(Sample.objects.filter(stratum=stratum).values_list("statement", flat=True))


def reasons(statement):
    return Waiting.objects.get(pk=statement.pk).reasons


def test_each_day_draws_as_many_as_set_of_either_stratum():
    emil = make_editor("emil")
    undecided = {make_statement().pk for _ in range(3)}
    others = {confirmed(emil).pk for _ in range(3)}

    assert draw(DAY) == 4
    assert len(drawn() & undecided) == len(drawn("confirmed") & others) == 2


def test_a_day_is_drawn_once_and_no_statement_twice():
    for _ in range(3):
        make_statement()

    assert [draw(DAY), draw(DAY), draw(date(2031, 5, 8))] == [2, 0, 1]


def test_the_same_seed_draws_the_same_statements(settings):
    for _ in range(12):
        make_statement()
    found = []
    for seed in ("one", "one", "another"):
        settings.RECHECK_SEED = seed
        draw(DAY)
        found.append(drawn())
        Sample.objects.all().delete()

    assert found[0] == found[1] != found[2]


def test_nothing_more_is_drawn_while_a_weeks_samples_lack_an_answer(settings):
    settings.RECHECKS_A_DAY = 1
    for _ in range(9):
        make_statement()

    assert sum(draw(date(2031, 5, day)) for day in range(1, 10)) == 7


def test_rejected_and_corrected_statements_are_not_drawn():
    emil = make_editor("emil")
    decided(make_statement(), value="rejected", editor=emil)
    decided(make_statement(), Field.KIND, "indirect", editor=emil)

    assert draw(DAY) == 0


def test_a_sample_keeps_what_was_accepted_and_the_cue():
    report = make_report(speaker=make_speaker(), said="2031-05-05", cue=[(58, 62)])

    draw(DAY)

    sample = Sample.objects.get(statement=report.statement_id)
    assert (sample.speaker, sample.kind, sample.said) == (ADA, "direct", "2031-05-05")
    assert sample.cue == "said"


def test_a_share_is_answered_by_two_editors(settings, statement):
    settings.RECHECKED_TWICE = 1.0
    draw_rechecks()

    sample = Sample.objects.get()
    for name in ("nora", "otto"):
        assert sample in Sample.objects.for_editor(make_editor("another" + name))
        answer(sample.pk, Answer(), editor=make_editor(name))
    assert not Sample.objects.waiting().exists()


def test_who_decided_on_a_statement_is_never_asked_about_it(statement):
    emil, nora = make_editor("emil"), make_editor("nora")
    sample = make_sample(statement)
    undo(decided(statement, editor=emil).pk, editor=emil)

    assert not Sample.objects.for_editor(emil).exists()
    assert Sample.objects.for_editor(nora).get() == sample
    with pytest.raises(OwnDecision):
        answer(sample.pk, Answer(), editor=emil)


def test_an_editor_is_asked_once_and_what_they_said_stays(statement):
    nora, sample = make_editor("nora"), make_sample(statement, wanted=2)

    rows = [answer(sample.pk, Answer(kind=kind), editor=nora) for kind in ("direct", "mixed")]

    assert not Sample.objects.for_editor(nora).exists()
    assert [row.kind for row in rows] == ["direct", "direct"]


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (Answer(speaker=ADA, kind="direct", said="2031-05-05"), (True, True, True)),
        (Answer(speaker={"name": "ada varga"}, said="2031-05"), (True, None, False)),
        (Answer(speaker={"body": "the Kremlin"}, kind="mixed"), (False, False, None)),
        (Answer(speaker={}, said=""), (False, None, False)),
        (Answer(), (None, None, None)),
    ],
)
def test_an_answer_is_compared_with_what_was_accepted(statement, given, right):
    row = answer(make_sample(statement).pk, given, editor=make_editor())

    assert (row.speaker_right, row.kind_right, row.said_right) == right
    assert row.differs == (False in right)


def test_an_alias_is_the_speaker_and_an_article_before_a_body_does_not_count():
    make_speaker("Ada Varga", aliases=["Countess Varga"])
    told = [({"name": "Countess Varga"}, ADA), ({"body": "the Palace"}, {"body": "Palace"})]

    right = [
        answer(
            make_sample(make_statement(), speaker=accepted).pk,
            Answer(speaker=given),
            editor=make_editor(f"editor {number}"),
        ).speaker_right
        for number, (given, accepted) in enumerate(told)
    ]

    assert right == [True, True]


def test_where_nothing_was_published_nothing_can_be_wrong_but_the_answer_differs():
    statement = make_statement()

    row = answer(make_sample(statement).pk, Answer(speaker=ADA), editor=make_editor())

    assert (row.speaker_right, row.differs) == (None, True)


def test_what_is_no_statement_has_no_other_faults(statement):
    row = answer(make_sample(statement).pk, Answer(is_statement=False), editor=make_editor())

    assert (row.statement_right, row.speaker_right, row.said_right) == (False, None, None)


def test_an_answer_judges_what_was_accepted_when_it_was_drawn(statement):
    sample = make_sample(statement)
    decided(statement, Field.KIND, "indirect")

    row = answer(sample.pk, Answer(kind="indirect"), editor=make_editor("nora"))

    assert (row.kind_right, row.differs) == (False, False)


def test_a_confirmed_statement_waits_again_when_a_recheck_disagrees(statement):
    decided(statement)
    assert not Waiting.objects.exists()

    answer(make_sample(statement).pk, Answer(kind="mixed"), editor=make_editor("nora"))

    assert reasons(statement)[0] == "recheck"


def test_an_answer_that_agrees_puts_nothing_into_the_queue(statement):
    decided(statement)

    answer(make_sample(statement).pk, Answer(kind="direct"), editor=make_editor("nora"))

    assert not Waiting.objects.exists()
    assert Recheck.objects.count() == 1


def test_it_waits_until_somebody_decides_and_again_once_that_is_undone(statement):
    emil = make_editor("emil")
    first = decided(statement, editor=emil)
    answer(make_sample(statement).pk, Answer(kind="mixed"), editor=make_editor("nora"))
    believe(statement)
    waited = Waiting.objects.count()

    again = decided(statement, editor=emil)
    settled = Waiting.objects.count()
    undo(again.pk, editor=emil)

    assert (waited, settled, Waiting.objects.count()) == (1, 0, 1)
    assert first.pk != again.pk


def test_ranking_anew_leaves_disputed_statements_in_the_queue(statement):
    decided(statement)
    answer(make_sample(statement).pk, Answer(kind="mixed"), editor=make_editor("nora"))

    assert list(rerank()) == [1]
    assert Waiting.objects.filter(pk=statement.pk).exists()


def test_samples_go_with_an_article_that_is_taken_out(statement):
    gone = make_report(statement=statement).revision.article
    answer(make_sample(statement).pk, Answer(kind="mixed"), editor=make_editor("nora"))

    remove_articles(Article.objects.filter(pk=gone.pk))

    assert not Sample.objects.exists()
    assert "recheck" not in reasons(statement)


def test_two_who_were_merged_meanwhile_are_one_answer(statement):
    sample = make_sample(statement)
    merge_speakers(statement.speaker.pk, make_speaker("Ada Berta Varga").pk, chief=make_editor("c"))

    row = answer(sample.pk, Answer(speaker={"name": "Ada Berta Varga"}), editor=make_editor("emil"))

    assert (sample.speaker, row.speaker) == (ADA, {"slug": "ada-berta-varga"})
    assert (row.speaker_right, row.differs) == (True, False)


def test_a_speaker_whom_nobody_knows_any_more_is_not_whoever_is_named(statement):
    make_speaker("Mira Sand")
    sample = make_sample(statement)
    Sample.objects.update(speaker={"slug": "gone"})

    row = answer(sample.pk, Answer(speaker={"slug": "mira-sand"}), editor=make_editor("emil"))

    assert row.speaker_right is False
