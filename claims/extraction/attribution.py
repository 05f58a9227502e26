"""Who is credited with what: the form that everything after it reads."""

from dataclasses import dataclass

from claims.extraction.reading import Act, Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content with its cue and source, either of which may be missing.

    `reading` is the source as the grammar reads it, where it does: the person is looked for there
    first. `zone` is the clause that attributes, where day and outlet are looked for; `sentence`
    and `until` are the first and the last sentence, `parent` is an index among the attributions;
    `rule` names the construction, `sure` says how likely this is a statement with this source.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    zone: tuple[Span, ...]
    sentence: int
    until: int
    rule: str
    reading: tuple[Span, ...] = ()
    parent: int | None = None
    act: Act = "speech"
    sure: float = 0.0
