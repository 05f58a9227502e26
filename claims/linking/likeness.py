"""How likely two reports are of one utterance: a logistic model over what they share.

`python -m training matching` fits the coefficients (`likeness.json`) on labelled articles.
"""

import json
import math
from collections.abc import Mapping, Set
from functools import cache
from importlib.resources import files

from claims.linking.rarity import rarity
from claims.linking.sequences import longest_runs, longest_subsequence
from claims.linking.utterances import Utterance
from claims.linking.wording import Wording

NAME_WEIGHT = 3.0  # at most: in a story every report has its names
FEW = 4.0  # added to a total of weights, as little that is shared wholly says little
ENOUGH = 0.4  # of the features that a pair of different sources must reach in one
COMMON = 2.0  # what words weigh that speak of no topic of their own ("talk", "people")
MOST_OF_A_TOPIC = 0.4  # the chance of what shares its topic alone: never joined, but asked about
# Of the shorter of two quotations what the other has in that order, lest they be two; and the words
# in a row of two clips that overlap.
VERBATIM, LONG_RUN = 0.55, 8
TELLING = 3.5  # what each has of its own, where all that both share is one phrase
SHORTEST_ORDER = 3  # tokens in order that are no chance
# What two sources that have names must share to be taken for one: of the shorter content's tokens
# those in one order, as a part and by number; or, of what one has in quotation marks, so much.
COVERED, SHORTEST = 2 / 3, 5
QUOTED_ALIKE = 0.6
# Of two persons one outlet must be wrong: what the shorter has alone weighs no more.
SHORTEST_OF_TWO, MOST_ALONE = 6, 2.0
# Days that a date may be off where nothing but the story around it speaks for it.
SLACK = {"publication": 2, "occasion": 1}

Features = Mapping[str, float]


def chance(one: Utterance, other: Utterance) -> float:
    """The chance that both are of one utterance; the same whichever comes first."""
    found = features(one, other)
    return 0.0 if found is None else chance_of(found)


def chance_of(found: Features) -> float:
    """The logistic model's answer; a feature without a coefficient counts for nothing."""
    model = read_model()
    score = model[""] + sum(model.get(name, 0.0) * value for name, value in found.items())
    told = 1 / (1 + math.exp(-score))
    bare = found.get("nothing in a row") and not found.get("quoted")
    few = found.get("common words") or found.get("one phrase")
    on_a_topic = bare or few or found.get("two quotations")
    return min(told, MOST_OF_A_TOPIC) if on_a_topic and not found.get("leads") else told


def features(one: Utterance, other: Utterance) -> Features | None:
    """What speaks for and against one utterance, by name; None where it can't be one."""
    first, second = sorted((one, other), key=lambda each: (each.place.turn, each.key))
    if barred(first, second) or _is_nested(first, second):
        return None
    within = one.place.text == other.place.text
    values = _of_words(first, second) | _of_facts(first, second)
    if within:
        values |= _of_places(first, second, values)
    if not _is_near(first, second, values):
        return None
    values[f"source {relation(first, second)}{' within' if within else ''}"] = 1.0
    return values if within else values | _of_days(first, second)


def barred(one: Utterance, other: Utterance) -> bool:
    """Whether no statement can have both: a bar on all members of a group, not on pairs alone.

    They are of days apart, of two persons whom one article tells apart, or one denies what the
    other affirms.
    """
    slack = max(SLACK.get(each.told.basis, 0) for each in (one, other))
    if one.told.days_to(other.told) > slack:
        return True
    if one.place.text == other.place.text and relation(one, other) == "different":
        return True
    return one.wording.polarity.contradicts(other.wording.polarity)


def relation(one: Utterance, other: Utterance) -> str:
    """Whether both have the "same" source, a "different" person, one "unlike", or it is "open".

    It is "unsure" where one has no name of its own, or a part of the other's.
    """
    persons = one.source.person, other.source.person
    names = one.source.called, other.source.called
    if not all(names):
        return "unsure"
    if bool(persons[0]) != bool(persons[1]):
        return "open"
    if names[0] == names[1]:
        return "same"
    return _of_persons(one.source.parts, other.source.parts) if all(persons) else "unlike"


def _of_persons(one: Set[str], other: Set[str]) -> str:
    """Of two names; "Varga" may be Ada Varga."""
    if one == other:
        return "same"
    return "unsure" if one <= other or other <= one else "different"


@cache
def read_model() -> dict[str, float]:
    """The coefficients by feature; "" has the constant."""
    written = files("claims.linking").joinpath("likeness.json").read_text(encoding="utf-8")
    model: dict[str, float] = json.loads(written)
    return model


def _is_nested(one: Utterance, other: Utterance) -> bool:
    """Whether the contents of both share words of one text."""
    if one.place.text != other.place.text:
        return False
    pairs = ((a, b) for a in one.place.spans for b in other.place.spans)
    return any(a.overlaps(b) for a, b in pairs)


def _is_near(one: Utterance, other: Utterance, values: Features) -> bool:
    """Whether the words give reason to compare, the more the less the sources agree."""
    related = relation(one, other)
    if related == "same":
        return True
    if max(values[name] for name in ("run", "quoted", "contained")) <= ENOUGH:
        return False
    if related == "unsure":
        return True
    return _says_nearly_the_same(one.wording, other.wording, values, two=related == "different")


