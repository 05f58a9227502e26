"""The admin: curated rows are edited, what machines wrote is looked at, failures are retried."""

import pytest
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.urls import reverse

from claims.models import Event, Link, Office, Reading, Receipt, Speaker, Window
from claims.proposals import propose
from sources.models import Feed
from tests.builders import (
    make_event,
    make_outlet,
    make_reading,
    make_report,
    make_revision,
    make_speaker,
)
from tests.core.test_proposals import CRIME, FAULT, ONE, OTHER
from tests.core.test_proposals import told as tell
from tests.knowing import make_archive

pytestmark = pytest.mark.django_db

LOOK_AT_ONLY = [
    *("sources_article", "sources_revision", "sources_fetch", "claims_statement"),
    *("claims_report", "claims_link", "claims_correction", "claims_reading", "claims_receipt"),
]
CURATED = ["sources_outlet", "sources_feed", "claims_speaker", "claims_event", "auth_user"]
NO_OFFICES = {"offices-TOTAL_FORMS": "0", "offices-INITIAL_FORMS": "0"}


@pytest.fixture
def desk(client):
    client.force_login(User.objects.create_superuser("chief"))
    return client


@pytest.fixture
def rows():
    """Two of each, so that a query per row would show."""
    for _ in range(2):
        report = make_report()
        Link.objects.create(
            statement=report.statement,
            event=make_event(title=f"Opening {report.pk}"),
            state="linked",
            confidence=1,
        )
        Feed.objects.create(outlet=make_outlet(), url=f"https://a.example/{report.pk}")
        make_speaker(f"Ada {report.pk}", offices=[("mayor", "Brod", "2029", "")])


def change(desk, row, **fields):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return desk.post(reverse(name, args=[row.pk]), fields)


@pytest.mark.parametrize("name", [*LOOK_AT_ONLY, *CURATED])
def test_every_list_and_page_opens(desk, rows, name):
    listed = desk.get(reverse(f"admin:{name}_changelist"), {"q": "bridge"})
    row = admin.site._registry[model_of(name)].model.objects.first()
    page = desk.get(reverse(f"admin:{name}_change", args=[row.pk])) if row else listed

    assert (listed.status_code, page.status_code) == (200, 200)


