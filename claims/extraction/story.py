"""Who has been spoken of so far: what "he", a bare surname or "the minister" may go back to."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from claims.extraction.names import Name, Person
from claims.extraction.offices import Holder, holders
from claims.extraction.reading import Span
from claims.extraction.registry import Registry
from claims.extraction.sentences import Sentence
from claims.extraction.words import HONORIFICS, PREPOSITIONS, RELATIVES

NOBODY = Person("")
REACH = 12
SPEAKER, SUBJECT, OTHER, POSSESSOR = 3.0, 2.5, 1.5, 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody at a place in the text; the heavier, the likelier that a pronoun goes back there."""

    start: int
    sentence: int
    person: Person
    weight: float


class Story:
    """The people of one document in text order; names in quotations are nobody's antecedents."""

    def __init__(
        self,
        registry: Registry,
        day: date | None,
        names: Sequence[Name],
        sentences: Sequence[Sentence],
    ) -> None:
        """Take the names as found; nothing is seen before `advance`."""
        self.registry = registry
        self.day = day
        self.mentioned = {n.people[0].slug for n in names if len(n.people) == 1}
        self._names = names
        self._sentences = sentences
        self._starts = [s.span.start for s in sentences]
        self._next = 0
        self._seen: list[Seen] = []
        self._decided: dict[Span, Person] = {}
        self._strangers: dict[str, Person] = {}
        self._holders: dict[str, tuple[Holder, ...]] = {}

    def advance(self, position: int) -> None:
        """Take in the names before a position."""
        while self._next < len(self._names) and self._names[self._next].span.start < position:
            name = self._names[self._next]
            self._next += 1
            person = self.decide(name)
            if person:
                self._see(name, person)
            if not name.people[0].slug:
                self._strangers |= dict.fromkeys(name.titles, name.people[0])

    def heard(self, position: int, person: Person | None) -> None:
        """Take in who spoke at a position; None for an unnamed source."""
        index = self._sentence_at(position)
        self._seen.append(Seen(position, index, person or NOBODY, SPEAKER))

    def decide(self, name: Name) -> Person | None:
        """Which of several people of one name is meant, None where it can't be told."""
        if name.span not in self._decided:
            person = self._choose(name)
            if person is None:
                return None
            self._decided[name.span] = person
        return self._decided[name.span]

    def titled(self, name: Name, title: str) -> Person | None:
        """The one of several namesakes who held an office of that title, if just one did."""
        held = {h.speaker.slug for h in self.holders(title)}
        people = [person for person in name.people if person.slug in held]
        if len(people) != 1:
            return None
        self._decided[name.span] = people[0]
        return people[0]

    def antecedent(self, gender: str, position: int) -> Person | None:
        """Whom a pronoun of that gender goes back to; `NOBODY` is somebody unnamed."""
        here = self._sentence_at(position)
        near = takewhile(lambda seen: here - seen.sentence <= REACH, reversed(self._seen))
        fitting = [
            seen
            for seen in near
            if seen.start < position and (not gender or seen.person.gender in (gender, ""))
        ]
        best = max(
            fitting, key=lambda seen: (seen.weight + seen.sentence, seen.start), default=None
        )
        return best.person if best else None

    def latest(self, slugs: set[str], position: int) -> Person | None:
        """Which of some listed people was last spoken of before a position."""
        fitting = (s for s in reversed(self._seen) if s.person.slug in slugs and s.start < position)
        return next((seen.person for seen in fitting), None)

    def stranger(self, role: str) -> Person | None:
        """Who was last introduced with a role and is not listed: "the governor"."""
        return self._strangers.get(role)

    def holders(self, title: str) -> tuple[Holder, ...]:
        """Everybody whom a title may mean on the day of the story."""
        if title not in self._holders:
            self._holders[title] = holders(self.registry, title, self.day)
        return self._holders[title]

    def before(self, position: int) -> Sentence | None:
        """The sentence before that of a position."""
        index = self._sentence_at(position)
        return self._sentences[index - 1] if index else None

    def _sentence_at(self, position: int) -> int:
        return max(0, bisect_right(self._starts, position) - 1)

    def _choose(self, name: Name) -> Person | None:
        if len(name.people) == 1:
            return name.people[0]
        gender = next((g for t in name.titles if (g := HONORIFICS.get(t))), "")
        people = [p for p in name.people if not gender or p.gender in (gender, "")]
        if len(people) == 1:
            return people[0]
        titled = self.titled(name, " ".join(name.titles)) if name.titles else None
        seen = (s.person for s in reversed(self._seen) if s.person in people)
        return titled or next(seen, None) or self._introduced_later(people)

    def _introduced_later(self, people: Sequence[Person]) -> Person | None:
        """For a bare surname in a heading: who first comes with a full name."""
        later = (n.people[0] for n in self._names[self._next :] if len(n.people) == 1)
        return next((person for person in later if person in people), None)

    def _see(self, name: Name, person: Person) -> None:
        person_like = person.slug or person.gender or name.titles
        if not self._sentences or not person_like:
            return
        index = self._sentence_at(name.span.start)
        tokens = self._sentences[index].tokens
        if any(t.quotation and t.span.contains(name.span) for t in tokens):
            return
        before = [t.lower for t in tokens if t.span.end <= name.span.start][-4:]
        first = all(seen.sentence != index for seen in self._seen[-3:])
        leads = first and not (PREPOSITIONS | RELATIVES).intersection(before)
        weight = POSSESSOR if name.possessive else SUBJECT if leads else OTHER
        self._seen.append(Seen(name.span.start, index, person, weight))
