from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import Span
from claims.passages import REACH, Piece, inserted, paragraphs_around, whole_text

TEXT = "Snow fell.\n\nMara Voss said: “The bridge stays open.” It did.\n\nThe end."


def span_of(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def words_of(paragraphs):
    return ["".join(piece.words for piece in paragraph.pieces) for paragraph in paragraphs]


def test_only_the_paragraph_that_holds_a_mark_is_shown():
    shown = paragraphs_around(TEXT, {"content": [span_of("“The bridge stays open.”")]})

    assert words_of(shown) == ["Mara Voss said: “The bridge stays open.” It did."]


def test_pieces_name_the_roles_of_their_words():
    marks = {"content": [span_of("“The bridge stays open.”")], "cue": [span_of("said")]}

    [paragraph] = paragraphs_around(TEXT, marks)

    assert paragraph.pieces == (
        Piece("Mara Voss "),
        Piece("said", ("cue",)),
        Piece(": "),
        Piece("“The bridge stays open.”", ("content",)),
        Piece(" It did."),
    )


def test_words_with_two_roles_carry_both():
    marks = {"content": [span_of("The bridge stays open.")], "source": [span_of("bridge")]}

    [paragraph] = paragraphs_around(TEXT, marks)

    assert Piece("bridge", ("content", "source")) in paragraph.pieces


def test_a_mark_over_a_paragraph_break_is_shown_in_both_paragraphs():
    shown = paragraphs_around(TEXT, {"content": [span_of("It did.\n\nThe end.")]})

    assert [paragraph.pieces[-1].roles for paragraph in shown] == [("content",), ("content",)]
    assert [paragraph.adjoins for paragraph in shown] == [False, True]


def test_paragraphs_with_words_between_them_do_not_adjoin():
    shown = paragraphs_around(TEXT, {"content": [span_of("Snow fell."), span_of("The end.")]})

    assert [paragraph.adjoins for paragraph in shown] == [True, False]


def test_an_endless_paragraph_is_cut_within_reach_of_its_marks():
    text = "a" * 5000 + "“Stop.”" + "b" * 5000

    [words] = words_of(paragraphs_around(text, {"content": [Span(5000, 5007)]}))

    assert words == "… " + "a" * REACH + "“Stop.”" + "b" * REACH + " …"


@given(
    st.text(alphabet="ab \n", max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=4),
)
def test_no_marked_word_is_lost_or_doubled(text, places):
    spans = [Span(start, min(start + length, len(text))) for start, length in places]
    spans = [span for span in spans if span.start < span.end]

    shown = paragraphs_around(text, {"content": spans})

    marked = {i for span in spans for i in range(span.start, span.end) if text[i] != "\n"}
    pieces = [piece for paragraph in shown for piece in paragraph.pieces]
    assert sum(len(piece.words) for piece in pieces if piece.roles) == len(marked)


@given(
    st.text(alphabet="ab <&\n", max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=4),
)
def test_the_whole_text_is_the_text_however_marks_overlap(text, places):
    spans = [Span(start, start + length) for start, length in places]

    shown = whole_text(text, {"content": spans[:2], "cue": spans[2:]})

    assert words_of(shown) == [line for line in text.split("\n") if line]


def test_the_whole_text_shows_roles_over_the_lines_that_they_reach():
    shown = whole_text("one\ntwo\nthree", {"content": [Span(2, 6)], "source": [Span(5, 6)]})

    assert [piece.roles for paragraph in shown for piece in paragraph.pieces] == [
        (),
        ("content",),
        ("content",),
        ("content", "source"),
        (),
        (),
    ]


def test_brackets_within_somebody_s_words_are_what_the_outlet_inserted():
    text = "[Watch] “[The bridge] stands [sic],” she said [on Monday]."

    found = inserted(text, [Span(8, text.index("she"))])

    assert [span.of(text) for span in found] == ["[The bridge]", "[sic]"]
