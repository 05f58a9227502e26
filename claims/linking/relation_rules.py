"""The cues of relations, read from `relations.toml`, which says what they look like."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

RelationKind = Literal["clarifies", "contradicts", "denies", "repeats", "responds_to"]
Target = Literal["named", "same", "noun", "before", "clause", "told", "clarified"]

DOUBT = 0.4  # of the sureness that is left where one of several words is meant
SHOWN_FROM = 0.4  # sureness from which readers see a relation that no editor has confirmed

_PLACEHOLDER = re.compile(r"\{([a-z]+)(?::([a-z]+))?\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A cue, the relation that it tells, where the other statement is, and how sure that is."""

    name: str
    kind: RelationKind
    target: Target
    confidence: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Called:
    """What words can be called by a noun: by their cue, or by what they say if that is known."""

    noun: re.Pattern[str]
    cue: re.Pattern[str]
    words: re.Pattern[str] | None


def _joined(pattern: str) -> str:
    return "".join(pattern.splitlines())


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with its parts in the place of their names, and the parts of these."""

    def part(match: re.Match[str]) -> str:
        name, nouns = match.groups()
        found = _filled(parts[name], parts)
        return found.replace("NOUNS", _filled(parts[nouns], parts)) if nouns else found

    return _PLACEHOLDER.sub(part, _joined(pattern))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _rule(entry: Mapping[str, Any], parts: Mapping[str, str]) -> Rule:
    pattern = _compiled(rf"(?<![\w-])(?:{_filled(entry['pattern'], parts)})")
    return Rule(**{**entry, "pattern": pattern})


def _called(entry: Mapping[str, str]) -> Called:
    words = entry.get("words")
    found = _compiled(rf"(?<![\w-])(?:{_joined(words)})(?![\w-])") if words else None
    return Called(_compiled(entry["noun"]), _compiled(entry["cue"]), found)


_DATA: dict[str, Any] = tomllib.loads(
    files("claims.linking").joinpath("relations.toml").read_text(encoding="utf-8")
)

RULES = tuple(_rule(entry, _DATA["parts"]) for entry in _DATA["rules"])
UNSAID = _compiled(_joined(_DATA["unsaid"]["before"]))
CALLED = tuple(_called(entry) for entry in _DATA["called"])


def called(noun: str) -> Called | None:
    """What can be called by a noun, if that is told."""
    return next((each for each in CALLED if each.noun.fullmatch(noun)), None)
