"""From scores to attributions, with scores made by hand."""

import re
from itertools import groupby, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.reading import Span
from claims.extraction.tagging.decoding import LEANING, Chain, Scores, Support, decode
from claims.extraction.tagging.roles import LABELS
from claims.extraction.tagging.windows import Window, Word

CHAIN = Chain.read({"transitions": [[0.0] * len(LABELS)] * len(LABELS), "starts": [0.0] * 7})
SHORT = {"O": "O", "S": "B-source", "s": "I-source", "C": "B-cue", "c": "I-cue"} | {
    "X": "B-content",
    "x": "I-content",
}
SURE = 9.0


def make_window(text, start=0, end=None):
    """The words between spaces as words of one piece."""
    found = re.compile(r"\S+").finditer(text, start, len(text) if end is None else end)
    return Window(tuple(Word(Span(*m.span()), (7,), (1, 1, 1)) for m in found), (1, 2))


def make_scores(labels, contents=(), cues=(), spoken=0.0):
    """Sure of each word's label ("S" begins a source, "x" goes on with a content).

    `contents` and `cues` are scores of links: (child, parent, score), where parent -1 is nobody.
    """
    roles = np.array(
        [[SURE * (name == SHORT[label]) for name in LABELS] for label in labels], dtype=np.float32
    )
    links = np.zeros((2, len(labels), len(labels) + 1), dtype=np.float32)
    for kind, given_links in enumerate((contents, cues)):
        for child, parent, score in given_links:
            links[kind, child, parent + 1] = score
    acts = np.array([[0.0, spoken]] * len(labels), dtype=np.float32)
    return Scores(roles, links, acts)


def words_of(text, tagged):
    """An attribution as its words: source, cue, pieces of content."""
    return tuple(
        [s.of(text) for s in spans] for spans in (tagged.source, tagged.cue, tagged.content)
    )


def decoded(text, scores):
    return [words_of(text, tagged) for tagged in decode(text, [make_window(text)], [scores], CHAIN)]


def runs(labels):
    """What a chain of labels marks: (role, first, stop)."""
    begun = [at for at, label in enumerate(labels) if label[0] == "B"]
    for at in begun:
        inside = groupby(labels[at + 1 :], lambda label: label[0] == "I")
        goes_on, group = next(inside, (False, ()))
        yield labels[at][2:], at, at + 1 + (len(list(group)) if goes_on else 0)


def best_by_trying_all(roles):
    """The likeliest chain in which no role goes on where it has not begun."""
    roles = roles + np.array([LEANING.get(label[2:], 0.0) for label in LABELS])
    allowed = [
        chain
        for chain in product(range(len(LABELS)), repeat=len(roles))
        if all(
            label == 0 or label % 2 or (at and chain[at - 1] in (label - 1, label))
            for at, label in enumerate(chain)
        )
    ]
    return max(allowed, key=lambda chain: sum(roles[at, label] for at, label in enumerate(chain)))


@given(st.integers(0, 2**32 - 1))
def test_the_best_chain_of_labels_is_found(seed):
    text = "a\nb\nc\nd"
    roles = np.random.default_rng(seed).normal(size=(4, len(LABELS))).astype(np.float32)
    links = np.tile(
        np.array([0, 900, 700, 500, 300], np.float32), (2, 4, 1)
    )  # to the first there is
    expected: dict[str, list[str]] = {}
    for role, first, stop in runs([LABELS[i] for i in best_by_trying_all(roles)]):
        expected.setdefault(role, []).append(text[2 * first : 2 * stop - 1])

    found = decoded(text, Scores(roles, links, np.zeros((4, 2), np.float32)))

    parts = (expected.get("source", [])[:1], expected.get("cue", [])[:1], expected.get("content"))
    assert found == ([parts] if parts[1] and parts[2] else [])


def test_a_role_never_goes_on_where_it_has_not_begun():
    text = "Pell said it held"
    scores = make_scores("SCxx", contents=[(2, 1, SURE)], cues=[(1, 0, SURE)])

    assert decoded(text, scores) == [(["Pell"], ["said"], ["it held"])]


def test_a_chain_may_prefer_one_label_after_another():
    transitions = np.zeros((len(LABELS), len(LABELS)))
    transitions[LABELS.index("B-content"), LABELS.index("I-content")] = -2 * SURE
    chain = Chain.read({"transitions": transitions, "starts": [[0.0] * len(LABELS)]})
    text = "said it held"
    scores = make_scores("CXx", contents=[(1, 0, SURE)])

    [tagged] = decode(text, [make_window(text)], [scores], chain)

    assert [span.of(text) for span in tagged.content] == ["it"]


def test_nothing_comes_of_no_windows():
    assert decode("", [], [], CHAIN) == ()


def test_attributions_of_all_windows_come_in_text_order():
    text = "Pell said no then it was so said she"
    windows = [make_window(text, 0, 12), make_window(text, 13)]
    scores = [
        make_scores("SCX", contents=[(2, 1, SURE)], cues=[(1, 0, SURE)]),
        make_scores("OXxxCS", contents=[(1, 4, SURE)], cues=[(4, 5, SURE)]),
    ]

    found = [words_of(text, tagged) for tagged in decode(text, windows, scores, CHAIN)]

    assert found == [(["Pell"], ["said"], ["no"]), (["she"], ["said"], ["it was so"])]


