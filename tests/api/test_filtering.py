"""What only the API's lists can be asked: exclusion, ranges, offices, voices, other lists."""

from typing import Any

import pytest

from claims.models import Statement
from tests.builders import (
    make_article,
    make_event,
    make_outlet,
    make_report,
    make_revision,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def found(api, query: str, name: str = "statements", key: str = "id") -> set[Any]:
    answer = api.get(f"/api/v1/{name}?{query}")
    assert answer.status_code == 200, answer.json()
    return {row[key] for row in answer.json()["results"]}


def fault(api, query: str, name: str = "statements") -> str:
    answer = api.get(f"/api/v1/{name}?{query}")
    assert answer.status_code == 400
    return str(answer.json()["errors"][0]["field"])


def at(url: str = "", **fields):
    return make_revision(article=make_article(**({"url": url} if url else {}), **fields))


def test_not_leaves_out_what_any_of_the_values_holds_for(api):
    make_statement(speaker=make_speaker("Ada Varga"))
    make_statement(speaker=make_speaker("Ilo Brandt"))
    unnamed = make_statement()

    query = "not_speaker=ada-varga&not_speaker=ilo-brandt"

    assert found(api, query) == {unnamed.pk}


def test_one_name_may_be_asked_for_and_another_left_out(api):
    post, news = make_outlet(name="Post"), make_outlet(name="News")
    both = make_report(revision=at(outlet=post))
    make_report(revision=at(outlet=news), statement=both.statement)
    alone = make_statement(revision=at(outlet=post))

    assert found(api, "outlet=post&not_outlet=news") == {alone.pk}


def test_no_link_to_an_event_is_left(api):
    statement = make_statement()
    linked = make_statement()
    linked.links.create(event=make_event(), state="linked", confidence=0.9)

    assert found(api, "not_event=opening-of-the-bridge") == {statement.pk}


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("not_kind=mixed", "direct"),
        ("kind=mixed", "mixed"),
        ("voice=reported", "indirect"),
    ],
)
def test_kinds_and_voices(api, query, kept):
    ids = {kind: make_statement(kind=kind).pk for kind in ("direct", "mixed", "indirect")}

    assert ids[kept] in found(api, query)
    assert len(found(api, "voice=own")) == 2
    assert ids["mixed"] not in found(api, "not_kind=mixed")


def test_status_and_basis(api):
    dated, undated = make_statement(said="2031-05-05"), make_statement()
    Statement.objects.filter(pk=dated.pk).update(status="confirmed")

    assert found(api, "status=confirmed&status=corrected") == {dated.pk}
    assert found(api, "not_status=confirmed") == {undated.pk}
    assert (found(api, "basis=unknown"), found(api, "not_basis=unknown")) == (
        {undated.pk},
        {dated.pk},
    )


def test_confidence_has_bounds(api):
    sure, unsure = make_statement(confidence=0.9), make_statement(confidence=0.4)

    assert found(api, "min_confidence=0.5") == {sure.pk}
    assert found(api, "max_confidence=0.5") == {unsure.pk}


def test_updated_after_takes_a_day_or_a_time(api):
    old, new = make_statement(), make_statement()
    Statement.objects.filter(pk=old.pk).update(updated_at="2030-01-01T12:00:00Z")
    Statement.objects.filter(pk=new.pk).update(updated_at="2030-01-02T12:00:00Z")

    assert found(api, "updated_after=2030-01-02") == {new.pk}
    assert found(api, "updated_after=2030-01-02T14:00:00%2B02:00") == set()
    assert found(api, "updated_before=2030-01-01T12:00:01Z") == {old.pk}


@pytest.mark.parametrize("office", ["mayor", "Mayor, Harbour", "harbour"])
def test_office_is_the_one_held_when_it_was_said(api, office):
    speaker = make_speaker(offices=[("Mayor", "Harbour", "2030", "2031-05")])
    then = make_statement(speaker=speaker, said="2031-05-05")
    make_statement(speaker=speaker, said="2031-06-01")
    make_statement(speaker=speaker)

    assert found(api, f"office={office}") == {then.pk}


