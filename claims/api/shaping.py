"""Which keys of a row an answer has: `fields` leaves some out, `include` adds what is costly."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

# What an `include` adds: by row, the keys that take the place of others or come on top.
Adding = Callable[[Sequence[Any], Request], list[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Include:
    """What `include` can add to the rows of a list, and the keys that it adds."""

    add: Adding
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for of each row."""

    fields: tuple[str, ...]
    include: tuple[str, ...]

    def has(self, key: str) -> bool:
        """Whether a row keeps that key."""
        return not self.fields or key in self.fields

    def added(self, includes: Mapping[str, Include]) -> list[str]:
        """The keys that are added and kept."""
        keys = (key for name in self.include for key in includes[name].keys)
        return [key for key in keys if self.has(key)]

    def shaped(
        self,
        rows: Iterable[Mapping[str, Any]],
        added: Sequence[Sequence[Mapping[str, Any]]],
    ) -> list[dict[str, Any]]:
        """The rows with what was added, and with the keys asked for alone."""
        whole = [_merged(row, parts) for row, *parts in zip(rows, *added, strict=True)]
        if not self.fields:
            return whole
        return [{key: row[key] for key in row if key in self.fields} for row in whole]


def _merged(row: Mapping[str, Any], parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    whole = dict(row)
    for part in parts:
        whole |= part
    return whole


def asked(request: Request, shape: type, includes: Mapping[str, Include]) -> Asked:
    """What the request asks for; `ValidationError` names what there is not."""
    include = _words(request, "include", tuple(includes))
    added = (key for name in include for key in includes[name].keys)
    known = dict.fromkeys([*get_type_hints(shape), *added])
    return Asked(_words(request, "fields", tuple(known)), include)


def _words(request: Request, name: str, known: Sequence[str]) -> tuple[str, ...]:
    """The words between the commas of a parameter; each has to be a known one."""
    given = [
        word.strip() for text in request.query_params.getlist(name) for word in text.split(",")
    ]
    words = tuple(word for word in given if word)
    unknown = sorted(set(words) - set(known))
    if not unknown:
        return words
    told = f"known are {', '.join(known)}" if known else "there are none here"
    raise ValidationError({name: [f"There is no {', '.join(unknown)}: {told}."]})