def _says_nearly_the_same(one: Wording, other: Wording, values: Features, *, two: bool) -> bool:
    """What one outlet may have credited wrongly: a run of words, or of words in quotation marks."""
    if not two and values["in order"] >= QUOTED_ALIKE:
        return True
    shorter, longer = sorted((one, other), key=lambda each: (len(each.tokens), each.tokens))
    common = longest_subsequence(shorter.tokens, longer.tokens)
    if common < COVERED * len(shorter.tokens) or common < (SHORTEST_OF_TWO if two else SHORTEST):
        return False
    weigh = _Scale(one.names | other.names)
    alone = weigh(shorter.stems - longer.stems)
    if len(longer.tokens) * COVERED < len(shorter.tokens):
        alone = max(alone, weigh(longer.stems - shorter.stems))
    return not two or alone <= MOST_ALONE


def _of_words(one: Utterance, other: Utterance) -> dict[str, float]:
    a, b = one.wording, other.wording
    names = a.names | b.names
    weigh = _Scale(names)
    shared = a.stems & b.stems
    weight, lesser = weigh(shared), min(weigh(a.stems), weigh(b.stems))
    runs = longest_runs(a.words, b.words)
    run = runs[0].stop - runs[0].start if runs else 0
    nothing = float(not a.plain & b.plain)
    in_order = max(_in_order(one, other), _in_order(other, one))
    alone = min(weigh(a.stems - b.stems), weigh(b.stems - a.stems))
    one_phrase = any(shared <= set(a.tokens[each]) for each in runs)
    common = run <= 2 and not nothing and weigh(a.plain & b.plain) <= COMMON
    return {
        "shared": math.log1p(weight),
        "contained": weight / (lesser + FEW),
        "alike": weight / (weigh(a.stems | b.stems) + FEW),
        "nothing": nothing,
        "nothing in a row": float(nothing and run <= 2),
        "one phrase": float(one_phrase and alone >= TELLING and in_order < QUOTED_ALIKE),
        "common words": float(common and alone > 0),
        "run": math.log(max(run, 2) / 2),
        "quoted": max(_quoted(one, other, weigh), _quoted(other, one, weigh)),
        "in order": in_order,
        "both direct": float(one.kind == "direct" == other.kind),
        "both indirect": float(one.kind == "indirect" == other.kind),
        "direct without a run": float(one.kind == "direct" == other.kind and run < 3),
        "two quotations": float(one.kind == "direct" == other.kind and _are_two(a, b, run)),
    }


def _are_two(one: Wording, other: Wording, run: int) -> bool:
    """Whether two quotations differ by more than a clip or a translation does."""
    if run >= LONG_RUN:
        return False
    shortest = min(len(one.tokens), len(other.tokens))
    common = longest_subsequence(one.tokens, other.tokens)
    return common < shortest and common < VERBATIM * (shortest + 2)


class _Scale:
    """Adds up what stems weigh; names weigh little."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def __call__(self, stems: frozenset[str]) -> float:
        return math.fsum(
            min(rarity(stem), NAME_WEIGHT) if stem in self._names else rarity(stem)
            for stem in stems
        )


def _quoted(one: Utterance, other: Utterance, weigh: _Scale) -> float:
    """How much of what one has in quotation marks the other has too."""
    quoted = one.wording.quoted
    return weigh(quoted & other.wording.stems) / (weigh(quoted) + FEW / 2) if quoted else 0.0


def _in_order(one: Utterance, other: Utterance) -> float:
    """How much of what one has in quotation marks the other has in that order, small words too."""
    tokens = one.wording.quoted_tokens
    if not one.wording.quoted & other.wording.stems:
        return 0.0
    common = longest_subsequence(tokens, other.wording.tokens)
    return common / (len(tokens) + 2) if common >= SHORTEST_ORDER else 0.0


def _of_facts(one: Utterance, other: Utterance) -> dict[str, float]:
    names, numbers = (
        (one.wording.names, other.wording.names),
        (
            one.wording.numbers,
            other.wording.numbers,
        ),
    )
    return {
        "names differ": float(all(names) and not names[0] & names[1]),
        "numbers differ": float(all(numbers) and not numbers[0] & numbers[1]),
        "outlets differ": float(bool(one.via and other.via and not one.via & other.via)),
        "days apart": float(one.told.days_to(other.told) > 0),
    }


def _of_days(one: Utterance, other: Utterance) -> dict[str, float]:
    return {"day same": float(one.told.day is not None and one.told.day == other.told.day)}


def _of_places(one: Utterance, other: Utterance, values: Features) -> dict[str, float]:
    """Within one text a summary goes before the quotation that bears it out, a paragraph later."""
    steps = other.place.turn - one.place.turn
    apart = other.place.lines[0] > one.place.lines[1]
    leads = (
        steps == 1
        and apart
        and (one.kind != "direct" and other.kind == "direct")
        and relation(one, other) == "same"
    )
    return {
        "leads": float(leads),
        "leads and shares": float(leads and not values["nothing"]),
        "same paragraph": float(not apart),
        "far": min(math.log(max(steps, 1)), 3.0),
    }
