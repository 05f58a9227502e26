"""Pure: what a rule of the reader means, as a sentence for readers (`reasons.toml`)."""

import tomllib
from importlib.resources import files

_SENTENCES: dict[str, dict[str, str]] = tomllib.loads(
    files("claims").joinpath("reasons.toml").read_text(encoding="utf-8")
)
_PROPOSED = "proposed: "
_CREDITED = "credited: "
_TAKEN = ", taken as "


def reason(value: str, rule: str) -> str:
    """Why the words that a rule found tell a value: speaker, said, via, events or relations.

    A rule that only readers of the past had is named by its name.
    """
    return _known(value, rule) or f"By the reader’s rule “{rule}”."


def has_reason(value: str, rule: str) -> bool:
    """Whether there is a sentence for the rule."""
    return bool(_known(value, rule))


def _known(value: str, rule: str) -> str:
    if value == "via":
        way = rule.removeprefix(_CREDITED)
        return f"The article credits the outlet: “{way}”." if way != rule else ""
    name, _, taken = rule.removeprefix(_PROPOSED).partition(_TAKEN)
    parts = [_SENTENCES[value].get(name, "")]
    if taken:
        parts.append(_SENTENCES["taken"].get(taken, ""))
    return " ".join(parts) if all(parts) else ""
