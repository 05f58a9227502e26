"""What is worst to write in each form is written so that every reader of it gets the same rows."""

import csv
import json
from io import StringIO

import pytest
from django.test import Client
from lxml import etree, html

from claims.citing import cite
from claims.models import Event, Report, Speaker, Statement
from sources.models import Article, Outlet
from tests.api.test_reading import LISTS
from tests.security.addresses import World

pytestmark = pytest.mark.django_db

WORST = '=1+1;\r\n\r"; \x01\x0b\x1c\ufffe\uffff\u2028\u2029\x85</script><!--]]>&amp;\U000e0001 \t'
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
PAGES = ("timeline", "speakers", "events", "outlets")


@pytest.fixture
def world():
    world = World.make()
    Speaker.objects.update(name=WORST, aliases=[WORST], side=WORST)
    Event.objects.update(title=WORST, text=WORST, place=WORST, participants=[WORST])
    Outlet.objects.update(name=WORST)
    Article.objects.update(title=WORST)
    Report.objects.update(label=WORST, text=WORST, via=[WORST], medium=WORST)
    Statement.objects.update(text=WORST)
    event = Event.objects.get(slug=world.rows["event"])
    Statement.objects.get().links.create(event=event, state="linked", confidence=0.9)
    return world


@pytest.fixture
def own_pages(world):
    named = {"speakers": "speaker", "events": "event", "outlets": "outlet"}
    return [f"/{name}/{world.rows[row]}" for name, row in named.items()]


def words(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return b"".join(answer).decode("utf-8-sig")


def assert_table(text: str, count: int) -> None:
    head, *rows = csv.reader(StringIO(text, newline=""))
    assert len(rows) == count > 0
    assert {len(row) for row in rows} == {len(head)}
    assert [cell for row in rows for cell in row if cell.startswith(FORMULA) or "\r" in cell] == []


def test_every_feed_is_xml(world, own_pages):
    of_the_api = (f"/api/v1/{name}" for name in LISTS)
    for page in [*(f"/{name}" for name in PAGES), *own_pages, *of_the_api]:
        feed = etree.fromstring(words(f"{page}.atom").encode())

        assert "</script>" in "".join(feed.itertext()), page


def test_every_list_of_a_page_is_json_and_the_same_rows_as_a_table(world, own_pages):
    for page in [*(f"/{name}" for name in PAGES), *own_pages]:
        rows = json.loads(words(f"{page}.json"))["items"]

        assert json.loads(words(f"{page}.feed.json"))["items"]
        assert_table(words(f"{page}.csv"), len(rows))


def test_every_list_of_the_api_is_whole_in_each_of_its_forms(world):
    for name in LISTS:
        rows = json.loads(words(f"/api/v1/{name}"))["results"]

        told = {row["id"] for row in map(json.loads, words(f"/api/v1/{name}.ndjson").splitlines())}
        assert told == {row["id"] for row in rows}
        assert_table(words(f"/api/v1/{name}.csv"), len(rows))
        assert len(json.loads(words(f"/api/v1/{name}.feed.json"))["items"]) == len(rows)


def test_linked_data_in_a_page_is_what_stands_under_its_own_address(world):
    address = f"/statements/{world.rows['statement']}"

    [script] = html.fromstring(words(f"{address}/")).xpath("//script[@type='application/ld+json']")

    assert json.loads(script.text) == json.loads(words(f"{address}.jsonld"))
    assert json.loads(script.text)["text"] == WORST


def test_annotations_and_citations_are_json(world):
    key = cite(world.rows["statement"]).key

    assert json.loads(words(f"/articles/{world.rows['article']}.annotations.jsonld"))["items"]
    assert json.loads(words(f"/citations/{key}.json"))["then"]["text"] == WORST