def test_a_content_goes_to_the_cue_that_it_hangs_on():
    text = "Pell said Varn wrote no"
    scores = make_scores("SCSCX", contents=[(4, 1, SURE)], cues=[(1, 0, SURE), (3, 2, SURE)])

    assert decoded(text, scores) == [(["Pell"], ["said"], ["no"])]


def test_a_cue_goes_to_the_source_that_it_hangs_on():
    text = "Pell Varn said no"
    scores = make_scores("SSCX", contents=[(3, 2, SURE)], cues=[(2, 1, SURE)])

    assert decoded(text, scores) == [(["Varn"], ["said"], ["no"])]


def test_a_cue_without_a_source_has_none():
    scores = make_scores("SCX", contents=[(2, 1, SURE)], cues=[(1, -1, SURE)])

    assert decoded("Pell said no", scores) == [([], ["said"], ["no"])]


def test_a_cue_without_a_content_is_none():
    assert decoded("Pell said no", make_scores("SCO", cues=[(1, 0, SURE)])) == []


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ([(2, -1, SURE)], 0),
        ([(2, 1, -0.3)], 0),  # 0.43 of it hangs on the cue
        ([(2, 1, 0.1)], 1),
        ([(2, 1, SURE)], 1),
    ],
)
def test_a_content_without_a_good_link_is_dropped(links, found):
    scores = make_scores("SCX", contents=links, cues=[(1, 0, SURE)])

    assert len(decoded("Pell said no", scores)) == found


def test_a_content_that_hangs_on_many_cues_alike_is_dropped():
    scores = make_scores("CCCX", contents=[(3, at, SURE) for at in range(3)])

    assert decoded("said wrote told no", scores) == []


def test_links_are_as_sure_as_their_scores():
    text = "Pell said no"
    scores = make_scores("SCX", contents=[(2, 1, 2.0)], cues=[(1, 0, 1.0)], spoken=3.0)

    [tagged] = decode(text, [make_window(text)], [scores], CHAIN)

    logits = np.array([2.0, 1.0, 3.0])
    chances = [tagged.linked, tagged.credited, tagged.spoken]
    assert chances == pytest.approx(1 / (1 + np.exp(-logits)))


@pytest.mark.parametrize(
    ("text", "labels", "pieces"),
    [
        ("said it was , so", "CXxOX", ["it was , so"]),
        ("said it a b c d e so", "CXOOOOOX", ["it a b c d e so"]),
        ("said it a b c d e f so", "CXOOOOOOX", ["it", "so"]),
        ("said it\nso", "CXX", ["it", "so"]),
        ("said it so", "CXX", ["it so"]),
    ],
)
def test_a_small_hole_in_a_content_is_closed(text, labels, pieces):
    links = [(at, 0, SURE) for at, label in enumerate(labels) if label == "X"]

    assert decoded(text, make_scores(labels, contents=links)) == [([], ["said"], pieces)]


def test_the_cue_and_the_source_leave_a_hole_in_a_content():
    text = "it , said Pell , held"
    links = [(0, 2, SURE), (5, 2, SURE)]
    scores = make_scores("XOCSOX", contents=links, cues=[(2, 3, SURE)])

    assert decoded(text, scores) == [(["Pell"], ["said"], ["it", "held"])]


def make_support(text, *labels):
    """The support of a text in two windows, sure of all labels."""
    middle = text.index("|")
    windows = [make_window(text, 0, middle), make_window(text, middle + 1)]
    return Support.of(windows, [make_scores(part) for part in labels])


@pytest.mark.parametrize(
    ("words", "mean"), [("it held", 1), ("said it", 0.5), ("held Then", 0.5), ("Pell", 0)]
)
def test_the_support_of_words_is_the_mean_of_theirs(words, mean):
    text = "Pell said it held|Then it leaked"
    support = make_support(text, "SCXx", "OXx")
    start = text.replace("|", " ").index(words)

    found = support.of_role("content", [Span(start, start + len(words))])

    assert found == pytest.approx(mean, abs=0.01)


def test_the_support_of_several_spans_counts_each_word_once():
    text = "Pell said it held|Then it leaked"

    found = make_support(text, "SCXx", "OXx").of_role("content", [Span(5, 12), Span(18, 22)])

    assert found == pytest.approx(1 / 3, abs=0.01)


@pytest.mark.parametrize("spans", [[], [Span(4, 5)]])
def test_spans_without_words_have_no_support(spans):
    assert make_support("Pell said|no", "SC", "X").of_role("cue", spans) == 0


@pytest.mark.parametrize(
    ("span", "around"),
    [(Span(10, 12), (0, 1)), (Span(5, 9), (0, 1)), (Span(13, 22), (1, 1)), (Span(0, 32), (0, 0))],
)
def test_the_words_around_a_span_have_their_support(span, around):
    text = "Pell said it held|Then it leaked"

    found = make_support(text, "SCXx", "OXx").around("content", span)

    assert found == pytest.approx(around, abs=0.01)


def test_a_text_without_words_supports_nothing():
    support = Support.of([], [])

    assert support.of_role("content", [Span(0, 3)]) == 0
    assert support.around("content", Span(0, 3)) == (0, 0)
