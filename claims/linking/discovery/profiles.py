"""The words by which a text refers to an event: of its names, and of the sentences that name it."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from claims.linking.discovery.chains import mentions_in_text
from claims.linking.discovery.clusters import Cluster
from claims.linking.discovery.texts import Rarity, Text

LEAST_RARITY = 0.15  # of an anchor that tells anything
FEWEST = 2  # sentences in which a word stands beside the event's names
FULL_LIFT = 4.0  # natural logarithm: how much likelier there than elsewhere, for all its weight
FULL_COUNT = 3


class Profile:
    """Weights from 0 to 1: `anchors` of what its names hold, `terms` of these and their company."""

    def __init__(self, cluster: Cluster, rarity: Rarity, usual: "Usual") -> None:
        """Weigh the anchors, and the words of the sentences that name the event."""
        self.anchors = {
            stem: rarity(stem) * min(1.0, 2 * count / max(2, len(cluster.chains)))
            for stem, count in cluster.anchors.items()
            if rarity(stem) > LEAST_RARITY
        }
        self.terms = usual.telling(cluster)
        for stem, weight in self.anchors.items():
            self.terms[stem] = max(self.terms.get(stem, 0.0), weight)


class Usual:
    """How often words stand in a sentence of these articles."""

    def __init__(self, texts: Sequence[Text]) -> None:
        """Count each word once a sentence."""
        self.by_sentence: dict[tuple[str, int], set[str]] = defaultdict(set)
        for text in texts:
            for term in text.terms:
                self.by_sentence[text.article.url, term.sentence].add(term.stem)
        self.sentences = sum(len(text.sentences) for text in texts)
        self.counts = Counter(stem for stems in self.by_sentence.values() for stem in stems)

    def telling(self, cluster: Cluster) -> dict[str, float]:
        """The words much likelier beside an event's names than elsewhere."""
        named = sorted(
            {
                (chain.text.article.url, mention.sentence)
                for chain in cluster.chains
                for mention in mentions_in_text(chain)
            }
        )
        counts = Counter(stem for key in named for stem in sorted(self.by_sentence[key]))
        return {
            stem: weight
            for stem, count in counts.items()
            if count >= FEWEST and (weight := self._weight(stem, count, len(named)))
        }

    def _weight(self, stem: str, count: int, of: int) -> float:
        lift = math.log((count / of) / (self.counts[stem] / self.sentences))
        return min(1.0, lift / FULL_LIFT) * min(1.0, count / FULL_COUNT) if lift > 1 else 0.0
