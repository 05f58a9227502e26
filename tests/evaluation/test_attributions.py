"""The scorer of attributions, on one sentence whose figures can be counted by hand."""

import pytest

from claims.evaluation.attributions import Compared, mistakes, score
from claims.extraction import Span

TEXT = 'Varn said that no ship sails. "Not one," Dorn hopes. Osk fears fog, said a clerk.'


def spans(*pieces):
    starts = [(TEXT.index(words), len(words)) for words in pieces if words]
    return tuple(Span(start, start + length) for start, length in starts)


def attribution(content, source="", cue=""):
    return {"content": spans(content), "source": spans(source), "cue": spans(cue)}


SPOKEN = attribution("no ship sails", "Varn", "said")
QUOTED = attribution('"Not one,"', "Dorn", "hopes")
ATTITUDE = attribution("fog", "Osk", "fears")


def figures(found, wanted):
    return score([Compared("urn:a", TEXT, wanted, found)])


def test_what_is_found_as_labelled_is_right_in_everything():
    assert set(figures([SPOKEN, QUOTED], [SPOKEN, QUOTED]).values()) == {1.0}


def test_nothing_wanted_and_nothing_found_is_right():
    assert set(figures([], []).values()) == {1.0}


def test_nothing_found_is_wrong_where_something_is_wanted():
    assert figures([], [SPOKEN])["triple_f1"] == 0.0


def test_missed_and_invented_attributions_both_count():
    assert figures([SPOKEN, ATTITUDE], [SPOKEN, QUOTED])["triple_f1"] == 0.5


def test_a_pair_needs_half_of_the_tokens_in_common():
    half = attribution("ship sails. ", "Varn", "said")
    third = attribution("sails. ", "Varn", "said")

    assert figures([half], [SPOKEN])["triple_f1"] == 1.0
    assert figures([third], [SPOKEN])["triple_f1"] == 0.0


@pytest.mark.parametrize(
    ("source", "right"), [("Varn said", 1.0), ("Varn said that", 0.0), ("", 0.0), ("Osk", 0.0)]
)
def test_a_triple_needs_sources_that_overlap(source, right):
    found = attribution("no ship sails", source, "said")

    assert figures([found], [SPOKEN])["triple_f1"] == right


def test_no_source_at_all_on_both_sides_is_a_triple():
    sourceless = attribution("no ship sails")

    assert figures([sourceless], [sourceless])["triple_f1"] == 1.0


@pytest.mark.parametrize(("kind", "right"), [("spoken", 1.0), ("quoted", 1.0), ("indirect", 2 / 3)])
def test_triples_are_counted_by_what_the_attribution_is(kind, right):
    wanted = [SPOKEN, QUOTED, ATTITUDE]

    assert figures([SPOKEN, QUOTED], wanted)[f"triple_{kind}_f1"] == pytest.approx(right)


def test_an_apostrophe_is_no_quotation():
    text = "Osk's boat, he said"
    content = {"content": (Span(0, 10),), "source": (), "cue": ()}

    result = score([Compared("urn:a", text, [content], [])])

    assert (result["triple_quoted_f1"], result["triple_indirect_f1"]) == (1.0, 0.0)


@pytest.mark.parametrize("content", ["that no ship sails", "no ship sails."])
def test_marks_and_that_at_the_edges_count_in_the_exact_content_alone(content):
    result = figures([attribution(content, "Varn", "said")], [SPOKEN])

    assert (result["content_trimmed_f1"], result["content_exact_f1"]) == (1.0, 0.0)


def test_a_piece_of_marks_alone_stays_what_it_is():
    mark = attribution('"')

    assert figures([mark], [mark])["content_trimmed_f1"] == 1.0


def test_sources_and_cues_are_right_only_as_they_are():
    result = figures([attribution("no ship sails", "Varn said", "Varn said")], [SPOKEN])

    assert (result["source_exact_f1"], result["cue_exact_f1"]) == (0.0, 0.0)


def test_an_empty_source_counts_on_neither_side_of_the_exact_sources():
    result = figures([SPOKEN, attribution("fog")], [SPOKEN, attribution("fog")])

    assert result["source_exact_f1"] == 1.0


def test_mistakes_are_named_with_the_words_and_sources():
    wrong = attribution("no ship sails", "Dorn", "said")

    found = mistakes(Compared("urn:a", TEXT, [SPOKEN, QUOTED], [wrong, ATTITUDE]))

    assert [(mistake.type, mistake.detail, mistake.words) for mistake in found] == [
        ("missed", "by “Dorn”", '"Not one,"'),
        ("invented", "by “Osk”", "fog"),
        ("source", "gold “Varn”, found “Dorn”", "no ship sails"),
    ]


def test_a_right_attribution_is_no_mistake():
    assert not list(mistakes(Compared("urn:a", TEXT, [SPOKEN], [SPOKEN])))
