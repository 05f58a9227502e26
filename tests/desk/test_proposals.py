"""Proposed events at the desk."""

import pytest
from django.urls import reverse

from claims.corrections import Decision, Field, decide
from claims.models import Event, EventDecision, Link, Statement
from claims.proposals import propose
from tests.builders import make_event
from tests.core.test_proposals import CRIME, FAULT, ONE, OTHER, told
from tests.knowing import read_article

pytestmark = pytest.mark.django_db

LIST = "/desk/events/"


@pytest.fixture
def event():
    told(ONE, CRIME, "Osk Courier")
    told(OTHER, FAULT, "Harbour Post", "2031-03-05")
    propose()
    return Event.objects.get()


def address(event):
    return reverse("desk-proposal", args=[event.pk])


def press(client, event, action, **changes):
    data = {"title": event.title, "date": event.date, "place": event.place, "action": action}
    return client.post(address(event), data | changes, follow=True)


def test_the_list_shows_what_waits_with_the_words_that_name_it(editor, event):
    page = editor.get(LIST).content.decode()

    assert "Varn dam collapse" in page
    assert "2</span> statements" in page
    assert "2</span> outlets" in page
    assert '<mark class="content event"' in " ".join(page.split())


def test_an_empty_list_says_so(editor):
    assert "No event waits" in editor.get(LIST).content.decode()


def test_the_list_costs_the_same_whatever_waits(editor, event, django_assert_max_num_queries):
    with django_assert_max_num_queries(17):
        editor.get(LIST)


def test_publishing_shows_the_event_to_readers(editor, client, event):
    page = press(editor, event, "publish", title="The dam at Varn breaks", date="2031-03-02")

    assert "Published: “" in page.content.decode()
    event = Event.objects.published().get()
    assert (event.title, event.date) == ("The dam at Varn breaks", "2031-03-02")


def test_rejecting_takes_it_off_the_list(editor, event):
    press(editor, event, "reject", reason="Two different dams.")

    assert "No event waits" in editor.get(LIST).content.decode()
    assert EventDecision.objects.get().reason == "Two different dams."


def test_merging_takes_an_event_to_merge_into(editor, event):
    answer = press(editor, event, "merge")

    assert answer.status_code == 422
    assert "Choose the event that this one is." in answer.content.decode()


def test_merging_moves_the_statements(editor, event):
    known = make_event("Failure of the Varn dam")

    press(editor, event, "merge", into=known.slug)

    assert set(Link.objects.values_list("event", flat=True)) == {known.pk}


def test_articles_that_name_what_was_merged_are_linked_again(editor, event):
    receipts = read_article(
        "dam", "“The Varn dam collapse was foretold,” Ilo Brandt said."
    ).receipts

    press(editor, event, "merge", into=make_event("Failure of the Varn dam").slug)

    assert receipts.get(stage="linking").state == "pending"


def test_a_date_that_is_none_is_refused_with_the_remedy(editor, event):
    answer = press(editor, event, "publish", date="soon")

    assert answer.status_code == 422
    assert "is not an EDTF date" in answer.content.decode()


def test_a_decision_is_undone_on_the_event_s_page(editor, event):
    press(editor, event, "reject")
    decision = EventDecision.objects.get()

    editor.post(reverse("desk-proposal-undo", args=[decision.pk]), {"reason": "Too quick."})

    assert Event.objects.get().state == Event.State.PROPOSED
    assert "Too quick." in editor.get(address(event)).content.decode()


def test_undo_what_i_did_last_takes_back_all_that_was_decided_of_it_together(editor, event):
    press(editor, event, "publish", title="The dam at Varn breaks")

    page = editor.post(reverse("desk-undo-mine"), follow=True).content.decode()

    assert "Undone: Title and Verdict of the event “Varn dam collapse”" in page
    assert f'href="{address(event)}"' in page
    assert Event.objects.get().state == Event.State.PROPOSED


def test_of_a_decision_and_a_later_one_on_an_event_the_later_is_undone_first(editor, event):
    statement = Link.objects.first().statement
    yes = Decision(Field.VERDICT, "confirmed")
    decide(statement.pk, [yes], editor=editor.user, version=statement.version)
    press(editor, event, "reject")

    for _ in range(2):
        editor.post(reverse("desk-undo-mine"))

    assert Event.objects.get().state == Event.State.PROPOSED
    assert Statement.objects.get(pk=statement.pk).status == "machine"


def test_a_statement_is_split_off(editor, event):
    statement = Link.objects.first().statement
    where = reverse("desk-proposal-split", args=[event.pk, statement.pk])

    page = editor.post(where, {"version": statement.version}, follow=True)

    assert statement.links.get().state == Link.State.REJECTED
    assert "split off" in page.content.decode()


@pytest.mark.parametrize("seen", ["0", "one", "9" * 5000])
def test_a_statement_that_changed_meanwhile_is_not_split_off(editor, event, seen):
    statement = Link.objects.first().statement
    where = reverse("desk-proposal-split", args=[event.pk, statement.pk])

    page = editor.post(where, {"version": seen}, follow=True)

    assert statement.links.get().state == Link.State.DOUBTFUL
    assert "Somebody else changed" in page.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_readers_are_refused(reader, event, method):
    assert getattr(reader, method)(address(event)).status_code == 403
