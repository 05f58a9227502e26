import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Receipt
from sources.models import Fetch
from tests.builders import make_user
from tests.monitor.conftest import BACKEND, make_failed, make_failed_receipt, make_staff
from tracker.monitor.failures import discarded, failures

pytestmark = pytest.mark.django_db

MEND = "/monitor/failures/"


def mend(client, action, stage="intake", **more):
    return client.post(MEND, {"action": action, "stage": stage, **more})


def test_rows_that_failed_for_one_cause_are_one_group():
    rows = [make_failed(f"ValueError: line {n} of https://a.example/{n}") for n in range(5)]

    group = failures()[0]

    assert (group.stage, group.cause, group.count) == ("fetching", "ValueError: line # of …", 5)
    assert [example.pk for example in group.examples] == [row.pk for row in reversed(rows)][:3]


def test_the_same_cause_at_two_stages_is_two_groups():
    make_failed("KeyError: 'bridge'")
    make_failed("KeyError: 'bridge'", compressed=b"x")
    make_failed_receipt("matching", "KeyError: 'bridge'")

    assert {group.stage for group in failures()} == {"fetching", "intake", "matching"}


def test_retry_all_puts_the_group_back_and_leaves_the_others(as_staff):
    for error in ("ValueError: line 1", "ValueError: line 2", "KeyError: 'x'"):
        make_failed(error, compressed=b"x")

    mend(as_staff, "retry", cause="ValueError: line #")

    assert Fetch.objects.pending().count() == 2
    assert Fetch.objects.failed().get().cause == "KeyError: …"


def test_one_row_of_a_group_is_tried_again_alone(as_staff):
    rows = [make_failed(compressed=b"x") for _ in range(2)]

    mend(as_staff, "retry", row=rows[0].pk)

    assert Fetch.objects.pending().get().pk == rows[0].pk


def test_a_discarded_row_stays_with_who_did_it_and_why_it_failed(as_staff, staff):
    make_failed_receipt()

    mend(as_staff, "discard", "matching", cause="KeyError: …")

    row = Receipt.objects.get()
    assert (row.state, row.discarded_by, row.error) == ("discarded", staff, "KeyError: 'bridge'")
    assert failures() == []
    assert [(group.count, group.by) for group in discarded()] == [(1, "sam")]


def test_what_was_discarded_can_be_put_back(as_staff):
    make_failed(compressed=b"x")
    mend(as_staff, "discard", cause="ValueError: line #")

    mend(as_staff, "restore", cause="ValueError: line #")

    row = Fetch.objects.get()
    assert (row.state, row.discarded_by, bytes(row.compressed or b"")) == ("pending", None, b"x")


def test_a_row_that_went_on_meanwhile_is_left_alone(as_staff):
    row = make_failed(compressed=b"x")
    Fetch.objects.filter(pk=row.pk).retry()

    mend(as_staff, "discard", row=row.pk)

    assert Fetch.objects.get().state == "pending"


@pytest.mark.parametrize("action", ["retry", "discard", "restore"])
def test_editors_only_look(as_editor, action):
    make_failed(compressed=b"x")

    assert mend(as_editor, action, cause="ValueError: line #").status_code == 403
    assert Fetch.objects.get().state == "failed"


def test_staff_mend_what_they_may_change_and_nothing_else(client):
    make_failed_receipt()
    client.force_login(make_staff("kim", "change_fetch"), backend=BACKEND)

    assert mend(client, "retry", "matching", cause="KeyError: …").status_code == 403
    assert mend(client, "retry", "intake", cause="").status_code == 302


def test_others_are_refused_and_anonymous_people_sign_in(client):
    assert mend(client, "retry").url.startswith(reverse("sign-in"))

    client.force_login(make_user(), backend=BACKEND)

    assert mend(client, "retry").status_code == 403
    assert client.get("/monitor/").status_code == 403


def test_mending_takes_a_form_with_the_sites_token(staff):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff, backend=BACKEND)

    assert mend(client, "retry", cause="").status_code == 403
    assert client.get(MEND).status_code == 405


@pytest.mark.parametrize("more", [{"action": "burn"}, {"stage": "baking"}, {"row": "x"}])
def test_what_makes_no_sense_is_refused(as_staff, more):
    told = {"action": "retry", "stage": "intake", **more}

    assert as_staff.post(MEND, told).status_code == 400
