"""Changed quotations, copies and independent sources as programs see them."""

import pytest

from claims.drifts import note_drifts
from claims.models import Drift
from tests.builders import make_report
from tests.drifting import NOW, QUOTE, WAS, drifted, told_alike

pytestmark = pytest.mark.django_db


def shown(client, statement):
    return client.get(f"/api/v1/statements/{statement.pk}").json()


def test_a_changed_quotation_is_told_with_outlet_revisions_and_words(client):
    statement, revisions = drifted(WAS, NOW)

    (drift,) = shown(client, statement)["drift"]

    assert (drift["outlet"], drift["from"], drift["to"]) == ("The Ledger", 1, 2)
    assert drift["was"] == QUOTE
    assert drift["became"] == '"The bridge will not stand this winter,"'
    assert drift["at"] == revisions[1].fetched_at.isoformat()
    assert statement.drifted


def test_a_dropped_quotation_became_null(client):
    statement, _ = drifted(WAS, "Ada Varga spoke.")

    assert shown(client, statement)["drift"][0]["became"] is None


def test_restored_words_end_a_drift_and_make_no_other(client):
    statement, revisions = drifted(WAS, NOW, WAS)
    make_report(revision=revisions[1], quote='"The bridge will not stand this winter,"')
    note_drifts(revisions[0].article_id)

    assert shown(client, statement)["drift"][0]["ended"] == revisions[2].fetched_at.isoformat()
    assert Drift.objects.count() == 1
    assert not statement.drifted


def test_typography_and_a_second_look_make_no_drift():
    _, revisions = drifted(WAS, WAS.replace('"', "”").replace(" ", "\u00a0"))

    assert note_drifts(revisions[0].article_id) == set()
    assert not Drift.objects.exists()


def test_copies_of_one_story_are_one_source(client):
    statement = told_alike("Strait Wire", "2031-05-06").statement
    later = told_alike("Daily", "2031-05-07", statement=statement).revision.article

    assert shown(client, statement)["independent"] == 1
    copy = client.get(f"/api/v1/articles/{later.pk}").json()["copy_of"]
    assert (copy["outlet"], copy["basis"]) == ("Strait Wire", "earliest")


def decide(editor, statement, decided, **more):
    look = {"report": statement.reports.get().pk, "to": 2, "state": decided, **more}
    return editor.correct(statement, editor.etag(statement), drift=[look], reason="A slip.")


def test_an_editor_says_that_a_change_was_seen(client, editor):
    statement, _ = drifted(WAS, NOW)

    answer = decide(editor, statement, "seen")

    assert answer.status_code == 200
    assert [drift["state"] for drift in answer.json()["drift"]] == ["seen"]
    entry = answer.json()["history"][0]
    assert (entry["field"], entry["was"]) == ("drift", "open: what changed in revision 2")
    assert entry["became"] == "seen: what changed in revision 2"


def test_a_dismissed_change_is_shown_no_more_until_it_is_opened_again(editor):
    statement, _ = drifted(WAS, NOW)

    dismissed = decide(editor, statement, "dismissed").json()
    opened = decide(editor, statement, "open").json()

    assert (dismissed["drift"], dismissed["status"]) == ([], "machine")
    assert [drift["state"] for drift in opened["drift"]] == ["open"]


@pytest.mark.parametrize("slip", [{"to": 3}, {"report": 999_999}, {"state": "gone"}, {"to": 2**70}])
def test_what_is_no_change_is_refused(editor, slip):
    statement, _ = drifted(WAS, NOW)

    answer = decide(editor, statement, "seen", **slip)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"].startswith("drift")
