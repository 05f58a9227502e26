"""Where a text speaks of an event: noun phrases with an event's name as head, and its verbs."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction import Span
from claims.linking.discovery.vocabulary import ORDINALS, Sort, acted, head_of
from claims.linking.discovery.wording import (
    DEFINITE,
    EMPTY,
    ERAS,
    FINITE,
    INDEFINITE,
    LACKING,
    LINKS,
    NEGATED,
    PARTS,
    STOPS,
    TIMES,
    Word,
    is_name,
    name_stem,
    stem_in_text,
    words_in,
)
from claims.linking.sentences import sentences_of

MOST_BEFORE = 5  # words of a phrase before its head
MOST_AFTER = 5  # words of a phrase after a preposition
MOST_PREPOSITIONS = 2
CLAUSE = 5  # words on either side of a verb that tell who and what

_GAP = re.compile(r"[\s\-–]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTICIPLE = re.compile(r"[a-z]{3,}ed$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that names an event.

    `anchors` are the stems of what tells it from others of its sort, `names` those of the
    people and places among and around them; `sentence` is where it stands, by number.
    """

    span: Span
    head: Span
    sort: Sort
    sentence: int
    anchors: frozenset[str]
    names: frozenset[str]
    around: frozenset[str]
    ordinal: str = ""
    definite: bool = False
    verbal: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its words."""

    number: int
    span: Span
    words: tuple[Word, ...]

    def joined(self, text: str, at: int) -> bool:
        """Whether nothing but space stands between a word and the next."""
        return bool(_GAP.fullmatch(text[self.words[at].span.end : self.words[at + 1].span.start]))


def sentences_in(text: str) -> list[Sentence]:
    """The sentences of a text with their words."""
    return [
        Sentence(number, span, tuple(words_in(text, span)))
        for number, span in enumerate(sentences_of(text))
    ]


def find_mentions(text: str, sentences: Sequence[Sentence]) -> list[Mention]:
    """Every mention of an event, in text order."""
    return [mention for sentence in sentences for mention in _in_sentence(text, sentence)]


def sentence_at(sentences: Sequence[Sentence], place: int) -> int:
    """The number of the sentence that holds a place."""
    starts = [sentence.span.start for sentence in sentences]
    return max(bisect_right(starts, place) - 1, 0)


def _in_sentence(text: str, sentence: Sentence) -> Iterator[Mention]:
    for at, word in enumerate(sentence.words):
        sort, verbal = head_of(word.text)
        if sort is not None and not verbal and _acts(text, sentence, at):
            sort, verbal = acted(word.text), True
        if sort is not None:
            found = (_verbal if verbal else _nominal)(text, sentence, at, sort)
            if found is not None:
                yield found


def _acts(text: str, sentence: Sentence, at: int) -> bool:
    """Whether a noun's form is a verb here: "to strike", "will cut", "Osk cuts gas"."""
    words = sentence.words
    if at and words[at - 1].text.casefold() in FINITE:
        return True
    if acted(words[at].text) is None or at + 1 == len(words) or not sentence.joined(text, at):
        return False
    after = words[at + 1].plain
    return after not in STOPS and after not in TIMES


def _nominal(text: str, sentence: Sentence, at: int, sort: Sort) -> Mention | None:
    words = sentence.words
    first, determiner = _left(text, sentence, at)
    last, told = _right(text, sentence, at)
    if determiner in NEGATED or _is_era(words, at) or _is_lacking(words[: at + 1], first):
        return None
    inner = [*words[first:at], *(words[i] for i in told)]
    anchors, names = _telling(inner)
    ordinal = next((o for w in words[first:at] if (o := ORDINALS.get(w.text.casefold()))), "")
    return Mention(
        span=Span(words[first].span.start, words[last].span.end),
        head=words[at].span,
        sort=sort,
        sentence=sentence.number,
        anchors=anchors,
        names=names,
        around=_names(words),
        ordinal=ordinal or ORDINALS.get(determiner, ""),
        definite=determiner in DEFINITE or bool(names),
    )


def _is_lacking(words: Sequence[Word], first: int) -> bool:
    """Whether a phrase from there to the last word is of what there is not: "without a deal"."""
    before = [word.plain for word in words[:first]]
    for small in (INDEFINITE, {"of"}):
        if before and before[-1] in small:
            before.pop()
    owned = any(word.plain != word.text.casefold() for word in words[first:])
    return bool(before) and before[-1] in LACKING and not owned


