"""Which candidates are believed, and how sure a report is."""

from dataclasses import replace
from math import log

import pytest

from claims.extraction.attribution import Attribution
from claims.extraction.candidates import Candidate, Survey, survey
from claims.extraction.names import Person
from claims.extraction.prose import Prose
from claims.extraction.reading import Evidence, Span
from claims.extraction.resolver import Source
from claims.extraction.tagging.decoding import Support, Tagged
from claims.extraction.tagging.tagger import shipped_tagger
from claims.extraction.weighing import (
    LEAST_CHANCE,
    MOST_LOGIT,
    Taken,
    chance,
    confidence_of,
    credit_features,
    features,
    is_asserted,
    read_models,
    weigh,
)

SAID = "Conrad Pell said that the dam was safe."
WANTS = "Viktor Lunde wants the dam to hold."
NO_SUPPORT = Support.of([], [])


def span_of(text, words):
    return Span(text.index(words), text.index(words) + len(words))


def make_attribution(text, source, cue, *content, **fields):
    """Words of a text by role; no source or cue where it is ""."""
    named, said = ((span_of(text, words),) if words else () for words in (source, cue))
    spans = tuple(span_of(text, words) for words in content)
    return replace(Attribution(spans, named, said, (), 0, 0, "own"), **fields)


def make_candidate(attribution, *, tagged=True, parsed=True, **scores):
    """A candidate of both, of which the tagger is sure unless told otherwise."""
    parts = attribution.content, attribution.source, attribution.cue
    found = Tagged(*parts, **{"linked": 1.0, "credited": 1.0, "spoken": 1.0, **scores})
    return Candidate(attribution, found if tagged else None, attribution if parsed else None)


def weighed(text, *candidates, **options):
    """The contents taken of a text: of these candidates, or of those that the reader finds."""
    prose = Prose(text)
    found = (
        Survey(candidates, len(text), NO_SUPPORT) if candidates else survey(prose, shipped_tagger())
    )
    return [[s.of(text) for s in a.content] for a in weigh(prose, found, **options).all]


def make_source(rule="full name", confidence=0.97):
    evidence = (Evidence(Span(0, 4), rule, confidence),)
    return Source("Pell", Person("Conrad Pell"), None, evidence, confidence)


def test_plain_speech_is_taken():
    assert weighed(SAID) == [["the dam was safe"]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Conrad Pell said nobody was hurt.", "nobody was hurt"),
        ("Conrad Pell told me nobody was hurt.", "nobody was hurt"),
        ("Conrad Pell said that no one was hurt in the flood.", "no one was hurt in the flood"),
    ],
)
def test_that_nobody_did_something_may_be_said(text, content):
    assert weighed(text) == [[content]]


@pytest.mark.parametrize(
    "text",
    [
        "It rained on Monday.",
        WANTS,
        "Conrad Pell might say that the dam is safe.",
        "Nobody said that the dam was safe.",
    ],
)
def test_what_was_not_said_is_not_taken(text):
    assert weighed(text) == []


def test_what_is_so_according_to_somebody_may_be_speech():
    text = "According to a letter by Pell the dam is old."
    attribution = make_attribution(text, "a letter by Pell", "According to", "the dam is old")

    taken = weighed(text, make_candidate(attribution, parsed=False), least=1e-9)

    assert taken == [["the dam is old"]]


def test_attitudes_are_taken_where_they_are_wanted():
    assert weighed(WANTS, attitudes=True) == [["the dam to hold"]]


def test_what_is_taken_is_speech_or_an_attitude():
    text = f"{SAID} {WANTS}"
    prose = Prose(text)

    taken = weigh(prose, survey(prose, shipped_tagger()), attitudes=True).all

    acts = {attribution.content[0].of(text): attribution.act for attribution in taken}
    assert acts == {"the dam was safe": "speech", "the dam to hold": "attitude"}


def test_what_is_taken_is_as_sure_as_its_chance():
    prose = Prose(SAID)
    candidate = make_candidate(make_attribution(SAID, "Pell", "said", "the dam was safe"))

    [taken] = weigh(prose, Survey((candidate,), len(SAID), NO_SUPPORT), least=0).all

    values = features(prose, candidate, NO_SUPPORT)
    assert taken.sure == chance(read_models()["speech"], values)


@pytest.mark.parametrize(("least", "taken"), [(0.0, [["the dam was safe"]]), (1.0, [])])
def test_the_least_chance_may_be_another(least, taken):
    assert weighed(SAID, least=least) == taken


def test_of_two_that_cross_the_likelier_is_taken():
    whole = make_attribution(SAID, "Pell", "said", "the dam was safe")
    part = make_attribution(SAID, "Pell", "said", "dam was")
    candidates = [make_candidate(part, parsed=False, linked=0.1), make_candidate(whole)]

    assert weighed(SAID, *candidates, least=0) == [["the dam was safe"]]


def test_of_two_alike_that_cross_the_first_of_the_text_is_taken():
    first = make_attribution(SAID, "Pell", "said", "the dam was")
    second = make_attribution(SAID, "Pell", "said", "dam was safe")

    assert weighed(SAID, make_candidate(second), make_candidate(first), least=0) == [
        ["the dam was"]
    ]


def test_what_crosses_nothing_is_taken_besides():
    taken = Taken(Prose(SAID))

    offered = [
        taken.offer(make_attribution(SAID, "", "", words))
        for words in ("the dam", "dam was", "was safe")
    ]

    assert offered == [True, False, True]
    assert [a.content[0].of(SAID) for a in taken.all] == ["the dam", "was safe"]


