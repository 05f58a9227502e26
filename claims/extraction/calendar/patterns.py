"""The language of the grammar: classes of words in a row, as a regular expression over symbols.

A pattern is made of classes (`month`), words (`'last'`), groups with a name (`m:month`,
`n:(digits | numword)`), `( )`, `|`, `?`, look-ahead (`>class`, `>!class`), look-behind (`<class`,
`<!class`) and macros (`N`), which are patterns themselves.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

SymbolsOf = Callable[[str], str]

_WORD = re.compile(r"""'[^']+'|"[^"]+\"""")
_TOKEN = re.compile(rf"\s*(?:([<>]!?)|([a-z]\w*:)|({_WORD.pattern}|[a-z]\w*)|([()|?])|(\S))")
_LOOKS = {"": "(?:", "<": "(?<=", "<!": "(?<!", ">": "(?=", ">!": "(?!"}


class PatternError(ValueError):
    """A pattern that can't be read."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One word of a class."""

    name: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of rows; `name` where it has one, `look` where it only looks."""

    choices: tuple[tuple["Atom | Group", ...], ...]
    name: str = ""
    look: str = ""
    optional: bool = False


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


def parse(pattern: str) -> Group:
    """An expanded pattern as a tree."""
    tokens = [match.group().strip() for match in _TOKEN.finditer(pattern.rstrip())]
    tokens.reverse()
    group = _group(tokens)
    if tokens:
        message = f"{pattern!r}, from {tokens[-1]!r}"
        raise PatternError(message)
    return group


def regex_of(group: Group, symbols_of: SymbolsOf) -> str:
    """A tree as a regular expression with named groups.

    As a name may be used more than once, `__1`, `__2` and so on follow the names.
    """
    numbers = count(1)

    def written(node: Atom | Group) -> str:
        if isinstance(node, Atom):
            text = f"[{symbols_of(node.name)}]"
        else:
            opening = f"(?P<{node.name}__{next(numbers)}>" if node.name else _LOOKS[node.look]
            rows = ("".join(map(written, row)) for row in node.choices)
            text = f"{opening}{'|'.join(rows)})"
        return text + "?" if node.optional else text

    return written(group)


def starts_of(group: Group, symbols_of: SymbolsOf) -> set[str]:
    """The symbols with which a match may begin."""
    return {symbol for row in group.choices for symbol in _row_starts(row, symbols_of)}


def _row_starts(row: tuple[Atom | Group, ...], symbols_of: SymbolsOf) -> Iterator[str]:
    for node in row:
        if isinstance(node, Atom):
            yield from symbols_of(node.name)
        elif not node.look:
            yield from starts_of(node, symbols_of)
        if not _may_be_empty(node):
            return


def _may_be_empty(node: Atom | Group) -> bool:
    if isinstance(node, Atom) or node.optional or node.look:
        return node.optional or isinstance(node, Group)
    return any(all(map(_may_be_empty, row)) for row in node.choices)


def _group(tokens: list[str], name: str = "", look: str = "") -> Group:
    """Read choices up to a closing parenthesis or the end; tokens come from the list's end."""
    choices: list[tuple[Atom | Group, ...]] = []
    row: list[Atom | Group] = []
    while tokens and tokens[-1] != ")":
        if tokens[-1] == "|":
            tokens.pop()
            choices.append(tuple(row))
            row = []
        else:
            row.append(_node(tokens))
    return Group((*choices, tuple(row)), name, look, optional=False)


def _node(tokens: list[str]) -> Atom | Group:
    if not tokens:
        message = "the pattern ends too soon"
        raise PatternError(message)
    part = tokens.pop()
    if part in _LOOKS or part.endswith(":"):
        inner = _node(tokens)
        look = part if part in _LOOKS else ""
        row = (_with_mark(inner, optional=False),)
        return Group((row,), "" if look else part[:-1], look, inner.optional)
    node = _closed(tokens) if part == "(" else Atom(_class_of(part))
    return _with_mark(node, optional=bool(tokens) and tokens[-1] == "?" and bool(tokens.pop()))


def _closed(tokens: list[str]) -> Group:
    """What stands up to the parenthesis that closes it."""
    group = _group(tokens)
    if not tokens or tokens.pop() != ")":
        message = "a parenthesis is left open"
        raise PatternError(message)
    return group


def _with_mark(node: Atom | Group, *, optional: bool) -> Atom | Group:
    if isinstance(node, Atom):
        return Atom(node.name, optional)
    return Group(node.choices, node.name, node.look, optional)


def _class_of(token: str) -> str:
    """The class that a token names; that of a word by itself is "=" and the word."""
    if _WORD.fullmatch(token):
        return "=" + token[1:-1]
    if not token[0].isalpha():
        message = f"{token!r} is neither class nor word"
        raise PatternError(message)
    return token
