"""Whose words they are: from the words that name a source to a person or a body."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from claims.extraction.attribution import Attribution
from claims.extraction.names import Name, Person, fold, person_of
from claims.extraction.offices import Holder, of_place, serves, successor
from claims.extraction.reading import Evidence, Span
from claims.extraction.story import NOBODY, Story
from claims.extraction.words import FUNCTION_WORDS, GROUPS, INDEFINITE, PREPOSITIONS, ROLES

GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
MAY_FOLLOW = PREPOSITIONS | {"himself", "herself", "then", "meanwhile", "afterward", "afterwards"}
MODIFIERS = PREPOSITIONS | {"familiar", "briefed", "close"}
ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their"})
WORD = re.compile(r"\w+(?:[-'’‘.]\w+)*")

SURE_OF_UNNAMED = 0.85
INITIAL = re.compile(r"[A-Z]\.?")  # whose turn it is in a transcript: "Q.", "A."


@dataclass(frozen=True, slots=True)
class Source:
    """Who is credited: a person, a body, or nobody known by name; and what that rests on."""

    label: str
    person: Person | None
    body: str | None
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Guess:
    person: Person
    rule: str
    confidence: float


def resolve(
    text: str, names: Sequence[Name], story: Story, attributions: Sequence[Attribution]
) -> tuple[Source, ...]:
    """One source an attribution, in the same order."""
    found: list[Source] = []
    resolver = _Resolver(text, names, story)
    for attribution in attributions:
        source = _speaking_of_self(text, attribution, found) or resolver.source_of(attribution)
        found.append(source)
        at = (attribution.source or attribution.content)[0].start
        story.advance(at + 1)
        if source.person or not source.body:
            story.heard(at, source.person)
    return tuple(found)


def _speaking_of_self(
    text: str, attribution: Attribution, found: Sequence[Source]
) -> Source | None:
    """The outer speaker, where "I" is the source within somebody's words."""
    own = [span for span in attribution.source if span.of(text) == "I"]
    known = attribution.parent is not None and attribution.parent < len(found)
    if not own or not known or attribution.act != "speech":
        return None
    outer = found[attribution.parent or 0]
    evidence = Evidence(own[0], "first person in these words", outer.confidence)
    return replace(outer, label="I", evidence=(evidence,))


