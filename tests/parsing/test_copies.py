"""By what copies know each other, whom they credit, and which is the original."""

import pytest

from sources.parsing.credits import agency_of, credits_of, known_as
from sources.parsing.originals import Credited, Origin, Telling, origins
from sources.parsing.shingles import bands_of, contained, shingles_of

STORY = (
    "The ferry company of Brod will sell two of its four boats before the winter comes.\n"
    "“Nobody crosses in the dark any more,” its director told the harbour council on Monday.\n"
    "The boats were built in 1962 and have carried coal, cattle and summer guests ever since."
)


def test_marks_case_and_lines_make_no_other_shingles():
    set_anew = STORY.replace("“", '"').replace("”", '"').upper().replace("\n", "\n\n")

    assert shingles_of(set_anew) == shingles_of(STORY)


@pytest.mark.parametrize("quote", ["“{}”", '"{}"', "«{}»", "‘{}’", "“{}"])
def test_quoted_words_are_nobodys_own(quote):
    words = "the boats have carried coal and cattle for many a year"
    quoted = "Director said: " + quote.format(words)

    assert not shingles_of(quoted) & shingles_of(words)


def test_an_apostrophe_opens_no_quotation():
    assert shingles_of("’tis the boats' last winter in Brod") != frozenset()


def test_a_trimmed_text_stands_in_the_whole_one():
    trimmed = STORY.split("\n", maxsplit=1)[0]

    assert contained(shingles_of(trimmed), shingles_of(STORY)) == 1


def test_a_signature_stays_what_it_was_in_the_database():
    # Where this fails the library signs otherwise: let VERSION grow, or nothing old is found.
    assert bands_of(shingles_of(STORY))[:2] == [5965974828898328709, 5483806188500669906]


def test_a_text_without_shingles_has_no_bands():
    assert bands_of(shingles_of("Too short.")) == []


AGENCIES = [
    ("BROD, Dec 11 (Strait Wire) - The ferry", "Strait Wire"),
    ("Brod (AFP) — The ferry", "AFP"),
    ("By Mira Sand, Reuters\nThe ferry was sold before the winter came.", "Reuters"),
    ("The ferry was sold before the winter came to Brod.\n© 2031 The Associated Press", None),
    ("Mira Sand (R-Brod) - who sold the ferry", ""),
    ("BROD (Tuesday) - The ferry", ""),
    ("By Mira Sand\nThe ferry", ""),
    ("The ferry was sold (Reuters reported) before the winter came to the harbour.", ""),
]


@pytest.mark.parametrize(("text", "agency"), AGENCIES)
def test_an_agency_is_credited_in_dateline_byline_or_foot(text, agency):
    assert agency_of(text) == ("The Associated Press" if agency is None else agency)


def test_a_line_of_its_own_at_the_head_may_be_a_credit():
    assert "Strait Wire" in credits_of("2 hours ago\nThe ferry is sold\nStrait Wire\nBROD — It is")


def test_an_agency_goes_by_several_names():
    assert known_as("AP") == known_as("The Associated Press")


def telling(name, published="", *, publisher="", credits_=(), agency=""):
    told = Credited(credits_, agency)
    return {name: Telling.of(name, publisher or name, published, told)}


def everybody(tellings):
    return {one: [other for other in tellings if other != one] for one in tellings}


def test_the_credited_outlet_is_the_original_though_its_clock_is_late():
    tellings = telling("wire", "2031-05-06T12:00:00Z") | telling(
        "daily", "2031-05-06T11:00:00Z", credits_=["The Wire"]
    )

    assert origins(tellings, everybody(tellings)) == {
        "wire": Origin(),
        "daily": Origin("wire", "credit"),
    }


def test_without_a_credit_the_first_to_publish_is_the_original():
    tellings = telling("late", "2031-05-07") | telling("early", "2031-05-06T09:00:00+03:00")

    assert origins(tellings, everybody(tellings))["late"] == Origin("early", "earliest")


@pytest.mark.parametrize("published", ["2031-05-06", ""])
def test_which_came_first_is_unknown_where_the_dates_do_not_tell(published):
    tellings = telling("one", published) | telling("two", published)

    assert origins(tellings, everybody(tellings))["two"] == Origin("one", "unknown")


def test_an_agency_without_an_article_here_is_the_source_of_all_copies():
    tellings = telling("one", "2031-05-06", agency="Reuters") | telling("two", "2031-05-07")

    assert set(origins(tellings, everybody(tellings)).values()) == {Origin(credited="Reuters")}


def test_an_agencys_own_dateline_lends_it_nothing():
    tellings = telling("a", publisher="AP", agency="The Associated Press")

    assert origins(tellings, {}) == {"a": Origin()}


def test_a_copy_of_a_copy_has_the_same_original():
    tellings = telling("a", "2031-05-06") | telling("b", "2031-05-07") | telling("c", "2031-05-08")
    alike = {"a": ["b"], "b": ["a", "c"], "c": ["b"]}

    assert origins(tellings, alike)["c"] == Origin("a", "earliest")


def test_a_roundup_of_two_stories_does_not_make_them_one():
    tellings = telling("x", "2031-05-06") | telling("y", "2031-05-07") | telling("r", "2031-05-08")
    alike = {"x": ["r"], "y": ["r"], "r": ["x", "y"]}

    assert origins(tellings, alike) == {
        "x": Origin(),
        "y": Origin(),
        "r": Origin("x", "earliest"),
    }


def test_outlets_that_credit_each_other_in_a_circle_have_one_original():
    tellings = (
        telling("a", credits_=["b"]) | telling("b", credits_=["c"]) | telling("c", credits_=["a"])
    )
    alike = {"a": ["b"], "b": ["c"], "c": ["a"]}

    assert {o.url for o in origins(tellings, alike).values()} == {"", "a"}
