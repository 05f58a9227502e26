"""The verbs that attribute speech and the forms that they take."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claims.extraction.words import LEXICON, listed

Form = Literal["past", "present", "base", "gerund"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that may be a cue, and the complements that make it one.

    `clause`: a quotation, "that ...", or words before it ("..., she said"); `bare`: a clause
    without "that" as a matter of course; `infinitive`: "to ..."; `object`: any noun phrase;
    `addressee`: somebody comes first ("told reporters that"). Where `needs` is set, one of its
    words must follow ("accused X of Y"), or a quotation.
    """

    lemma: str
    takes: frozenset[str]
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of a cue verb; "past" is also its participle."""

    verb: Verb
    form: Form


DOUBLED = listed("forms", "doubled")
NOUN_FORMS = listed("forms", "nouns")
PARTICLES: dict[str, str] = LEXICON["particles"]


def _verbs() -> Iterator[Verb]:
    for entry in LEXICON["verbs"]:
        for lemma in entry["lemmas"].split():
            yield Verb(lemma, frozenset(entry["takes"].split()))
    needs: dict[str, set[str]] = {}
    for need, lemmas in LEXICON["needs"].items():
        for lemma in lemmas.split():
            needs.setdefault(lemma, set()).add(need)
    for lemma, words in needs.items():
        yield Verb(lemma, frozenset({"object"}), frozenset(words))


def _inflect(lemma: str) -> Iterator[tuple[str, Form]]:
    soft = lemma[-1] == "y" and lemma[-2] not in "aeiou"
    stem = lemma[:-1] if lemma.endswith("e") else lemma + lemma[-1] * (lemma in DOUBLED)
    sibilant = lemma.endswith(("s", "ch", "sh", "x"))
    regular = lemma[:-1] + "ied" if soft else stem + "ed"
    yield lemma, "base"
    yield lemma[:-1] + "ies" if soft else lemma + ("es" if sibilant else "s"), "present"
    yield stem + "ing", "gerund"
    for past in LEXICON["irregular_past"].get(lemma, regular).split():
        yield past, "past"


def _forms() -> dict[str, tuple[CueForm, ...]]:
    """Every form of every verb, its readings without needs first."""
    forms: dict[str, tuple[CueForm, ...]] = {}
    for verb in _verbs():
        for word, form in _inflect(verb.lemma):
            forms[word] = (*forms.get(word, ()), CueForm(verb, form))
    return forms


FORMS = _forms()


def is_form(word: str, *forms: Form) -> bool:
    """Whether a word is one of these forms of a cue verb."""
    return any(cue.form in forms for cue in FORMS.get(word, ()))


def speaks(word: str) -> bool:
    """Whether a word is the past of a verb that a clause may follow."""
    return any(f.form == "past" and "clause" in f.verb.takes for f in FORMS.get(word, ()))
