"""Every list in its other forms: the same rows, filters and order as on its page."""

import csv
from datetime import datetime
from io import StringIO

import fastfeedparser
import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from lxml import etree

from tests.builders import (
    make_article,
    make_event,
    make_outlet,
    make_report,
    make_revision,
    make_speaker,
    make_statement,
)

LISTS = ["/timeline", "/speakers", "/events", "/outlets"]
OWN_LISTS = ["/speakers/ada-varga", "/events/opening", "/outlets/the-ledger"]
FORMS = ["json", "csv", "atom", "feed.json"]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def several(ada, opening):
    ledger = make_outlet(name="The Ledger")
    days = ("2031-05-04", "", "2031-05-06")
    reports = [make_report(speaker=ada, said=day, **in_outlet(ledger)) for day in days]
    for report in reports:
        report.statement.links.create(event=opening, state="linked", confidence=0.9)
    make_report(speaker=make_speaker("Ben Okoro"), said="2031-05-05")
    return [report.statement for report in reports]


def in_outlet(outlet):
    return {"revision": make_revision(article=make_article(outlet=outlet))}


def body(response):
    return b"".join(response) if response.streaming else response.content


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert body(client.get(address))
    return len(captured)


def table(response):
    return list(csv.DictReader(StringIO(body(response).decode("utf-8-sig"))))


def entries(response):
    return etree.fromstring(response.content).findall(f"{ATOM}entry")


@pytest.mark.parametrize("path", LISTS + OWN_LISTS)
def test_each_list_has_each_form(client, several, path):
    answers = [client.get(f"{path}.{form}") for form in FORMS]

    assert [(answer.status_code, bool(body(answer))) for answer in answers] == [(200, True)] * 4


@pytest.mark.parametrize("path", [*LISTS, *OWN_LISTS])
def test_a_page_links_to_its_other_forms(client, several, path):
    page = client.get("/" if path == "/timeline" else f"{path}/").content.decode()

    assert all(page.count(f'href="{path}.{form}"') == 2 for form in FORMS)


def test_the_timeline_and_its_forms_have_the_same_statements_in_the_same_order(client, several):
    query = "?speaker=ada-varga"
    shown = [row.pk for row in client.get(f"/{query}").context["page"].statements]

    listed = [row["id"] for row in client.get(f"/timeline.json{query}").json()["items"]]
    written = [int(row["id"]) for row in table(client.get(f"/timeline.csv{query}"))]

    assert shown == listed == written


@pytest.mark.parametrize("path", OWN_LISTS)
def test_a_page_of_one_has_its_own_statements(client, several, path):
    listed = {row["id"] for row in client.get(f"{path}.json").json()["items"]}

    assert listed == {statement.pk for statement in several}


def test_json_is_read_on_by_its_next_address(client, several, monkeypatch):
    monkeypatch.setattr("claims.browse.listing.PAGE_SIZE", 2)

    seen, address = [], "/timeline.json?kind=direct"
    while address:
        told = client.get(address).json()
        seen += [row["id"] for row in told["items"]]
        address = told["next"]

    assert len(seen) == len(set(seen)) == 4


def test_a_filter_that_means_nothing_is_refused_with_its_reason(client, db):
    response = client.get("/timeline.csv?since=yesterday")

    assert response.status_code == 400
    assert response.content.decode() == ("The first day is not a day: write a day as 2025-04-21.\n")


def test_a_place_that_is_none_is_refused(client, db):
    assert client.get("/timeline.json?after=nowhere").status_code == 400


