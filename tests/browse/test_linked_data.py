"""Statements in the words of schema.org, reports as W3C Web Annotations."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyld import jsonld

from claims.takedown import take_down
from tests.builders import make_article, make_outlet, make_report, make_revision

pytestmark = pytest.mark.django_db

VOCABULARIES = {
    "https://schema.org": {"@vocab": "https://schema.org/"},
    "http://www.w3.org/ns/anno.jsonld": {
        "@vocab": "http://www.w3.org/ns/oa#",
        "id": "@id",
        "type": "@type",
    },
}


def expanded(document):
    """As a JSON-LD processor reads it, with the names of its vocabulary for words it knows."""

    def load(url, options):
        context = {"@context": VOCABULARIES[url.rstrip("/")]}
        return {"document": context, "documentUrl": url, "contextUrl": None}

    [found] = jsonld.expand(document, {"documentLoader": load})
    return found


@pytest.fixture
def report(ada, opening):
    article = make_article(outlet=make_outlet(name="The Ledger"), url="https://ledger.example/1")
    row = make_report(speaker=ada, said="2031-05-05", revision=make_revision(article=article))
    row.statement.links.create(event=opening, state="linked", confidence=0.9)
    return row


def told_of(client, report):
    return client.get(f"/statements/{report.statement_id}.jsonld").json()


def annotations_of(client, report):
    return client.get(f"/articles/{report.revision.article_id}.annotations.jsonld").json()


def test_a_quotation_names_speaker_day_event_and_article(client, report):
    told = told_of(client, report)

    assert (told["@type"], told["dateCreated"]) == ("Quotation", "2031-05-05")
    assert told["creator"]["name"] == "Ada Varga"
    assert told["creator"]["jobTitle"] == "Minister of Works, Velmora"
    assert [event["name"] for event in told["about"]] == ["Opening of the bridge"]
    assert [article["url"] for article in told["isPartOf"]] == ["https://ledger.example/1"]


def test_what_is_not_word_for_word_is_a_claim(client, ada):
    told = told_of(client, make_report(speaker=ada, kind="indirect"))

    assert told["@type"] == "Claim"
    assert "appearance" in told


@pytest.mark.parametrize("said", ["", "2031-05", "2031-05-05~/2031-05-09"])
def test_a_day_that_is_not_one_is_not_told_as_one(client, said):
    assert "dateCreated" not in told_of(client, make_report(said=said))


def test_a_processor_reads_it(client, report):
    found = expanded(told_of(client, report))

    assert found["@type"] == ["https://schema.org/Quotation"]
    assert all(key.startswith(("@", "https://schema.org/")) for key in found)


def in_the_page_of(client, report):
    page = client.get(f"/statements/{report.statement_id}/").content.decode()
    [inner] = re.findall('<script type="application/ld.json">(.*?)</script>', page, re.DOTALL)
    return json.loads(inner)


def test_the_page_has_the_same_and_no_words_can_end_it(client):
    row = make_report(text="We </script><b>stand & fall</b>.")

    assert in_the_page_of(client, row) == told_of(client, row)


@pytest.mark.parametrize(
    ("link", "event"),
    [("doubtful", "curated"), ("rejected", "curated"), ("confirmed", "proposed")],
)
def test_it_is_about_no_event_that_is_not_believed(client, report, opening, link, event):
    report.statement.links.update(state=link)
    type(opening).objects.update(state=event)

    assert "about" not in in_the_page_of(client, report)
    assert "about" not in told_of(client, report)


def test_what_readers_do_not_see_is_not_told(client, report):
    type(report.statement).objects.update(status="rejected")

    assert client.get(f"/statements/{report.statement_id}.jsonld").status_code == 404
    assert annotations_of(client, report)["items"] == []


def test_an_annotation_finds_the_words_by_position_and_by_quote(client, report):
    [row] = annotations_of(client, report)["items"]

    [target] = row["target"]
    quote, position = target["selector"]
    text = report.revision.text
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert target["source"] == "https://ledger.example/1"
    assert target["state"]["sourceDate"] == report.revision.fetched_at.isoformat()


def test_a_processor_reads_annotations(client, report):
    found = expanded(annotations_of(client, report))

    assert found["@type"] == ["http://www.w3.org/ns/oa#AnnotationPage"]


def test_many_reports_take_no_more_queries(client, report):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            annotations_of(client, report)
        return len(captured)

    few = asked()
    for quote in ("bridge", "stand", "Monday"):
        make_report(reading=report.reading, revision=report.revision, quote=quote)

    assert asked() == few


def test_an_unknown_article_is_not_found(client, db):
    assert client.get("/articles/1.annotations.jsonld").status_code == 404


def annotation_of(client, report):
    return client.get(f"/reports/{report.pk}.annotation.jsonld")


def test_every_report_is_an_annotation_of_its_own(client, report):
    answer = annotation_of(client, report)

    [listed] = annotations_of(client, report)["items"]
    told = answer.json()
    assert {key: told[key] for key in listed} == listed
    assert told["id"] == f"http://testserver/reports/{report.pk}.annotation.jsonld"
    assert expanded(told)["@type"] == ["http://www.w3.org/ns/oa#Annotation"]
    assert answer["Content-Type"].endswith('profile="http://www.w3.org/ns/anno.jsonld"')


def test_a_report_that_the_outlet_removed_is_one_of_the_text_that_had_it(client, report):
    type(report).objects.update(withdrawn="outlet")

    told = annotation_of(client, report).json()

    assert annotations_of(client, report)["items"] == []
    assert told["target"][0]["selector"][0]["exact"] == report.text


def test_a_report_that_nobody_sees_is_no_annotation(client, report):
    type(report.statement).objects.update(status="rejected")

    assert annotation_of(client, report).status_code == 404


def test_the_annotation_of_what_was_taken_down_is_gone(client, report):
    take_down(report.revision.article.url, by="ada")

    assert annotation_of(client, report).status_code == 410
