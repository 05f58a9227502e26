"""Who is credited with what: the candidates weighed, and the likeliest taken.

Each candidate has two chances, from the scores of the tagger, the agreement of tagger and grammar,
and its construction: to be a statement (something said or written), and to be an attribution at
all (PolNeAR's: also what somebody wants, hopes, believes). The likeliest are taken first, and none
that crosses one taken. A third model says how sure a report is, its speaker included.
`python -m training weigh` fits all three (`weighing.json`).
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from claims.extraction.attribution import Attribution
from claims.extraction.candidates import (
    Candidate,
    Neighbours,
    Survey,
    crosses,
    lies_in,
    overlap,
)
from claims.extraction.marks import kind_of
from claims.extraction.prose import Prose
from claims.extraction.reading import Act
from claims.extraction.resolver import Source
from claims.extraction.tagging.decoding import Support
from claims.extraction.verbs import FORMS
from claims.extraction.words import MODALS, NEGATIONS

LEAST_CHANCE: dict[Act, float] = {"speech": 0.5, "attitude": 0.5}
LEAST_DISPUTED: dict[Act, float] = {"speech": 0.35, "attitude": 0.5}
CHANCE_UNTAGGED = 0.6  # of what the grammar finds where the tagger has not looked
MOST_LOGIT = 5.0
BEFORE = 12  # code points in which the word before a cue or a source stands
# A base form of naming tells of a habit: "locals call it the Wall".
UNSAID = NEGATIONS | MODALS | {"if", "unless", "call", "dub", "nickname"}
NOBODIES = ("nobody ", "no one ", "none ", "not ")
TO_NOBODY = re.compile(r"\s*(?:(?:nobody|no one) (?:that|about|to)\b|(?:nothing|anything)(?! \w))")

Model = Mapping[str, float]  # coefficients by feature; "" has the constant


def weigh(
    prose: Prose, found: Survey, *, attitudes: bool = False, least: float | None = None
) -> "Taken":
    """The attributions believed, none crossing another; `least` chance, if not the usual one.

    With `attitudes` all attributions compete by their chance to be one, without by their chance
    to be speech: so with them a little of the speech may be other speech.
    """
    models = read_models()
    judged = []
    for candidate in found.candidates:
        if candidate.attribution.content[0].start < found.until:
            values = features(prose, candidate, found.support)
            chances = {act: chance(models[act], values) for act in LEAST_CHANCE}
        else:
            chances = {"speech": CHANCE_UNTAGGED, "attitude": 0.0}
        asserted = candidate.parsed or not _is_unsaid(prose, candidate.attribution)
        if not asserted or _concerns_nobody(prose, candidate.attribution):
            chances["speech"] = 0.0
        wanted: Act = "attitude" if attitudes else "speech"
        if chances[wanted] >= _least(candidate, wanted, least):
            said = not attitudes or chances["speech"] >= LEAST_CHANCE["speech"]
            act: Act = "speech" if said else "attitude"
            attribution = replace(candidate.attribution, act=act, sure=chances[act])
            judged.append((chances[wanted], attribution))
    taken = Taken(prose)
    for _, attribution in sorted(judged, key=lambda j: (-j[0], j[1].content[0].start)):
        taken.offer(attribution)
    return taken


def _least(candidate: Candidate, wanted: Act, least: float | None) -> float:
    """The chance to ask for: where tagger and grammar disagree, they share that of a statement."""
    usual = LEAST_CHANCE[wanted] if least is None else least
    return min(usual, LEAST_DISPUTED[wanted]) if candidate.disputed else usual


class Taken:
    """The attributions taken so far."""

    def __init__(self, prose: Prose) -> None:
        """Begin with none."""
        self.all: list[Attribution] = []
        self._near = Neighbours[Attribution](prose)

    def offer(self, attribution: Attribution) -> bool:
        """Take one that crosses none taken; whether it did."""
        if not _fits(attribution, self._near.near(attribution.content)):
            return False
        self._near.keep(attribution.content, attribution)
        self.all.append(attribution)
        return True


def _fits(attribution: Attribution, near: Sequence[Attribution]) -> bool:
    """Whether it shares no word with the content of one taken, or lies wholly in it or round it."""
    return all(
        lies_in(attribution, other) or lies_in(other, attribution)
        for other in near
        if crosses(attribution, other)
    )


def features(prose: Prose, candidate: Candidate, support: Support) -> dict[str, float]:
    """What the chance of a candidate rests on, by name; scores of the tagger as log-odds."""
    attribution, tagged, parsed = candidate.attribution, candidate.tagged, candidate.parsed
    kind = kind_of(prose.text, attribution.content, prose.quotations)
    words = sum(len(span.of(prose.text).split()) for span in attribution.content)
    edges = [support.around("content", span) for span in attribution.content]
    values = {
        "begins too late": _logit(max(before for before, _ in edges)),
        "ends too early": _logit(max(after for _, after in edges)),
        "content supported": _logit(support.of_role("content", attribution.content)),
        "cue supported": _logit(support.of_role("cue", attribution.cue)),
        "source supported": _logit(support.of_role("source", attribution.source)),
        "direct": float(kind == "direct"),
        "mixed": float(kind == "mixed"),
        "short": 1 / (1 + words),
        "heading": float(prose.sentences[attribution.sentence].heading),
    }
    if attribution.cue:
        values["cue asserted" if is_asserted(prose, attribution) else "cue unsaid"] = 1.0
    if tagged:
        values |= {"tagged": 1.0, "linked": _logit(tagged.linked)}
        values |= {"credited": _logit(tagged.credited), "spoken": _logit(tagged.spoken)}
    if parsed:
        values |= {"parsed": 1.0, f"parsed as {parsed.rule}": 1.0}
    if candidate.disputed:
        values["tagged, disputed" if tagged else "parsed, disputed"] = 1.0
    if tagged and parsed:
        values["agreed"] = overlap(attribution.content, parsed.content)
    return values


def credit_features(attribution: Attribution, source: Source) -> dict[str, float]:
    """What the chance of a report to be right rests on, its speaker included."""
    rule = source.evidence[0].rule
    values = {"sure": _logit(attribution.sure), "resolved": _logit(source.confidence)}
    return values | {f"by {rule}": 1.0, "nested": float(attribution.parent is not None)}


def confidence_of(attribution: Attribution, source: Source) -> float:
    """The chance of a report to be a statement of the speaker whom it credits."""
    return chance(read_models()["credit"], credit_features(attribution, source))


def is_asserted(prose: Prose, attribution: Attribution) -> bool:
    """Whether a verb of speech is said to have been spoken."""
    words = attribution.cue[0].of(prose.text).lower().split()
    told = any(word in FORMS for word in words) and not _is_unsaid(prose, attribution)
    return told and not _concerns_nobody(prose, attribution)


def _is_unsaid(prose: Prose, attribution: Attribution) -> bool:
    """Whether it is denied, planned, possible, or a mere name: "did not say", "locals call"."""
    words = [word for span in attribution.cue for word in span.of(prose.text).lower().split()]
    before = [
        prose.text[max(0, span.start - BEFORE) : span.start].lower().split()[-1:]
        for span in (*attribution.cue[:1], *attribution.source[:1])
    ]
    planned = ["to"] in (words[:1], *before[:1])
    words += [word for part in before for word in part]
    return planned or any(w in UNSAID or w.endswith(("n't", "n’t")) for w in words)


def _concerns_nobody(prose: Prose, attribution: Attribution) -> bool:
    """Whether nobody said it, or it was said to nobody, or nothing was said."""
    source = " ".join(span.of(prose.text) for span in attribution.source).lower()
    places = [attribution.content[0].start, *(span.end for span in attribution.cue[:1])]
    to_nobody = any(TO_NOBODY.match(prose.text, place) for place in places)
    return to_nobody or f"{source} ".startswith(NOBODIES)


def _logit(probability: float) -> float:
    odds = max(probability, 1e-9) / max(1 - probability, 1e-9)
    return min(max(math.log(odds), -MOST_LOGIT), MOST_LOGIT)


def chance(model: Model, values: Mapping[str, float]) -> float:
    """The logistic model's answer; a feature without a coefficient counts for nothing."""
    score = model[""] + sum(model.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-score))


@cache
def read_models() -> dict[str, Model]:
    """The coefficients of the models by name: speech, attitude, credit."""
    written = files("claims.extraction").joinpath("weighing.json").read_text(encoding="utf-8")
    models: dict[str, Model] = json.loads(written)
    return models
