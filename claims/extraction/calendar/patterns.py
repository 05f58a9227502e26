"""The language of the grammar: classes of words in a row, as a regular expression over symbols.

A pattern is made of classes (`month`), words (`'last'`), groups with a name (`m:month`,
`n:(digits | numword)`), `( )`, `|`, `?`, `*`, look-ahead (`>class`, `>!class`), look-behind
(`<class`, `<!class`) and macros (`N`), which are patterns themselves.
"""

import re
from collections.abc import Callable, Iterator, Mapping

_WORD = re.compile(r"""'[^']+'|"[^"]+\"""")
_PART = re.compile(
    rf"\s*(?:(?P<look>[<>]!?)|(?P<group>[a-z]\w*):|(?P<macro>[A-Z][A-Z_]*)|(?P<word>{_WORD.pattern})"
    r"|(?P<name>[a-z]\w*)|(?P<mark>[()|?*+]))"
)
_LOOKS = {"<": "(?<=", "<!": "(?<!", ">": "(?=", ">!": "(?!"}


class PatternError(ValueError):
    """A pattern that can't be read."""


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with its macros written out."""
    while True:
        expanded = re.sub(r"\b[A-Z][A-Z_]*\b", lambda m: f"({macros[m[0]]})", pattern)
        if expanded == pattern:
            return pattern
        pattern = expanded


def literals(pattern: str) -> Iterator[str]:
    """The words that a pattern names."""
    return (word[1:-1] for word in _WORD.findall(pattern))


def translate(pattern: str, symbols_of: Callable[[str], str], *, named: bool) -> str:
    """An expanded pattern as a regular expression, with or without its named groups.

    As a name may be used more than once, `__1`, `__2` and so on follow the names.
    """
    out: list[str] = []
    at = count = 0
    while at < len(pattern.rstrip()):
        part = _PART.match(pattern, at)
        if part is None:
            message = f"{pattern!r}, from {pattern[at:]!r}"
            raise PatternError(message)
        at = part.end()
        if part["look"] or part["group"]:
            count += 1
            group = f"(?P<{part['group']}__{count}>" if named else "(?:"
            at, inner = _operand(pattern, at)
            out.append(_LOOKS.get(part["look"], group))
            out.append(translate(inner, symbols_of, named=False) + ")")
        elif part["mark"]:
            out.append("(?:" if part["mark"] == "(" else part["mark"])
        else:
            name = part["name"] or "=" + part["word"][1:-1]
            out.append(f"[{symbols_of(name)}]")
    return "".join(out)


def _operand(pattern: str, at: int) -> tuple[int, str]:
    """What a group's name stands before: one atom or a parenthesis; and where it ends."""
    at += len(pattern[at:]) - len(pattern[at:].lstrip())
    if pattern[at] != "(":
        atom = _PART.match(pattern, at)
        if atom is None:
            raise PatternError(pattern)
        return atom.end(), atom[0]
    depth = 0
    for end in range(at, len(pattern)):
        depth += {"(": 1, ")": -1}.get(pattern[end], 0)
        if depth == 0:
            return end + 1, pattern[at : end + 1]
    raise PatternError(pattern)
