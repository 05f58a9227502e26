"""Use case: whom a reading's sources are, by the present speakers file and without the model."""

import hashlib
from datetime import date
from functools import lru_cache
from typing import Any

from claims.edtf import bounds
from claims.extraction import (
    Document,
    Found,
    KnownSpeaker,
    Office,
    Registry,
    find_attributions,
    resolve_attributions,
)
from claims.heirs import gone
from claims.interchange.attributions import attributions_from_json, attributions_to_json
from claims.interchange.readings import from_json, to_json
from claims.models import Office as OfficeRow
from claims.models import Reading, Rule, Speaker
from sources.models import Revision


def find(reading: Reading) -> Found:
    """What the model finds in the reading's revision, kept on the reading, which is not saved."""
    found = find_attributions(document_of(reading.revision))
    reading.attributions = attributions_to_json(found.attributions)
    reading.keys = sorted(found.keys)
    return found


def resolve(reading: Reading, found: Found | None = None) -> bool:
    """Fill in the outcome by the present speakers; returns whether it differs from what was there.

    Without `found` it is what the reading keeps of its run. The reading is not saved.
    """
    if found is None:
        attributions = attributions_from_json(reading.attributions or {})
        found = Found.of(document_of(reading.revision), attributions)
    registry = current_registry(reading.revision.article.published_day)
    extracted = resolve_attributions(found, registry)
    reading.speakers_version = registry.version
    if reading.extracted is not None and from_json(reading.extracted) == extracted:
        return False
    reading.extracted = to_json(extracted)
    return True


def resolve_again(reading: Reading) -> bool:
    """Bring a stored reading up to the present speakers; returns whether its outcome changed."""
    changed = resolve(reading)
    reading.save(update_fields=["extracted", "speakers_version"])
    return changed


def document_of(revision: Revision) -> Document:
    """A revision as the reader takes it."""
    article = revision.article
    return Document(
        text=revision.text,
        title=revision.title,
        published=article.published_day,
        outlet=article.outlet.name if article.outlet else "",
    )


def current_registry(day: date | None = None) -> Registry:
    """The speakers of the database as the reader takes them, by the rules that hold on that day.

    The version is that of all content, on whatever day.
    """
    speakers = Speaker.objects.current().values_list(
        "pk", "name", "slug", "aliases", "gender", "born", "kind"
    )
    offices = OfficeRow.objects.values_list("speaker_id", "title", "of", "start", "end")
    rules = list(Rule.objects.standing().order_by("speaker__slug", "kind", "words", "of", "start"))
    merged = gone()
    heirs = {pk: heir for pk, heir, _ in merged}
    content = (
        tuple((*row[:3], tuple(row[3]), *row[4:]) for row in speakers.order_by("slug")),
        tuple(
            (heirs.get(row[0], row[0]), *row[1:])
            for row in offices.order_by("speaker__slug", "start", "title", "of")
        ),
        tuple((heirs.get(r.speaker_id, r.speaker_id), *_told(r)) for r in rules),
    )
    names = [(heir, name) for _, heir, called in merged for name in called]
    names += [
        (heirs.get(rule.speaker_id, rule.speaker_id), rule.words)
        for rule in rules
        if rule.kind == Rule.Kind.ALIAS and rule.holds_on(day)
    ]
    return _registry(*content, tuple(merged), tuple(names))


def _told(rule: Rule) -> tuple[str, str, str, str, str]:
    return rule.kind, rule.words, rule.of, rule.start, rule.end


@lru_cache(maxsize=8)
def _registry(
    speakers: tuple[Any, ...],
    offices: tuple[Any, ...],
    rules: tuple[Any, ...],
    merged: tuple[Any, ...],
    names: tuple[tuple[int, str], ...],
) -> Registry:
    """Build the registry once for each content, with the names that rules and merges add."""
    titles = [(pk, *told) for pk, kind, *told in rules if kind == Rule.Kind.TITLE]
    held: dict[int, list[Office]] = {}
    for speaker_id, title, of, start, end in (*offices, *titles):
        office = Office(title, of, bounds(start)[0], bounds(end)[1])
        held.setdefault(speaker_id, []).append(office)
    called: dict[int, list[str]] = {}
    for speaker_id, name in names:
        called.setdefault(speaker_id, []).append(name)
    content = (speakers, offices, *filter(None, (rules, merged)))
    return Registry.of(
        (
            KnownSpeaker(
                name,
                slug,
                (*aliases, *called.get(pk, ())),
                gender,
                born,
                kind,
                tuple(held.get(pk, ())),
            )
            for pk, name, slug, aliases, gender, born, kind in speakers
        ),
        version=hashlib.sha256(repr(content).encode()).hexdigest(),
    )
