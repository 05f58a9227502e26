from hypothesis import given
from hypothesis import strategies as st

from claims.wordings import LONGEST_COMPARED, Difference, compare, wordings

FULL = "The bridge stays open, whatever the weather does."
WORDS = st.text(alphabet="ab ,.“”'é", max_size=60).filter(lambda text: any(map(str.isalpha, text)))


def test_a_clip_shows_what_it_leaves_out():
    assert list(compare(FULL, "The bridge stays open")) == [
        Difference("The bridge stays open", "same"),
        Difference("whatever the weather does.", "left out"),
    ]


def test_another_word_shows_beside_the_one_that_it_stands_for():
    assert list(compare("It stays open.", "It remains open.")) == [
        Difference("It ", "same"),
        Difference("stays", "left out"),
        Difference("remains ", "added"),
        Difference("open.", "same"),
    ]


def test_many_words_left_out_are_hinted_at():
    long = " ".join(f"word{n}" for n in range(30))

    assert list(compare(f"So {long} it was", "So it was"))[1] == Difference("…", "left out")


def test_marks_alone_make_no_difference():
    [part] = compare("“It stays open,” he … said.", "It stays open he said")

    assert part.change == "same"


def test_outlets_with_the_same_words_share_a_wording():
    told = [("The Lantern", "“It holds.”"), ("Canal 4", '"it  holds."'), ("Dawn", "It cracks.")]

    assert [wording.outlets for wording in wordings(told)] == [
        ("The Lantern", "Canal 4"),
        ("Dawn",),
    ]


def test_the_fullest_wording_comes_first_and_has_no_differences():
    first, _ = wordings([("Dawn", "It stays open"), ("The Lantern", FULL)])

    assert first.outlets == ("The Lantern",)
    assert [part.change for part in first.differences] == ["same"]


def test_an_endless_wording_is_not_compared():
    endless = "word " * (LONGEST_COMPARED + 1)

    assert list(compare(FULL, endless)) == [Difference(endless, "added")]


@given(full=WORDS, other=WORDS)
def test_what_is_not_left_out_is_the_other_wording(full, other):
    kept = [part.words for part in compare(full, other) if part.change != "left out"]

    assert "".join(" ".join(kept).split()) == "".join(other.split())
