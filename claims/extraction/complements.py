"""What a cue introduces: where the content lies, before the cue, after it or on both sides."""

from claims.extraction.clauses import Clauses, Range, subject_of
from claims.extraction.cues import Cue
from claims.extraction.verbs import Verb
from claims.extraction.words import (
    ADJUNCT_PREPOSITIONS,
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    EMPTY_COMPLEMENTS,
    FINITE,
    NOMINATIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)

LOOK_AHEAD = 40
LONGEST_ADDRESSEE = 7
CLOSING = frozenset(".!?)")
ASIDES = ADJUNCT_PREPOSITIONS | {"while", "when", "as", "("}
DIVIDERS = frozenset(":;")
TAILS = RELATIVES | CONJUNCTIONS | {"as", "while", "before", "after", "when"}


def find_content(clauses: Clauses, cue: Cue, begin: int, stop: int) -> tuple[Range, ...]:
    """Token ranges of the cue's content, none where there is nothing that it introduces.

    `begin` is where an earlier statement of the sentence ends, `stop` where a later one begins.
    """
    for form in cue.forms:
        ranges = _content(clauses, cue, form.verb, (begin, stop))
        if ranges:
            return ranges
    return ()


def lies_before(clauses: Clauses, cue: Cue, begin: int, stop: int) -> bool:
    """Whether the cue's content comes before it, as in "..., she said"."""
    ranges = find_content(clauses, cue, begin, stop)
    return bool(ranges) and ranges[0][0] < cue.at


def after_divider(clauses: Clauses, begin: int, end: int) -> int:
    """The token after the last colon or semicolon of a stretch, or its beginning."""
    return next((i + 1 for i in range(end - 1, begin, -1) if clauses.lower(i) in DIVIDERS), begin)


def resumed_at(clauses: Clauses, at: int, stop: int) -> int | None:
    """Where content goes on after a cue in its middle: "..., she told us, ..."."""
    stop_looking = min(stop, at + LOOK_AHEAD)
    while at < stop_looking and clauses.lower(at) not in {",", "—", "–"}:
        if clauses.is_quotation(at) or clauses.lower(at) in FINITE | SUBORDINATORS | {"."}:
            return None
        at += 1
    if at == stop_looking or at + 1 >= stop:
        return None
    word = clauses.lower(at + 1)
    aside = word.endswith("ing") or word in TAILS or at + 1 in clauses.times
    return None if aside else at + 1


def _content(clauses: Clauses, cue: Cue, verb: Verb, within: Range) -> tuple[Range, ...]:
    stop = within[1]
    right = None if cue.manner == "inverted" else _after(clauses, cue.end, stop, verb)
    checked = () if right is None else _checked(clauses, right, stop, verb)
    interrupts = clauses.is_quotation(cue.left - 1)
    if checked and not (interrupts and clauses.is_quotation(checked[0][0])):
        return checked
    if right is not None and not interrupts:
        return ()
    if "clause" not in verb.takes or cue.manner not in ("own", "inverted"):
        return ()
    return _around(clauses, cue, within)


def _around(clauses: Clauses, cue: Cue, within: Range) -> tuple[Range, ...]:
    """The words before a cue, and those after it where it interrupts them."""
    begin, stop = within
    after = cue.source[1] if cue.manner == "inverted" and cue.source else cue.end
    quoted = clauses.is_quotation((cue.at if cue.manner == "inverted" else cue.left) - 1)
    resumed = (_quoted_again if quoted else resumed_at)(clauses, after, stop)
    left = _before(clauses, cue, begin, whole=resumed is None)
    if left is None:
        return ()
    return (left,) if resumed is None else (left, (resumed, stop))


def _quoted_again(clauses: Clauses, at: int, stop: int) -> int | None:
    """Where a quotation goes on after a comma: "...", she said in Orsk, "..."."""
    for index in range(at, min(stop, at + LOOK_AHEAD)):
        if clauses.is_quotation(index):
            return index if clauses.is_comma(index - 1) else None
    return None


def _after(clauses: Clauses, at: int, stop: int, verb: Verb) -> int | None:
    """Where the content begins to the right of a cue."""
    at = _skip_asides(clauses, at, stop)
    word = clauses.lower(at)
    found: int | None = at if at < stop else None
    if found is None:
        return None
    if word == "that" and "clause" in verb.takes:
        found = at + 1
    elif word in (":", ","):
        found = _after_mark(clauses, at, stop)
    elif clauses.is_quotation(at) or verb.needs or (word == "to" and "infinitive" in verb.takes):
        found = at
    elif word in ASIDES or "addressee" in verb.takes:
        found = _beyond_adjunct(clauses, at, stop, verb)
    return found


def _skip_asides(clauses: Clauses, at: int, stop: int) -> int:
    """Pass by adverbs, time adjuncts and closing marks."""
    skipped = ADVERBS - {"all", "both", "once", "there"} | CLOSING
    while at < stop and (at in clauses.times or clauses.lower(at) in skipped):
        at = clauses.times.get(at, at + 1)
    return at


def _after_mark(clauses: Clauses, at: int, stop: int) -> int | None:
    if at + 1 >= stop:
        return None
    if clauses.lower(at) == ":" or clauses.is_quotation(at + 1):
        return None if clauses.is_quotation(at - 1) else at + 1
    for index in range(at + 1, min(stop, at + 25)):
        if clauses.lower(index) == "," and clauses.lower(index + 1) == "that":
            return index + 2
    return None