def test_reports_are_asked_for_by_article_alone_or_with_what_else_holds(api):
    one = make_report(kind="direct")
    make_report(statement=one.statement, kind="direct")
    article = one.revision.article_id

    assert found(api, f"article={article}", "reports") == {one.pk}
    assert found(api, f"article={article}&kind=indirect", "reports") == set()


def test_speakers_by_name_kind_and_office(api):
    make_speaker("Ada Varga", aliases=["A. V."], offices=[("Mayor", "Harbour", "2030", "2031")])
    make_speaker("Harbour board", kind="body", tracked=False, side="Harbour")

    def slugs(query: str) -> set[Any]:
        return found(api, query, "speakers", "slug")

    assert slugs("q=a. v") == slugs("kind=person") == slugs("tracked=yes") == {"ada-varga"}
    assert slugs("side=harbour") == slugs("tracked=no") == {"harbour-board"}
    assert slugs("office=mayor") == slugs("office=mayor&on=2031-03-01") == {"ada-varga"}
    assert slugs("office=mayor&on=2033-03-01") == set()


def test_events_by_day_place_and_who_took_part(api):
    make_event("Opening", date="2031-05-05", place="Harbour", participants=["Ada"], kind="MAKE")
    make_event("Closing", date="2032-05-05", aliases=["The end"])

    def slugs(query: str) -> set[Any]:
        return found(api, query, "events", "slug")

    assert slugs("since=2032-01-01") == slugs("q=the end") == {"closing"}
    assert slugs("until=2031-12-31") == slugs("place=harbour") == {"opening"}
    assert slugs("participant=Ada") == slugs("kind=make") == {"opening"}


def test_articles_by_outlet_day_language_and_address(api):
    one = make_article(outlet=make_outlet(name="Post"), url="https://post.example/a", language="uk")
    two = make_article(outlet=make_outlet(name="News"), published="2032-01-01")

    def ids(query: str) -> set[Any]:
        return found(api, query, "articles")

    assert ids("outlet=post") == ids("not_outlet=news") == ids("language=UK") == {one.pk}
    assert ids("url=https://post.example/a") == ids("until=2031-12-31") == {one.pk}
    assert (ids("since=2032-01-01"), ids("seen_after=2100-01-01")) == ({two.pk}, set())


def test_outlets_by_name(api):
    make_outlet(name="Post")
    make_outlet(name="News")

    assert found(api, "q=pos", "outlets", "slug") == {"post"}


@pytest.mark.parametrize(
    "query",
    [
        "not_speaker=nobody",
        "status=rejected",
        "voice=loud",
        "min_confidence=2",
        "min_confidence=NaN",
        "updated_after=yesterday",
        "updated_after=0001-01-01T00:00:00%2B23:00",
        "office=nobody",
        "order=random",
        "count=yes",
    ],
)
def test_a_value_that_cannot_be_names_its_parameter(api, query):
    assert fault(api, query) == query.partition("=")[0]


@pytest.mark.parametrize("query", ["article=0", "article=1.5", f"article={10**30}"])
def test_an_article_that_cannot_be_is_refused(api, query):
    assert fault(api, query, "reports") == "article"


def test_a_range_of_days_that_ends_before_it_starts_is_refused(api):
    for name in ("statements", "events", "articles"):
        assert fault(api, "since=2031-05-05&until=2030-01-01", name) == "until"


def test_every_list_says_in_the_schema_what_it_takes(api):
    paths = api.get("/api/v1/schema").json()["paths"]

    for name in ("statements", "reports", "speakers", "events", "outlets", "articles"):
        told = {each["name"] for each in paths[f"/api/v1/{name}"]["get"]["parameters"]}
        known = api.get(f"/api/v1/{name}?nothing=1").json()["known"]
        assert told == set(known)
