"""The speakers, events and demo articles that come with the product."""

import re
from pathlib import Path

import pytest

import claims
from claims.interchange import read_events, read_speakers, registry_of
from sources.parsing.jsonlines import ArticleLine, read_articles
from tests.shared import shared

PACKAGE = Path(claims.__file__).parent
QUOTED = re.compile("“([^”]+)”")


@pytest.fixture
def speakers():
    return read_speakers(PACKAGE / "speakers.yaml")


@pytest.fixture
def articles():
    return list(read_articles(PACKAGE / "demo_articles.jsonl"))


def words(text):
    return " ".join(re.findall(r"\w+", re.sub("[‘’]", "'", text).lower()))


def test_five_speakers_are_tracked(speakers):
    assert [speaker.name for speaker in speakers if speaker.tracked] == [
        *("Vladimir Putin", "Dmitry Peskov", "Marco Rubio", "Donald Trump", "Volodymyr Zelensky"),
    ]


def test_no_two_speakers_share_a_name_or_alias(speakers):
    names = [name for speaker in speakers for name in (speaker.name, *speaker.aliases)]

    assert len(names) == len(set(names))


def test_every_person_has_a_gender_and_every_entry_a_side(speakers):
    people = [speaker for speaker in speakers if speaker.kind == "person"]

    assert all(person.gender for person in people)
    assert all(speaker.side for speaker in speakers)


def test_the_speakers_make_a_registry(speakers):
    registry = registry_of(speakers)

    assert registry.by_slug["marco-rubio"].offices[0].title == "Senator"


def test_the_participants_of_events_who_speak_are_in_the_speakers_file(speakers):
    names = {speaker.name for speaker in speakers}

    for event in read_events(PACKAGE / "events.yaml"):
        people = [name for name in event.participants if " " in name]
        assert set(people) - {"United States", "United Kingdom"} <= names


def test_the_demo_is_ten_articles_of_invented_outlets(articles):
    assert len(articles) == 10
    assert all(isinstance(article, ArticleLine) for article in articles)
    assert all(".example/" in article.url for article in articles)
    assert len({article.outlet for article in articles}) == 6


def test_the_demo_puts_no_words_into_anybodys_mouth(articles):
    seeds = words(" ".join(path.read_text() for path in shared("seeds").glob("*.txt")))

    quotations = [quote for article in articles for quote in QUOTED.findall(article.text)]

    assert quotations
    assert [quote for quote in quotations if words(quote) not in seeds] == []
