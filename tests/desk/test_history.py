import pytest
from django.urls import reverse

from claims.corrections import Decision, Field, decide
from claims.desk import overview
from claims.models import Correction, Reading, Statement
from tests.builders import make_editor, make_reading, make_statement, make_user
from tests.desk.conftest import signed_in
from tests.desk.filling import address, correct

pytestmark = pytest.mark.django_db


def undo(browser, correction, reason=""):
    return browser.post(reverse("desk-undo", args=[correction.pk]), {"reason": reason}, follow=True)


def test_undoing_brings_the_machine_s_value_back_and_says_why(editor):
    statement = make_statement()
    correct(editor, statement, kind="indirect")

    page = undo(editor, Correction.objects.get(), "It was quoted.")

    statement.refresh_from_db()
    assert statement.kind == "direct"
    assert "It was quoted." in page.content.decode()
    assert page.request["PATH_INFO"] == address(statement)


def test_what_is_undone_is_marked_and_not_the_row_that_undoes_it(editor):
    statement = make_statement()
    correct(editor, statement, kind="indirect")
    undo(editor, Correction.objects.get())

    page = editor.get(address(statement)).content.decode()

    undoing, undone = page.split('id="correction-')[1:]
    assert '<span class="flag">undone</span>' in undone
    assert '<span class="flag">undone</span>' not in undoing
    assert "Undoes a decision on" in undoing


def test_an_undo_can_be_undone(editor):
    statement = make_statement()
    correct(editor, statement, kind="indirect")
    undo(editor, Correction.objects.get())

    undo(editor, Correction.objects.last())

    statement.refresh_from_db()
    assert statement.kind == "indirect"


def test_an_endless_reason_is_refused(editor):
    correct(editor, make_statement(), kind="indirect")

    page = undo(editor, Correction.objects.get(), "x" * 2001)

    assert "at most 2000 characters" in page.content.decode()
    assert Correction.objects.count() == 1


def test_recent_decisions_come_newest_first_in_pages(editor, monkeypatch):
    monkeypatch.setattr(overview, "PAGE", 2)
    for _ in range(3):
        correct(editor, make_statement(), kind="indirect")

    first = editor.get(reverse("desk-decisions"))
    older = editor.get(f"{reverse('desk-decisions')}?before={first.context['older'].correction.pk}")

    ids = [entry.correction.pk for page in (first, older) for entry in page.context["entries"]]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 3
    assert older.context["older"] is None


@pytest.mark.parametrize("before", ["ٱ", "9" * 5000])
def test_what_is_no_number_of_a_decision_is_passed_over(editor, before):
    correct(editor, make_statement(), kind="indirect")

    page = editor.get(reverse("desk-decisions"), {"before": before})

    assert len(page.context["entries"]) == 1


def test_decisions_that_lost_their_place_wait_in_sight(editor):
    Correction.objects.create(
        article_url="javascript:alert(1)",
        quote="We never agreed.",
        field="speaker",
        value={"name": "Mira Solt"},
        editor=editor.user,
    )

    page = editor.get(reverse("desk-unplaced")).content.decode()

    assert "We never agreed." in page
    assert 'href="javascript' not in page


def test_an_undone_decision_without_a_place_waits_no_more(editor):
    lost = Correction.objects.create(
        article_url="x",
        quote="x",
        field="kind",
        value="mixed",
        replaced="direct",
        editor=editor.user,
    )

    page = undo(editor, lost)

    assert page.request["PATH_INFO"] == reverse("desk-unplaced")
    assert "Every decision has its place." in page.content.decode()


def test_failed_readings_are_counted(editor):
    make_reading(state=Reading.State.FAILED)

    assert "1 failed reading" in editor.get("/desk/").content.decode()


def test_failed_readings_lead_administrators_to_the_admin(client):
    make_reading(state=Reading.State.FAILED)
    signed_in(client, make_user("chief", is_staff=True, is_superuser=True))

    page = client.get("/desk/").content.decode()

    assert f"{reverse('admin:claims_reading_changelist')}?state__exact=failed" in page


def test_the_decisions_take_a_constant_number_of_queries(editor, django_assert_max_num_queries):
    for number in range(4):
        statement = make_statement()
        decision = Decision(Field.SPEAKER, {"name": f"Speaker {number}"})
        decide(
            statement.pk,
            [decision],
            editor=make_editor(f"editor-{number}"),
            version=Statement.objects.get(pk=statement.pk).version,
        )

    with django_assert_max_num_queries(12):
        editor.get(reverse("desk-decisions"))
