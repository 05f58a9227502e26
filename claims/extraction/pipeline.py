"""The composition of the reader: document in, reading out."""

from claims.extraction.attribution import Attribution, attribute
from claims.extraction.layout import lay_out
from claims.extraction.marks import kind_of
from claims.extraction.names import Name, NameFinder
from claims.extraction.occasions import Dated, date_statements
from claims.extraction.outlets import Channel, find_channels
from claims.extraction.quotation import find_quotations
from claims.extraction.reading import (
    Credit,
    Document,
    ExtractedReading,
    ExtractedReport,
    Kind,
    Mention,
)
from claims.extraction.registry import Registry
from claims.extraction.resolver import Source, resolve
from claims.extraction.sentences import split_sentences
from claims.extraction.story import Story

EXTRACTOR_VERSION = "1.0.0"

SURE_OF_CONTENT = {"direct": 0.98, "mixed": 0.96, "indirect": 0.92}
SURE_OF_NESTED = 0.6


def read(document: Document, registry: Registry) -> ExtractedReading:
    """Find, attribute and date every statement of a document."""
    text = document.text
    paragraphs = lay_out(text)
    quotations = find_quotations(text, paragraphs)
    sentences = split_sentences(text, paragraphs, quotations)
    names = NameFinder(registry).find(text)
    story = Story(registry, document.published, names, sentences)
    attributions = attribute(text, sentences)
    sources = resolve(text, names, story, attributions)
    channels = find_channels(document, sentences, attributions, sources)
    dates = date_statements(document, sentences, attributions, sources)
    kinds = [kind_of(text, a.content, quotations) for a in attributions]
    reports = tuple(map(_report, attributions, kinds, sources, channels, dates))
    return ExtractedReading(EXTRACTOR_VERSION, reports, _mentions(names, story))


def _report(
    attribution: Attribution, kind: Kind, source: Source, channel: Channel, dated: Dated
) -> ExtractedReport:
    sure = SURE_OF_CONTENT[kind] if attribution.parent is None else SURE_OF_NESTED
    person = source.person
    return ExtractedReport(
        content=attribution.content,
        source=attribution.source,
        cue=attribution.cue,
        kind=kind,
        label=source.label,
        speaker=Credit(person.name, person.slug) if person else None,
        body=source.body,
        said=dated.said,
        via=channel.via,
        medium=channel.medium,
        parent=attribution.parent,
        confidence=round(sure * source.confidence, 3),
        evidence={"speaker": source.evidence, "said": dated.evidence, "via": channel.evidence},
    )


def _mentions(names: tuple[Name, ...], story: Story) -> tuple[Mention, ...]:
    """Every name of a listed person, with whom it was taken to mean."""
    decided = ((name.span, story.decide(name)) for name in names if name.people[0].slug)
    return tuple(Mention(span, person.slug if person else "") for span, person in decided)
