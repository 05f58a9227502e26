from datetime import date

import pytest
from lxml.html import document_fromstring

from claims.browse.listing import PAGE_SIZE, Place
from claims.models import Link, Statement
from tests.builders import make_event, make_report, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def groups_on(client, query=""):
    """(title, count, statements shown) of each group of a timeline page."""
    page = client.get(f"/{query}").context["page"]
    return [(group.title, group.count.number, len(group.statements)) for group in page.groups]


def test_statements_are_grouped_by_the_day_said_and_the_undated_come_last(client):
    make_statement(said="")
    make_statement(said="2031-05-05")
    make_statement(said="2031-05-07")
    make_statement(said="2031-05-05")

    assert groups_on(client) == [
        ("Wednesday 7 May 2031", 1, 1),
        ("Monday 5 May 2031", 2, 2),
        ("Said on an unknown day", 1, 1),
    ]


@pytest.mark.parametrize(
    ("state", "confidence", "shown"),
    [
        ("linked", 0.39, "perhaps Opening"),
        ("linked", 0.9, "Opening"),
        ("confirmed", 0.39, "Opening"),
    ],
)
def test_an_event_that_is_linked_with_little_confidence_says_so(client, state, confidence, shown):
    event, statement = make_event("Opening", slug="opening"), make_statement()
    Link.objects.create(statement=statement, event=event, state=state, confidence=confidence)

    [link] = document_fromstring(client.get("/").content).find_class("event-name")

    assert " ".join(link.text_content().split()) == shown
    assert ("39% sure" in link.get("title")) == (shown != "Opening")


def test_an_imprecise_date_is_a_group_of_its_own_in_words(client):
    make_statement(said="2031-05")
    make_statement(said="2031-05-31")
    make_statement(said="2031-05-31~")

    assert [title for title, _, _ in groups_on(client)] == [
        "Saturday 31 May 2031",
        "Within May 2031",
        "Within about 31 May 2031",
    ]


def test_an_undated_statement_says_until_when_it_can_have_been_said(client):
    make_statement(said="", said_latest=date(2031, 5, 6))

    assert b"on or before 6 May 2031" in client.get("/").content


def test_a_row_shows_the_office_that_was_held_on_the_day(client, ada):
    make_statement(speaker=ada, said="2027-02-01")

    page = client.get("/").content.decode()

    assert "Mayor, Ostrava Bridge" in page
    assert "Minister of Works" not in page


def test_a_row_counts_the_outlets_of_several_reports(read):
    first = make_report()
    make_report(statement=first.statement)

    assert "2 outlets" in read("/")


def test_pages_follow_each_other_without_loss_or_repetition(client):
    for number in range(PAGE_SIZE + 5):
        make_statement(said=f"2031-05-0{number % 4 + 1}" if number % 7 else "")

    first = client.get("/").context["page"]
    second = client.get(f"/?after={first.next}").context["page"]

    shown = [statement.pk for page in (first, second) for statement in page.statements]
    assert sorted(shown) == sorted(Statement.objects.values_list("pk", flat=True))
    assert second.next is None


@pytest.mark.parametrize("place", ["", "x", "2031-05-05", "2031-13-05.4", "undated.", "undated.٣"])
def test_a_damaged_place_shows_the_first_page(client, place):
    make_statement(said="2031-05-05")

    assert len(groups_on(client, f"?after={place}")) == 1
    assert Place.parse(place) is None


def test_a_bad_filter_is_named_and_the_rest_holds(client, ada):
    make_statement(speaker=ada)
    make_statement()

    response = client.get("/?speaker=ada-varga&since=yesterday")

    assert b"The first day is not a day: write a day as 2025-04-21." in response.content
    assert response.context["page"].total.number == 1


def test_a_facet_counts_with_the_other_filters_applied(client, make_many, ada):
    make_many(2, kind="indirect")
    make_many(1)
    make_statement(speaker=make_speaker("Ben Okoro"))

    facets = client.get("/?speaker=ada-varga&kind=indirect").context["facets"]

    counts = {f.name: {c.value: c.count.number for c in f.choices} for f in facets}
    assert counts["speaker"] == {"ada-varga": 2}
    assert counts["kind"] == {"direct": 1, "mixed": 0, "indirect": 2}
    assert counts["event"] == {"opening": 2}
    assert sum(counts["outlet"].values()) == 2
    assert counts["dated"] == {"yes": 2, "no": 0}


def test_a_chosen_value_that_leaves_nothing_stays_among_the_choices(client, ada):
    facets = client.get("/?speaker=ada-varga").context["facets"]

    assert [(c.label, c.count.number, c.selected) for c in facets[0].choices] == [
        ("Ada Varga", 0, True)
    ]


def test_each_filter_can_be_taken_off_alone(client, make_many):
    make_many(1)

    query = "?q=bridge&speaker=ada-varga&event=opening&kind=direct&dated=yes&since=2031-05-05"
    chips = client.get(f"/{query}").context["chips"]

    assert [chip.name for chip in chips] == [
        "speaker",
        "event",
        "kind",
        "said from",
        "day said",
        "words",
    ]
    assert chips[0].href == "?q=bridge&event=opening&kind=direct&dated=yes&since=2031-05-05"


def test_one_day_is_one_filter(client):
    chips = client.get("/?since=2031-05-05&until=2031-05-05").context["chips"]

    assert [(chip.label, chip.href) for chip in chips] == [("5 May 2031", "?")]


def test_the_days_around_a_chosen_day_stay_in_the_histogram(client):
    for day in ("2031-05-05", "2031-05-08", "2031-09-01"):
        make_statement(said=day)

    drawn = client.get("/?since=2031-05-05&until=2031-05-05").context["histogram"]

    assert [str(bar.since) for bar in drawn.bars if bar.count] == ["2031-05-05", "2031-05-08"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_break_nothing(client, day):
    make_statement(said=day)

    assert client.get(f"/?since={day}&until={day}").context["page"].total.number == 1


def test_a_bar_counts_what_its_link_leads_to(client):
    for said in ("2031-05-05", "2031-05-05", "2031-05", "2031-05-06"):
        make_statement(said=said)

    drawn = client.get("/").context["histogram"]

    for bar in drawn.bars:
        found = client.get(f"/?since={bar.since}&until={bar.until}").context["page"]
        assert found.total.number == bar.count


def test_htmx_gets_the_part_that_changes_with_a_clean_address(client, make_many):
    make_many(1)

    response = client.get("/?q=bridge&since=&kind=direct", headers={"HX-Request": "true"})

    assert b"<html" not in response.content
    assert response["HX-Push-Url"] == "/?q=bridge&kind=direct"
    assert "HX-Request" in response["Vary"]


def test_going_back_in_the_history_takes_the_whole_page(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert b"<html" in client.get("/", headers=headers).content


def test_an_empty_timeline_says_why(client):
    assert b"No statement yet" in client.get("/").content
    assert b"Nothing was said that fits" in client.get("/?q=tunnel").content


def test_words_are_escaped(client):
    make_statement(quote="bridge", label="<b>", body="<script>alert(1)</script>")

    assert b"<script>alert" not in client.get("/").content
