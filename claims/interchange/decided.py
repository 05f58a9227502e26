"""Which values decisions have in files, by field; what they mean is `claims.deciding`'s to say."""

from collections.abc import Callable, Iterable

from claims.edtf import EdtfError, bounds

_SELECTOR = ("quote", "quote_prefix", "quote_suffix")
_ANCHOR = ("article_url", *_SELECTOR)


def _is_speaker(value: object) -> bool:
    keys = {"slug", "name", "body"}
    return isinstance(value, dict) and keys >= value.keys() and _texts(value.values())


def is_edtf(value: object) -> bool:
    """Whether it is a date, or "" for an unknown day."""
    try:
        bounds(value if isinstance(value, str) else repr(value))
    except EdtfError:
        return False
    return True


def _is_event(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("event"), str)
        and isinstance(value.get("refers"), bool)
    )


def _is_pairing(value: object) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("same"), bool):
        return False
    others = value.get("with")
    return isinstance(others, list) and bool(others) and all(map(is_anchor, others))


def _is_relation(value: object) -> bool:
    kinds = ("clarifies", "contradicts", "denies", "repeats", "responds_to")
    states = ("confirmed", "rejected", "proposed", "none")
    told = isinstance(value, dict) and value.get("kind") in kinds and value.get("state") in states
    return told and is_anchor(value)


def _is_look(value: object) -> bool:
    number = value.get("to") if isinstance(value, dict) else None
    is_number = isinstance(number, int) and 0 < number < 2**31
    return is_number and isinstance(value, dict) and isinstance(value.get("state"), str)


def _is_content(value: object) -> bool:
    pieces = value.get("content") if isinstance(value, dict) else None
    return isinstance(pieces, list) and bool(pieces) and all(map(_is_selector, pieces))


def _is_via(value: object) -> bool:
    outlets = value.get("via") if isinstance(value, dict) else None
    return isinstance(outlets, list) and _texts(outlets)


def _is_parent(value: object) -> bool:
    if not isinstance(value, dict) or "parent" not in value:
        return False
    return value["parent"] is None or _is_selector(value["parent"])


def _is_addition(value: object) -> bool:
    if value == {}:
        return True
    if not _is_content(value) or not isinstance(value, dict):
        return False
    cue = value.get("cue")
    return (
        isinstance(cue, list)
        and all(map(_is_selector, cue))
        and VALUES["kind"](value.get("kind"))
        and _is_speaker(value.get("speaker"))
        and isinstance(value.get("said"), str)
        and is_edtf(value["said"])
    )


def _is_selector(value: object) -> bool:
    return isinstance(value, dict) and _texts(value.get(name) for name in _SELECTOR)


def is_anchor(value: object) -> bool:
    """Whether it says in which article a report is found again, and by which words."""
    return isinstance(value, dict) and _texts(value.get(name) for name in _ANCHOR)


def _texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) and "\x00" not in value for value in values)


# Which values a decision on each field can have.
VALUES: dict[str, Callable[[object], bool]] = {
    "speaker": _is_speaker,
    "said": is_edtf,
    "kind": lambda value: value in ("direct", "mixed", "indirect"),
    "event": _is_event,
    "verdict": lambda value: value in ("confirmed", "rejected", "open"),
    "same": _is_pairing,
    "relation": _is_relation,
    "drift": _is_look,
    "content": _is_content,
    "via": _is_via,
    "parent": _is_parent,
    "added": _is_addition,
}
