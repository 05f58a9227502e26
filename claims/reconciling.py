"""Which of an article's known reports the reports of a reading are.

The surest sign first, and each known report once: its place in the same revision; its words in
another revision, with what stands around them and whom they are credited to; most of its stretch
in the same revision, for a reader that draws borders anew. A report is never carried over to a
look-alike: a few words need the words around them, and many need them or the same source.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from operator import eq

from claims.extraction import JOINT, ExtractedReport, Span, join_pieces
from claims.fates import Quoted, Worded, find
from claims.models import Reading, Report
from claims.quoting import SAME_PLACE, context_of, overlap

_Rank = tuple[float, ...]
_Pairs = Iterable[tuple[_Rank, int, Report]]


def place_of(report: ExtractedReport) -> str:
    """The key of a report within its revision: SHA-256 of its content and cue spans."""
    spans = [[(s.start, s.end) for s in part] for part in (report.content, report.cue)]
    return hashlib.sha256(repr(spans).encode()).hexdigest()


class Reconciliation:
    """What one reading means for the reports that its article has."""

    def __init__(self, reading: Reading, known: Sequence[Report]) -> None:
        """`known` are the article's reports, from all revisions."""
        self.reading = reading
        self.text = reading.revision.text
        self.free = {report.pk: report for report in known}
        self.matched: dict[int, Report] = {}
        self._contents: list[Sequence[Span]] = []
        self._here = {row.pk for row in known if row.revision_id == reading.revision_id}

    def match(self, extracted: dict[int, ExtractedReport]) -> None:
        """Find each extracted report among the known."""
        self._contents = [report.content for report in extracted.values()]
        signs: tuple[Callable[[dict[int, ExtractedReport]], _Pairs], ...] = (
            self._same_place,
            self._same_quote,
            self._same_stretch,
        )
        for pairs_of in signs:
            left = {n: report for n, report in extracted.items() if n not in self.matched}
            for _, number, known in sorted(pairs_of(left), key=lambda pair: pair[0]):
                if number not in self.matched and known.pk in self.free:
                    self.matched[number] = self.free.pop(known.pk)

    def still_there(self, report: Report) -> bool:
        """Whether its words stand in the text, though the reader did not find the report there.

        The same words that are a report of their own there are not its words.
        """
        if report.pk in self._here:
            return True
        pieces = list(_pieces(report))
        keys = tuple(key for piece in pieces for key in piece.keys)
        taken = self._taken.get(keys, ())
        return all(find(piece, self._worded, taken) is not None for piece in pieces)

    @cached_property
    def _taken(self) -> dict[tuple[str, ...], set[int]]:
        """Where the reading's reports stand, each of their spans, by their words."""
        found: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for content in self._contents:
            keys = tuple(Worded(join_pieces(self.text, content)).keys)
            found[keys].update(self._worded.index(span.start) for span in content)
        return found

    @cached_property
    def _worded(self) -> Worded:
        return Worded(self.text)

    def _same_place(self, extracted: dict[int, ExtractedReport]) -> _Pairs:
        by_place = {row.place: row for row in self.free.values() if row.pk in self._here}
        for number, report in extracted.items():
            known = by_place.get(place_of(report))
            if known:
                yield (number,), number, known

    def _same_quote(self, extracted: dict[int, ExtractedReport]) -> _Pairs:
        """The same words in another revision, those first that share most around them."""
        by_words: dict[tuple[str, ...], list[tuple[Quoted, Report]]] = defaultdict(list)
        for row in self.free.values():
            if row.pk not in self._here:
                for selector in row.selectors():
                    theirs = Quoted.told(*selector)
                    by_words[theirs.keys].append((theirs, row))
        for number, report in extracted.items() if by_words else ():
            around = context_of(self.text, report.content)
            ours = Quoted.told(join_pieces(self.text, report.content), *around)
            for theirs, row in by_words.get(ours.keys, ()):
                agreement, same = ours.agreement(theirs), _credited(report) == row.credited
                if _is_known(theirs, agreement, same_source=same):
                    exact = sum(map(eq, around, (row.quote_prefix, row.quote_suffix)))
                    place = row.content_spans[0].start
                    yield (-agreement, -exact, not same, place, number, row.pk), number, row

    def _same_stretch(self, extracted: dict[int, ExtractedReport]) -> _Pairs:
        """Most of the same characters of the same revision."""
        here = [row for row in self.free.values() if row.pk in self._here]
        for number, report in extracted.items():
            for row in here:
                places = (row.read_spans, row.content_spans)
                share = max(overlap(report.content, spans) for spans in places)
                if share >= SAME_PLACE:
                    yield (-share, number, row.pk), number, row


def _is_known(theirs: Quoted, agreement: int, *, same_source: bool) -> bool:
    """Whether the same words are the same report, by what stands around them and their source."""
    if theirs.is_long and same_source:
        return True
    return agreement >= theirs.needed


def _credited(report: ExtractedReport) -> str:
    return (report.speaker.name if report.speaker else "") or report.body or ""


def _pieces(report: Report) -> Iterator[Quoted]:
    """The stretches of a report's words; the outer ones know what stood beside them."""
    *_, (text, prefix, suffix) = report.selectors()
    words = text.split(JOINT)
    for number, piece in enumerate(words):
        before = prefix if number == 0 else ""
        after = suffix if number == len(words) - 1 else ""
        yield Quoted.told(piece, before, after)