@pytest.mark.parametrize("inner_first", [True, False])
def test_what_lies_in_one_taken_is_taken_too(inner_first):
    text = "Pell wrote the mayor said it held."
    outer = make_attribution(text, "Pell", "wrote", "the mayor said it held")
    inner = make_attribution(text, "the mayor", "said", "it held")
    taken = Taken(Prose(text))

    offered = [taken.offer(a) for a in ((inner, outer) if inner_first else (outer, inner))]

    assert offered == [True, True]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Pell said it held.", "Pell", "said"),
        ("Pell had told Varn it held.", "Pell", "had told"),
        ("It held, says Pell.", "Pell", "says"),
        ("Pell has never slept, and said it held.", "Pell", "said"),
        ("Nobody’s fool, Pell said it held.", "Pell", "said"),
    ],
)
def test_what_was_said_is_asserted(text, source, cue):
    assert is_asserted(Prose(text), make_attribution(text, source, cue, "held"))


def test_that_nobody_did_something_may_be_asserted():
    text = "Pell said nobody was hurt."

    assert is_asserted(Prose(text), make_attribution(text, "Pell", "said", "nobody was hurt"))


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Pell did not say it held.", "Pell", "did not say"),
        ("Pell never said it held.", "Pell", "said"),
        ("Pell didn’t say it held.", "Pell", "didn’t say"),
        ("Pell didn't say it held.", "Pell", "say"),
        ("Pell might say it held.", "Pell", "might say"),
        ("Pell wants to say it held.", "Pell", "say"),
        ("Nobody said it held.", "Nobody", "said"),
        ("No one said it held.", "No one", "said"),
        ("None of them said it held.", "None of them", "said"),
        ("Pell feared it held.", "Pell", "feared"),
    ],
)
def test_what_was_not_said_is_not_asserted(text, source, cue):
    assert not is_asserted(Prose(text), make_attribution(text, source, cue, "it held"))


def test_a_candidate_without_a_cue_is_neither_asserted_nor_unsaid():
    candidate = make_candidate(make_attribution(SAID, "", "", "the dam was safe"))

    assert not {"cue asserted", "cue unsaid"} & features(Prose(SAID), candidate, NO_SUPPORT).keys()


def test_features_tell_who_found_a_candidate():
    attribution = make_attribution(SAID, "Pell", "said", "the dam was safe")
    finders = [(True, True), (True, False), (False, True)]

    found = [
        features(Prose(SAID), make_candidate(attribution, tagged=t, parsed=p), NO_SUPPORT)
        for t, p in finders
    ]

    told = [{"tagged", "parsed", "agreed", "parsed as own"} & values.keys() for values in found]
    assert told == [
        {"tagged", "parsed", "agreed", "parsed as own"},
        {"tagged"},
        {"parsed", "parsed as own"},
    ]


@pytest.mark.parametrize(("tagged", "name"), [(True, "tagged"), (False, "parsed")])
def test_features_tell_what_is_disputed(tagged, name):
    attribution = make_attribution(SAID, "Pell", "said", "the dam was safe")
    candidate = make_candidate(attribution, tagged=tagged, parsed=not tagged)

    values = features(Prose(SAID), replace(candidate, disputed=True), NO_SUPPORT)

    assert values[f"{name}, disputed"] == 1


@pytest.mark.parametrize(
    ("words", "kind"), [("“it is”", (1, 0)), ("it is” old", (0, 1)), ("old", (0, 0))]
)
def test_features_tell_what_the_marks_say(words, kind):
    text = "Pell said “it is” old."
    candidate = make_candidate(make_attribution(text, "Pell", "said", words))

    values = features(Prose(text), candidate, NO_SUPPORT)

    assert (values["direct"], values["mixed"]) == kind


def test_features_tell_a_heading():
    text = "Pell: dam is “safe”"
    candidate = make_candidate(make_attribution(text, "Pell", ":", "dam is “safe”"))

    assert features(Prose(text), candidate, NO_SUPPORT)["heading"] == 1


@pytest.mark.parametrize(
    ("score", "value"), [(0.0, -MOST_LOGIT), (0.5, 0.0), (0.8, log(4)), (1.0, MOST_LOGIT)]
)
def test_scores_become_log_odds_within_bounds(score, value):
    attribution = make_attribution(SAID, "Pell", "said", "the dam was safe")

    values = features(Prose(SAID), make_candidate(attribution, linked=score), NO_SUPPORT)

    assert values["linked"] == pytest.approx(value)


def test_a_chance_is_logistic_in_what_a_model_knows():
    model = {"": -1.0, "tagged": 2.0}

    assert chance(model, {"tagged": 0.5, "unheard of": 9.0}) == 0.5


def test_there_is_a_model_for_each_act_and_for_the_credit():
    assert read_models().keys() == {*LEAST_CHANCE, "credit"}


def test_a_report_is_surer_the_surer_statement_and_speaker_are():
    attribution = make_attribution(SAID, "Pell", "said", "the dam was safe", sure=0.9)

    known = confidence_of(attribution, make_source())
    doubtful = confidence_of(attribution, make_source(confidence=0.6))
    unlikely = confidence_of(replace(attribution, sure=0.5), make_source())

    assert 1 > known > max(doubtful, unlikely)
    assert min(doubtful, unlikely) > 0


def test_a_credit_rests_on_its_rule_and_its_place():
    attribution = make_attribution(SAID, "Pell", "said", "the dam was safe", sure=0.5, parent=0)

    values = credit_features(attribution, make_source("pronoun", 0.5))

    assert values == {"sure": 0.0, "resolved": 0.0, "by pronoun": 1.0, "nested": 1.0}
