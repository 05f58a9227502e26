"""By what copies of a story know each other: runs of words that a journalist wrote.

Words in quotation marks are left out, as two reporters at one speech quote the same sentences;
marks, case and line breaks make no difference, so that another house style doesn't hide a copy.
"""

import hashlib
import struct
from collections.abc import Iterator

from rensa import RMinHash

from sources.parsing.typography import tokens_of

LENGTH = 4  # words of a shingle: shorter ones are phrases of the trade
ROWS, BANDS = 3, 42  # of the signature: at a likeness of 0.3 two in three are found, at 0.5 all
SEED = 7_302
# Grows with whatever changes a signature: those of another version are not compared.
VERSION = f"1.{RMinHash.ALGORITHM_VERSION}"

_CLOSING = {"“": "”“", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "'": "'"}


def shingles_of(text: str) -> frozenset[bytes]:
    """Hashes of all runs of `LENGTH` words between quotations."""
    found: set[bytes] = set()
    for passage in _narrated(text):
        words = [token.key.casefold() for token in tokens_of(passage) if token.is_word]
        runs = zip(*(words[n:] for n in range(LENGTH)), strict=False)
        found.update(_hash(" ".join(run)) for run in runs)
    return frozenset(found)


def bands_of(shingles: frozenset[bytes]) -> list[int]:
    """Keys (64 bits, signed) of which two texts share one the likelier, the more they share."""
    minhash = RMinHash(num_perm=ROWS * BANDS, seed=SEED)
    minhash.update(sorted(shingles))
    rows = minhash.digest()
    return [_band(n, rows[n * ROWS : (n + 1) * ROWS]) for n in range(BANDS)] if shingles else []


def contained(one: frozenset[bytes], other: frozenset[bytes]) -> float:
    """How much of the shorter text stands in the longer one, 0 to 1."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def _hash(words: str) -> bytes:
    return hashlib.blake2b(words.encode(), digest_size=8).digest()


def _band(number: int, rows: list[int]) -> int:
    packed = struct.pack(f"<{len(rows)}I", *rows)
    told = f"{VERSION}:{number}:".encode() + packed
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big", signed=True)


def _narrated(text: str) -> Iterator[str]:
    """The stretches outside of quotation marks, line by line; an unclosed mark takes its line."""
    for line in text.split("\n"):
        at = 0
        for start, end in _quoted(line):
            yield line[at:start]
            at = end
        yield line[at:]


def _quoted(line: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(line):
        if not _opens(line, at):
            at += 1
            continue
        closing = _closes(line, at)
        if closing < 0 and line[at] in "'‘":  # an apostrophe, as in ’tis
            at += 1
            continue
        end = len(line) if closing < 0 else closing + 1
        yield at, end
        at = end


def _opens(line: str, at: int) -> bool:
    outside = at == 0 or not line[at - 1].isalnum()
    return outside and line[at] in _CLOSING and not line[at + 1 : at + 2].isspace()


def _closes(line: str, opening: int) -> int:
    """Where the mark is that closes the one at `opening`; -1 where none is."""
    marks = _CLOSING[line[opening]]
    for at in range(opening + 1, len(line)):
        if line[at] in marks and not line[at + 1 : at + 2].isalnum():
            return at
    return -1
