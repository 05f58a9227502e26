"""What speaks for and against two reports being of one utterance."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import Span
from claims.linking.grouping import DOUBTFUL, JOINED
from claims.linking.likeness import barred, chance, features, relation
from claims.linking.utterances import (
    RUNS,
    TERMS,
    Place,
    Source,
    Told,
    Utterance,
    keys_of,
    placed,
)
from claims.linking.wording import wording_of

DAY = date(2031, 5, 5)
LONG = "“The bridge will stand as long as the river runs, and it will carry every one of us.”"
CLIP = "the bridge “will carry every one of us”"
VARGA, BRANDT, NOBODY = Source("ada-varga"), Source("ilo-brandt"), Source(label="he")
GUARD = Source(body="the coast guard")


def told(day: date | None = DAY, basis: str = "explicit") -> Told:
    return Told(day, day, basis)


def utterance(text: str, **fields) -> Utterance:
    defaults = {"kind": "direct", "source": VARGA, "told": told(), "place": Place("a")}
    key = (text, str(sorted(fields)))
    return Utterance(key=key, wording=wording_of(text), **{**defaults, **fields})


def other(text: str, **fields) -> Utterance:
    return utterance(text, **{"place": Place("b"), **fields})


texts = st.sampled_from(
    [LONG, CLIP, "She would not go.", "“We are ready,”", "THE BRIDGE STANDS", ""]
)
utterances = st.builds(
    lambda text, source, when, kind, place: utterance(
        text, source=source, told=when, kind=kind, place=place
    ),
    texts,
    st.sampled_from([VARGA, BRANDT, NOBODY, Source(body="the ministry")]),
    st.sampled_from([told(), told(None), told(DAY + timedelta(days=1), "publication")]),
    st.sampled_from(["direct", "mixed", "indirect"]),
    st.builds(Place, st.sampled_from("ab"), turn=st.integers(0, 3)),
)


@given(utterances, utterances)
def test_the_chance_is_the_same_from_either_side(one, another):
    assert chance(one, another) == chance(another, one)
    assert 0 <= chance(one, another) <= 1


@pytest.mark.parametrize("text", [LONG, CLIP])
def test_a_quotation_and_a_clip_of_it_are_one_utterance(text):
    assert chance(utterance(LONG), other(text)) >= JOINED


def test_the_same_words_on_another_day_are_another_utterance():
    later = other(LONG, told=told(DAY + timedelta(days=2)))

    assert features(utterance(LONG), later) is None


def test_a_day_that_rests_on_publication_alone_may_be_a_little_off():
    later = other(LONG, told=told(DAY + timedelta(days=1), "publication"))

    assert chance(utterance(LONG), later) >= JOINED


def test_an_unknown_day_fits_any():
    assert chance(utterance(LONG), other(LONG, told=Told())) >= JOINED


def test_other_words_of_one_speaker_are_another_utterance():
    assert chance(utterance(LONG), other("“We need no ferry any more.”")) < DOUBTFUL


def test_whom_two_outlets_name_differently_needs_more_than_common_words():
    assert chance(utterance(LONG), other(LONG, source=BRANDT)) >= JOINED
    short = "“We are ready,”"
    assert chance(utterance(short), other(short, source=BRANDT)) < JOINED


@pytest.mark.parametrize("source", [BRANDT, Source("Ilo Brandt")])
def test_two_persons_whom_one_article_quotes_are_told_apart_there(source):
    assert features(utterance(LONG), utterance(LONG, source=source)) is None


@pytest.mark.parametrize("source", [Source("Varga"), Source("Ada Varga"), NOBODY])
def test_a_shorter_name_and_a_pronoun_may_be_the_same_person(source):
    assert chance(utterance(LONG), other(LONG, source=source)) >= JOINED
    assert not barred(utterance(LONG), utterance(LONG, source=source))


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("the salt tax would be raised in autumn", "the salt tax would be scrapped in autumn"),
        ("“The new mill will bring us work,”", "“The new mill will bring us ruin,”"),
        ("“The ferries sail at dawn for Lorn,”", "“The ferries burn at dawn for Lorn,”"),
        ("“Peace is near,”", "“Peace is near,”"),
    ],
)
def test_what_two_persons_say_of_one_thing_stays_apart_in_different_outlets(one, another):
    assert chance(utterance(one), other(another, source=BRANDT)) < DOUBTFUL


def test_words_alike_but_for_small_ones_may_have_been_credited_wrongly():
    ours = "“They came in by separate gates and they left by the same one,”"
    theirs = "“They came through separate gates and went out through the same one,”"

    assert chance(utterance(ours), other(theirs, source=BRANDT)) >= DOUBTFUL


def test_what_a_body_tells_is_not_what_a_person_says_about_the_same():
    ours = "the ferry Ilse sank off the cape on Friday, killing 12 people"
    theirs = "“The ferry Ilse sank because nobody mended her,”"

    told_by_body = {"source": GUARD, "kind": "indirect"}
    assert features(utterance(ours, **told_by_body), other(theirs)) is None
    assert features(utterance(ours, **told_by_body), utterance(theirs)) is None
    assert chance(utterance(LONG, source=GUARD), other(LONG)) >= JOINED


def test_an_article_and_an_addition_make_no_other_name():
    hall = Source(label="the Hall, as the city council is known")

    assert relation(utterance(LONG, source=hall), other(LONG, source=Source(body="Hall"))) == "same"


def test_a_name_and_a_common_word_make_no_utterance():
    long = utterance("“We have always talked of this, and people in Brod will feel as we do.”")
    short = other("she would talk to Brod directly", kind="indirect", source=VARGA)

    assert DOUBTFUL <= chance(long, short) < JOINED


def test_names_alone_make_no_utterance():
    one = "Lorn would send boats to Brod"
    another = "Brod and Lorn had no quarrel"

    assert chance(utterance(one, kind="indirect"), other(another, kind="indirect")) < JOINED


@pytest.mark.parametrize(
    ("one", "another"),
    [
        (
            "the hospital in Ostrow had forty beds",
            "the hospital in Ostrow was to close its kitchen",
        ),
        ("“The fire in Ostrow was set by hand,”", "“The fire in Ostrow took my mother's house,”"),
        ("“The pass at Corrin is mined,”", "holding the pass at Corrin had cost ninety lives"),
        ("the Merle canal would carry grain", "the Merle canal was named after her father"),
    ],
)
def test_what_one_person_says_of_one_thing_twice_is_two_utterances(one, another):
    kinds = ["direct" if text.startswith("“") else "indirect" for text in (one, another)]

    assert chance(utterance(one, kind=kinds[0]), other(another, kind=kinds[1])) < JOINED


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("“The fire in Ostrow was set by hand,”", "the Ostrow fire had been set by hand"),
        ("the Merle pipeline leaked in two places", "two leaks were found in the Merle pipeline"),
        ("“This law is a gift to smugglers,”", "the harbour law was “a gift to smugglers”"),
    ],
)
def test_more_in_common_than_a_phrase_is_one_utterance_in_other_words(one, another):
    assert chance(utterance(one), other(another, kind="mixed")) >= JOINED


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("“The Ferrow census is a farce,”", "“The Ferrow census is on 1 June,”"),
        ("“The boat will sail in spite of the dues,”", "“The boat Ilse sank because of the dues,”"),
        ("“The school at Ferrow has no roof,”", "“The school at Ferrow was my school,”"),
    ],
)
def test_two_quotations_in_other_words_are_two_utterances(one, another):
    assert chance(utterance(one), other(another)) < JOINED


def test_two_quotations_that_overlap_or_are_translated_are_one_utterance():
    first = "“We came in by separate gates. We left by the same one, and we shut it behind us.”"
    second = "“We left by the same one, and we shut it behind us. Now it is for others to knock.”"
    translated = "“We entered by separate gates and we left through the same one and shut it.”"

    assert chance(utterance(first), other(second)) >= JOINED
    assert chance(utterance(first), other(translated)) >= JOINED


@pytest.mark.parametrize("source", [VARGA, BRANDT])
def test_what_is_denied_is_not_what_is_said(source):
    said, denied = "“The dam is safe for us all,”", "“The dam is not safe for us all,”"

    assert barred(utterance(said), other(denied, source=source))
    assert chance(utterance(said), other(denied, source=source)) == 0


def test_a_report_within_the_content_of_another_is_not_the_same():
    outer, inner = (Place("a", (Span(0, end),)) for end in (90, 30))

    assert features(utterance(LONG, place=outer), utterance(CLIP, place=inner)) is None


def test_a_summary_and_the_quotation_that_bears_it_out_a_paragraph_later_are_likelier():
    lead = "to keep the bridge open through the winter"
    first = Place("a", (Span(0, 40),), lines=(0, 0), turn=0)
    apart, near = (Place("a", (Span(50, 90),), lines=(n, n), turn=1) for n in (1, 0))
    summary = utterance(lead, kind="indirect", place=first)
    quoted = "“This bridge stays, whatever the season.”"

    assert chance(summary, utterance(quoted, place=apart)) > chance(
        summary, utterance(quoted, place=near)
    )


def test_paragraphs_and_turns_are_counted_in_the_text():
    text = "“One,” she said.\n“Two,” she said. “Three.”"
    contents = [
        [Span(text.index(mark), text.index(mark) + 3)] for mark in ("“Two", "“One", "“Three")
    ]

    places = placed("a", text, contents)

    assert [(place.lines, place.turn) for place in places] == [
        ((1, 1), 1),
        ((0, 0), 0),
        ((1, 1), 2),
    ]


def test_capitals_of_a_heading_make_no_names():
    assert wording_of("THE BRIDGE STANDS FIRM").names == frozenset()
    assert wording_of("the talks with Ilo Brandt").names == {"ilo", "brandt"}


def test_numbers_in_words_are_those_in_figures():
    assert wording_of("thirty soldiers").numbers == wording_of("30 soldiers").numbers == {"30"}
    assert wording_of("the one who came").numbers == frozenset()


@given(st.text(max_size=300), st.sampled_from(["", "ada-varga"]))
def test_keys_are_few_and_the_same_whenever_they_are_made(text, person):
    keys = keys_of(text, Source(person))

    assert keys == keys_of(text, Source(person)) == sorted(set(keys))
    assert len(keys) <= 1 + TERMS + RUNS
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_a_clip_has_keys_in_common_with_the_quotation_whoever_is_credited():
    assert set(keys_of(LONG, VARGA)) & set(keys_of(CLIP, NOBODY))
