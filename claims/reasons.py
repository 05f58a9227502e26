"""Pure: what a rule of the reader means, as a sentence for readers (`reasons.toml`)."""

import tomllib
from collections.abc import Callable
from importlib.resources import files

_SENTENCES: dict[str, dict[str, str]] = tomllib.loads(
    files("claims").joinpath("reasons.toml").read_text(encoding="utf-8")
)
_PROPOSED = "proposed: "
_CREDITED = "credited: "
_TAKEN = ", taken as "


def reason(value: str, rule: str, gettext: Callable[[str], str] = str) -> str:
    """Why the words that a rule found tell a value: speaker, said, via, events or relations.

    A rule that only readers of the past had is named by its name. `gettext` puts English sentences
    into the reader's language.
    """
    told = _known(value, rule, gettext)
    return told or gettext("By the reader’s rule “%(rule)s”.") % {"rule": rule}


def has_reason(value: str, rule: str) -> bool:
    """Whether there is a sentence for the rule."""
    return bool(_known(value, rule, str))


def sentences() -> list[str]:
    """All of them, for translators."""
    return sorted({text for table in _SENTENCES.values() for text in table.values()})


def _known(value: str, rule: str, gettext: Callable[[str], str]) -> str:
    if value == "via":
        way = rule.removeprefix(_CREDITED)
        told = gettext("The article credits the outlet: “%(way)s”.") % {"way": way}
        return told if way != rule else ""
    name, _, taken = rule.removeprefix(_PROPOSED).partition(_TAKEN)
    parts = [_SENTENCES[value].get(name, "")]
    if taken:
        parts.append(_SENTENCES["taken"].get(taken, ""))
    return " ".join(map(gettext, parts)) if all(parts) else ""
