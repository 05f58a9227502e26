"""What a proposed event is called, who takes part and where: in the articles' own words."""

import re
from collections import Counter
from collections.abc import Iterator

from claims.linking.discovery.chains import Chain, mentions_in_text
from claims.linking.discovery.clusters import Cluster
from claims.linking.discovery.mentions import Mention
from claims.linking.discovery.texts import Rarity
from claims.linking.discovery.wording import DEFINITE, EMPTY, TIMES, WEEKDAYS_AND_MONTHS

LONGEST = 90  # characters of a title
MOST_PARTICIPANTS = 5
FEWEST_ARTICLES = 2  # that name a participant together with the event

_FRONT = DEFINITE | WEEKDAYS_AND_MONTHS | {"a", "an", "and"}
_NAME = re.compile(r"[^\W\d_a-z][\w’'.-]*(?:\s(?:(?:of|the)\s){0,2}[^\W\d_a-z][\w’'-]*)*")
_PLACE = re.compile(
    r"\b(?:in|at|near|outside)\s(?:the\s)?([^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]*){0,3})"
)
_SPACE = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"['’]s?$")


def title_of(cluster: Cluster, rarity: Rarity) -> str:
    """The noun phrase that tells most of it; a headline or a sentence where there is none."""
    phrases = [
        (_worth(mention, cluster, rarity), -len(words), words)
        for chain in cluster.chains
        for mention in chain.mentions
        if not mention.verbal and mention.anchors and (words := _phrase(chain, mention))
    ]
    best = max(phrases, default=(0.0, 0, ""))
    if best[0] > 0:
        return best[2]
    return next(_headlines(cluster), "") or _head_and_name(cluster) or _sentence(cluster)


def _worth(mention: Mention, cluster: Cluster, rarity: Rarity) -> float:
    """What several articles share counts for a phrase, what it alone has a little against it."""
    shared = sum(
        rarity(stem) * (1 if cluster.anchors[stem] > 1 else -0.3)
        for stem in sorted(mention.anchors)
    )
    return shared + 0.1 * bool(mention.names) + 0.1 * mention.definite


def _phrase(chain: Chain, mention: Mention) -> str:
    """The words of a noun phrase, without determiner and day; "" where they are too many."""
    source = chain.text.words if mention.sentence >= 0 else chain.text.article.document.title
    words = _SPACE.sub(" ", mention.span.of(source)).split(" ")
    while words and _POSSESSIVE.sub("", words[0]).casefold().strip(".,") in _FRONT:
        words = words[1:]
    phrase = " ".join(words)
    return phrase[:1].upper() + phrase[1:] if len(phrase) <= LONGEST else ""


def _headlines(cluster: Cluster) -> Iterator[str]:
    """The headlines that name it, in order."""
    for chain in cluster.chains:
        if any(mention.sentence < 0 for mention in chain.mentions):
            yield _shortened(chain.text.article.document.title)


def _head_and_name(cluster: Cluster) -> str:
    """The bare noun and the name that most of its articles share: "Strike, Pellmouth"."""
    names = Counter(
        name for chain in cluster.chains for name in sorted({*_company(chain)} or {*_all(chain)})
    )
    heads = [
        mention.head.of(chain.text.words)
        for chain in cluster.chains
        for mention in mentions_in_text(chain)
        if not mention.verbal
    ]
    name = min(names, key=lambda name: (-names[name], name), default="")
    return f"{heads[0].capitalize()}, {name}" if heads and name else ""


def _sentence(cluster: Cluster) -> str:
    """The first sentence that names it."""
    chain = cluster.chains[0]
    first = next(mentions_in_text(chain))
    return _shortened(chain.text.sentences[first.sentence].span.of(chain.text.words))


def _shortened(words: str) -> str:
    """At most `LONGEST` characters, cut between words."""
    plain = _SPACE.sub(" ", words).strip()
    if len(plain) <= LONGEST:
        return plain
    return f"{plain[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def place_of(cluster: Cluster) -> str:
    """Where most of its names say that it was."""
    places = Counter(
        _POSSESSIVE.sub("", match[1])
        for chain in cluster.chains
        for mention in mentions_in_text(chain)
        if not mention.verbal
        for match in _PLACE.finditer(mention.span.of(chain.text.words))
        if match[1].casefold() not in TIMES
    )
    return min(places, key=lambda place: (-places[place], place), default="")


def participants_of(cluster: Cluster) -> tuple[str, ...]:
    """The names that several articles have in sentences that name the event, most often first."""
    told = Counter(name for chain in cluster.chains for name in sorted(set(_company(chain))))
    place = place_of(cluster)
    several = [name for name in told if told[name] >= FEWEST_ARTICLES and name != place]
    return tuple(sorted(several, key=lambda name: (-told[name], name))[:MOST_PARTICIPANTS])


def _company(chain: Chain) -> Iterator[str]:
    """The names in the sentences that name the event."""
    for number in sorted({mention.sentence for mention in mentions_in_text(chain)}):
        yield from _names_in(chain.text.sentences[number].span.of(chain.text.words))


def _all(chain: Chain) -> Iterator[str]:
    """The names in the whole article."""
    for sentence in chain.text.sentences:
        yield from _names_in(sentence.span.of(chain.text.words))


def _names_in(sentence: str) -> Iterator[str]:
    """The first word of a sentence is none: it would have its capital anyway."""
    for match in _NAME.finditer(sentence):
        name = _POSSESSIVE.sub("", _SPACE.sub(" ", match[0])).rstrip(".")
        telling = [word for word in name.split(" ") if word.casefold() not in EMPTY]
        if match.start() > 0 and telling and len(name) > 2:
            yield name


def kind_of(cluster: Cluster) -> str:
    """PLOVER's class of the sort by which it is called most."""
    sorts = Counter(
        mention.sort
        for chain in cluster.chains
        for mention in chain.mentions
        if not mention.sort.general
    )
    most = min(sorts, key=lambda sort: (-sorts[sort], sort.name), default=None)
    return most.kind if most else ""
