"""`Link` headers, read by the parser of an HTTP client."""

import pytest
from requests.utils import parse_header_links

from tests.api.test_reading import LISTS, make_one_of_each
from tests.builders import make_report, make_statement

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def links(answer, rel: str) -> dict[str, str]:
    """The addresses of that relation by their types; "" where none is told."""
    found = parse_header_links(answer["Link"])
    return {each.get("type", ""): each["url"] for each in found if rel in each["rel"].split()}


def test_pages_of_a_list_lead_to_each_other(api):
    for number in range(3):
        make_one_of_each(number)

    second = api.get(api.get("/api/v1/speakers?limit=1").json()["next"])

    assert links(second, "next")[""] == second.json()["next"]
    assert links(second, "prev")[""] == second.json()["previous"]


def test_the_last_page_leads_to_none(api):
    make_statement()

    answer = api.get("/api/v1/statements")

    assert (links(answer, "next"), links(answer, "prev")) == ({}, {})


@pytest.mark.parametrize("name", LISTS)
def test_a_list_leads_to_its_other_forms_with_the_same_filters(api, name):
    make_one_of_each(0)
    answer = api.get(f"/api/v1/{name}?fields=id&limit=1&count=true")

    forms = links(answer, "alternate")

    assert forms == {
        "application/x-ndjson": f"{SITE}/api/v1/{name}.ndjson?fields=id",
        "text/csv": f"{SITE}/api/v1/{name}.csv?fields=id",
        "application/atom+xml": f"{SITE}/api/v1/{name}.atom",
        "application/feed+json": f"{SITE}/api/v1/{name}.feed.json",
    }
    assert {api.get(address).status_code for address in forms.values()} == {200}
    assert set(links(api.get(forms["text/csv"]), "alternate")) == {
        "application/json",
        "application/x-ndjson",
        "application/atom+xml",
        "application/feed+json",
    }


def test_a_detail_leads_to_its_page_and_its_linked_data(api):
    report = make_report()
    article = report.revision.article_id

    statement = links(api.get(f"/api/v1/statements/{report.statement_id}"), "alternate")
    annotated = links(api.get(f"/api/v1/articles/{article}"), "alternate")

    assert statement == {
        "text/html": f"{SITE}/statements/{report.statement_id}/",
        "application/ld+json": f"{SITE}/statements/{report.statement_id}.jsonld",
    }
    assert annotated["application/ld+json"] == f"{SITE}/articles/{article}.annotations.jsonld"
    told = links(api.get(f"/api/v1/reports/{report.pk}"), "alternate")["application/ld+json"]
    assert told == f"{SITE}/reports/{report.pk}.annotation.jsonld"
    for address in (*statement.values(), *annotated.values(), told):
        assert api.get(address).status_code == 200


def test_a_report_has_no_page_of_its_own(api):
    answer = api.get(f"/api/v1/reports/{make_report().pk}")

    assert "text/html" not in links(answer, "alternate")


def test_changes_lead_on_while_there_are_more(api):
    make_report()

    first = api.get("/api/v1/changes?limit=1")

    assert links(first, "next")[""] == first.json()["next"]
    assert links(api.get("/api/v1/changes"), "next") == {}


@pytest.mark.parametrize("path", ["", "statements", "changes", "statements/0", "reports.csv"])
def test_every_answer_leads_to_the_papers(api, path):
    answer = api.get(f"/api/v1/{path}")

    assert links(answer, "describedby") == links(answer, "service-desc")
    assert api.get(*links(answer, "service-desc").values()).json()["openapi"] == "3.1.1"
    assert links(answer, "service-doc") == {"text/html": f"{SITE}/api/v1/docs"}


def test_a_licence_is_told_where_there_is_one(api, settings):
    before = links(api.get("/api/v1/events"), "license")
    settings.DATA_LICENSE = "https://creativecommons.org/licenses/by/4.0/"

    assert before == {}
    assert links(api.get("/api/v1/events"), "license") == {"": settings.DATA_LICENSE}


def test_no_parameter_closes_a_link_and_opens_another(api):
    answer = api.get('/api/v1/statements.csv?speaker=x>; rel="next", <https://evil.example/')

    assert answer.status_code == 400
    answer = api.get('/api/v1/statements?q=x>; rel="next", <https://evil.example/')
    assert links(answer, "next") == {}
