"""How well reports of one utterance are brought together, without a database.

The groups are those that `claims.linking` makes of the lines of all articles; as in `reports`, a
pair of reports counts where both are paired with statements of the labels.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from claims.evaluation.outcomes import Figures, Mistake, f1
from claims.evaluation.reports import Comparison, Line
from claims.extraction import Span
from claims.linking.grouping import STRANGE, group, pair_of
from claims.linking.likeness import barred, chance
from claims.linking.polarity import denies
from claims.linking.utterances import Place, Source, Told, Utterance, cue_before, placed
from claims.linking.wording import wording_of
from claims.quoting import context_of

TYPES = ("apart", "together")

Groups = Mapping[int, int]  # by the `id` of a line the number of its group


def group_lines(lines: Sequence[Line], texts: Mapping[str, str]) -> Groups:
    """The groups of the lines of some articles: what a database would call their statements."""
    utterances = utterances_of(lines, texts)
    chances = {
        pair_of(one.key, other.key): found
        for one, other in combinations(utterances, 2)
        if (found := chance(one, other)) >= STRANGE
    }
    by_key = {utterance.key: utterance for utterance in utterances}
    keys = [*by_key]
    groups = group(
        keys,
        chances,
        chance=lambda *_: 0.0,
        barred=lambda one, other: barred(by_key[one], by_key[other]),
    )
    numbers = {key: number for number, members in enumerate(groups) for key in members}
    return {id(line): numbers[key] for line, key in zip(lines, keys, strict=True)}


def utterances_of(lines: Sequence[Line], texts: Mapping[str, str]) -> list[Utterance]:
    """The reports of lines as matching compares them, in the order given."""
    of_article: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        of_article[line["article"]["url"]].append(number)
    places: dict[int, Place] = {}
    for url, numbers in of_article.items():
        contents = [[Span(*span) for span in lines[number]["content"]] for number in numbers]
        places.update(zip(numbers, placed(url, texts[url], contents), strict=True))
    return [
        _utterance(line, number, places[number], texts[line["article"]["url"]])
        for number, line in enumerate(lines)
    ]


@dataclass(frozen=True, slots=True)
class Sameness:
    """The reports that count: each with its group in the labels, the one it was given, its line."""

    items: tuple[tuple[str, int, Line], ...]

    @classmethod
    def of(
        cls, comparison: Comparison, labelled: Iterable[frozenset[str]], given: Groups
    ) -> "Sameness":
        """`labelled` are the groups of statements by key; a statement in none stands alone."""
        wanted = {key: f"group {n}" for n, keys in enumerate(labelled) for key in keys}
        return cls(
            tuple(
                (wanted.get(pair.gold["key"], f"alone {n}"), given[id(pair.report)], pair.report)
                for n, pair in enumerate(comparison.pairs)
            )
        )

    def figures(self) -> Figures:
        """Precision, recall and F1 over pairs of reports; of nothing wanted or found, 1."""
        right = _twos((wanted, found) for wanted, found, _ in self.items)
        wanted, found = (_twos(item[side] for item in self.items) for side in (0, 1))
        return {
            "same_precision": right / found if found else 1.0,
            "same_recall": right / wanted if wanted else 1.0,
            "same_f1": f1(right, found, wanted),
        }

    def mistakes(self) -> Iterator[Mistake]:
        """Pairs of one utterance that stayed apart, and pairs put together that are two."""
        for (wanted, found, one), (other_wanted, other_found, other) in combinations(self.items, 2):
            if (wanted == other_wanted) != (found == other_found):
                kind = "together" if found == other_found else "apart"
                words = f"{one['text']} || {other['text']}"
                yield Mistake(kind, one["article"]["url"], other["article"]["url"], words)


def _twos(labels: Iterable[object]) -> int:
    """How many pairs have one label."""
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


def _utterance(line: Line, number: int, place: Place, text: str) -> Utterance:
    speaker, said = line["speaker"] or {}, line["said"]
    earliest, latest = (_day(said[end]) for end in ("earliest", "latest"))
    person = speaker.get("slug") or speaker.get("name") or ""
    before, _ = context_of(text, place.spans)
    cue = cue_before([Span(*span) for span in line["cue"]], place.spans[0].start, before)
    return Utterance(
        key=(line["article"]["url"], f"{number:06}"),
        wording=wording_of(line["text"], denied=denies(cue)),
        kind=line["kind"],
        source=Source(person, line["body"] or "", line["speaker_label"]),
        told=Told(earliest, latest, said["basis"]),
        place=place,
        via=frozenset(line["via"]),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