class _Resolver:
    def __init__(self, text: str, names: Sequence[Name], story: Story) -> None:
        self.text = text
        self.story = story
        self.by_slug = story.registry.by_slug
        self._names = names
        self._starts = [name.span.start for name in names]
        self._known: dict[Span, Source] = {}

    def source_of(self, attribution: Attribution) -> Source:
        """Who is credited; the same words name the same source, however many cues share them."""
        if not attribution.source:
            return self._inherited(attribution.content[0])
        spans = dict.fromkeys((*attribution.reading[:1], attribution.source[0]))
        found = [self._known.get(span) or self._credited(span) for span in spans]
        self._known |= zip(spans, found, strict=True)
        best = next((source for source in found if source.person), found[-1])
        return replace(best, label=attribution.source[0].of(self.text))

    def _inherited(self, content: Span) -> Source:
        """A quotation without a source: whom the sentence before is about, else who spoke last."""
        self.story.advance(content.start)
        person = self.story.antecedent("", content.start)
        evidence = Evidence(content, "quotation without a source", 0.6)
        return Source("", None if person is NOBODY else person, None, (evidence,), 0.6)

    def _credited(self, span: Span) -> Source:
        self.story.advance(span.start)
        label = span.of(self.text)
        guess = self._guess(span)
        if guess and guess.person is not NOBODY:
            evidence = Evidence(span, guess.rule, guess.confidence)
            return Source(label, guess.person, None, (evidence,), guess.confidence)
        body = _body(label) if guess is None else None
        sure = SURE_OF_UNNAMED if guess is None else guess.confidence
        evidence = Evidence(span, "body" if body else "unnamed source", sure)
        return Source(label, None, body, (evidence,), sure)

    def _guess(self, span: Span) -> _Guess | None:
        head = Span(span.start, span.start + len(span.of(self.text).partition(",")[0]))
        phrase = head.of(self.text)
        pronoun = _pronoun(phrase)
        if pronoun:
            person = self.story.antecedent(GENDER[pronoun], span.start)
            return _Guess(person, "pronoun", 0.8) if person else None
        return self._named(head, span) or self._titled(head, phrase)

    def _named(self, head: Span, span: Span) -> _Guess | None:
        """The person whose name heads the noun phrase or stands in apposition to it."""
        for name in self._names_in(head):
            if self._is_head(name, head):
                return self._decided(name, head)
        for name in self._names_in(Span(head.end, span.end)):
            if self._is_apposition(name, head.end, span):
                return self._decided(name, Span(head.end, span.end))
        return None

    def _names_in(self, span: Span) -> list[Name]:
        first = bisect_left(self._starts, span.start)
        within = takewhile(lambda n: n.span.start < span.end, islice(self._names, first, None))
        return [name for name in within if span.contains(name.span)]

    def _is_head(self, name: Name, head: Span) -> bool:
        before = self.text[head.start : name.span.start].lower().split()
        after = self.text[name.span.end : head.end].lower().split()
        if PREPOSITIONS.intersection(_without_title(before)):
            return False
        if name.possessive:
            return after in (["'s"], ["’s"], ["'"], ["’"])
        return not after or after[0] in MAY_FOLLOW or after[0][0] in "—–-("

    def _is_apposition(self, name: Name, start: int, span: Span) -> bool:
        between = self.text[start : name.span.start].strip(" ,").lower().split()
        after = self.text[name.span.end : span.end].lstrip()
        ends = not name.possessive and (not after or after[0] == ",")
        return ends and all(fold(word) in name.titles for word in between)

    def _decided(self, name: Name, phrase: Span) -> _Guess | None:
        """Which person a source's name means; a title may tell two of one name apart."""
        title = self.text[phrase.start : name.span.start]
        titled = self.story.titled(name, title) if len(name.people) > 1 else None
        if titled:
            return _Guess(titled, "name and title", 0.9)
        person = self.story.decide(name)
        if person is None:
            return None
        sure = 0.97 if name.is_full else 0.95 if len(name.people) == 1 else 0.7
        return _Guess(person, "full name" if name.is_full else "surname", sure)

    def _titled(self, head: Span, phrase: str) -> _Guess | None:
        if phrase.partition(" ")[0].lower() in INDEFINITE:
            return None
        owner, phrase = self._owner(head, phrase)
        if owner and phrase.strip().lower() == "successor":
            before = self.by_slug.get(owner.slug)
            heir = successor(self.story.registry, before) if before else None
            return _Guess(person_of(heir), "successor in office", 0.85) if heir else None
        return self._by_office(phrase, owner, head.start) or self._introduced(phrase)

    def _owner(self, head: Span, phrase: str) -> tuple[Person | None, str]:
        """Whose minister it is, and the words without them: "his", "Karsk's"."""
        first, _, rest = phrase.partition(" ")
        if first.lower() in ("his", "her"):
            return self.story.antecedent(GENDER[first.lower()], head.start), rest
        for name in self._names_in(head):
            if name.possessive:
                after = self.text[name.span.end : head.end]
                return self.story.decide(name), after.partition(" ")[2]
        return None, phrase

    def _by_office(self, phrase: str, owner: Person | None, at: int) -> _Guess | None:
        """Who holds the office: the only one, or the one last spoken of."""
        slugs = {h.speaker.slug for h in self._candidates(phrase, owner, at)}
        if len(slugs) == 1:
            (slug,) = slugs
            return _Guess(person_of(self.by_slug[slug]), "office on that day", 0.88)
        person = self.story.latest(slugs, at)
        return _Guess(person, "office, last spoken of", 0.75) if person else None

    def _candidates(self, phrase: str, owner: Person | None, at: int) -> Iterator[Holder]:
        found = self.story.holders(phrase)
        boss = self.by_slug.get(owner.slug) if owner else None
        for holder in found:
            if boss:
                known = serves(holder.office, boss)
            else:
                known = holder.qualified or holder.speaker.slug in self.story.mentioned
                its = phrase.lower().startswith("its ")
                known = known or (its and self._is_of_subject_before(holder, at))
            if known:
                yield holder

    def _is_of_subject_before(self, holder: Holder, at: int) -> bool:
        """Whether "its spokesman" speaks for what the sentence before is about."""
        before = self.story.before(at)
        words = [t.text for t in before.tokens[:4] if t.is_capital] if before else []
        places = [word for word in words if len(word) > 3]
        return any(of_place(o, place) for o in holder.speaker.offices for place in places)

    def _introduced(self, phrase: str) -> _Guess | None:
        """Somebody introduced before by this role, or the only one of a country: "the mediator"."""
        words = WORD.findall(phrase)
        stranger = self.story.stranger(fold(words[-1])) if words else None
        if stranger:
            return _Guess(stranger, "role given before", 0.75)
        if len(words) != 3 or words[0].lower() != "the" or words[2].lower() in GROUPS:
            return None
        people = {
            speaker.slug
            for speaker in self.story.registry.speakers
            if speaker.slug in self.story.mentioned and words[1][0].isupper()
            if any(of_place(office, words[1]) for office in speaker.offices)
        }
        if len(people) != 1:
            return None
        return _Guess(person_of(self.by_slug[people.pop()]), "the only one of that country", 0.6)


def _pronoun(phrase: str) -> str:
    """The pronoun that a phrase is, or ends with after an adjunct: "In Zelna he"; else ""."""
    words = phrase.lower().split()
    alone = len(words) == 1 or (bool(words) and words[0] in PREPOSITIONS)
    return words[-1] if alone and words[-1] in GENDER else ""


def _without_title(words: list[str]) -> list[str]:
    """The words without an office's own preposition: "secretary of state"."""
    return [w for at, w in enumerate(words) if not (w == "of" and words[at - 1] in ROLES)]


def _body(label: str) -> str | None:
    """The label, where it names an office, a country, a document or a group."""
    core = [word for word in label.partition(",")[0].split() if word.lower() not in ARTICLES]
    core = list(takewhile(lambda word: word.lower() not in MODIFIERS, core))
    if not core or INITIAL.fullmatch(core[0]) or core[0].lower() in FUNCTION_WORDS:
        return None
    named = all(word[0].isupper() for word in core)
    return label if named or fold(core[-1]) in GROUPS else None
