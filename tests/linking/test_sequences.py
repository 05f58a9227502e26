"""Words in a row and in one order."""

from hypothesis import given
from hypothesis import strategies as st

from claims.linking.sequences import longest_runs, longest_subsequence

words = st.lists(st.sampled_from("abcd"), max_size=12)


def test_all_longest_runs_are_found():
    one = ["the", "dam", "is", "old", "and", "the", "mill", "is", "new"]

    assert [one[each] for each in longest_runs(one, ["the", "mill", "and", "the", "dam"])] == [
        ["the", "dam"],
        ["and", "the"],
        ["the", "mill"],
    ]


@given(words, words)
def test_a_run_stands_in_both_and_none_is_longer_from_the_other_side(one, other):
    ours, theirs = (longest_runs(*pair) for pair in ((one, other), (other, one)))

    assert all("".join(one[run]) in "".join(other) for run in ours)
    assert {len(one[run]) for run in ours} == {len(other[run]) for run in theirs}


@given(words, words)
def test_what_stands_in_one_order_is_as_long_as_a_run_at_least(one, other):
    longest = max((len(one[run]) for run in longest_runs(one, other)), default=0)

    assert longest <= longest_subsequence(one, other) <= min(len(one), len(other))
    assert longest_subsequence(one, other) == longest_subsequence(other, one)
