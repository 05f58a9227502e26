"""Groups out of likenesses and editors' decisions, whatever order they come in."""

from hypothesis import given
from hypothesis import strategies as st

from claims.linking.grouping import JOINED, Decisions, group, pair_of

KEYS = [("article", f"{n:02}") for n in range(7)]
A, B, C, D = KEYS[:4]

pairs = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda p: p[0] < p[1])
likenesses = st.dictionaries(pairs, st.floats(0.25, 1), max_size=15)
bars = st.sets(pairs, max_size=5)
decisions = st.dictionaries(pairs, st.booleans(), max_size=4)


def grouped(chances, keys=KEYS, bars=(), **decided):
    def barred(*pair):
        return pair in bars

    return group(keys, chances, lambda *_: 0.0, Decisions(**decided), barred)


def together(groups, one, other) -> bool:
    return any({one, other} <= set(members) for members in groups)


@given(likenesses, decisions, bars, st.data())
def test_no_order_makes_a_difference(chances, same, apart, data):
    def shuffled(values):
        return data.draw(st.permutations(values))

    again = grouped(
        dict(shuffled([*chances.items()])),
        shuffled(KEYS),
        apart,
        same=dict(shuffled([*same.items()])),
    )

    assert again == grouped(chances, bars=apart, same=same)


@given(likenesses, bars)
def test_nothing_brings_together_what_is_barred(chances, apart):
    groups = grouped(chances, bars=apart)

    assert not any(together(groups, *pair) for pair in apart)


@given(likenesses, bars, pairs)
def test_an_editor_joins_what_the_machine_would_bar(chances, apart, pair):
    assert together(grouped(chances, bars=apart, same={pair: True}), *pair)


@given(likenesses, decisions)
def test_every_report_is_in_one_group(chances, same):
    groups = grouped(chances, same=same)

    assert sorted(key for members in groups for key in members) == KEYS


@given(likenesses, decisions)
def test_what_editors_joined_is_together(chances, same):
    groups = grouped(chances, same=same)

    assert all(together(groups, *pair) for pair, is_same in same.items() if is_same)


@given(likenesses, pairs)
def test_what_editors_parted_is_apart(chances, pair):
    assert not together(grouped(chances, same={pair: False}), *pair)


@given(likenesses)
def test_only_likely_pairs_hold_groups_together(chances):
    likely = {pair: found for pair, found in chances.items() if found >= JOINED}
    alone = set(KEYS) - {key for pair in likely for key in pair}

    assert all([key] in grouped(chances) for key in alone)


@given(likenesses, st.data())
def test_a_part_that_nothing_likely_leaves_is_grouped_by_itself_as_well(chances, data):
    members = data.draw(st.sampled_from(grouped({p: c for p, c in chances.items() if c >= JOINED})))
    whole = reachable(chances, members[0])
    inside = {pair: found for pair, found in chances.items() if set(pair) <= whole}

    parts = [each for each in grouped(chances) if set(each) <= whole]

    assert grouped(inside, sorted(whole)) == parts


def reachable(chances, key):
    found, further = set(), {key}
    while further:
        found |= further
        likely = (set(pair) for pair, chance in chances.items() if chance >= JOINED)
        further = {key for pair in likely if pair & found for key in pair} - found
    return found


def test_a_report_that_fits_two_which_bar_each_other_goes_with_the_likelier():
    chances = {pair_of(A, B): 0.8, pair_of(B, C): 0.9}

    assert grouped(chances, [A, B, C], bars={(A, C)}) == [[A], [B, C]]


def test_a_long_quotation_does_not_chain_two_different_clips():
    chances = {pair_of(A, B): 0.9, pair_of(B, C): 0.8}

    assert grouped(chances, [A, B, C]) == [[A, B], [C]]


def test_reports_that_most_of_a_group_know_come_in():
    chances = {pair_of(A, B): 0.9, pair_of(B, C): 0.8, pair_of(A, C): 0.2}

    assert grouped(chances, [A, B, C]) == [[A, B, C]]


def test_a_pair_that_was_not_compared_is_compared_where_it_matters():
    asked = []
    chances = {pair_of(A, B): 0.9, pair_of(B, C): 0.8}

    def chance(*pair):
        asked.append(pair)
        return 0.9

    groups = group([A, B, C], chances, chance)

    assert (groups, asked) == ([[A, B, C]], [(A, C)])


def test_a_join_brings_whole_groups_together_and_a_parting_keeps_them_apart():
    chances = {pair_of(A, B): 0.9, pair_of(C, D): 0.9}

    assert grouped(chances, [A, B, C, D], same={(B, C): True}) == [[A, B, C, D]]
    assert grouped(chances, [A, B, C, D], same={(A, B): False}) == [[A], [B], [C, D]]


def test_two_reports_that_editors_decided_on_are_not_put_together_by_the_machine():
    chances = {pair_of(A, B): 0.9, pair_of(B, C): 0.8}

    assert grouped(chances, [A, B, C], decided={A, B}) == [[A], [B, C]]
