"""How TIMEX3 writes what it leaves open."""

# An X for each figure of the year: multiplied out, as in a row they are a mark for loose ends.
ANY_YEAR = "X" * 4
