"""How far halves of labelled texts differ by chance."""

import numpy as np
import pytest

from benchmarks.halves import count, gap, gaps_by_chance, in_words

# right, found and marked days of a text
GOOD, BAD = (2.0, 2.0, 2.0), (1.0, 2.0, 2.0)
TEXT = """<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="1998-01-08"
functionInDocument="CREATION_TIME">January 8, 1998</TIMEX3></DCT><TEXT>They met on <TIMEX3 tid="t1"
type="DATE" value="1998-01-05">January 5</TIMEX3> and left on <TIMEX3 tid="t2" type="DATE"
value="1998-01-09">January 7</TIMEX3>.</TEXT></TimeML>"""


def test_halves_of_texts_that_are_all_alike_never_differ():
    assert gaps_by_chance(np.array([GOOD] * 8), draws=20, seed=1).max() == 0.0


def test_the_same_seed_draws_the_same_halves_and_another_seed_others():
    counts = np.array([GOOD, BAD] * 8)

    one, again, other = (gaps_by_chance(counts, draws=20, seed=seed) for seed in (1, 1, 2))

    assert one.tolist() == again.tolist() != other.tolist()


def test_the_gap_of_every_other_text_is_told_beside_what_chance_makes():
    counts = np.array([GOOD, BAD] * 8)

    line = in_words("TimeBank", counts, gaps_by_chance(counts, draws=200, seed=1))

    assert "day F1 75.0 of 16 texts, odd and even 50.0 points apart" in line
    assert " 0 % of them as much" in line


def test_the_gap_is_the_same_whichever_half_is_better():
    assert gap(np.array([GOOD]), np.array([BAD])) == gap(np.array([BAD]), np.array([GOOD])) == 50.0


def test_each_text_of_a_folder_has_its_right_found_and_marked_days(tmp_path):
    (tmp_path / "a.tml").write_text(TEXT)

    assert count(tmp_path).tolist() == [pytest.approx([1.0, 2.0, 2.0])]
