"""From articles to the events that they tell of and the catalogue lacks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.linking.discovery.chains import Chain, chains_of
from claims.linking.discovery.clusters import Cluster, clusters_of, told_by_several
from claims.linking.discovery.dating import date_of
from claims.linking.discovery.material import Article, ProposedEvent, ProposedLink, Report
from claims.linking.discovery.naming import kind_of, participants_of, place_of, title_of
from claims.linking.discovery.profiles import Profile, Usual
from claims.linking.discovery.referring import DOUBTFUL, Candidate, Surroundings, confidence_of
from claims.linking.discovery.texts import Rarity, Text, rarity_in

FEWEST_UTTERANCES = 2
FEWEST_OUTLETS = 2
FEWEST_SHARED = 2  # of an event's anchors, in an article that does not name it
MOST_TERMS = 12


@dataclass(frozen=True, slots=True)
class Reference:
    """A report refers to a cluster, by number."""

    report: Report
    outlet: str
    link: ProposedLink


@dataclass(frozen=True, slots=True)
class Discovery:
    """The articles as read, their chains, and the clusters with their profiles."""

    texts: Sequence[Text]
    chains: Sequence[Sequence[Chain]]
    clusters: Sequence[Cluster]
    profiles: Sequence[Profile]
    rarity: Rarity

    def surroundings(self) -> Iterator[Surroundings]:
        """Each article with the events that its reports may refer to."""
        holders: dict[str, list[int]] = defaultdict(list)
        for number, profile in enumerate(self.profiles):
            for stem in profile.anchors:
                holders[stem].append(number)
        for text, chains in zip(self.texts, self.chains, strict=True):
            yield Surroundings(text, chains, list(self._candidates(text, holders)))

    def _candidates(self, text: Text, holders: Mapping[str, list[int]]) -> Iterator[Candidate]:
        shared: dict[int, int] = defaultdict(int)
        for stem in text.stems & holders.keys():
            for number in holders[stem]:
                shared[number] += 1
        for number, cluster in enumerate(self.clusters):
            chain = cluster.chain_of(text)
            if chain is not None or shared[number] >= FEWEST_SHARED:
                yield Candidate(number, self.profiles[number], chain)


def discover(articles: Iterable[Article]) -> list[ProposedEvent]:
    """The events that two utterances of two outlets call for, in whatever order articles come."""
    found = survey(articles)
    links: dict[int, list[Reference]] = defaultdict(list)
    for surroundings in found.surroundings():
        for number, reference in _references(surroundings):
            links[number].append(reference)
    return [
        _proposed(found.clusters[number], found.profiles[number], links[number], found.rarity)
        for number in sorted(links)
        if _called_for(links[number])
    ]


def survey(articles: Iterable[Article]) -> Discovery:
    """Read the articles, and put together what is told of one event."""
    texts = [Text(article) for article in sorted(articles, key=lambda article: article.order)]
    rarity = rarity_in(texts)
    chains = [chains_of(text, rarity) for text in texts]
    every = clusters_of([chain for told in chains for chain in told], rarity)
    clusters, usual = told_by_several(every), Usual(texts)
    profiles = [Profile(cluster, rarity, usual) for cluster in clusters]
    return Discovery(texts, chains, clusters, profiles, rarity)


def _references(surroundings: Surroundings) -> Iterator[tuple[int, Reference]]:
    article = surroundings.text.article
    for report in article.reports:
        if not report.explained:
            for number, link in referred(surroundings, report):
                yield number, Reference(report, article.outlet, link)


def referred(surroundings: Surroundings, report: Report) -> list[tuple[int, ProposedLink]]:
    """What the content names itself; else the one event that the words around it speak of most."""
    scored, place = [], surroundings.place_of(report)
    for candidate in surroundings.candidates:
        features = surroundings.features(place, candidate)
        confidence = confidence_of(features)
        if confidence >= DOUBTFUL:
            scored.append((-confidence, candidate.number, features.content > 0, candidate))
    scored.sort(key=lambda found: found[:2])
    named = [found for found in scored if found[2]]
    return [
        (number, _link(surroundings, report, candidate, -negated))
        for negated, number, _, candidate in named or scored[:1]
    ]


def _link(
    surroundings: Surroundings, report: Report, candidate: Candidate, confidence: float
) -> ProposedLink:
    evidence = surroundings.evidence(report, candidate, confidence)
    return ProposedLink(report.key, confidence, (evidence,))


def _called_for(references: Sequence[Reference]) -> bool:
    """Whether two utterances of two outlets refer to it; copies of one are no second voice."""
    utterances = {reference.report.utterance for reference in references}
    outlets = {reference.outlet for reference in references}
    return len(utterances) >= FEWEST_UTTERANCES and len(outlets) >= FEWEST_OUTLETS


def _proposed(
    cluster: Cluster, profile: Profile, references: Sequence[Reference], rarity: Rarity
) -> ProposedEvent:
    telling = sorted(profile.terms, key=lambda stem: (-profile.terms[stem], stem))
    return ProposedEvent(
        title=title_of(cluster, rarity),
        date=date_of(cluster),
        place=place_of(cluster),
        participants=participants_of(cluster),
        kind=kind_of(cluster),
        terms=tuple(telling[:MOST_TERMS]),
        links=tuple(sorted((r.link for r in references), key=lambda link: link.report)),
    )
