"""The cue words of a sentence, each with the words that name its source."""

from dataclasses import dataclass
from typing import Literal

from claims.extraction.clauses import (
    Clauses,
    Range,
    noun_phrase_after,
    noun_phrase_before,
    source_before,
    subject_of,
)
from claims.extraction.verbs import FORMS, NOUN_FORMS, PARTICLES, CueForm, Form
from claims.extraction.words import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    HYPOTHETICAL,
    MODALS,
    NEGATIONS,
    NOT_ADVERBS,
    PREPOSITIONS,
    PRONOUNS,
    PURSUITS,
    SUBORDINATORS,
)

Manner = Literal["own", "inverted", "shared", "relative", "fronted", "formula"]

PLURALS = frozenset({"they", "we", "i", "you", "who", "people", "police"})
NOBODY = frozenset({"nobody", "nothing", "none"})
MOST_CUES = 30  # of one sentence
HINGES = frozenset({",", "—", "–", "and", "while", "after", "before", "by"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Token ranges [at, end) of a cue and `source` of its source.

    `left` is where the cue's clause begins. A "shared" cue speaks for another verb's subject, a
    "fronted" one for the subject of the main clause after it.
    """

    at: int
    end: int
    forms: tuple[CueForm, ...]
    source: Range | None
    left: int
    manner: Manner


@dataclass(frozen=True, slots=True)
class _Word:
    """A token that may be a cue, in its sentence."""

    clauses: Clauses
    at: int
    end: int
    forms: tuple[CueForm, ...]
    previous: Cue | None

    def is_form(self, form: Form) -> bool:
        return any(f.form == form for f in self.forms)

    def cue(self, manner: Manner, source: Range | None, left: int | None = None) -> Cue | None:
        if source is None:
            return None
        return Cue(
            self.at, self.end, self.forms, source, source[0] if left is None else left, manner
        )


def find_cues(clauses: Clauses) -> tuple[Cue, ...]:
    """The cue words that somebody speaks by, in order; denials and maybes are left out."""
    found: list[Cue] = []
    for at, token in enumerate(clauses.tokens):
        forms = FORMS.get(token.lower)
        if forms and not (token.is_capital and at) and len(found) < MOST_CUES:
            cue = _read(clauses, at, forms, found[-1] if found else None)
            if cue:
                found.append(cue)
    return tuple(found)


def _read(
    clauses: Clauses, at: int, forms: tuple[CueForm, ...], previous: Cue | None
) -> Cue | None:
    particle = PARTICLES.get(forms[0].verb.lemma)
    following = clauses.lower(at + 1)
    word = _Word(clauses, at, at + 2 if particle else at + 1, forms, previous)
    nobody = following in NOBODY or (following == "no" and clauses.lower(at + 2) == "one")
    passive = following == "by" and word.is_form("past")
    if nobody or passive or (particle and following != particle):
        return None
    if word.is_form("gerund"):
        return _gerund(word)
    return _infinitive(word) if clauses.lower(at - 1) == "to" else _finite(word)


def _finite(word: _Word) -> Cue | None:
    clauses = word.clauses
    before = _skip_auxiliaries(clauses, word.at - 1)
    if before is None or _follows_determiner(clauses, before):
        return None
    if _is_inverted(word, before):
        return word.cue("inverted", noun_phrase_after(clauses, word.end), word.at)
    if clauses.lower(before) in ("who", "which"):
        return _relative(word, before)
    joined = clauses.lower(before) in CONJUNCTIONS | {";"} or before < 0
    return _shared(word, before) if joined else _own(word, before)


def _own(word: _Word, before: int) -> Cue | None:
    source = source_before(word.clauses, before)
    if source and word.previous and source[0] <= word.previous.at and not word.is_form("past"):
        return None
    if source is None or _is_hypothetical(word.clauses, source[0]) or _is_noun(word, source):
        return None
    return word.cue("own", source)


def _skip_auxiliaries(clauses: Clauses, at: int) -> int | None:
    """Go back over adverbs, "has" and time adjuncts; None where the verb is not asserted."""
    only = clauses.lower(at + 2) == "only"
    while at >= 0:
        word = clauses.lower(at)
        if at + 1 in clauses.times_by_end:
            at = clauses.times_by_end[at + 1] - 1
            continue
        if word in NEGATIONS | BE or word.endswith(("n't", "n’t")) or (word in MODALS and not only):
            return None
        if word not in MODALS | ADVERBS | HAVE and not _is_manner(clauses, at):
            break
        only = only or word == "only"
        at -= 1
    return at


def _is_manner(clauses: Clauses, at: int) -> bool:
    word = clauses.lower(at)
    return word.endswith("ly") and not clauses.tokens[at].is_capital and word not in NOT_ADVERBS


def _follows_determiner(clauses: Clauses, before: int) -> bool:
    """Whether the word is rather a noun: "the claims", "in reports"."""
    word = clauses.lower(before)
    return word in DETERMINERS - {"one", "another", "this", "both"} or word in PREPOSITIONS


def _is_noun(word: _Word, source: Range) -> bool:
    """Whether a present tense is rather a noun: "key demands", "the mayor's claims"."""
    clauses = word.clauses
    if word.is_form("past") or (clauses.sentence.heading and not word.is_form("base")):
        return False
    possessive = clauses.lower(source[1] - 1).endswith(("'s", "’s"))
    nickname = word.forms[0].verb.lemma == "call" and word.is_form("base")
    return possessive or nickname or not _agrees(word, source)


def _agrees(word: _Word, source: Range) -> bool:
    """Whether the source's number fits, and its look where the word is a noun as well."""
    clauses = word.clauses
    if word.is_form("base"):
        return _is_plural(clauses, source) or clauses.lower(word.at - 1) in MODALS
    first, last = clauses.tokens[source[0]], clauses.tokens[source[1] - 1]
    named = (first.is_capital and last.is_capital) or first.lower in PRONOUNS
    claims_that = first.lower in DETERMINERS and clauses.lower(word.end) == "that"
    return named or claims_that or clauses.lower(word.at) not in NOUN_FORMS


def _is_plural(clauses: Clauses, source: Range) -> bool:
    head = clauses.find(PREPOSITIONS, source[0] + 1, source[1]) or source[1]
    word, token = clauses.lower(head - 1), clauses.tokens[head - 1]
    joined = clauses.find({"and"}, *source) is not None
    plural = word.endswith("s") and (not token.is_capital or head == 1)
    return word in PLURALS or joined or plural


def _is_inverted(word: _Word, before: int) -> bool:
    """Whether the source comes after the verb: "...", said the mayor."""
    clauses = word.clauses
    if before != word.at - 1 or not clauses.follows_comma(word.at):
        return False
    source = noun_phrase_after(clauses, word.end)
    fits = any("clause" in f.verb.takes and "addressee" not in f.verb.takes for f in word.forms)
    if source is None or not fits or clauses.is_quotation(source[1]):
        return False
    first = clauses.tokens[source[0]]
    closes = clauses.lower(source[1]) in PREPOSITIONS | {",", ".", "", "—"}
    begins = first.is_capital or first.lower in DETERMINERS | PRONOUNS
    return begins and (closes or source[1] in clauses.times)


def _is_hypothetical(clauses: Clauses, start: int) -> bool:
    return bool({clauses.lower(start - 1), clauses.lower(start)} & HYPOTHETICAL)


def _relative(word: _Word, who: int) -> Cue | None:
    """The source of "X, who said": the words before, of which the last name counts."""
    if word.forms[0].verb.lemma == "ask":
        return None
    clauses = word.clauses
    last = who - 2 if clauses.lower(who - 1) == "," else who - 1
    source = noun_phrase_before(clauses, last)
    for at in range(last, source[0] if source else last, -1):
        if clauses.lower(at) == "of" and clauses.tokens[at + 1].is_capital:
            source = (at + 1, last + 1)
            break
    return word.cue("relative", source, who)


def _shared(word: _Word, before: int) -> Cue | None:
    previous = word.previous
    told = previous is not None and previous.manner != "relative"
    source = previous.source if previous and told else subject_of(word.clauses)
    tenseless = not word.is_form("past") and not word.is_form("gerund")
    if source is None or source[1] > word.at or (tenseless and not word.clauses.sentence.heading):
        return None
    return word.cue("shared", source, max(before, 0))


def _gerund(word: _Word) -> Cue | None:
    clauses, before = word.clauses, word.at - 1
    while clauses.lower(before) in ADVERBS:
        before -= 1
    hinge = clauses.lower(before)
    if hinge in BE - {"being", "been"}:
        return word.cue("own", source_before(clauses, before - 1))
    if before <= 1 and (before < 0 or hinge in PREPOSITIONS | SUBORDINATORS):
        comma = clauses.comma_after(word.end)
        return word.cue("fronted", subject_of(clauses, comma + 1), 0) if comma else None
    return _shared(word, before) if hinge in HINGES or clauses.is_comma(before) else None


def _infinitive(word: _Word) -> Cue | None:
    """The infinitive of "used a rally to urge", "went on the radio to argue"."""
    start = max(0, word.at - 20)
    if word.clauses.find(PURSUITS, start, word.at) is None:
        return None
    return word.cue("shared", subject_of(word.clauses), word.at - 1)
