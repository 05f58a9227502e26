"""The numbers of rows, as addresses and forms write them."""

LONGEST = 18  # digits, which any row's number has room in


def number_in(written: str) -> int:
    """The number that was written; 0, which no row has, for what is none."""
    plain = written.isdecimal() and written.isascii() and len(written) <= LONGEST
    return int(written) if plain else 0
