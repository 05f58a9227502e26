"""Which report of an article is told to be about which other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import (
    Credit,
    Document,
    ExtractedReading,
    ExtractedReport,
    KnownSpeaker,
    Mention,
    Registry,
    Said,
    Span,
    read,
)
from claims.linking.relation_rules import RULES
from claims.linking.relations import relate

SUNDAY = date(2031, 5, 11)
LISTED = Registry.of([KnownSpeaker("Greta Sand", "greta-sand")])
FIRST = "Harbour minister Nils Abro {} that the quay was safe. "
# By the rule: what a first speaker does, and how a second one takes it up.
TOLD = {
    "clarified": ("said", "Mayor Olga Stent later clarified that Abro had meant the old quay."),
    "sought to clarify": (
        "said",
        "Abro's aide, Olga Stent, sought to clarify it, saying that he meant the old quay.",
    ),
    "took it back": ("said", "He later walked back the remark, saying that one plank was loose."),
    "said again": ("said", "Abro reiterated on Friday that the quay was safe."),
    "repeated it": ("said", "Abro repeated his claim that the quay was safe."),
    "echoed their words": (
        "said",
        "Echoing Abro's words, Mayor Olga Stent said that the quay was as safe as her house.",
    ),
    "denied their claim": (
        "claimed",
        "Mayor Olga Stent rejected Abro's claim, saying that three planks were missing.",
    ),
    "denied the claim": (
        "claimed",
        "Mayor Olga Stent denied the claim, saying that three planks were missing.",
    ),
    "denied having said": ("said", "Abro denied having said that the quay was safe."),
    "contradicted their words": (
        "said",
        "Mayor Olga Stent disputed Abro's account, saying that three planks were missing.",
    ),
    "contradicted the words": (
        "said",
        "Mayor Olga Stent disputed that account and said that three planks were missing.",
    ),
    "their words were contradicted": (
        "said",
        "Abro's account was contradicted by Mayor Olga Stent, who said that planks were missing.",
    ),
    "contradicted them": (
        "said",
        "Contradicting Abro, Mayor Olga Stent said that three planks were missing.",
    ),
    "contrary to their words": (
        "said",
        "Contrary to Abro's account, Mayor Olga Stent said that three planks were missing.",
    ),
    "contrary to what they said": (
        "said",
        "Contrary to what Abro said, Mayor Olga Stent said that three planks were missing.",
    ),
    "took up their call": (
        "demanded",
        "Mayor Olga Stent rejected Abro's demand, saying that planks cost money.",
    ),
    "took up the call": (
        "demanded",
        "Rejecting the demand, Mayor Olga Stent said that planks cost money.",
    ),
    "dismissed their words": (
        "said",
        "Mayor Olga Stent dismissed Abro's remarks, saying that planks do not lie.",
    ),
    "dismissed the criticism": (
        "criticised the mayor's guards and complained",
        "Mayor Olga Stent shrugged off the criticism, saying that guards do sleep.",
    ),
    "in response to their words": (
        "said",
        "Responding to Abro's remark, Mayor Olga Stent said that three planks were missing.",
    ),
    "in response to them": (
        "said",
        "Mayor Olga Stent hit back at Abro on Friday, saying that three planks were missing.",
    ),
    "in response": ("said", "In response, Mayor Olga Stent said that three planks were missing."),
    "answered back": ("said", '"Three planks are missing," Mayor Olga Stent retorted.'),
    "so long after it": (
        "said",
        "A day after Abro warned that boats would sink, Mayor Olga Stent said that it rained.",
    ),
    "so long after they said it": (
        "warned",
        "A day after Abro had called the quay safe, Mayor Olga Stent said that it rained.",
    ),
    "so long after their words": (
        "said",
        "Two days after Abro's remarks, Mayor Olga Stent said that three planks were missing.",
    ),
    "their words came after it": (
        "said",
        "Abro's remarks came a day after Mayor Olga Stent warned that three planks were missing.",
    ),
}


def relations_in(text, registry=LISTED):
    """Kind, the words of the one, of the other, and the rule."""
    document = Document(text, published=SUNDAY)
    reading = read(document, registry)
    contents = [" … ".join(s.of(text) for s in r.content) for r in reading.reports]
    return [
        (
            found.kind,
            contents[found.report],
            found.speaker if found.target is None else contents[found.target],
            found.evidence.rule,
        )
        for found in relate(document, reading)
    ]


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_rule_finds_what_it_is_for(rule):
    verb, answer = TOLD[rule]

    found = relations_in(FIRST.format(verb) + answer)

    assert rule in [told for *_, told in found]


def test_the_cue_is_the_evidence():
    text = FIRST.format("said") + TOLD["clarified"][1]
    document = Document(text, published=SUNDAY)

    (found,) = relate(document, read(document, LISTED))

    assert found.evidence.span.of(text) == "later clarified"
    assert found.evidence.confidence == 0.9


@pytest.mark.parametrize(
    "answer",
    [
        "Mayor Olga Stent has not responded to Abro's remark. Stent said that planks cost money.",
        "Mayor Olga Stent would respond to Abro's remark on Monday, and said that it rained.",
        'Mayor Olga Stent called "in response to Abro\'s remark" a phrase that she disliked.',
        "Asked for the time, Mayor Olga Stent said in response that it was noon.",
        "Mayor Olga Stent said that she would deny the claim in court.",
        "After Abro's wife rejected his offer, Mayor Olga Stent said that it rained.",
    ],
)
def test_what_is_not_done_or_only_spoken_of_tells_nothing(answer):
    assert relations_in(FIRST.format("claimed") + answer) == []


def test_the_latest_words_of_the_one_named_are_meant():
    text = (
        "Nils Abro said that the quay was safe. He said that the boats were new. "
        "Responding to Abro's remark, Mayor Olga Stent said that the boats leaked."
    )

    assert [other for _, _, other, _ in relations_in(text)] == ["the boats were new"]


def test_words_that_the_article_lacks_are_looked_for_with_a_listed_speaker_alone():
    answer = "Responding to {}'s remark, Mayor Olga Stent said that the boats leaked."

    assert [r[2] for r in relations_in(answer.format("Greta Sand"))] == ["greta-sand"]
    assert relations_in(answer.format("Nils Abro")) == []


def test_what_is_repeated_shares_terms_with_what_repeats_it():
    text = "Nils Abro said that the quay was safe. Abro reiterated that his boats were for sale."

    assert relations_in(text) == []


PIECES = ["Ada", "Abro's", "in response", "denied", "claim", ",", "“", "”", ".", "\n", "her"]
PIECES += ["a day after", "rejected", "the", "clarified", "contradicted by", "said", "of", "…"]


def report(start, end, name, cue):
    return ExtractedReport(
        content=(Span(start, end),),
        source=(),
        cue=(cue,),
        kind="indirect",
        label=name,
        speaker=Credit(name),
        body=None,
        said=Said(),
    )


@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=60,
    )
)
def test_any_text_gives_relations_between_different_reports_with_words_as_evidence(words):
    text = " ".join(words)
    half = len(text) // 2
    reports = [
        report(at, at + half // 2, name, Span(at + half // 2, at + half))
        for at, name in ((0, "Ada Varga"), (half, "Nils Abro"))
        if half > 1
    ]
    reading = ExtractedReading("0", tuple(reports), (Mention(Span(0, min(3, len(text))), "ada"),))

    found = relate(Document(text), reading)

    assert all(f.report != f.target and f.evidence.span.of(text).strip() for f in found)
    assert all(0 < f.evidence.confidence <= 1 for f in found)
    assert found == relate(Document(text), reading)