@pytest.mark.parametrize("name", [*LOOK_AT_ONLY, *CURATED])
def test_a_list_takes_as_many_queries_for_two_rows_as_for_four(
    desk, rows, name, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        desk.get(reverse(f"admin:{name}_changelist"))


@pytest.mark.parametrize("name", LOOK_AT_ONLY)
def test_what_machines_wrote_can_not_be_added_changed_or_deleted(rf, name):
    request = rf.get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    model_admin = admin.site._registry[model_of(name)]

    assert not model_admin.has_add_permission(request)
    assert not model_admin.has_change_permission(request)
    assert not model_admin.has_delete_permission(request)


def model_of(name: str):
    return next(m for m in admin.site._registry if m._meta.label_lower == name.replace("_", "."))


def test_failed_work_is_put_back_in_the_queue(desk):
    failed = Reading.objects.create(revision=make_revision(), version="1", state="failed")
    done = make_reading()
    selected = {"action": "retry", "_selected_action": [failed.pk, done.pk]}

    desk.post(reverse("admin:claims_reading_changelist"), selected)

    states = Reading.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["pending", "done"]


def test_what_an_editor_changes_on_a_speaker_is_noted(desk):
    ada = make_speaker("Ada Varga", aliases=["Varga"])
    fields = {"name": "Ada Varga", "kind": "person", "gender": "f", "tracked": "on"}

    change(desk, ada, **fields, **NO_OFFICES, aliases="Varga\r\nMayor, the\r\n\r\n")

    ada.refresh_from_db()
    assert (ada.aliases, ada.edited_fields) == (["Varga", "Mayor, the"], ["aliases"])


def test_an_office_that_an_editor_adds_knows_its_days(desk):
    ada = make_speaker("Ada Varga")
    fields = {"name": "Ada Varga", "kind": "person", "gender": "f", "tracked": "on", "aliases": ""}
    office = {"title": "mayor", "of": "Brod", "start": "2029", "end": "2031-05"}
    added = {f"offices-0-{name}": value for name, value in office.items()}

    change(desk, ada, **fields, **{**NO_OFFICES, "offices-TOTAL_FORMS": "1"}, **added)

    row = Office.objects.get()
    assert (str(row.earliest), str(row.latest)) == ("2029-01-01", "2031-05-31")
    assert Speaker.objects.get().edited_fields == ["offices"]


@pytest.mark.parametrize(
    ("office", "error"),
    [({"start": "soon"}, "is not an EDTF date"), ({"start": "2031", "end": "2029"}, "before it")],
)
def test_an_office_with_impossible_dates_is_refused(desk, office, error):
    ada = make_speaker("Ada Varga")
    added = {f"offices-0-{name}": value for name, value in {"title": "mayor", **office}.items()}
    fields = {"name": "Ada Varga", "kind": "person", "aliases": "", "offices-TOTAL_FORMS": "1"}

    answer = change(desk, ada, **{**NO_OFFICES, **fields}, **added)

    assert error in answer.content.decode()
    assert not Office.objects.exists()


def told(answer):
    """What the next page tells."""
    return [str(message) for message in messages.get_messages(answer.wsgi_request)]


def test_an_editor_hears_which_stored_articles_name_what_is_new(desk):
    make_archive()
    ada, fair = Speaker.objects.get(name="Ada Varga"), make_event("Fair", slug="fair")
    of_ada = {"name": "Ada Varga", "kind": "person", "gender": "f", "aliases": "Nightbird"}
    of_fair = {"title": "Fair", "state": "curated", "aliases": "Lantern Fair", "participants": ""}

    change(desk, ada, **of_ada, **NO_OFFICES)
    answer = change(desk, fair, **of_fair)

    assert [line.partition(": ")[2] for line in told(answer) if "python" in line] == [
        "python manage.py reresolve --speaker ada-varga --dry-run",
        "python manage.py relink --event fair --dry-run",
    ]


@pytest.mark.parametrize(
    ("make", "stages", "says"),
    [
        (
            lambda: make_speaker("Nora Quill", aliases=["Nightbird"]),
            ["resolving"],
            "1 article is in the queue.",
        ),
        (
            lambda: make_event("Lantern Fair"),
            ["linking"] * 2,
            "2 articles are in the queue.",
        ),
    ],
)
def test_an_editor_can_have_the_workers_go_over_what_names_a_row(desk, make, stages, says):
    make_archive()
    row = make()

    selected = {"action": "go_over", "_selected_action": [row.pk]}
    answer = desk.post(
        reverse(f"admin:claims_{row._meta.model_name}_changelist"), selected, follow=True
    )

    waiting = Receipt.objects.pending().values_list("stage", flat=True)
    assert (list(waiting), told(answer)) == (stages, [says])


def test_an_editor_who_changes_nothing_hears_of_no_articles(desk):
    make_archive()
    fair = make_event("Fair", slug="fair", date="")
    fields = {"title": "Fair", "state": "curated", "aliases": "", "participants": ""}

    answer = change(desk, fair, **fields, date="")

    assert not any("relink" in line for line in told(answer))


def test_an_event_knows_the_days_of_its_date(desk):
    event = make_event()
    fields = {"title": event.title, "state": "curated", "aliases": "", "participants": ""}

    change(desk, event, **fields, date="2031-06")

    event.refresh_from_db()
    assert (str(event.earliest), str(event.latest)) == ("2031-06-01", "2031-06-30")
    assert event.edited_fields == ["date"]


def test_what_an_editor_changes_on_a_found_event_outlives_the_next_look(desk):
    tell(ONE, CRIME, "Osk Courier")
    tell(OTHER, FAULT, "Harbour Post", "2031-03-05")
    propose()
    event = Event.objects.get()
    fields = {"title": "The dam", "date": event.date, "state": "curated", "aliases": ""}

    change(desk, event, **fields, participants="Mira Solt")
    Window.objects.update(seen="")
    propose()

    event.refresh_from_db()
    assert (event.title, event.state, event.participants) == ("The dam", "curated", ["Mira Solt"])
    assert {row.field: row.value for row in event.decisions.all()} == {
        "title": "The dam",
        "verdict": "published",
    }


def test_a_row_can_follow_its_file_again(desk):
    event = make_event(edited_fields=["date"])

    selected = {"action": "follow_file", "_selected_action": [event.pk]}
    desk.post(reverse("admin:claims_event_changelist"), selected)

    assert Event.objects.get().edited_fields == []


def test_a_feed_can_be_asked_now(desk):
    feed = Feed.objects.create(
        outlet=make_outlet(), url="https://a.example/", failures=9, error="x"
    )

    selected = {"action": "ask_now", "_selected_action": [feed.pk]}
    desk.post(reverse("admin:sources_feed_changelist"), selected)

    feed.refresh_from_db()
    assert (feed.failures, feed.error) == (0, "")
