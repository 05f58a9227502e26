"""Which outlets an article credits for a statement, and on which platform it was made."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.attribution import Attribution
from claims.extraction.reading import Document, Evidence, Span
from claims.extraction.resolver import Source
from claims.extraction.sentences import Sentence
from claims.extraction.words import listed

OUTLET_WORDS = listed("outlets", "words")
OUTLETS = listed("outlets", "names")
GENERIC = listed("outlets", "generic")
PLATFORMS = {
    "truth social": "Truth Social",
    "telegram": "Telegram",
    "facebook": "Facebook",
    "twitter": "Twitter",
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "bluesky": "Bluesky",
    "threads": "Threads",
    "linkedin": "LinkedIn",
    "vkontakte": "VK",
    "x": "X",
}
NAME = r"(?:[A-Z][\w’'&-]*|of)(?:\s(?:[A-Z][\w&-]*(?:[’'][A-Za-rt-z]\w*)?|of|\d{1,2}\b))*"
CREDIT = re.compile(
    rf"""\b(?P<way>told|via|interview\s(?:with|to|given\sto|on)|according\sto|obtained\sby|seen\sby
    |quoted\sby|reported\sby|debate\son|spoke\sto|speaking\s(?:to|on)|wrote\sin|column\s(?:for|in)
    |given\sto|article\s(?:for|in)|published\s(?:by|in)|to)\s
    (?:(?:the|a|an|this|state|Russian|Ukrainian|news|agency|broadcaster|newspaper|television
        |daily|paper)
      \s)*(?P<name>{NAME}|station\b|newspaper\b|paper\b)""",
    re.VERBOSE,
)
MEDIUM = re.compile(
    r"\b(?:on|to|via|from|in)\s(?:(?:his|her|their|its|the|an?)\s)?(?:\w+\s){0,2}?"
    r"(?P<name>Truth\sSocial|Telegram|Facebook|Twitter|Instagram|TikTok|YouTube|Bluesky|Threads"
    r"|LinkedIn|VKontakte|X)\b(?![-’'])"
)
TRIMMED = re.compile(r"[’'‘]s?$")


@dataclass(frozen=True, slots=True)
class Channel:
    """Outlets credited, in order, and the platform; an `interview` goes on after the statement."""

    via: tuple[str, ...] = ()
    medium: str = ""
    evidence: tuple[Evidence, ...] = ()
    interview: bool = False


def find_channels(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
) -> tuple[Channel, ...]:
    """One answer an attribution, in the same order."""
    found: list[Channel] = []
    for index, attribution in enumerate(attributions):
        own = _own(document, attribution)
        if not own.via and found and _goes_on(attributions, sources, sentences, index):
            last = found[-1]
            if last.interview:
                own = Channel(last.via, own.medium, last.evidence, interview=True)
        found.append(own)
    return tuple(found)


def _goes_on(
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    sentences: Sequence[Sentence],
    index: int,
) -> bool:
    """Whether a statement belongs to the interview of the one before."""
    here, last = attributions[index], attributions[index - 1]
    near = sentences[here.sentence].paragraph - sentences[last.sentence].paragraph
    same = sources[index].person is not None and sources[index].person == sources[index - 1].person
    if sources[index].person is None:
        same = sources[index].label.lower().removeprefix("the ") in sources[index - 1].label.lower()
    return same and near <= 1


def _own(document: Document, attribution: Attribution) -> Channel:
    text = document.text
    credited = [c for zone in attribution.zone for c in _credits(document, zone)]
    names = tuple(dict.fromkeys(name for name, _, _ in credited))
    evidence = tuple(Evidence(span, f"credited: {way}", 0.85) for _, span, way in credited)
    interview = any(way != "via" and way != "according to" for _, _, way in credited)
    return Channel(names, _medium(text, attribution), evidence, interview)


def _credits(document: Document, zone: Span) -> Iterator[tuple[str, Span, str]]:
    for match in CREDIT.finditer(document.text, zone.start, zone.end):
        name = _outlet(match["name"], document.outlet)
        if name:
            yield name, Span(*match.span("name")), " ".join(match["way"].split())


def _outlet(words: str, publisher: str) -> str:
    """The outlet that words name, "" where they name something else."""
    name = re.split(r"[’'‘]s?\s|\sof\s", words)[0]
    name = TRIMMED.sub("", name)
    if name in ("station", "newspaper", "paper"):
        return publisher
    parts = name.split()
    known = parts[0] in OUTLETS or parts[0].endswith("inform")
    if publisher and set(parts) < set(publisher.split()):
        return publisher.removeprefix("The ")
    if len(parts) == 1 and name in GENERIC:
        return ""
    return name if known or OUTLET_WORDS.intersection(parts) else ""


def _medium(text: str, attribution: Attribution) -> str:
    if attribution.cue and attribution.cue[0].of(text).lower().startswith("tweet"):
        return "X"
    for zone in attribution.zone:
        match = MEDIUM.search(text, zone.start, zone.end)
        if match:
            return PLATFORMS[" ".join(match["name"].lower().split())]
    return ""
