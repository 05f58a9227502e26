"""Which side a statement belongs to: its speaker's, or that of the body that speaks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from claims.extraction.names import fold
from claims.models import Speaker, Statement

_WORD = re.compile(r"[\w’'.-]+")


@dataclass(frozen=True)
class Sides:
    """Knows the bodies of the speakers file by their names; one query, when first asked."""

    def of(self, statement: Statement) -> str:
        """The side's name, "" where nobody has set one."""
        if statement.speaker:
            return statement.speaker.side
        return self._bodies.get(_bare(statement.body), "") if statement.body else ""

    @cached_property
    def _bodies(self) -> Mapping[str, str]:
        rows = Speaker.objects.current().filter(kind=Speaker.Kind.BODY).exclude(side="")
        named = rows.values_list("name", "aliases", "side")
        return {_bare(name): side for main, aliases, side in named for name in (main, *aliases)}


def _bare(name: str) -> str:
    """A name as names of bodies are compared: without article, case, accents and possessives."""
    return " ".join(fold(word) for word in _WORD.findall(name)).removeprefix("the ")
