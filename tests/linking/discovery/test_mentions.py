"""Where a text speaks of an event."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.linking.discovery.mentions import find_mentions, sentences_in


def mentions(text):
    return find_mentions(text, sentences_in(text))


def phrases(text):
    return [mention.span.of(text) for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "She spoke of the explosion on the Varn railway bridge.",
            "the explosion on the Varn railway bridge",
        ),
        ("He denounced the Varn bridge blast.", "the Varn bridge blast"),
        ("Nobody expected the talks in Port Osk.", "the talks in Port Osk"),
        ("It follows the arrest of Ada Varga.", "the arrest of Ada Varga"),
        ("They spoke about the release of 84 prisoners.", "the release of 84 prisoners"),
    ],
)
def test_a_noun_phrase_is_found_whole(text, phrase):
    assert [found.removeprefix("the ") for found in phrases(text)] == [phrase.removeprefix("the ")]


def test_what_is_denied_to_be_is_no_event():
    assert phrases("She knows of no attack, and of no talks.") == []


@pytest.mark.parametrize(
    "text",
    [
        "They went home without a deal.",
        "They went home with no deal.",
        "They went home without any agreement.",
        "Without a lasting ceasefire nobody returns.",
        "The march passed without incident.",
        "She would act without further talks.",
        "He regrets the lack of an agreement.",
        "In the absence of talks, prices rose.",
    ],
)
def test_what_there_was_not_is_no_event(text):
    assert phrases(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Without the Osk deal nobody would have come.",
        "Without Tuesday's attack they would have come.",
        "They parted without a word about the summit.",
        "The truce came without warning.",
    ],
)
def test_what_is_known_to_have_been_is_an_event_even_where_one_would_be_without_it(text):
    assert len(phrases(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["He was gambling with World War III.", "It recalls the Cold War.", "A third World War looms."],
)
def test_a_war_of_history_or_of_fear_is_no_event_of_the_news(text):
    assert phrases(text) == []


def test_any_other_war_is_one():
    assert phrases("The war in Karsovia goes on.") != []


def test_a_name_of_an_event_used_as_a_verb_is_none():
    assert phrases("They will strike back and will vote.") == []


def test_verbs_name_events_with_whom_and_what():
    (found,) = mentions("Police in Osk arrested the editor Ada Varga.")

    assert found.verbal
    assert found.sort.name == "arrest"
    assert {"editor", "varg"} <= {stem.removesuffix("a") for stem in found.anchors} | found.anchors


def test_ordinals_tell_rounds_apart():
    (found,) = mentions("He expects little of the second round of talks in Osk.")

    assert found.ordinal == "2"


@given(st.text(max_size=300))
def test_every_mention_lies_in_its_text_and_holds_its_head(text):
    for found in mentions(text):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.span.contains(found.head)
