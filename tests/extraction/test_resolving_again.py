"""Other speakers over the same findings: as if read anew, and found by the article's keys."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import (
    Attribution,
    Found,
    KnownSpeaker,
    Registry,
    Span,
    keys_of_speaker,
    read,
    resolve_attributions,
)
from claims.extraction.keys import LONGEST, keys_of
from claims.interchange.attributions import attributions_from_json, attributions_to_json
from tests.extraction.corpora import FOLDERS, found_in, registry_of_corpus
from tests.extraction.readings import REGISTRY

pytestmark = pytest.mark.uncounted

CORPORA = [
    pytest.param(name, marks=pytest.mark.skipif(not folder.exists(), reason=f"{folder} is missing"))
    for name, folder in FOLDERS.items()
]


def stored(found: Found) -> Found:
    """What is left of the findings once they went through the database."""
    written = json.loads(json.dumps(attributions_to_json(found.attributions)))
    return Found.of(found.document, attributions_from_json(written))


def others(registry: Registry) -> Iterator[Registry]:
    """Speakers files of which half is missing, and one without offices and aliases."""
    yield Registry.of(registry.speakers[::2])
    yield Registry.of(registry.speakers[1::2])
    yield Registry.of(replace(s, offices=(), aliases=()) for s in registry.speakers)


@pytest.mark.parametrize("name", CORPORA)
def test_resolving_again_gives_what_a_reading_anew_gives(name):
    registries = cycle(others(registry_of_corpus(name)))

    for found, registry in zip(found_in(name), registries, strict=False):
        again = resolve_attributions(stored(found), registry)
        assert again == read(found.document, registry)


def less_known(speaker: KnownSpeaker) -> Iterator[KnownSpeaker | None]:
    """The speaker before something about them became known."""
    yield None
    yield replace(speaker, aliases=())
    for index in range(len(speaker.offices)):
        yield replace(speaker, offices=speaker.offices[:index] + speaker.offices[index + 1 :])


@pytest.mark.parametrize("name", CORPORA)
def test_an_article_that_new_knowledge_changes_has_the_keys_of_its_speaker(name):
    registry, articles = registry_of_corpus(name), found_in(name)
    now = [resolve_attributions(found, registry) for found in articles]

    for speaker in registry.speakers:
        titles = [office.title for office in speaker.offices]
        groups = keys_of_speaker(speaker.name, speaker.aliases, titles)
        rest = [other for other in registry.speakers if other is not speaker]
        for before in less_known(speaker):
            known = Registry.of(sorted([*rest, *filter(None, [before])], key=lambda s: s.slug))
            for found, reading in zip(articles, now, strict=True):
                if resolve_attributions(found, known).reports != reading.reports:
                    assert any(group <= found.keys for group in groups), found.document.title


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Zoe Quillfeather spoke.", "", True),
        ("A word from Quilfeather’s office.", "", True),
        ("The envoy of Brod spoke.", "The envoy of Brod", True),
        ("Her successor spoke.", "Her successor", True),
        ("Zoe Brandt spoke to quills and feathers.", "", False),
        ("The envoy’s house burned.", "", False),
    ],
)
def test_an_article_is_found_by_names_in_any_spelling_and_by_titles_of_sources(
    text, source, expected
):
    start = text.index(source)
    spans = (Span(start, start + len(source)),) if source else ()
    keys = keys_of(text, [Attribution((Span(0, 3),), spans, (), (), 0, 0, "own")])

    groups = keys_of_speaker("Zoe Quillfeather", ["the Grand Quill"], ["envoy"])

    assert any(group <= keys for group in groups) is expected


@given(st.text())
def test_keys_of_any_text_fit_into_an_index(text):
    keys = keys_of(text, [Attribution((Span(0, 1),), (Span(0, len(text)),), (), (), 0, 0, "own")])

    assert all(len(key) <= LONGEST for key in keys)


def test_a_text_in_which_nobody_speaks_resolves_to_its_mentions_alone():
    found = Found.of(replace(found_in("kinds")[0].document, text="Conrad Pell left."), ())

    reading = resolve_attributions(found, REGISTRY)

    assert (reading.reports, [m.slug for m in reading.mentions]) == ((), ["conrad-pell"])
