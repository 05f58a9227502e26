"""From labelled articles to what the tagger learns from: roles of words, links, acts, names."""

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claims.evaluation.polnear import Labelled, Spans
from claims.extraction.layout import lay_out
from claims.extraction.quotation import find_quotations
from claims.extraction.reading import Span
from claims.extraction.tagging.roles import LABELS, NAME_LABELS, ROLES
from claims.extraction.tagging.windows import Window, Windows
from claims.extraction.verbs import FORMS

IGNORED = -100
NOBODY = -1  # a link to no word of the window
KINDS = {"PERSON": "person", "ORGANIZATION": "body", "LOCATION": "place"}
OTHER_SPEECH = re.compile(
    r"according|quot|cit[ei]|statement|interview|tweet|wrot|report|question|answer|comment|criti"
    r"|according|word|speech|message|letter|call(?:ed|s|ing)?\b|remark|testif|prais|mock|slam|blast|echo",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its labels.

    `roles` and `names`: a label a word. `links`: (0, first word of a content, first word of its
    cue or `NOBODY`) and (1, first word of a cue, first word of its source or `NOBODY`). `acts`:
    (first word of a cue, or of a content without one, whether it is speech).
    """

    window: Window
    roles: list[int]
    names: list[int]
    links: list[tuple[int, int, int]]
    acts: list[tuple[int, int]]


def examples_of(article: Labelled, windows: Windows, chance: random.Random) -> Iterator[Example]:
    """The windows of an article, begun at a random one of its first paragraphs."""
    paragraphs = lay_out(article.text)
    quotations = find_quotations(article.text, paragraphs)
    cuts = list(windows.cut(article.text, paragraphs, quotations))
    if chance.random() < 0.75 and len(paragraphs) > 4:
        # The first paragraphs by themselves, so that every later window begins elsewhere.
        split = chance.randint(1, min(8, len(paragraphs) - 1))
        before = [replace(p, role="furniture") for p in paragraphs[:split]]
        parts = (paragraphs[:split], (*before, *paragraphs[split:]))
        cuts = [w for part in parts for w in windows.cut(article.text, part, quotations)]
    for window in cuts:
        yield _label(window, article)


def _label(window: Window, article: Labelled) -> Example:
    places = _Places(window)
    example = Example(window, [0] * len(window.words), [0] * len(window.words), [], [])
    for statement in article.statements:
        heads = {role: places.mark(example.roles, statement[role], role) for role in ROLES}
        cue = next(iter(heads["cue"]), NOBODY)
        example.links.extend((0, content, cue) for content in heads["content"])
        if cue != NOBODY:
            example.links.append((1, cue, next(iter(heads["source"]), NOBODY)))
        for at in [*heads["cue"], *heads["content"]][:1]:
            example.acts.append((at, int(is_speech(article.text, statement))))
    for span, kind in article.names:
        if kind in KINDS:
            places.mark(example.names, [span], KINDS[kind], NAME_LABELS)
    return example


class _Places:
    """Where spans of the text lie among the words of a window."""

    def __init__(self, window: Window) -> None:
        self._starts = [word.span.start for word in window.words]
        self._ends = [word.span.end for word in window.words]

    def mark(
        self, labels: list[int], spans: Iterable[Span], kind: str, known: Sequence[str] = LABELS
    ) -> list[int]:
        """Label the words of spans, B for the first, I for the others; returns the first ones."""
        firsts = []
        for span in spans:
            start = bisect_right(self._ends, span.start)
            for at in range(start, bisect_left(self._starts, span.end)):
                labels[at] = known.index(f"{'B' if at == start else 'I'}-{kind}")
                firsts += [at] if at == start else []
        return firsts


def is_speech(text: str, statement: Spans) -> bool:
    """Whether a statement was said or written, by its marks and its cue; else it is an attitude."""
    content = " ".join(span.of(text) for span in statement["content"])
    if re.search(r"[\"“«„]|(?<!\w)‘(?!s\b)", content):
        return True
    cue = " ".join(span.of(text) for span in statement["cue"])
    words = re.findall(r"\w+", cue.lower())
    return any(word in FORMS for word in words) or bool(OTHER_SPEECH.search(cue)) or not cue