def _beyond_adjunct(clauses: Clauses, at: int, stop: int, verb: Verb) -> int | None:
    """Where content begins after "in Paris", "told a crowd in Paris": at "that" or a quotation."""
    index = at
    while index < min(stop, at + LOOK_AHEAD):
        word = clauses.lower(index)
        if word == "that" and clauses.lower(index - 1) not in PREPOSITIONS:
            return index + 1 if index + 1 < stop else None
        if word == ":" or (word == "," and not clauses.is_quotation(index + 1)):
            return _after_mark(clauses, index, stop)
        if clauses.is_quotation(index) or (index > at and _resumes(clauses, index, verb)):
            return index
        index = clauses.times.get(index, index + 1)
    return None


def _resumes(clauses: Clauses, at: int, verb: Verb) -> bool:
    """Whether content begins without any sign: "told reporters he", "vowed in May to"."""
    if clauses.lower(at) == "to":
        return "infinitive" in verb.takes
    return at not in clauses.times and "addressee" in verb.takes and _begins_clause(clauses, at)


def _begins_clause(clauses: Clauses, at: int) -> bool:
    word, before = clauses.lower(at), clauses.lower(at - 1)
    if before in PREPOSITIONS | DETERMINERS | CONJUNCTIONS:
        return False
    if word in NOMINATIVES - {"you", "we", "these", "those"}:
        return True
    return word in ("his", "the", "its") and not clauses.tokens[at - 1].is_capital


def _before(clauses: Clauses, cue: Cue, begin: int, *, whole: bool) -> Range | None:
    """The words before "..., she said"; `whole` where nothing follows it."""
    end = cue.at if cue.manner == "inverted" else cue.left
    if clauses.is_quotation(end - 1) and end > begin:
        alone = end - 1 <= begin or clauses.lower(end - 2) in (",", ":", "")
        return (end - 1 if alone else after_divider(clauses, begin, end), end)
    if clauses.lower(end - 1) not in (",", "—", "–") or end - 1 <= begin:
        return None
    begin = after_divider(clauses, begin, end - 1)
    reads = not whole or _reads_as_clause(clauses, begin, end - 1)
    return (begin, end - 1) if reads else None


def _reads_as_clause(clauses: Clauses, begin: int, end: int) -> bool:
    """Whether words before a comma say something, rather than when or where it was said."""
    first = clauses.lower(begin)
    adjunct = first in PREPOSITIONS | SUBORDINATORS | ADVERBS or first.endswith("ing")
    if adjunct or begin in clauses.times:
        return first in ("if", "while") or clauses.find({","}, begin, end) is not None
    return end - begin > 1


def _checked(clauses: Clauses, right: int, stop: int, verb: Verb) -> tuple[Range, ...]:
    """The content from there on, if the verb takes it; else a quotation after a colon."""
    if "clause" in verb.takes and not {"object", "addressee"} & verb.takes:
        right = _past_addressee(clauses, right, stop)
    if _is_content(clauses, right, stop, verb):
        return ((right, _without_deeds(clauses, right, stop) if verb.needs else stop),)
    colon = clauses.find({":"}, right, stop - 1) if "clause" in verb.takes else None
    if colon is not None and clauses.is_quotation(colon + 1):
        return ((colon + 1, stop),)
    return ()


def _past_addressee(clauses: Clauses, right: int, stop: int) -> int:
    """Skip somebody between verb and "that": "promised voters that"."""
    for at in range(right, min(stop - 1, right + LONGEST_ADDRESSEE)):
        word = clauses.lower(at)
        if word == "that":
            return at + 1
        if word in FINITE | NOMINATIVES or not word.isalnum():
            return right
    return right


def _without_deeds(clauses: Clauses, start: int, stop: int) -> int:
    """Cut what was done besides: "blamed X for Y and cancelled a visit"."""
    for at in range(start, stop - 1):
        word = clauses.lower(at + 1)
        if clauses.lower(at) in ("and", "but") and word.endswith("ed") and at > start + 1:
            return at
    return stop


def _is_content(clauses: Clauses, start: int, stop: int, verb: Verb) -> bool:
    """Whether the words from `start` are a complement that the verb takes."""
    if clauses.is_quotation(start) or clauses.lower(start - 1) in ("that", ":"):
        return True
    if verb.needs:
        return _has_needed(clauses, verb, start, stop)
    if clauses.lower(start) == "to":
        return "infinitive" in verb.takes
    return _is_bare(clauses, start, stop, verb)


def _is_bare(clauses: Clauses, start: int, stop: int, verb: Verb) -> bool:
    """Whether a noun phrase or a clause without "that" is a complement of the verb."""
    first = clauses.lower(start)
    empty = first in EMPTY_COMPLEMENTS and not clauses.lower(start + 1).isalpha()
    if empty or first in PREPOSITIONS | SUBORDINATORS:
        return False
    if "object" in verb.takes or first in NOMINATIVES:
        return True
    return stop - start > 2 and ("bare" in verb.takes or _is_finite(clauses, start, stop))


def _has_needed(clauses: Clauses, verb: Verb, start: int, stop: int) -> bool:
    for at in range(start, min(stop, start + LOOK_AHEAD)):
        if clauses.lower(at) in verb.needs:
            return True
        if clauses.is_quotation(at):
            return bool(verb.needs & {"quotation", "as"})
    return False


def _is_finite(clauses: Clauses, start: int, stop: int) -> bool:
    """Whether a clause, and not just a noun phrase, begins here: a finite verb comes soon."""
    subject = subject_of(clauses, start)
    if subject is None or subject[1] >= stop:
        return False
    following = clauses.lower(subject[1])
    return following in FINITE or following.endswith("ed")