def _is_era(words: Sequence[Word], at: int) -> bool:
    """Whether it is a war of history or of fear: "World War II", "a third World War"."""
    return (
        at > 0
        and words[at].plain in {"war", "wars"}
        and words[at].text[0].isupper()
        and words[at - 1].plain in ERAS
    )


def _left(text: str, sentence: Sentence, at: int) -> tuple[int, str]:
    """Where the phrase of a head begins, and its determiner."""
    words, first = sentence.words, _before_parts(text, sentence, at)
    while first and at - first < MOST_BEFORE and sentence.joined(text, first - 1):
        plain = words[first - 1].text.casefold()
        if plain in DEFINITE or plain in NEGATED or plain in INDEFINITE:
            return first, plain
        if plain in STOPS or plain in FINITE:
            break
        first -= 1
    for place in range(first, at):  # without a determiner a participle may be the verb before it
        if _PARTICIPLE.fullmatch(words[place].text):
            first = place + 1
    return first, ""


def _before_parts(text: str, sentence: Sentence, at: int) -> int:
    """Where the head begins, or the part of it that is told of: "round of the talks"."""
    for place in range(at - 1, max(at - 2 - MOST_BEFORE, 0), -1):
        word = sentence.words[place].text.casefold()
        if word == "of":
            return place - 1 if sentence.words[place - 1].plain in PARTS else at
        owned = word in DEFINITE and sentence.words[place - 1].plain == "of"
        stops = word in STOPS or word in FINITE
        if (stops and not owned) or not sentence.joined(text, place):
            return at
    return at


def _right(text: str, sentence: Sentence, at: int) -> tuple[int, list[int]]:
    """Where the phrase ends, and the words after the head that tell which one it is."""
    words, last, told = sentence.words, at, []
    for _ in range(MOST_PREPOSITIONS):
        if last + 1 >= len(words) or words[last + 1].text.casefold() not in LINKS:
            break
        if not sentence.joined(text, last):
            break
        inner = list(_object(text, sentence, last + 1))
        while inner and _dated(words[inner[-1]]):
            inner.pop()
        if not inner or _dated(words[inner[0]]) or words[inner[-1]].text.isdigit():
            break
        told += inner
        last = inner[-1]
    return last, told


def _dated(word: Word) -> bool:
    return word.plain in TIMES or bool(_YEAR.fullmatch(word.text))


def _object(text: str, sentence: Sentence, preposition: int) -> Iterator[int]:
    """The words of a preposition's phrase, without its determiner."""
    words = sentence.words
    for place in range(preposition + 1, min(preposition + 2 + MOST_AFTER, len(words))):
        if not sentence.joined(text, place - 1):
            return
        plain = words[place].text.casefold()
        if place == preposition + 1 and plain in DEFINITE | {"a", "an"}:
            continue
        listing = plain == "and" and place + 1 < len(words) and words[place + 1].text[0].isupper()
        if listing and words[place - 1].text[0].isupper():
            continue
        if plain in STOPS or plain in FINITE or _PARTICIPLE.fullmatch(words[place].text):
            return
        yield place


def _verbal(text: str, sentence: Sentence, at: int, sort: Sort) -> Mention | None:
    words = sentence.words
    first = last = at
    while first and at - first < CLAUSE and sentence.joined(text, first - 1):
        first -= 1
    while last + 1 < len(words) and last - at < CLAUSE and sentence.joined(text, last):
        last += 1
    anchors, names = _telling([*words[first:at], *words[at + 1 : last + 1]])
    if not anchors:
        return None
    return Mention(
        span=words[at].span,
        head=words[at].span,
        sort=sort,
        sentence=sentence.number,
        anchors=anchors,
        names=names,
        around=_names(words),
        verbal=True,
    )


def _telling(words: Sequence[Word]) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that tell an event from others, and those of names among them."""
    anchors, names = set(), set()
    for word in words:
        if word.plain in EMPTY or _dated(word) or word.text[0].isdigit():
            continue
        if is_name(word):
            names.add(name_stem(word.text))
        stem = stem_in_text(word)
        if len(stem) > 2:
            anchors.add(stem)
    return frozenset(anchors), frozenset(names)


def _names(words: Sequence[Word]) -> frozenset[str]:
    """The names of a sentence; its first word is one only where it is one elsewhere."""
    return frozenset(
        name_stem(word.text)
        for word in words[1:]
        if is_name(word) and word.plain not in EMPTY and not _dated(word)
    )
