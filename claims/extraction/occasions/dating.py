"""The rules of dating in their order: the first that fires decides."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from claims.extraction.attribution import Attribution
from claims.extraction.occasions import signs
from claims.extraction.occasions.diary import Diary
from claims.extraction.occasions.reckoning import left_unplaced
from claims.extraction.occasions.telling import in_words
from claims.extraction.occasions.told import Dated, Told, exactly
from claims.extraction.reading import Document, Evidence, Said
from claims.extraction.resolver import Source
from claims.extraction.sentences import Sentence

_SOON = 2  # statements and paragraphs within which the same is told again
_LEAD = 3  # sentences, with headings
_MANY_DAYS = 3  # besides the story's own, from which on it tells no one day's news


@dataclass(slots=True)
class Account:
    """One article while its statements are dated in order.

    `told_days` are the answers that stand in words; `last` is the statement before, whose
    occasion may go on.
    """

    diary: Diary
    told: Sequence[Told]
    told_days: Sequence[Dated | None]
    found: list[Dated] = field(default_factory=list)
    last: int | None = None

    def says(self, index: int, *patterns: re.Pattern[str]) -> bool:
        """Whether a statement's clause has one of the signs."""
        return any(self.told[index].says(pattern, self.diary.text) for pattern in patterns)


Rule = Callable[[Account, int], Dated | None]


def date_statements(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
) -> tuple[Dated, ...]:
    """One answer an attribution, in the same order."""
    diary = Diary(document, sentences, attributions)
    told = [
        Told(attribution, source, sentences[attribution.sentence])
        for attribution, source in zip(attributions, sources, strict=True)
    ]
    account = Account(diary, told, [in_words(diary, statement) for statement in told])
    for index, statement in enumerate(told):
        answers = (rule(account, index) for rule in RULES)
        account.found.append(next(dated for dated in answers if dated))
        if statement.attribution.parent is None and statement.attribution.rule != "relative":
            account.last = index
    return tuple(account.found)


def as_told(account: Account, index: int) -> Dated | None:
    """What the article says in so many words."""
    return account.told_days[index]


def going_on(account: Account, index: int) -> Dated | None:
    """The day of the statement before, where this one goes on with it."""
    if account.last is None or not _goes_on(account, index, account.last):
        return None
    known = account.found[account.last]
    if _is_vague(account, index) and not account.says(index, signs.THEN):
        return None
    if known.said.edtf:
        return known.again("same occasion", 0.75)
    told, last = account.told[index], account.told[account.last]
    within = told.attribution.parent is not None and account.told_days[account.last] is not None
    return known if within or told.shares_speaker(last) else None


def told_again(account: Account, index: int) -> Dated | None:
    """For a heading or "recently said": the day told with the speaker's next words."""
    told, end = account.told[index], index + 1 + _SOON
    just_now = account.says(index, signs.JUST_NOW) and not account.says(index, signs.LONG_AGO)
    if not (told.sentence.heading or just_now):
        return None
    following = zip(account.told[index + 1 : end], account.told_days[index + 1 : end], strict=True)
    for later, dated in following:
        near = later.sentence.paragraph - told.sentence.paragraph <= _SOON
        if near and dated and dated.said.edtf and told.shares_speaker(later):
            return dated.again("told again after", 0.6)
    return None


def unplaced(account: Account, index: int) -> Dated | None:
    """Unknown for what was said "during the debate", of which nothing else is told."""
    return left_unplaced(account.diary, account.told[index].attribution)


def left_open(account: Account, index: int) -> Dated | None:
    """Unknown for "previously", for documents and for what others quote."""
    told = account.told[index]
    vague = _is_vague(account, index) or account.says(index, signs.IN_WRITING)
    if vague or _is_second_hand(account, told) or signs.DOCUMENT.search(told.source.label):
        return unknown(account, index)
    return None


def of_the_story(account: Account, _: int) -> Dated | None:
    """The story's own day, where it says one and tells the news of no other days."""
    diary = account.diary
    if diary.news_span is None or diary.news_day is None or _tells_many_days(account):
        return None
    evidence = Evidence(diary.news_span, "the story's day", 0.65)
    return Dated(exactly(diary.news_day, "occasion"), (evidence,), 0.65)


def of_publication(account: Account, index: int) -> Dated | None:
    """Publication day, where nothing speaks of other days."""
    diary = account.diary
    if diary.news_span or diary.is_personal or _tells_many_days(account):
        return None
    if diary.published is None:
        return None
    evidence = Evidence(account.told[index].place, "publication day", 0.6)
    return Dated(exactly(diary.published, "publication"), (evidence,), 0.6)


def unknown(account: Account, index: int) -> Dated:
    """No day; it was said by the day of publication."""
    published = account.diary.published
    said = Said(latest=published) if published else Said()
    return Dated(said, (Evidence(account.told[index].place, "no day told", 0.6),), 0.6)


RULES: tuple[Rule, ...] = (
    as_told,
    going_on,
    told_again,
    unplaced,
    left_open,
    of_the_story,
    of_publication,
    unknown,
)


def _is_vague(account: Account, index: int) -> bool:
    """Whether it was said at some time before; what a lead says has happened is its news."""
    if not account.says(index, signs.EARLIER):
        return False
    older = account.says(index, signs.LONG_AGO, signs.RECENTLY, signs.HAS_SAID)
    return older or account.told[index].attribution.sentence >= _LEAD


def _goes_on(account: Account, index: int, last: int) -> bool:
    told, before = account.told[index], account.told[last]
    ended = account.diary.sentences[before.attribution.until].paragraph
    paragraphs = told.sentence.paragraph - ended
    if _is_second_hand(account, told) or paragraphs > 1:
        return False
    quoted = not account.diary.text[told.attribution.content[0].start].isalnum()
    same = quoted and told.shares_speaker(before)
    return paragraphs == 0 or same or account.says(index, signs.THEN)


def _is_second_hand(account: Account, told: Told) -> bool:
    """Whether a document or an unnamed source is cited, whose day nobody tells."""
    text, cue = account.diary.text, told.attribution.cue
    words = cue[0].of(text) if cue else ""
    if signs.QUOTING.match(words) and told.says(signs.AS_SAYING, text):
        return True
    cited = signs.AT_SECOND_HAND.match(words) is not None
    return cited and (told.source.person is None or "saying" in words)


def _tells_many_days(account: Account) -> bool:
    """Whether the words of several days are reported."""
    news = account.diary.news_day
    days = {dated.day for dated in account.told_days if dated and dated.day}
    dated = any(answer.said.edtf for answer in account.found)
    return len(days - {news}) >= _MANY_DAYS and dated