def test_csv_is_written_for_spreadsheets(client, several):
    response = client.get("/timeline.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="on-record-timeline.csv"'
    assert body(response).startswith(b"\xef\xbb\xbfpage,id,version,speaker.slug,")


def test_a_cell_that_a_spreadsheet_would_run_is_made_inert(client, db):
    make_statement(text="=1+1")

    assert [row["text"] for row in table(client.get("/timeline.csv"))] == ["'=1+1"]


def test_csv_names_who_carries_a_statement(client, several):
    make_report(statement=several[2], **in_outlet(make_outlet(name="The Post")))

    *_, row, _ = table(client.get("/timeline.csv?speaker=ada-varga"))
    [again] = table(client.get("/timeline.csv?since=2031-05-06"))

    assert again["outlets"] == "The Ledger; The Post"
    assert row["events.title"] == "Opening of the bridge"
    assert (row["relations.kind"], row["drift.was"]) == ("", "")
    assert not [cell for cell in row.values() if cell.startswith(("[", "{"))]


@pytest.mark.parametrize("path", [*LISTS, *OWN_LISTS])
def test_each_row_of_a_table_leads_to_its_page(client, several, path):
    for row in table(client.get(f"{path}.csv")):
        assert client.get(row["page"]).status_code == 200


def test_a_feed_has_what_appeared_last_first_with_stable_ids(client, several):
    told = entries(client.get("/timeline.atom?speaker=ada-varga"))

    pages = [f"http://testserver/statements/{row.pk}/" for row in reversed(several)]
    assert [entry.findtext(f"{ATOM}id") for entry in told] == pages


def test_an_entry_names_speaker_event_and_outlet(client, several):
    entry = entries(client.get("/timeline.atom?speaker=ada-varga"))[0]

    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada Varga"
    assert [tag.get("term") for tag in entry.findall(f"{ATOM}category")] == [
        "Opening of the bridge"
    ]
    assert "Said 6 May 2031. Reported by The Ledger." in entry.findtext(f"{ATOM}summary")


@pytest.mark.parametrize("name", ["speakers", "events", "outlets"])
def test_a_feed_of_names_has_what_appeared_last_first_too(client, db, name):
    for named, day in (("Ada Varga", "2031-05-05"), ("Zoe Brandt", "2031-05-04")):
        make_report(speaker=make_speaker(named), **in_outlet(make_outlet(name=named)))
        make_event(named, date=day)

    told = entries(client.get(f"/{name}.atom"))

    assert [entry.findtext(f"{ATOM}title") for entry in told] == ["Zoe Brandt", "Ada Varga"]


def test_a_json_feed_says_its_version_and_addresses(client, several):
    told = client.get("/speakers/ada-varga.feed.json").json()

    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == "http://testserver/speakers/ada-varga.feed.json"
    assert {item["id"] for item in told["items"]} == {
        f"http://testserver/statements/{row.pk}/" for row in several
    }


@pytest.mark.parametrize("form", ["atom", "feed.json"])
@pytest.mark.parametrize("name", ["timeline", "speakers", "events", "outlets"])
def test_a_reader_that_is_not_ours_finds_every_entry_of_every_feed(client, several, name, form):
    shown = client.get(f"/{name}.json").json()["items"]

    told = fastfeedparser.parse(client.get(f"/{name}.{form}").content)

    assert told.feed.title.endswith("· On Record")
    assert len(told.entries) == len(shown) > 0
    assert all(
        entry.title and entry.link.startswith("http://testserver/") for entry in told.entries
    )


def test_a_reader_that_is_not_ours_gets_words_dates_and_author_of_a_json_feed(client, several):
    newest = several[-1]

    told = fastfeedparser.parse(client.get("/speakers/ada-varga.feed.json").content).entries[0]

    assert (told.id, told.author) == (f"http://testserver/statements/{newest.pk}/", "Ada Varga")
    assert datetime.fromisoformat(told.published) == newest.created_at
    assert newest.text in told.content[0]["value"]


def test_words_that_xml_can_not_hold_break_no_feed(client, db):
    make_statement(text="We \x07 stand <b>& fall</b>.")

    [entry] = entries(client.get("/timeline.atom"))

    assert "We  stand <b>& fall</b>." in entry.findtext(f"{ATOM}title")


@pytest.mark.parametrize("form", ["json", "atom", "feed.json"])
def test_who_has_seen_it_is_told_so_without_a_body(client, several, form):
    etag = client.get(f"/timeline.{form}")["ETag"]

    again = client.get(f"/timeline.{form}", headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("form", ["atom", "feed.json"])
def test_an_empty_feed_stays_the_same(client, db, form):
    first, second = (client.get(f"/timeline.{form}")["ETag"] for _ in range(2))

    assert first == second


def test_what_was_merged_leads_to_its_successor(client, ada):
    make_speaker("A. Varga", slug="a-varga", merged_into=ada)

    response = client.get("/speakers/a-varga.csv")

    assert (response.status_code, response["Location"]) == (301, "/speakers/ada-varga.csv")


def test_an_event_that_nobody_published_has_no_list(client, db):
    make_event(slug="rumour", state="proposed")

    assert client.get("/events/rumour.json").status_code == 404


@override_settings(PUBLIC_READ=False)
@pytest.mark.parametrize("path", LISTS)
def test_lists_are_for_readers_alone_where_pages_are(client, db, path):
    assert client.get(f"{path}.csv").status_code == 401


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", LISTS + OWN_LISTS)
def test_many_rows_take_no_more_queries(client, several, make_many, path, form):
    few = queries_of(client, f"{path}.{form}")
    make_many(4)

    assert queries_of(client, f"{path}.{form}") == few


@pytest.mark.parametrize("form", FORMS)
def test_pages_of_other_sites_may_read_the_forms_and_never_with_cookies(client, several, form):
    answer = client.get(f"/timeline.{form}", headers={"Origin": "https://reader.example"})

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


def test_pages_of_other_sites_read_no_page(client, several):
    answer = client.get("/", headers={"Origin": "https://reader.example"})

    assert "Access-Control-Allow-Origin" not in answer
