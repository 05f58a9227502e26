"""The composition of the reader: document in, reading out.

read = find_attributions (the model, which knows nobody)
       then resolve_attributions (the speakers file, which needs no model)
"""

from dataclasses import dataclass

from claims.extraction.attribution import Attribution
from claims.extraction.keys import keys_of
from claims.extraction.marks import kind_of
from claims.extraction.names import Name, name_finder
from claims.extraction.nesting import attribute
from claims.extraction.occasions import Dated, Occasion, date_statements, name_occasions
from claims.extraction.outlets import Channel, find_channels
from claims.extraction.prose import Prose
from claims.extraction.reading import (
    Credit,
    Document,
    Evidence,
    ExtractedReading,
    ExtractedReport,
    Kind,
    Mention,
)
from claims.extraction.registry import Registry
from claims.extraction.resolver import Source, resolve
from claims.extraction.story import Story
from claims.extraction.tagging.tagger import Tagger, shipped_tagger
from claims.extraction.weighing import confidence_of

EXTRACTOR_VERSION = "2.2.3"


@dataclass(frozen=True, slots=True)
class Found:
    """A document with who is credited with what in it: all that the reader needs its model for."""

    document: Document
    prose: Prose
    attributions: tuple[Attribution, ...]

    @classmethod
    def of(cls, document: Document, attributions: tuple[Attribution, ...]) -> "Found":
        """What was found in a document before, by this version."""
        return cls(document, Prose(document.text), attributions)

    @property
    def keys(self) -> frozenset[str]:
        """What the article can be found by when the speakers file changes."""
        return keys_of(self.document.text, self.attributions)


def read(
    document: Document,
    registry: Registry,
    *,
    attitudes: bool = False,
    tagger: Tagger | None = None,
) -> ExtractedReading:
    """Find, attribute and date every statement of a document.

    With `attitudes`, what sources want, hope or believe follows after all that was said. Without
    a tagger it is the one that ships.
    """
    found = find_attributions(document, attitudes=attitudes, tagger=tagger)
    return resolve_attributions(found, registry)


def find_attributions(
    document: Document, *, attitudes: bool = False, tagger: Tagger | None = None
) -> Found:
    """The part of reading that takes the model, and time; whoever is listed, it is the same."""
    prose = Prose(document.text)
    return Found(document, prose, attribute(prose, tagger or shipped_tagger(), attitudes=attitudes))


def resolve_attributions(found: Found, registry: Registry) -> ExtractedReading:
    """The part of reading that depends on the speakers file: people, outlets, days, confidence."""
    document, prose, text = found.document, found.prose, found.document.text
    names = name_finder(registry).find(text)
    story = Story(registry, document.published, names, prose.sentences)
    reports: list[ExtractedReport] = []
    for act in ("speech", "attitude"):
        attributions = [attribution for attribution in found.attributions if attribution.act == act]
        if not attributions:
            continue
        story = Story(registry, document.published, names, prose.sentences)
        sources = resolve(text, names, story, attributions)
        channels = find_channels(document, prose.sentences, attributions, sources)
        dates = date_statements(document, prose.sentences, attributions, sources)
        kinds = [kind_of(text, a.content, prose.quotations) for a in attributions]
        occasions = name_occasions(prose, attributions, dates)
        settings = map(_Setting, channels, dates, occasions)
        reports += map(_report, attributions, kinds, sources, settings)
    return ExtractedReading(EXTRACTOR_VERSION, tuple(reports), _mentions(names, story))


@dataclass(frozen=True, slots=True)
class _Setting:
    """By which way, when and on which occasion something was said."""

    channel: Channel
    dated: Dated
    occasion: Occasion

    @property
    def evidence(self) -> dict[str, tuple[Evidence, ...]]:
        told = {"said": self.dated.evidence, "via": self.channel.evidence}
        occasion = self.occasion.evidence
        return {**told, "occasion": occasion} if occasion else told


def _report(
    attribution: Attribution, kind: Kind, source: Source, setting: _Setting
) -> ExtractedReport:
    person = source.person
    return ExtractedReport(
        content=attribution.content,
        source=attribution.source,
        cue=attribution.cue,
        kind=kind,
        label=source.label,
        speaker=Credit(person.name, person.slug) if person else None,
        body=source.body,
        said=setting.dated.said,
        via=setting.channel.via,
        medium=setting.channel.medium,
        occasion=setting.occasion.words,
        parent=attribution.parent,
        act=attribution.act,
        confidence=round(confidence_of(attribution, source), 3),
        evidence={"speaker": source.evidence, **setting.evidence},
    )


def _mentions(names: tuple[Name, ...], story: Story) -> tuple[Mention, ...]:
    """Every name of a listed person, with whom it was taken to mean."""
    decided = ((name.span, story.decide(name)) for name in names if name.people[0].slug)
    return tuple(Mention(span, person.slug if person else "") for span, person in decided)
