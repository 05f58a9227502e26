"""Editors' word on what is one utterance: it is final, and it can be undone."""

import pytest

from claims.corrections import Decision, Field, InvalidDecision, decide, undo
from claims.matching import match
from claims.models import Likeness, Statement
from tests.builders import make_editor, make_report, make_revision, make_speaker

pytestmark = pytest.mark.django_db

LONG = '"The bridge will stand as long as the river runs, and it will carry every one of us"'
OTHER = '"Nobody crosses the valley without a ferry"'


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def varga():
    return make_speaker()


def report_of(quote: str, speaker, **fields):
    revision = make_revision(text=f"She said: {quote}.")
    fields = {"said": "2031-05-05", **fields}
    report = make_report(quote=quote, revision=revision, speaker=speaker, **fields)
    match(report.reading)
    return report


def settle(editor, statement_id: int, **value):
    version = Statement.objects.get(pk=statement_id).version
    (row,) = decide(statement_id, [Decision(Field.SAME, value)], editor=editor, version=version)
    return row


def statements(*reports) -> list[int]:
    """The statements of the reports as they stand, by number of first appearance."""
    found: dict[int, int] = {}
    for report in reports:
        report.refresh_from_db()
        found.setdefault(report.statement_id, len(found))
    return [found[report.statement_id] for report in reports]


def test_statements_that_an_editor_joins_are_one(editor, varga):
    one, other = report_of(LONG, varga), report_of(OTHER, varga)

    settle(editor, other.statement_id, same=True, statement=one.statement_id)

    assert statements(one, other) == [0, 0]
    assert one.statement_id == one.own_statement_id


def test_what_the_machine_put_with_either_comes_along(editor, varga):
    one, copy, other = report_of(LONG, varga), report_of(LONG, varga), report_of(OTHER, varga)

    settle(editor, other.statement_id, same=True, statement=one.own_statement_id)

    assert statements(one, copy, other) == [0, 0, 0]


def test_a_report_that_an_editor_takes_out_stands_alone(editor, varga):
    one, copy, third = (report_of(LONG, varga) for _ in range(3))
    copy.refresh_from_db()

    settle(editor, copy.statement_id, same=False, report=copy.pk)

    assert statements(one, copy, third) == [0, 1, 0]
    assert copy.statement_id == copy.own_statement_id


def test_no_later_reading_joins_what_an_editor_parted(editor, varga):
    one, copy = report_of(LONG, varga), report_of(LONG, varga)
    settle(editor, one.statement_id, same=False, report=one.pk, others=[copy.pk])

    match(copy.reading)
    third = report_of(LONG, varga)

    assert statements(one, copy, third)[:2] == [0, 1]


def test_no_later_reading_parts_what_an_editor_joined(editor, varga):
    one, other = report_of(LONG, varga), report_of(OTHER, varga)
    settle(editor, other.statement_id, same=True, statement=one.statement_id)

    match(one.reading)
    match(other.reading)

    assert statements(one, other) == [0, 0]


def test_undoing_lets_the_machine_decide_again(editor, varga):
    one, copy = report_of(LONG, varga), report_of(LONG, varga)
    row = settle(editor, one.statement_id, same=False, report=one.pk)

    again = undo(row.pk, editor=editor)
    assert statements(one, copy) == [0, 0]

    undo(again.pk, editor=editor)
    assert statements(one, copy) == [0, 1]


def test_the_latest_word_on_a_pair_holds(editor, varga):
    one, copy = report_of(LONG, varga), report_of(LONG, varga)
    settle(editor, one.statement_id, same=False, report=one.pk, others=[copy.pk])

    settle(editor, one.statement_id, same=True, report=one.pk, others=[copy.pk])

    assert statements(one, copy) == [0, 0]


def test_a_decided_pair_is_not_asked_about_again(editor, varga):
    one, copy = report_of(LONG, varga), report_of(LONG, varga)
    settle(editor, one.statement_id, same=False, report=one.pk)

    match(copy.reading)

    assert Likeness.objects.get().settled
    assert not Likeness.objects.undecided().exists()


def test_decisions_on_values_follow_their_words_out_of_a_join(editor, varga):
    one, other = report_of(LONG, varga), report_of(OTHER, varga)
    kind = Decision(Field.KIND, "mixed")
    decide(other.statement_id, [kind], editor=editor, version=other.statement.version)
    row = settle(editor, other.own_statement_id, same=True, statement=one.statement_id)
    assert Statement.objects.get(pk=one.statement_id).kind == "mixed"

    undo(row.pk, editor=editor)

    kinds = [Statement.objects.get(pk=r.own_statement_id).kind for r in (one, other)]
    assert kinds == ["direct", "mixed"]


def test_the_correction_keeps_both_quotes_for_another_database(editor, varga):
    one, other = report_of(LONG, varga), report_of(OTHER, varga)

    row = settle(editor, one.statement_id, same=True, statement=other.statement_id)

    assert (row.quote, row.value["same"]) == (LONG, True)
    assert [kept["quote"] for kept in row.value["with"]] == [OTHER]


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"same": "yes"},
        {"same": True, "statement": 0},
        {"same": True, "report": 0},
        {"same": False, "report": None},
        {"same": True, "report": "1", "others": []},
    ],
)
def test_a_decision_on_nothing_is_refused(value, editor, varga):
    report = report_of(LONG, varga)
    statement = Statement.objects.get(pk=report.statement_id)

    with pytest.raises(InvalidDecision, match=r"^same: "):
        decide(
            statement.pk, [Decision(Field.SAME, value)], editor=editor, version=statement.version
        )


def test_a_statement_is_not_joined_with_itself(editor, varga):
    report = report_of(LONG, varga)

    with pytest.raises(InvalidDecision, match="no other statement"):
        settle(editor, report.statement_id, same=True, statement=report.statement_id)


def test_a_lone_report_can_not_be_taken_out(editor, varga):
    report = report_of(LONG, varga)

    with pytest.raises(InvalidDecision, match="no others"):
        settle(editor, report.statement_id, same=False, report=report.pk)
