"""Saved searches, and what is new since the last visit."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.beliefs import believe
from claims.browse.saving import NameForm
from claims.models import ApiToken, Event, SavedSearch, Statement, TimelineVisit
from tests.builders import make_event, make_report, make_speaker, make_statement, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


def save(client, query="kind=direct", name="Word for word"):
    return client.post("/searches/", {"query": query, "name": name})


def seen(row, ago):
    """As if it was looked at so long ago, for the first time."""
    row.seen_at = row.before_at = timezone.now() - ago
    row.save()


def make_old(ago=2 * HOUR, **fields):
    """A statement that came in so long ago."""
    statement = make_statement(**fields)
    Statement.objects.filter(pk=statement.pk).update(created_at=timezone.now() - ago)
    return statement


def test_filters_are_saved_under_a_name_and_the_timeline_knows_them(client, reader, read):
    answer = save(client, "after=2031-05-05.4&since=&kind=direct&new_since=2031-01-01")

    assert (answer.status_code, answer["Location"]) == (302, "/?kind=direct")
    page = client.get("/?kind=direct").context["visit"]
    assert page.open.name == "Word for word"
    assert "Save this search" not in read("/?kind=direct")
    assert "Save this search" in read("/?kind=mixed")


@pytest.mark.parametrize(
    ("query", "name", "fault"),
    [
        ("", "Everything", "required"),
        ("after=2031-05-05.4", "Everything", "Choose a filter on the timeline first"),
        ("kind=direct", " ", "required"),
        ("speaker=nobody", "Nobody", "There is no speaker “nobody”."),
        ("kind=mixed", "Taken", "Another of your searches is called “Taken”"),
        ("kind=indirect", "Again", "This search is saved already, as “Taken”."),
    ],
)
def test_what_cannot_be_saved_is_told(client, reader, query, name, fault):
    save(client, "kind=indirect", "Taken")

    answer = save(client, query, name)

    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert SavedSearch.objects.count() == 1


def test_there_is_an_end_to_saving(client, reader, monkeypatch):
    monkeypatch.setattr("claims.browse.saving.AT_MOST", 1)
    save(client)

    answer = save(client, "kind=mixed", "One more")

    assert "You have 1 saved searches: delete one first." in answer.content.decode()


def test_a_search_is_renamed_and_deleted(client, reader):
    save(client)
    save(client, "kind=mixed", "Other")
    pk = SavedSearch.objects.get(name="Other").pk

    refused = client.post(f"/searches/{pk}/rename/", {"name": "Word for word"})
    client.post(f"/searches/{pk}/rename/", {"name": "In part"})
    names = set(SavedSearch.objects.values_list("name", flat=True))
    client.post(f"/searches/{pk}/delete/")

    assert refused.status_code == 422
    assert names == {"Word for word", "In part"}
    assert SavedSearch.objects.get().name == "Word for word"


def test_each_search_has_its_feeds_filters_and_what_came_in_since(client, reader):
    save(client)
    seen(SavedSearch.objects.get(), HOUR)
    make_old()
    fresh = make_statement()
    make_statement(kind="indirect")

    response = client.get("/searches/")

    [shown] = response.context["searches"]
    assert shown.new.number == 1
    assert [chip.label for chip in shown.chips] == ["Direct"]
    assert [feed["href"] for feed in shown.feeds] == [
        "/timeline.atom?kind=direct",
        "/timeline.feed.json?kind=direct",
    ]
    assert client.get(shown.href_of_new).context["page"].statements == [fresh]


def test_opening_a_search_is_a_look_at_it(client, reader):
    save(client)
    seen(SavedSearch.objects.get(), HOUR)
    make_old(timedelta(minutes=10))

    shown = client.get("/?kind=direct").context["visit"]

    assert shown.new.number == 1
    assert client.get("/searches/").context["searches"][0].new.number == 0


def test_a_filter_that_lost_its_meaning_is_named(client, reader, ada, read):
    save(client, "speaker=ada-varga", "Ada")
    ada.slug = "ada-v"
    ada.save()

    assert "There is no speaker “ada-varga”." in read("/searches/")


def chosen(facet):
    """The choices of a filter that are on, and how many statements have each."""
    on = [choice for choice in facet.choices if choice.selected]
    return [(choice.value, choice.count.number) for choice in on]


def test_a_search_for_somebody_who_was_merged_finds_what_their_successor_says(client, reader, ada):
    make_statement(speaker=ada)
    gone = make_speaker("A. Vargova", slug="a-vargova")
    save(client, "speaker=a-vargova", "Vargova")
    gone.merged_into = ada
    gone.save()

    [shown] = client.get("/searches/").context["searches"]

    assert (shown.faults, [chip.label for chip in shown.chips]) == ([], ["A. Vargova"])
    page = client.get(shown.href).context
    assert len(page["page"].statements) == 1
    assert chosen(page["facets"][0]) == [("a-vargova", 1)]


def test_a_search_for_an_event_that_was_merged_finds_what_refers_to_its_successor(client, reader):
    fair, opening = make_event("Bridge fair"), make_event()
    report = make_report()
    report.references.create(event=opening, confidence=0.9)
    believe(report.statement)
    save(client, "event=bridge-fair", "The fair")
    Event.objects.filter(pk=fair.pk).update(merged_into=opening)

    [shown] = client.get("/searches/").context["searches"]

    assert (shown.faults, [chip.label for chip in shown.chips]) == ([], ["Bridge fair"])
    page = client.get(shown.href).context
    assert len(page["page"].statements) == 1
    assert chosen(page["facets"][1]) == [("bridge-fair", 1)]


def test_searches_of_others_are_not_shown(client, reader, read):
    other = make_user("other")
    SavedSearch.objects.create(user=other, name="Secret search", query="kind=direct")

    assert "Secret search" not in read("/searches/")
    assert "Secret search" not in read("/?kind=direct")


def test_what_came_in_since_the_last_visit_is_marked_for_all_of_this_visit(client, reader):
    make_old()
    seen(TimelineVisit.objects.create(user=reader), HOUR)
    fresh = make_statement()

    first, second = (client.get("/") for _ in range(2))

    for response in (first, second):
        assert response.context["visit"].new.number == 1
        assert response.content.decode().count('class="new-mark"') == 2
    link = first.context["visit"].href
    assert client.get(f"/{link}").context["page"].statements == [fresh]


def test_the_next_visit_starts_where_this_one_ended(client, reader):
    make_old(timedelta(minutes=50))
    last = TimelineVisit.objects.create(user=reader)
    seen(last, HOUR)
    last.look()
    seen_again = timezone.now() - timedelta(minutes=40)
    TimelineVisit.objects.update(seen_at=seen_again)

    assert client.get("/").context["visit"].new.number == 0
    assert TimelineVisit.objects.get().before_at == seen_again


def test_looks_that_follow_at_once_write_nothing(client, reader):
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/")

    assert [q["sql"] for q in captured if q["sql"].startswith(("UPDATE", "INSERT"))] == []


def test_nothing_is_kept_of_who_is_not_signed_in(client):
    make_statement()

    assert client.get("/").context["visit"] is None
    assert not TimelineVisit.objects.exists()


def test_a_moment_is_a_filter_that_can_be_taken_off(client):
    make_old()
    fresh = make_statement()
    moment = f"{timezone.now() - HOUR:%Y-%m-%dT%H:%M:%SZ}"

    context = client.get("/", {"new_since": moment, "kind": "direct"}).context

    assert context["page"].statements == [fresh]
    assert context["chips"][-1].name == "came in after"
    assert context["chips"][-1].href == "?kind=direct"


def test_more_rows_take_no_more_queries_for_who_is_signed_in(client, reader):
    save(client)
    make_report()
    paths = ["/", "/?kind=direct", "/searches/"]
    client.get("/")  # the first visit is noted
    with CaptureQueriesContext(connection) as for_one:
        for path in paths:
            client.get(path)
    for _ in range(5):
        make_report()
    with CaptureQueriesContext(connection) as for_many:
        for path in paths:
            client.get(path)

    assert len(for_many) == len(for_one)


def test_another_saved_search_costs_one_query_and_one_for_each_kind_of_name(client, reader, ada):
    save(client)
    with CaptureQueriesContext(connection) as for_one:
        client.get("/searches/")
    save(client, "kind=mixed", "In part")
    save(client, "speaker=ada-varga", "Ada")
    with CaptureQueriesContext(connection) as for_three:
        client.get("/searches/")

    assert len(for_three) - len(for_one) <= 5


class TestWhereReadingIsNotPublic:
    FEED = "/timeline.atom"

    @pytest.fixture(autouse=True)
    def _closed(self, settings):
        settings.PUBLIC_READ = False

    def status(self, client, header):
        return client.get(self.FEED, headers={"Authorization": header} if header else {})

    def test_a_feed_asks_for_a_password_as_feed_readers_understand_it(self, client):
        answer = self.status(client, "")

        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Basic ")
        assert b"/account/tokens/" in answer.content

    def test_a_token_is_a_password_under_any_name(self, client):
        token = ApiToken.issue(make_user(), "feeds", ["read"])
        basic = b64encode(f"me:{token}".encode()).decode()

        assert self.status(client, f"Basic {basic}").status_code == 200
        assert self.status(client, f"bearer {token}").status_code == 200
        assert ApiToken.objects.get().last_used_at

    @pytest.mark.parametrize(
        "header", ["Basic", "Basic !", "Basic bWU6eA==", "Basic /w==", "Cat x"]
    )
    def test_anything_else_is_not(self, client, header):
        assert self.status(client, header).status_code == 401

    def test_a_token_that_ended_or_may_not_read_or_whose_user_left_opens_nothing(self, client):
        user, gone = make_user(), make_user("gone", is_active=False)
        tokens = [
            ApiToken.issue(user, "ended", ["read"], timezone.now() - HOUR),
            ApiToken.issue(user, "writes", ["correct"]),
            ApiToken.issue(gone, "left", ["read"]),
        ]

        statuses = [self.status(client, f"Bearer {token}").status_code for token in tokens]

        assert statuses == [401] * 3

    def test_who_is_signed_in_needs_none(self, client, reader):
        assert self.status(client, "").status_code == 200


def test_a_search_that_is_deleted_while_it_is_read_does_no_harm(client, reader, monkeypatch):
    save(client)
    seen(SavedSearch.objects.get(), ago=2 * HOUR)
    look = SavedSearch.look

    def look_late(search):
        SavedSearch.objects.all().delete()
        return look(search)

    monkeypatch.setattr(SavedSearch, "look", look_late)

    assert client.get("/?kind=direct").status_code == 200
    assert not SavedSearch.objects.exists()


def test_a_search_that_is_deleted_while_it_is_renamed_stays_deleted(client, reader, monkeypatch):
    save(client)
    pk = SavedSearch.objects.get().pk

    def delete_first(form):
        SavedSearch.objects.all().delete()
        return form.cleaned_data["name"]

    monkeypatch.setattr(NameForm, "clean_name", delete_first)
    answer = client.post(f"/searches/{pk}/rename/", {"name": "Quotations"})

    assert answer.status_code == 302
    assert not SavedSearch.objects.exists()
