"""Who speaks, and for which side: the person of a statement, or the body that it is credited to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from claims.extraction.names import fold
from claims.heirs import successor_of
from claims.models import Speaker, Statement

_WORD = re.compile(r"[\w’'.-]+")


@dataclass(frozen=True)
class Sides:
    """Knows the bodies of the speakers file by their names; one query, when first asked."""

    def speaking(self, statement: Statement) -> Speaker | None:
        """The person or the body that the statement is credited to, where the file has them."""
        if statement.speaker or statement.speaker_name or not statement.body:
            return statement.speaker
        return self._bodies.get(_bare(statement.body))

    @cached_property
    def _bodies(self) -> Mapping[str, Speaker]:
        rows = Speaker.objects.filter(kind=Speaker.Kind.BODY).select_related("merged_into")
        # A name of one who was merged away is their heir's, unless another has it.
        found = sorted(rows, key=lambda body: body.merged_into_id is None)
        return {
            _bare(name): successor_of(body) for body in found for name in (body.name, *body.aliases)
        }


def _bare(name: str) -> str:
    """A name as names of bodies are compared: without article, case, accents and possessives."""
    return " ".join(fold(word) for word in _WORD.findall(name)).removeprefix("the ")
