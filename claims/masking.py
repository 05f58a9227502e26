"""Words and runs of words taken out of strings, wherever they stand in a value."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

REMOVED = "[removed]"
RUN = 6  # words in a row that are the text's, however common each of them is
FREE = ("name", "body", "via", "speaker")  # what of a decision's value people word themselves

_WORD = re.compile(r"\w+")
_REPEATED = re.compile(rf"{re.escape(REMOVED)}(?:\W+{re.escape(REMOVED)})+")


@dataclass(frozen=True, slots=True)
class Mask:
    """Takes words and runs of words out of strings."""

    words: frozenset[str]
    runs: frozenset[tuple[str, ...]] = frozenset()

    def over(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        """A string, a list of them, or the free words of a decision's value, without the words."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.over(item) for item in value]
        if isinstance(value, dict):
            return {k: self.over(v) if k in FREE else v for k, v in value.items()}
        return value

    def hides(self, slug: str) -> bool:
        """Whether an address is made of such words."""
        return bool({slugify(word) for word in self.words} & set(slug.split("-")))

    def _text(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        said = [match[0].casefold() for match in found]
        hidden = {n for n, word in enumerate(said) if word in self.words}
        for n, run in enumerate(runs_in(said)):
            if run in self.runs:
                hidden.update(range(n, n + RUN))
        pieces, last = [], 0
        for n in sorted(hidden):
            pieces += [text[last : found[n].start()], REMOVED]
            last = found[n].end()
        return _REPEATED.sub(REMOVED, "".join((*pieces, text[last:])))


def words_in(text: str) -> list[str]:
    """The words of a text, in order, as they are compared."""
    return [match[0].casefold() for match in _WORD.finditer(text)]


def runs_in(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All that many words in a row, of words in order."""
    return (tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1))


def strings_in(value: object) -> Iterator[str]:
    """A string, those of a list, or the free words of a decision's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings_in([value.get(name) for name in FREE])
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings_in(item)
