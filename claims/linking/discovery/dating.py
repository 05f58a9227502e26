"""The day of an event, where the words beside its name tell one."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from claims.extraction import Span
from claims.extraction.calendar import Expression
from claims.linking.discovery.chains import mentions_in_text
from claims.linking.discovery.clusters import Cluster
from claims.linking.discovery.mentions import Mention
from claims.linking.discovery.texts import Text

WEEK = timedelta(days=7)
AFTER_NAME = 25  # characters after a noun phrase within which its day may stand
AFTER_VERB = 60

_CLAUSE_END = re.compile(r"[,;:.!?“”\"()—–]\s|\b(?:said|says|told|that|which|who|after|since)\b")
_OF_THE_NAME = re.compile(r"\s*(?:early |late |last )?(?:on|of|in|from|at|over) (?:early |late )?")
_WILL = re.compile(r"\b(?:will|would|shall|to)\s+(?:\w+\s+){0,2}$")
_PLANNED = re.compile(
    r"\b(?:will|would|planned|plans?|propos\w+|next|upcoming|scheduled|expected|due|to be)\b"
)


def date_of(cluster: Cluster) -> str:
    """EDTF: the day that most articles give; else what the days of publication leave open."""
    told = Counter(
        edtf
        for chain in cluster.chains
        for edtf in sorted(set(days_told(chain.text, chain.mentions)))
    )
    if told:
        return min(told, key=lambda edtf: (-told[edtf], -len(edtf), edtf))
    if not cluster.days:
        return ""
    return f"{cluster.days[0]}/.." if _is_planned(cluster) else f"../{cluster.days[0]}"


def days_told(text: Text, mentions: list[Mention]) -> Iterator[str]:
    """The days, as EDTF, that stand in or right after the names of an event in one article."""
    for mention in mentions:
        for time in times_of(text, mention):
            start = text.sentences[mention.sentence].span.start
            yield _ahead(time, text.words[start : mention.span.start], text)


def times_of(text: Text, mention: Mention) -> Iterator[Expression]:
    """The time that stands in or right after a name of an event in the text, if one does."""
    if mention.sentence < 0:
        return
    near = _beside(text.words, mention, text.sentences[mention.sentence].span)
    time = next((time for time in text.times if near.contains(time.span)), None)
    between = text.words[mention.span.end : time.span.start] if time else ""
    if time and (mention.verbal or _belongs(between)):
        yield time


def _ahead(time: Expression, before: str, text: Text) -> str:
    """As EDTF; a weekday of what "would be" is the next one, where it was taken for the last."""
    published = text.article.document.published
    if time.named or time.day is None or published is None or time.day >= published:
        return time.edtf
    return str(time.day + WEEK) if _WILL.search(before) else time.edtf


def _belongs(between: str) -> bool:
    """Whether a day is the named event's own: in its name, or after a preposition."""
    return not between or bool(_OF_THE_NAME.fullmatch(between))


def _beside(text: str, mention: Mention, sentence: Span) -> Span:
    """The name and what follows it in its clause."""
    reach = AFTER_VERB if mention.verbal else AFTER_NAME
    stop = min(mention.span.end + reach, sentence.end)
    end = _CLAUSE_END.search(text, mention.span.end, stop)
    return Span(mention.span.start, end.start() if end else stop)


def _is_planned(cluster: Cluster) -> bool:
    """Whether most of what names it looks ahead."""
    sentences = [
        chain.text.sentences[mention.sentence].span.of(chain.text.words)
        for chain in cluster.chains
        for mention in mentions_in_text(chain)
    ]
    return 2 * sum(bool(_PLANNED.search(sentence)) for sentence in sentences) > len(sentences)
