"""Lists and details: what is in them, and what is not."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.beliefs import believe
from claims.exporting import report_lines
from claims.models import Event, Reference, Report, Speaker, Statement
from claims.sequencing import number_changes
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

LISTS = ("statements", "reports", "speakers", "events", "outlets", "articles")
FORMS = ("ndjson", "csv", "atom", "feed.json")
TEXT = 'A first paragraph.\nAda Varga spoke. "The bridge will stand," Varga said.\nA last one.'


def make_one_of_each(number: int = 0) -> Report:
    offices = [("Mayor", "Harbour", "2030", "")]
    speaker = make_speaker(f"Ada Varga {number}", offices=offices)
    report = make_report(speaker=speaker, said="2031-05-05")
    event = make_event(f"Opening {number}")
    Reference.objects.create(report=report, event=event, confidence=0.9)
    believe(report.statement)
    return report


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_its_rows_between_two_links(api, name):
    make_one_of_each()

    page = api.get(f"/api/v1/{name}").json()

    assert (page["next"], page["previous"], len(page["results"])) == (None, None, 1)


@pytest.mark.parametrize("name", LISTS)
def test_nine_rows_take_as_many_queries_as_one(api, name):
    make_one_of_each()
    number_changes()
    with CaptureQueriesContext(connection) as for_one:
        api.get(f"/api/v1/{name}")
    for number in range(1, 9):
        make_one_of_each(number)
    number_changes()

    with CaptureQueriesContext(connection) as for_nine:
        api.get(f"/api/v1/{name}")

    assert len(for_nine) == len(for_one) <= 10


def test_a_statement_names_speaker_office_day_and_events(api):
    make_one_of_each()

    shown = api.get("/api/v1/statements").json()["results"][0]

    assert shown["speaker"] == {"slug": "ada-varga-0", "name": "Ada Varga 0"}
    assert shown["office"] == {"title": "Mayor", "of": "Harbour"}
    assert (shown["said"]["edtf"], shown["said"]["words"]) == ("2031-05-05", "5 May 2031")
    assert [event["slug"] for event in shown["events"]] == ["opening-0"]
    assert len(shown["reports"]) == 1


def test_an_undated_statement_has_no_office(api):
    make_statement(speaker=make_speaker(offices=[("Mayor", "Harbour", "2030", "")]))

    assert api.get("/api/v1/statements").json()["results"][0]["office"] is None


def test_a_statement_links_to_itself_and_its_page(api):
    statement = make_statement()

    links = api.get("/api/v1/statements").json()["results"][0]["links"]

    assert links == {
        "self": f"http://testserver/api/v1/statements/{statement.pk}",
        "page": f"http://testserver/statements/{statement.pk}/",
    }
    assert api.get(links["self"]).status_code == 200


def test_the_detail_of_a_statement_shows_its_paragraph_and_no_other(api):
    report = make_report(revision=make_revision(text=TEXT))

    shown = api.get(f"/api/v1/statements/{report.statement_id}").json()["reports"][0]

    assert shown["paragraphs"] == [
        {
            "adjoins": False,
            "pieces": [
                {"words": "Ada Varga spoke. ", "roles": []},
                {"words": '"The bridge will stand,"', "roles": ["content"]},
                {"words": " Varga said.", "roles": []},
            ],
        }
    ]


def test_the_detail_of_a_report_shows_its_paragraph(api):
    report = make_report(revision=make_revision(text=TEXT))

    shown = api.get(f"/api/v1/reports/{report.pk}").json()

    assert len(shown["paragraphs"]) == 1


def test_an_anonymous_reader_gets_no_text_of_an_article(api):
    revision = make_revision(text=TEXT)

    shown = api.get(f"/api/v1/articles/{revision.article_id}").json()

    assert (shown["text"], shown["revisions"][0]["number"]) == (None, 1)


def test_a_token_gets_the_newest_text_of_an_article(reader):
    article = make_revision(text="An older text.").article
    make_revision(article=article, text=TEXT)

    shown = reader.get(f"/api/v1/articles/{article.pk}").json()

    assert (shown["text"], len(shown["revisions"])) == (TEXT, 2)


def test_no_list_carries_a_text(reader):
    make_report(revision=make_revision(text=TEXT))

    answers = [reader.get(f"/api/v1/{name}").content.decode() for name in LISTS]

    assert not any("A last one." in answer for answer in answers)


@pytest.mark.parametrize(
    ("kind", "made", "key"),
    [
        ("speakers", lambda: make_speaker("Ada Varga"), "ada-varga"),
        ("events", lambda: make_event("Opening of the bridge"), "opening-of-the-bridge"),
        ("outlets", lambda: make_outlet(name="Harbour Times"), "harbour-times"),
    ],
)
def test_speakers_events_and_outlets_are_found_by_slug(api, kind, made, key):
    made()

    assert api.get(f"/api/v1/{kind}/{key}").json()["slug"] == key


def test_a_proposed_event_is_not_shown(api):
    make_event("Opening of the bridge", state=Event.State.PROPOSED)

    assert api.get("/api/v1/events").json()["results"] == []
    assert api.get("/api/v1/events/opening-of-the-bridge").status_code == 404


def test_a_merged_statement_answers_with_the_last_successor(api):
    first, second, third = make_statement(), make_statement(), make_statement()
    Statement.objects.filter(pk=second.pk).update(merged_into=third)
    Statement.objects.filter(pk=first.pk).update(merged_into=second)

    answer = api.get(f"/api/v1/statements/{first.pk}")

    assert answer.status_code == 301
    assert answer["Location"] == f"http://testserver/api/v1/statements/{third.pk}"
    assert answer.json() == {
        "id": first.pk,
        "merged_into": third.pk,
        "url": answer["Location"],
    }


def test_a_merged_speaker_answers_with_its_successor(api):
    Speaker.objects.filter(pk=make_speaker("A. Varga", slug="a-varga").pk).update(
        merged_into=make_speaker("Ada Varga")
    )

    answer = api.get("/api/v1/speakers/a-varga")

    assert (answer.status_code, answer.json()["merged_into"]) == (301, "ada-varga")


@pytest.mark.parametrize("hidden", [{"status": "rejected"}, {"withdrawn": "reader"}])
def test_what_is_rejected_or_no_longer_found_is_gone_but_for_editors(api, reader, editor, hidden):
    statement = make_statement()
    Statement.objects.filter(pk=statement.pk).update(**hidden)

    address = f"/api/v1/statements/{statement.pk}"

    assert [who.get(address).status_code for who in (api, reader, editor)] == [410, 410, 200]
    assert api.get("/api/v1/statements").json()["results"] == []


def test_the_root_says_where_everything_is(api):
    addresses = api.get("/api/v1/").json()

    streams = [f"{name}.{form}" for form in FORMS for name in LISTS]
    assert list(addresses) == [*LISTS, *streams, "changes", "quality", "schema", "docs"]
    assert {api.get(address).status_code for address in addresses.values()} == {200}


def test_the_stream_has_the_lines_of_the_export(api):
    make_one_of_each()
    make_one_of_each(1)

    answer = api.get("/api/v1/reports.ndjson")

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert answer["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines] == list(report_lines(Report.objects.all()))


def test_the_stream_takes_the_filters_of_the_timeline(api):
    make_one_of_each()
    report = make_one_of_each(1)

    answer = api.get("/api/v1/reports.ndjson?speaker=ada-varga-1")

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [report.pk]


@pytest.mark.parametrize("reports", [1, 4])
def test_a_detail_takes_a_fixed_number_of_queries(api, reports):
    statement = make_one_of_each().statement
    for _ in range(reports - 1):
        make_report(statement=statement)

    with CaptureQueriesContext(connection) as queries:
        api.get(f"/api/v1/statements/{statement.pk}")

    assert len(queries) == 10


@pytest.mark.parametrize(
    "path", [*LISTS, *(f"{name}/1" for name in LISTS), "reports.ndjson", "statements?kind=direct"]
)
def test_the_anonymous_sign_in_where_reading_is_not_public(api, settings, path):
    settings.PUBLIC_READ = False

    answer = api.get(f"/api/v1/{path}")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_tokens_read_where_reading_is_not_public(reader, settings):
    settings.PUBLIC_READ = False

    assert {reader.get(f"/api/v1/{name}").status_code for name in LISTS} == {200}


def test_a_statement_tells_what_outlets_differ_on_and_when_it_was_first_reported(api):
    first = make_report(speaker=make_speaker("Ada Varga"), said="2031-05-05")
    later = make_revision(article=make_article(published="2031-05-07"))
    ilo, statement = make_speaker("Ilo Brandt"), first.statement
    make_report(statement=statement, revision=later, speaker=ilo, said="2031-05-04")
    believe(first.statement)

    shown = api.get(f"/api/v1/statements/{first.statement.pk}").json()

    days = ["2031-05-04", "2031-05-05"]
    assert shown["disputes"] == {"speaker": ["Ada Varga", "Ilo Brandt"], "said": days}
    assert shown["first_reported"] == "2031-05-06"


def test_a_statement_that_outlets_agree_on_has_no_disputes(api):
    statement = make_report(speaker=make_speaker("Ada Varga"), said="2031-05-05").statement

    [shown] = api.get("/api/v1/statements").json()["results"]

    assert (shown["id"], shown["disputes"]) == (statement.pk, {"speaker": [], "said": []})


def test_an_event_that_an_editor_confirmed_is_told_from_one_that_the_machine_linked(api):
    statement = make_report().statement
    for slug, state in (("opening", "linked"), ("closing", "confirmed")):
        event = make_event(slug, slug=slug)
        statement.links.create(event=event, state=state, confidence=0.9)

    [shown] = api.get("/api/v1/statements").json()["results"]

    assert {each["slug"]: each["state"] for each in shown["events"]} == {
        "opening": "linked",
        "closing": "confirmed",
    }
