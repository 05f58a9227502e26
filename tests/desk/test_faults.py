"""Rejecting says what is wrong, as data."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from claims.corrections import Decision, Fault, Field, InvalidDecision, decide
from claims.models import Correction
from tests.builders import make_editor, make_statement
from tests.desk.filling import correct, filled_in

pytestmark = pytest.mark.django_db


def reject(browser, **more):
    page = browser.get("/desk/")
    statement = page.context["dossier"].statement
    address = f"{reverse('desk-verdict', args=[statement.pk])}?queue"
    return browser.post(address, filled_in(page, **more), follow=True)


@pytest.mark.parametrize("fault", [value for value in Fault.values if value != "other"])
def test_one_press_rejects_and_keeps_what_is_wrong(editor, fault):
    statement = make_statement()

    page = reject(editor, fault=fault)

    statement.refresh_from_db()
    assert statement.status == "rejected"
    assert Correction.objects.get().fault == fault
    assert f"Rejected: {Fault(fault).label}".replace("'", "&#x27;") in page.content.decode()


def test_another_cause_takes_words_of_ones_own(editor):
    make_statement()

    page = reject(editor, fault="other")
    assert "Say in your own words" in page.content.decode()
    assert not Correction.objects.exists()

    reject(editor, fault="other", reason="A caption of a chart.")
    assert Correction.objects.get().reason == "A caption of a chart."


def test_history_shows_what_is_wrong_to_editors_and_readers(editor):
    statement = make_statement()
    reject(editor, fault="words")

    for name in ("desk-statement", "statement"):
        page = editor.get(reverse(name, args=[statement.pk])).content.decode()

        assert "rejected: wrong words" in page


def test_the_correction_form_tells_the_fault_of_a_rejection_alone(editor):
    statement = make_statement()
    correct(editor, statement, kind="mixed", fault="words")
    assert Correction.objects.get().fault == ""

    correct(editor, statement, verdict="rejected", fault="duplicate")
    assert Correction.objects.get(field="verdict").fault == "duplicate"


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        (Field.VERDICT, "confirmed", "words"),
        (Field.KIND, "mixed", "words"),
        (Field.VERDICT, "rejected", "gremlins"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused_by_name(field, value, fault):
    statement = make_statement()

    with pytest.raises(InvalidDecision, match=r"^fault: "):
        decide(
            statement.pk,
            [Decision(field, value, fault=fault)],
            editor=make_editor(),
            version=statement.version,
        )


def test_the_database_keeps_faults_to_verdicts(editor):
    make_statement()
    reject(editor, fault="words")

    with pytest.raises(IntegrityError):
        Correction.objects.update(field="kind")
