import re

import pytest
from django.urls import reverse

from claims.corrections import Decision, Field, decide
from claims.models import Correction, Link, Statement
from tests.builders import make_event, make_report, make_speaker, make_statement
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


def picked(editor, statement, page, **picks):
    """What a browser posts of the table of both versions."""
    form = page.context["pick"]
    data = {name: form[name].value() for name in form.fields}
    filled = {name: value for name, value in data.items() if value is not None}
    return editor.post(reverse("desk-pick", args=[statement.pk]), filled | picks, follow=True)


MINE = {"credited": "name", "name": "Jan Krall", "kind": "mixed", "reason": "Heard it."}
THEIRS = Decision(Field.SPEAKER, {"name": "Mira Solt"})


@pytest.mark.parametrize(
    ("picks", "kept"),
    [
        ({}, ("Jan Krall", "mixed")),
        ({"pick_speaker": "theirs"}, ("Mira Solt", "mixed")),
        ({"pick_kind": "theirs", "pick_speaker": "mine"}, ("Jan Krall", "direct")),
    ],
)
def test_of_each_value_the_version_picked_is_kept(editor, colleague, statement, picks, kept):
    page = save_late(editor, colleague, statement, THEIRS, **MINE)

    picked(editor, statement, page, **picks)

    statement.refresh_from_db()
    assert (statement.speaker_name, statement.kind) == kept
    assert Correction.objects.last().reason == "Heard it."


def test_picking_theirs_throughout_decides_nothing(editor, colleague, statement):
    page = save_late(editor, colleague, statement, THEIRS, **MINE)

    page = picked(editor, statement, page, pick_speaker="theirs", pick_kind="theirs")

    assert "Nothing was changed" in page.content.decode()
    assert Correction.objects.count() == 1


def test_only_what_differs_from_what_stands_now_is_asked(editor, colleague, statement):
    kind = Decision(Field.KIND, "mixed")

    page = save_late(editor, colleague, statement, THEIRS, kind, **MINE)

    shown = page.content.decode()
    assert 'name="pick_speaker"' in shown
    assert 'name="pick_kind"' not in shown


def test_a_pick_that_comes_late_itself_shows_both_versions_again(editor, colleague, statement):
    page = save_late(editor, colleague, statement, THEIRS, **MINE)
    decided_by(colleague, statement, Decision(Field.SAID, "2031-05-05"))

    page = picked(editor, statement, page)

    assert page.status_code == 409
    picked(editor, statement, page)
    statement.refresh_from_db()
    assert (statement.speaker_name, statement.said_edtf) == ("Jan Krall", "2031-05-05")


def test_picks_made_for_another_statement_are_refused(editor, colleague, statement):
    page = save_late(editor, colleague, statement, THEIRS, **MINE)

    page = picked(editor, make_statement(), page)

    assert "Open the statement again" in page.content.decode()
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("picks", "events"), [({}, ["mine", "theirs"]), ({"pick_events": "theirs"}, ["theirs"])]
)
def test_events_picked_are_those_that_the_table_says(editor, colleague, statement, picks, events):
    for title in ("Mine", "Theirs"):
        make_event(title)
    theirs = Decision(Field.EVENT, {"event": "theirs", "refers": True})
    page = save_late(editor, colleague, statement, theirs, add_event="mine")
    [shown] = page.context["conflict"].differences

    picked(editor, statement, page, **picks)

    assert shown.kept == "refers to Mine; refers to Theirs"
    believed = statement.links.filter(state__in=Link.BELIEVED)
    assert sorted(believed.values_list("event__slug", flat=True)) == events


def test_where_both_decided_the_same_nothing_is_asked(editor, colleague, statement):
    page = save_late(editor, colleague, statement, Decision(Field.KIND, "mixed"), kind="mixed")

    shown = page.content.decode()
    assert "Save what is picked" not in shown
    assert "Nothing that you changed differs" in shown


def test_labels_of_the_form_below_stay_its_own(editor, colleague, statement):
    page = save_late(editor, colleague, statement, THEIRS, **MINE)

    ids = re.findall(r' id="([^"]+)"', page.content.decode())
    assert len(ids) == len(set(ids))


def test_a_pick_that_can_no_longer_be_is_said_and_kept_in_the_form(editor, colleague, statement):
    speaker = make_speaker("Jan Krall")
    mine = {"credited": "slug", "speaker": speaker.slug, "reason": "Heard it."}
    page = save_late(editor, colleague, statement, Decision(Field.KIND, "mixed"), **mine)
    speaker.delete()

    page = picked(editor, statement, page)

    assert page.status_code == 422
    assert "jan-krall" in page.content.decode()
    assert page.context["form"]["reason"].value() == "Heard it."
    assert Correction.objects.count() == 1


def test_picks_for_what_was_joined_meanwhile_lead_to_where_it_went(editor, colleague, statement):
    page = save_late(editor, colleague, statement, THEIRS, **MINE)
    stays = make_statement()
    Statement.objects.filter(pk=statement.pk).update(merged_into=stays)

    page = picked(editor, statement, page)

    assert page.redirect_chain[0][0] == address(stays)
    assert "nothing of yours was saved" in page.content.decode()
