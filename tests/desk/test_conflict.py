import pytest
from django.urls import reverse

from claims.corrections import Decision, Field, decide
from claims.models import Correction
from tests.builders import make_event, make_report, make_statement
from tests.desk.filling import address, filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(db):
    return make_statement(speaker_name="Otto Krall")


def decided_by(colleague, statement, *decisions):
    statement.refresh_from_db()
    decide(statement.pk, decisions, editor=colleague, version=statement.version)


def save_late(editor, colleague, statement, *decisions, **changes):
    """Open the form, let the colleague decide, then save."""
    form = filled_in(editor.get(address(statement)), **changes)
    decided_by(colleague, statement, *decisions)
    return editor.post(address(statement), form)


def test_the_second_editor_is_told_who_changed_what(editor, colleague, statement):
    speaker = Decision(Field.SPEAKER, {"name": "Mira Solt"}, reason="She signed it.")

    page = save_late(editor, colleague, statement, speaker, kind="indirect")

    text = page.content.decode()
    assert page.status_code == 409
    assert "emil" in text
    assert "She signed it." in text
    assert Correction.objects.count() == 1


def test_both_versions_stand_side_by_side(editor, colleague, statement):
    mine = {"credited": "name", "name": "Jan Krall", "kind": "mixed"}
    theirs = Decision(Field.SPEAKER, {"name": "Mira Solt"})

    page = save_late(editor, colleague, statement, theirs, **mine)

    speaker, kind = page.context["conflict"].differences
    assert (speaker.seen, speaker.now, speaker.mine) == ("Otto Krall", "Mira Solt", "Jan Krall")
    assert (speaker.changed, speaker.changed_by_me) == (True, True)
    assert (kind.changed, kind.changed_by_me) == (False, True)


def test_the_input_is_kept_on_top_of_the_new_version(editor, colleague, statement):
    theirs = Decision(Field.SAID, "2031-05-05")
    page = save_late(
        editor, colleague, statement, theirs, kind="mixed", kind_cause="outlet", reason="Heard it."
    )

    editor.post(address(statement), filled_in(page))

    statement.refresh_from_db()
    assert (statement.said_edtf, statement.kind) == ("2031-05-05", "mixed")
    assert (Correction.objects.last().cause, Correction.objects.last().reason) == (
        "outlet",
        "Heard it.",
    )


def test_events_of_both_editors_are_kept(editor, colleague, statement):
    for title in ("Mine", "Theirs"):
        make_event(title)
    theirs = Decision(Field.EVENT, {"event": "theirs", "refers": True})

    page = save_late(editor, colleague, statement, theirs, add_event="mine")

    assert page.context["form"]["events"].value() == ["mine", "theirs"]
    [events] = page.context["conflict"].differences
    assert (events.now, events.mine) == ("refers to Theirs", "refers to Mine")


def test_a_new_reading_meanwhile_is_told_apart_from_an_editor(editor, statement):
    form = filled_in(editor.get(address(statement)), kind="mixed")
    make_report(statement=statement, speaker_name="Mira Solt", confidence=0.99)

    page = editor.post(address(statement), form)

    assert page.status_code == 409
    assert "read anew meanwhile" in page.content.decode()


def test_a_verdict_that_comes_late_gets_the_same_page(editor, colleague, statement):
    form = filled_in(editor.get("/desk/"), verdict="rejected")
    decided_by(colleague, statement, Decision(Field.KIND, "mixed"))

    page = editor.post(reverse("desk-verdict", args=[statement.pk]), form)

    assert page.status_code == 409
    assert page.context["form"]["verdict"].value() == "rejected"
