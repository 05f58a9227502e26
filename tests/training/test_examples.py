"""What the tagger learns from an article."""

from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evaluation.polnear import ROLES
from claims.extraction.layout import lay_out
from claims.extraction.quotation import find_quotations
from claims.extraction.tagging.roles import LABELS, NAME_LABELS
from claims.extraction.tagging.tagger import WEIGHTS
from claims.extraction.tagging.windows import Windows
from tests.training.articles import articles, make_article
from training.examples import NOBODY, examples_of, is_speech

SEEDS = st.integers(0, 2**32)
HEARD = make_article(
    "Ada Varn has said it held. Orsk is old, and Pell wants rain in May.",
    ("Ada Varn", "has said", "it held"),
    ("Pell", "wants", "rain in May"),
    names=[("Ada Varn", "PERSON"), ("Orsk", "LOCATION"), ("Pell", "PERSON"), ("May", "DATE")],
)
LONG = make_article("\n\n".join(f"It rained on day {day} and the dam held." for day in range(80)))


@cache
def shipped_windows():
    return Windows(WEIGHTS / "tokenizer.json")


def examples(article, seed=0):
    return list(examples_of(article, shipped_windows(), Random(seed)))  # noqa: S311


def only_example(article):
    [example] = examples(article)
    return example


def labelled(article, labels, known):
    """The words of the one example that have a label, with it."""
    words = [word.span.of(article.text) for word in only_example(article).window.words]
    return [(word, known[n]) for word, n in zip(words, labels, strict=True) if n]


def place_of(article, word):
    """The place of a word in the one example."""
    words = only_example(article).window.words
    return next(at for at, w in enumerate(words) if w.span.of(article.text) == word)


def expected_roles(article, window):
    """Each word's label, from the spans that it shares characters with."""
    roles = ["O"] * len(window.words)
    for statement in article.statements:
        for role, spans in ((role, statement[role]) for role in ROLES):
            for span in spans:
                held = [at for at, word in enumerate(window.words) if word.span.overlaps(span)]
                for at in held:
                    roles[at] = f"{'B' if at == held[0] else 'I'}-{role}"
    return roles


@given(articles(), SEEDS)
def test_labels_agree_with_the_spans(article, seed):
    for example in examples(article, seed):
        assert [LABELS[n] for n in example.roles] == expected_roles(article, example.window)


@given(articles(), SEEDS)
def test_links_point_from_first_words_to_first_words(article, seed):
    for example in examples(article, seed):
        roles = [LABELS[n] for n in example.roles]
        for kind, child, parent in example.links:
            assert roles[child] == ("B-content", "B-cue")[kind]
            assert parent == NOBODY or roles[parent] == ("B-cue", "B-source")[kind]


@given(articles(), SEEDS)
def test_every_content_and_every_cue_has_one_link(article, seed):
    for example in examples(article, seed):
        begun = [(kind, child) for kind, child, _ in example.links]
        roles = [LABELS[n] for n in example.roles]
        firsts = [
            (k, at) for k, role in enumerate(("B-content", "B-cue")) for at in _all(roles, role)
        ]
        assert sorted(begun) == firsts


@given(articles(), SEEDS)
def test_every_word_is_in_one_example(article, seed):
    paragraphs = lay_out(article.text)
    quotations = find_quotations(article.text, paragraphs)
    whole = shipped_windows().cut(article.text, paragraphs, quotations)

    words = [word.span for example in examples(article, seed) for word in example.window.words]

    assert words == [word.span for window in whole for word in window.words]


def test_words_have_the_roles_of_their_statement():
    assert labelled(HEARD, only_example(HEARD).roles, LABELS) == [
        *(("Ada", "B-source"), ("Varn", "I-source"), ("has", "B-cue"), ("said", "I-cue")),
        *(("it", "B-content"), ("held", "I-content"), ("Pell", "B-source"), ("wants", "B-cue")),
        *(("rain", "B-content"), ("in", "I-content"), ("May", "I-content")),
    ]


def test_words_have_the_kind_of_their_name():
    assert labelled(HEARD, only_example(HEARD).names, NAME_LABELS) == [
        ("Ada", "B-person"),
        ("Varn", "I-person"),
        ("Orsk", "B-place"),
        ("Pell", "B-person"),
    ]


def test_a_content_is_linked_to_its_cue_and_the_cue_to_its_source():
    names = ("Ada", "has", "it", "Pell", "wants", "rain")
    ada, has, it, pell, wants, rain = (place_of(HEARD, word) for word in names)

    links = only_example(HEARD).links

    assert links == [(0, it, has), (1, has, ada), (0, rain, wants), (1, wants, pell)]


def test_all_pieces_of_a_content_are_linked_to_one_cue():
    article = make_article("It held, she said, all night.", ("she", "said", "It held", "all night"))
    it, said, every = (place_of(article, word) for word in ("It", "said", "all"))

    links = only_example(article).links

    assert [link for link in links if link[0] == 0] == [(0, it, said), (0, every, said)]


@pytest.mark.parametrize(
    ("statement", "links"),
    [
        (("", "said", "it held"), [(0, 2, 1), (1, 1, NOBODY)]),
        (("", "", "it held"), [(0, 2, NOBODY)]),
    ],
)
def test_what_has_no_cue_or_no_source_is_linked_to_nobody(statement, links):
    assert only_example(make_article("She said it held.", statement)).links == links


def test_a_cue_says_whether_it_is_speech():
    said, wants = place_of(HEARD, "has"), place_of(HEARD, "wants")

    assert only_example(HEARD).acts == [(said, 1), (wants, 0)]


def test_a_content_without_a_cue_says_so_itself():
    assert only_example(make_article("“It held.”", ("", "", "It held"))).acts == [(1, 1)]


@pytest.mark.parametrize(
    ("cue", "content", "speech"),
    [
        ("said", "it held", True),
        ("has warned", "it leaked", True),
        ("according to", "it held", True),
        ("tweeted", "it held", True),
        ("", "it held", True),
        ("wants", "“a new dam”", True),
        ("wants", "«a new dam»", True),
        ("wants", "‘a new dam’", True),
        ("wants", "the mayors’ dam", False),
        ("hoped", "it held", False),
        ("feared", "Pell’s dam leaked", False),
    ],
)
def test_what_is_quoted_or_told_is_speech(cue, content, speech):
    article = make_article(f"Pell {cue} {content}.", ("Pell", cue, content))

    assert is_speech(article.text, article.statements[0]) == speech


def test_windows_begin_elsewhere_from_one_time_to_the_next():
    begun = {
        tuple(e.window.words[0].span.start for e in examples(LONG, seed)) for seed in range(20)
    }

    assert len(begun) > 3


def test_an_example_has_only_what_its_window_holds():
    rain = " ".join(["It rained."] * 100)
    article = make_article(
        f"Pell said so.\n\n{rain}\n\nIt leaked.", ("Pell", "said", "so", "It leaked")
    )

    first, *_, last = examples(article)

    assert [LABELS[n] for n in first.roles if n] == ["B-source", "B-cue", "B-content"]
    assert last.links == [(0, len(last.roles) - 3, NOBODY)]


def _all(roles, wanted):
    return [at for at, role in enumerate(roles) if role == wanted]
