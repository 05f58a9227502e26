"""How likely a statement refers to a candidate: logistic models over features with names.

Each candidate is judged by itself ("match"), and then beside the others ("link"), as far as it
stands out; several may hold. `python -m training.linking fit` fits both (`weighing.json`); the
values of the features are what a page shows as explanation.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain

from claims.linking.candidates import Candidates, Rarity
from claims.linking.catalogue import CatalogueEvent
from claims.linking.profiles import Profile, profile_of_event
from claims.linking.terms import stems_of

WEEK = 7  # days after an event in which most of what is said of it is said
FARTHEST = 6.0  # log-odds; a greater margin says no more

Model = Mapping[str, float]  # coefficients by feature; "" has the constant
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement as candidates are judged for it."""

    words: Profile
    around: frozenset[str]  # terms of what stands around it
    source: frozenset[str]  # terms of who says it
    day: date | None


def features(asked: Asked, event: CatalogueEvent, found: Candidates) -> dict[str, float]:
    """What speaks for one candidate by itself, and against it, by name."""
    words, other, rarity = asked.words, profile_of_event(event), found.rarity
    shared = words.terms & other.terms
    return {
        "rarest term": max(map(rarity.of, shared), default=0.0),
        "shared": math.log1p(rarity.sum(shared)),
        "word pairs": _pairs(words, other, rarity),
        "spelling": len(words.grams & other.grams) / (len(words.grams) or 1),
        "names missing": math.log1p(len(words.names - other.terms)),
        "numbers missing": math.log1p(len(words.numbers - other.terms)),
        "name": float(event.key in found.named),
        "participants": _share(event.participants, words.terms | asked.source),
        "place": _share((event.place,), words.terms | asked.around),
        "context": rarity.sum(asked.around & other.terms) / (rarity.sum(asked.around) or 1.0),
        **_sentence(words, other, rarity),
        **_days(event, asked.day),
    }


def beside(scores: Sequence[float]) -> list[dict[str, float]]:
    """What the scores of all candidates of a statement, in log-odds, say of each of them."""
    ordered = sorted(scores, reverse=True)
    everything = math.log1p(math.fsum(math.exp(min(score, 2 * FARTHEST)) for score in ordered))
    judged = []
    for score in scores:
        best = ordered[0] if score < ordered[0] else (*ordered[1:2], -2 * FARTHEST)[0]
        margin = max(-FARTHEST, min(FARTHEST, score - best))
        close = max(-FARTHEST, min(FARTHEST, score))
        judged.append(
            {
                "match": score,
                "doubt": close * close,
                "ahead by": max(0.0, margin),
                "behind by": max(0.0, -margin),
                "all": everything,
            }
        )
    return judged


def log_odds(model: Model, values: Features) -> float:
    """The model's score; a feature without a coefficient counts for nothing."""
    return model[""] + math.fsum(model.get(name, 0.0) * value for name, value in values.items())


def chance(score: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))


@cache
def read_models() -> Mapping[str, Model]:
    """The coefficients of the models by name."""
    written = files("claims.linking").joinpath("weighing.json").read_text(encoding="utf-8")
    models: dict[str, Model] = json.loads(written)
    return models


def _sentence(words: Profile, other: Profile, rarity: Rarity) -> dict[str, float]:
    """The sentence of the event that has most of the statement, and how much of it is shared."""
    both = [(words.terms & part, part) for part in other.sentences]
    shares = [(rarity.sum(shared), rarity.sum(part)) for shared, part in both if shared]
    shared, whole = max(shares, default=(0.0, 1.0))
    statement = rarity.sum(words.terms) or 1.0
    return {"in one sentence": shared / statement, "of that sentence": shared / (whole or 1.0)}


def _pairs(words: Profile, other: Profile, rarity: Rarity) -> float:
    shared = words.pairs & other.pairs
    if not shared:
        return 0.0
    return rarity.sum(chain(*shared)) / rarity.sum(chain(*words.pairs))


def _share(names: Sequence[str], terms: frozenset[str]) -> float:
    """How many of the names stand there, by their last word."""
    last = [stems[-1] for stems in map(stems_of, names) if stems]
    return sum(name in terms for name in last) / len(last) if last else 0.0


def _days(event: CatalogueEvent, day: date | None) -> dict[str, float]:
    """How far the event's days lie back; nothing where either is unknown."""
    first, last = event.days
    if day is None or first is None or last is None:
        return {"undated": 1.0}
    back, ahead = max(0, (day - last).days), max(0, (first - day).days)
    return {
        "same week": float(back <= WEEK and not ahead),
        "days since": math.log1p(back),
        "to come": float(ahead > 0),
        "days until": math.log1p(ahead),
    }
