"""The gold format: a folder of labelled articles, with the speakers and events that they know."""

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from claims.evaluation.reports import Line
from claims.extraction import Registry
from claims.interchange import (
    EventEntry,
    InterchangeError,
    catalogue_of,
    read_speakers,
    registry_of,
)
from claims.interchange.entries import Entry
from claims.linking.lookup import MemoryLookup
from sources.parsing.jsonlines import ArticleLine, Fault, read_articles

_FILES = ("articles.jsonl", "gold.json", "speakers.yaml")
_KINDS = ("direct", "mixed", "indirect")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled corpus; the events of its labels are the catalogue."""

    articles: tuple[ArticleLine, ...]
    statements: tuple[Line, ...]
    registry: Registry
    catalogue: MemoryLookup
    same: tuple[frozenset[str], ...] = ()

    def texts(self) -> dict[str, str]:
        """The articles' texts by address, in their order."""
        return {article.url: article.text for article in self.articles}


def read_gold(folder: Path) -> Gold:
    """The corpus of a folder; `InterchangeError` names all faults of the first bad file."""
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        remedy = f"a gold folder holds {', '.join(_FILES)}: add it or name another folder"
        raise InterchangeError([f"{folder / name}: missing: {remedy}" for name in missing])
    articles = tuple(_articles(folder / "articles.jsonl"))
    problems: list[str] = []
    labels = _labels(folder / "gold.json", problems)
    texts = {article.url: article.text for article in articles}
    statements = tuple(_statement(entry, texts) for entry in labels.entries("statements"))
    events = [_event(entry) for entry in labels.entries("events")]
    same = tuple(_groups(labels, {statement["key"] for statement in statements}))
    if problems:
        raise InterchangeError(problems)
    registry = registry_of(read_speakers(folder / "speakers.yaml"))
    return Gold(articles, statements, registry, catalogue_of(events), same)


def _articles(path: Path) -> Iterator[ArticleLine]:
    found = list(read_articles(path))
    faults = [f"{path}, {item}" for item in found if isinstance(item, Fault)]
    if faults:
        raise InterchangeError(faults)
    yield from (item for item in found if isinstance(item, ArticleLine))


def _labels(path: Path, problems: list[str]) -> Entry:
    try:
        return Entry.of(str(path), json.loads(path.read_text(encoding="utf-8")), problems)
    except (ValueError, RecursionError) as error:
        raise InterchangeError([f"{path}: not JSON ({error}): mend it"]) from None


def _event(entry: Entry) -> EventEntry:
    return EventEntry(
        id="",
        slug=entry.text("key", required=True),
        title=entry.text("title", longest=_LONGEST, required=True),
        date=entry.edtf("date"),
    )


def _groups(labels: Entry, keys: Set[str]) -> Iterator[frozenset[str]]:
    """The keys of each group of statements that are one utterance."""
    taken: set[str] = set()
    groups = labels.values.get("same") or []
    for named in groups if isinstance(groups, list) else [groups]:
        group = frozenset(map(str, named if isinstance(named, list) else [named]))
        for key in sorted((group - keys) | (group & taken)):
            labels.note("same", f"{key} is no statement's key or in two groups: mend it")
        taken |= group
        yield group


def _statement(entry: Entry, texts: Mapping[str, str]) -> Line:
    """A statement with every key that the scorer reads."""
    url = entry.text("article", longest=_LONGEST, required=True)
    if url and url not in texts:
        entry.note("article", f"{url} is not in articles.jsonl: add it there or mend the address")
    length = len(texts.get(url, ""))
    kind = entry.text("kind", required=True) and entry.choice("kind", _KINDS, "indirect")
    return {
        "key": entry.text("key"),
        "article": url,
        "speaker": entry.text("speaker") or None,
        "label": entry.text("label", longest=_LONGEST),
        "kind": kind,
        "content": _extent(entry, length),
        "also": [_other_extent(other, length, kind) for other in entry.entries("also")],
        "said": entry.edtf("said"),
        "via": entry.texts("via"),
        "events": entry.texts("events"),
        "optional": entry.flag("optional", default=False),
        "listed": entry.flag("listed", default=True),
    }


def _other_extent(entry: Entry, length: int, kind: str) -> Line:
    return {"content": _extent(entry, length), "kind": entry.choice("kind", _KINDS, kind)}


def _extent(entry: Entry, length: int) -> list[tuple[int, int]]:
    """The content's spans; none where they are no spans of the text."""
    spans = entry.values.get("content")
    if isinstance(spans, list) and spans and all(_is_span(span, length) for span in spans):
        return [(start, end) for start, end in spans]
    entry.note("content", f"{spans!r} are no spans of the article: write [[start, end], ...]")
    return []


def _is_span(span: object, length: int) -> bool:
    match span:
        case [int(start), int(end)]:
            return 0 <= start < end <= length
    return False
