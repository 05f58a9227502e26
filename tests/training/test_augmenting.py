"""Articles in other clothes keep their labels."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evaluation.polnear import ROLES, Labelled
from claims.extraction import Span
from tests.training.articles import articles, make_article
from training.augmenting import FIRST, LAST, STYLES, Edit, apply, augment

SEEDS = st.integers(0, 2**32)
QUOTED = make_article(
    "“It is ‘old’, and Pell’s,” said Conrad Pell. “It held,” PELL said in Orsk.",
    ("Conrad Pell", "said", "“It is ‘old’, and Pell’s,”"),
    names=[("Conrad Pell", "PERSON"), ("Pell", "PERSON"), ("PELL", "PERSON"), ("Orsk", "LOCATION")],
)


def augmented(article, seed):
    return augment(article, Random(seed))  # noqa: S311


def variants(article, count=60):
    return [augmented(article, seed) for seed in range(count)]


def letters(article, spans):
    """The letters that spans cover, but those of names, in lower case."""
    named = {at for span, _ in article.names for at in range(span.start, span.end)}
    covered = [at for span in spans for at in range(span.start, span.end) if at not in named]
    return "".join(article.text[at] for at in covered if article.text[at].isalnum()).casefold()


@given(articles(), SEEDS)
def test_spans_stay_in_order_within_the_text(article, seed):
    found = augmented(article, seed)

    for spans in [spans for statement in found.statements for spans in statement.values()]:
        assert all(0 <= span.start < span.end <= len(found.text) for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))


@given(articles(), SEEDS)
def test_spans_cover_the_words_that_they_covered(article, seed):
    found = augmented(article, seed)

    for before, after in zip(article.statements, found.statements, strict=True):
        for role in ROLES:
            assert letters(found, after[role]) == letters(article, before[role])


@given(articles(), SEEDS)
def test_all_words_but_names_stay(article, seed):
    found = augmented(article, seed)

    whole = [[Span(0, len(each.text))] for each in (article, found)]
    assert letters(found, whole[1]) == letters(article, whole[0])


@given(articles(), SEEDS)
def test_names_stay_names(article, seed):
    found = augmented(article, seed)

    assert [kind for _, kind in found.names] == [kind for _, kind in article.names]
    assert all(span.of(found.text)[0].isupper() for span, _ in found.names)


@given(articles(), SEEDS)
def test_one_seed_makes_one_variant(article, seed):
    assert augmented(article, seed) == augmented(article, seed)


def test_a_person_has_another_name_in_some_variants():
    names = {variant.names[0][0].of(variant.text) for variant in variants(QUOTED)}

    assert "Conrad Pell" in names
    assert len(names) > 10


def test_a_full_name_stays_one():
    for variant in variants(QUOTED):
        first, last = variant.names[0][0].of(variant.text).split()

        assert (first, last) == ("Conrad", "Pell") or (first in FIRST and last in LAST)


def test_a_person_has_one_name_in_an_article():
    for variant in variants(QUOTED):
        full, alone, _, _ = [span.of(variant.text) for span, _ in variant.names]

        assert full.split()[1] == alone


def test_a_shouted_name_stays_shouted():
    shouted = {variant.names[2][0].of(variant.text) for variant in variants(QUOTED)}

    assert len(shouted) > 10
    assert all(name.isupper() for name in shouted)


def test_a_place_keeps_its_name():
    assert {v.names[3][0].of(v.text) for v in variants(QUOTED)} == {"Orsk"}


def test_a_possessive_keeps_its_ending():
    article = make_article("Pell’s dam held.", names=[("Pell’s", "PERSON")])

    texts = {variant.text for variant in variants(article)}

    assert len(texts) > 10
    assert all(text.endswith("’s dam held.") for text in texts)


@pytest.mark.parametrize("style", STYLES, ids="".join)
def test_double_marks_come_in_every_style(style):
    opening, closing, *_ = style
    article = make_article("“It held,” said the mayor.", ("the mayor", "said", "“It held,”"))

    contents = {v.statements[0]["content"][0].of(v.text) for v in variants(article, 300)}

    assert f"{opening}It held,{closing}" in contents


@pytest.mark.parametrize("text", ["“It held,” she said.", '"It held," she said.'])
def test_both_usual_marks_are_taken_for_marks(text):
    assert len({variant.text for variant in variants(make_article(text), 300)}) == len(STYLES)


def test_marks_within_single_marks_are_double():
    article = make_article("“It is ‘old’,” said the mayor.")

    texts = [variant.text for variant in variants(article, 300)]

    assert "‘It is “old”,’ said the mayor." in texts


def test_an_edit_moves_what_comes_after_it():
    article = make_article("Pell said it held.", ("Pell", "said", "it held"))

    found = apply(article, [Edit(0, 4, "Ostrander")])

    assert found.text == "Ostrander said it held."
    assert [s[0].of(found.text) for s in found.statements[0].values()] == [
        "Ostrander",
        "said",
        "it held",
    ]


def test_a_span_takes_in_the_edits_within_it():
    article = make_article("Pell said “it held” twice.", ("Pell", "said", "“it held”"))

    found = apply(article, [Edit(10, 11, "``"), Edit(18, 19, "''")])

    assert found.statements[0]["content"][0].of(found.text) == "``it held''"


def test_a_span_beside_an_edit_takes_in_nothing_of_it():
    article = make_article("Pell said “it held” twice.", ("Pell", "said", "it held"))

    found = apply(article, [Edit(10, 11, "``"), Edit(18, 19, "''")])

    assert found.statements[0]["content"][0].of(found.text) == "it held"


@pytest.mark.parametrize(
    ("content", "covered"), [("rad Pell sa", "Ada Varn sa"), ("Pell said Con", "Ada Varn said Con")]
)
def test_a_span_that_cuts_an_edit_takes_in_all_of_it(content, covered):
    article = make_article("Conrad Pell said Conrad left.", ("", "", content))

    found = apply(article, [Edit(0, 11, "Ada Varn")])

    assert found.statements[0]["content"][0].of(found.text) == covered


def test_of_edits_that_overlap_the_first_is_made():
    article = Labelled("story", "Conrad Pell left.", ())

    assert apply(article, [Edit(7, 11, "Varn"), Edit(0, 11, "Ada")]).text == "Ada left."


def test_an_article_without_names_or_marks_stays_as_it_is():
    article = make_article("The mayor said it held.", ("The mayor", "said", "it held"))

    assert all(variant == article for variant in variants(article))
