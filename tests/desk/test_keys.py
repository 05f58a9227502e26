"""What the desk's keys press: the same forms, and a switch."""

import pytest
from django.urls import reverse

from claims.corrections import Decision, Field, decide
from claims.desk.keys import KEYS
from claims.models import Correction, DeskPreference, SetAside
from tests.builders import make_report, make_revision, make_speaker, make_statement
from tests.desk.filling import filled_in

pytestmark = pytest.mark.django_db

TEXT = '"The bridge will stand," Ada Varga said. Ben Okoro laughed. "No," said Mira Solt.'


def press(browser, page, **more):
    statement = page.context["dossier"].statement
    where = page.context["queue"].parameters()
    address = f"{reverse('desk-verdict', args=[statement.pk])}?queue&{where}"
    return browser.post(address, filled_in(page, **more), follow=True)


def undo(browser, there="/desk/"):
    return browser.post(reverse("desk-undo-mine"), {"next": there}, follow=True)


def test_every_key_of_the_help_is_on_the_page(editor):
    make_speaker("Mira Solt")
    make_report(revision=make_revision(text=TEXT), speaker=make_speaker())

    page = editor.get("/desk/").content.decode()

    keys = {key for key, _ in KEYS} - {"Esc", "1 … 9"} | {"1"}
    assert {key for key in keys if f'data-key="{key}"' in page} == keys


def test_the_likeliest_speakers_are_rivals_then_quoted_then_named(editor):
    ada, ben, mira, otto = map(make_speaker, ["Ada Varga", "Ben Okoro", "Mira Solt", "Otto Krall"])
    make_speaker("Nobody Here")
    revision = make_revision(text=TEXT)
    report = make_report(revision=revision, speaker=ada, confidence=0.1)
    make_report(statement=report.statement, speaker=otto, confidence=0.05)
    make_report(reading=report.reading, quote='"No,"', speaker=mira)

    page = editor.get("/desk/")

    assert page.context["likeliest"] == [otto, mira, ben]


def test_a_digit_says_who_it_was_and_leads_on(editor):
    make_speaker("Mira Solt")
    statement = make_report(revision=make_revision(text=TEXT), speaker=make_speaker()).statement
    other = make_statement(confidence=0.95)

    page = press(editor, editor.get("/desk/"), named="mira-solt")

    statement.refresh_from_db()
    assert statement.speaker.name == "Mira Solt"
    assert "Corrected (speaker)" in page.content.decode()
    assert page.context["dossier"].statement == other


def test_undo_says_what_and_leads_back_to_it(editor):
    statement = make_statement(confidence=0.3)
    make_statement()
    page = press(editor, editor.get("/desk/"), verdict="confirmed")

    page = undo(editor, page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"])

    assert "Undone: Verdict: confirmed → open, “&quot;The bridge" in page.content.decode()
    assert page.context["dossier"].statement == statement


def test_undo_brings_back_what_was_skipped_last(editor):
    statement = make_statement(confidence=0.3)
    make_statement()
    editor.post(f"{reverse('desk-skip', args=[statement.pk])}?")

    page = undo(editor)

    assert "Not skipped any more: “&quot;The bridge" in page.content.decode()
    assert page.context["dossier"].statement == statement
    assert not SetAside.objects.exists()


def test_undo_takes_back_the_decision_that_followed_a_skip_first(editor):
    statement = make_statement(confidence=0.3)
    make_statement()
    editor.post(f"{reverse('desk-skip', args=[statement.pk])}?")
    press(editor, editor.get("/desk/"), verdict="confirmed")

    first, second = (undo(editor).content.decode() for _ in range(2))

    assert "Undone: Verdict" in first
    assert "Not skipped any more" in second


def test_undoing_several_fields_names_them(editor):
    statement = make_statement()
    both = [Decision(Field.KIND, "mixed"), Decision(Field.SAID, "2031")]
    decide(statement.pk, both, editor=editor.user, version=statement.version)

    assert "Undone: Kind and Said, “" in undo(editor).content.decode()


def test_undoing_on_another_page_stays_there(editor):
    statement = make_statement()
    decide(
        statement.pk, [Decision(Field.KIND, "mixed")], editor=editor.user, version=statement.version
    )

    page = undo(editor, "/desk/decisions/")

    assert page.request["PATH_INFO"] == "/desk/decisions/"


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "", "javascript:1"])
def test_undoing_leads_nowhere_else(editor, there):
    page = undo(editor, there)

    assert page.request["PATH_INFO"] == "/desk/"
    assert "You decided nothing" in page.content.decode()


def test_several_statements_undone_are_counted(editor):
    for statement in (make_statement(), make_statement()):
        decide(
            statement.pk,
            [Decision(Field.VERDICT, "rejected")],
            editor=editor.user,
            version=statement.version,
        )
    Correction.objects.update(made_at=Correction.objects.earliest("pk").made_at)

    assert "Undone: decisions on 2 statements" in undo(editor).content.decode()


def test_keys_can_be_switched_off_for_good(editor):
    assert 'data-keys="on"' in editor.get("/desk/").content.decode()

    page = editor.post(
        reverse("desk-keys"), {"keys": "off", "next": "/desk/decisions/"}, follow=True
    )

    assert page.request["PATH_INFO"] == "/desk/decisions/"
    assert 'data-keys="off"' in page.content.decode()
    assert not DeskPreference.objects.get(editor=editor.user).keys


def test_keys_are_one_editors_own(editor, colleague):
    DeskPreference.objects.create(editor=colleague, keys=False)

    assert 'data-keys="on"' in editor.get("/desk/").content.decode()


@pytest.mark.parametrize("name", ["desk-keys", "desk-undo-mine"])
def test_readers_have_neither_keys_nor_undo(reader, name):
    assert reader.post(reverse(name)).status_code == 403
