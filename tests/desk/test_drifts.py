"""Changed quotations at the desk: seen, dismissed, brought back."""

import pytest
from django.urls import reverse

from claims.models import Correction, Drift, Statement
from tests.drifting import NOW, WAS, drifted

pytestmark = pytest.mark.django_db


def look(browser, statement, decided, **more):
    """Press a button beside a changed quotation."""
    data = {
        "version": Statement.objects.get(pk=statement.pk).version,
        "report": statement.reports.get().pk,
        "to": 2,
        "state": decided,
    }
    path = reverse("desk-drift", args=[statement.pk])
    return browser.post(path, data | more, follow=True)


def words(page):
    return " ".join(page.content.decode().split())


def test_what_changed_waits_with_its_words_outlet_and_statement(editor):
    statement, revisions = drifted(WAS, NOW)

    page = words(editor.get(reverse("desk-drifts")))

    assert 'Changed quotations <span class="number">(1)</span>' in page
    assert "The Ledger" in page
    assert reverse("desk-statement", args=[statement.pk]) in page
    assert reverse("revision", args=[revisions[0].article_id, 2]) in page
    assert "[added:" in page


@pytest.mark.parametrize(("state", "told"), [("seen", "Seen"), ("dismissed", "Dismissed")])
def test_what_was_looked_at_waits_no_more(editor, state, told):
    statement, _ = drifted(WAS, NOW)

    page = words(look(editor, statement, state, page="1", reason="They told us why."))

    assert "No changed quotation waits for a look." in page
    assert f"{told}: “" in page
    assert Drift.objects.get().state == state
    assert Correction.objects.get().reason == "They told us why."


def test_readers_see_what_was_seen_and_not_what_was_dismissed(editor):
    statement, _ = drifted(WAS, NOW)
    path = reverse("statement", args=[statement.pk])

    look(editor, statement, "seen")
    seen = words(editor.get(path))
    look(editor, statement, "dismissed")
    dismissed = words(editor.get(path))

    assert "seen by an editor" in seen
    assert "[added:" in seen
    assert "[added:" not in dismissed


def test_a_dismissed_change_is_brought_back_from_the_history(editor):
    statement, _ = drifted(WAS, NOW)
    page = words(look(editor, statement, "dismissed"))
    assert "dismissed: what changed in revision 2" in page

    editor.post(reverse("desk-undo", args=[Correction.objects.get().pk]))

    assert Drift.objects.get().state == "open"
    assert Statement.objects.get(pk=statement.pk).drifted
    assert "(1)" in words(editor.get(reverse("desk-drifts")))


def test_words_put_back_and_rejected_statements_do_not_wait(editor):
    drifted(WAS, NOW, WAS)
    rejected, _ = drifted(WAS, NOW, outlet="Daily")
    Statement.objects.filter(pk=rejected.pk).update(status="rejected")

    assert "No changed quotation waits" in words(editor.get(reverse("desk-drifts")))


def test_the_newest_change_stands_first_and_the_rest_on_further_pages(editor):
    found = [drifted(WAS, NOW, outlet=f"Ledger {n}")[0] for n in range(22)]

    first, second = (editor.get(f"/desk/drifts/?page={n}").context["page"] for n in (1, 2))

    shown = [drift.report.statement_id for drift in (*first, *second)]
    assert shown == [statement.pk for statement in reversed(found)]
    assert len(first) == 20


def test_the_number_of_queries_does_not_grow_with_the_changes(
    editor, django_assert_max_num_queries
):
    for n in range(9):
        drifted(WAS, NOW, outlet=f"Ledger {n}")

    with django_assert_max_num_queries(13):
        page = editor.get(reverse("desk-drifts"))

    assert len(page.context["page"]) == 9


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"version": 99}, "Somebody was quicker"),
        ({"to": 7}, "has no change in revision 7"),
        ({"state": "gone"}, "does not say what was made of which change"),
    ],
)
def test_what_can_not_be_is_told(editor, data, told):
    statement, _ = drifted(WAS, NOW)

    assert told in words(look(editor, statement, "seen", **data))
    assert not Correction.objects.exists()


def test_it_is_decided_on_the_statements_page_too(editor):
    statement, _ = drifted(WAS, NOW)
    path = reverse("desk-statement", args=[statement.pk])

    assert 'value="dismissed"' in words(editor.get(path))
    seen = words(look(editor, statement, "seen"))

    assert "seen by an editor" in seen
    assert 'name="state" value="seen"' not in seen
