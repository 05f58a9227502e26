import pytest

from claims.corrections import Cause, Decision, Field, decide, undo
from claims.histories import history, phrases
from tests.builders import make_editor, make_event, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def test_a_decision_says_from_what_to_what():
    make_speaker("Ada Varga")
    statement = make_statement(speaker_name="Otto Krall")
    decision = Decision(Field.SPEAKER, {"slug": "ada-varga"}, Cause.OUTLET, "her own post")
    decide(statement.pk, [decision], editor=make_editor(), version=statement.version)

    [entry] = history(statement.corrections.for_history())

    assert (entry.was, entry.became) == ("Otto Krall", "Ada Varga")
    assert entry.undone_by is None


def test_an_undone_decision_knows_what_undid_it():
    editor, statement = make_editor(), make_statement()
    decision = Decision(Field.KIND, "indirect")
    [made] = decide(statement.pk, [decision], editor=editor, version=statement.version)
    undo(made.pk, editor=editor)

    undoing, undone = history(statement.corrections.for_history())

    assert undone.undone_by == undoing.correction
    assert (undoing.was, undoing.became) == ("indirect", "direct")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (Field.SPEAKER, None, "unknown"),
        (Field.SPEAKER, {"body": "the ministry"}, "the ministry"),
        (Field.SPEAKER, {"slug": "gone"}, "gone"),
        (Field.SAID, "2031-05", "May 2031"),
        (Field.SAID, "", "unknown day"),
        (Field.KIND, "mixed", "mixed"),
        (Field.EVENT, {"event": "gone", "refers": True}, "refers to gone"),
        (Field.VERDICT, "open", "open"),
    ],
)
def test_every_value_has_words(field, value, words):
    assert phrases([(field, value)]) == [words]


def test_the_number_of_queries_does_not_grow_with_the_history(django_assert_num_queries):
    events = [make_event(f"Event {number}") for number in range(3)]
    values = [(Field.EVENT, {"event": event.slug, "refers": False}) for event in events]
    values += [(Field.SPEAKER, {"slug": slug}) for slug in ("ada-varga", "otto-krall")]

    with django_assert_num_queries(2):
        said = phrases(values)

    assert said[2:4] == ["does not refer to Event 2", "ada-varga"]
