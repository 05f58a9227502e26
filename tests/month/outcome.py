"""What a month must have come to, and what it breaks of that: from the rows and the log."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, pairwise

from django.conf import settings

from sources.models import Article, Fetch, Revision
from sources.models.watches import AGES
from tests.month import rules
from tests.month.press import CRAWL_DELAY, Asked
from tests.month.running import Month
from tests.month.stories import BOMB, CLOSED, DRIP, Manner, Story

SLACK = timedelta(hours=1)  # an age at the very end may not have been looked at yet
REASONS = {CLOSED: "robots.txt", BOMB: "larger than", DRIP: "in time"}


def faults_of(passed: Month) -> list[str]:
    """All that was not as it must be; nothing where all is well."""
    return list(
        chain(impoliteness(passed), losses(passed), doubles(passed), unlooked_at(passed), left())
    )


def impoliteness(passed: Month) -> Iterator[str]:
    """Each rule of politeness, from the server's log."""
    log = passed.press.log
    pace = timedelta(seconds=settings.HOST_PACE_SECONDS)
    hosts = passed.press.by_host.items()
    slow = {host: CRAWL_DELAY for host, outlet in hosts if outlet.manner is Manner.SLOW}
    closed = [f"{host}/closed/" for host, out in hosts if out.manner is Manner.PRIVATE]
    yield from rules.too_fast(log, pace, slow)
    yield from rules.too_soon(log)
    yield from rules.unasked(log)
    yield from rules.against(log, closed)
    yield from rules.unconditional(log)
    yield from rules.nameless(log, settings.FETCH_CONTACT)


def losses(passed: Month) -> Iterator[str]:
    """Every readable story is an article; what is none failed, for the reason it should."""
    articles = set(Article.objects.values_list("url", flat=True))
    failed = dict(Fetch.objects.failed().values_list("url", "error"))
    for story in passed.world.stories:
        if story.readable and story.address not in articles:
            yield f"{story.url} is missing: {failed.get(story.url, 'it waits')}"
        if not story.readable and REASONS[story.trick] not in failed.get(story.url, ""):
            yield f"{story.url} should have failed: {failed.get(story.url, 'it did not')}"
    for url in set(failed) - {story.url for story in passed.world.stories if not story.readable}:
        yield f"{url} failed: {failed[url]}"


def doubles(passed: Month) -> Iterator[str]:
    """Every story once, each text that was served one revision of it, letter by letter."""
    texts = defaultdict[str, list[str]](list)
    for url, text in Revision.objects.order_by("number").values_list("article__url", "text"):
        texts[url].append(text)
    readable = [story for story in passed.world.stories if story.readable]
    looks = _looks(passed.press.log)
    for story in readable:
        lines = looks[story.host, story.path]
        served = dict.fromkeys(story.version(line.at) for line in lines if line.status == 200)
        expected = [story.text(version) for version in served]
        if [_squeezed(text) for text in texts[story.address]] != [_squeezed(t) for t in expected]:
            yield f"{story.url} has {len(texts[story.address])} revisions of {len(expected)} texts"
    for url in set(texts) - {story.address for story in readable}:
        yield f"{url} was never published"


def unlooked_at(passed: Month) -> Iterator[str]:
    """Every article is looked at once at each age that it came to here, until it is gone."""
    looks = _looks(passed.press.log)
    end = passed.clock.now - SLACK
    came = dict(Article.objects.values_list("url", "first_seen_at"))
    for story in passed.world.stories:
        if story.readable and story.address in came:
            seen = looks[story.host, story.path]
            yield from _looked_at(story, seen, came[story.address], end)


def _looked_at(story: Story, seen: list[Asked], came: datetime, end: datetime) -> Iterator[str]:
    last = seen[-1]
    ages = [story.published + age for age in AGES if came < story.published + age < end]
    if last.status == 410:
        ages = [age for age in ages if age <= last.at]
    found = Counter(sum(line.at >= age for age in ages) for line in seen[1:] if line.at < end)
    if story.manner is Manner.FLAPPING:  # ages that passed while it was down are one
        found = Counter({age: count for age, count in found.items() if count > 1})
        found.update(number for number in range(1, len(ages) + 1) if number not in found)
    expected = dict.fromkeys(range(1, len(ages) + 1), 1)
    if dict(found) != expected:
        yield f"{story.url} came at {came} and was looked at {[str(line.at) for line in seen[1:]]}"
    for before, after in pairwise(line.status for line in seen):
        if before == 410:
            yield f"{story.url} was asked for again ({after}) though it was gone"


def left() -> Iterator[str]:
    """Nothing waits in the queue but what has a later moment."""
    for row in Fetch.objects.pending().filter(leased_until=None):
        yield f"{row} was left lying"


def _looks(log: list[Asked]) -> dict[tuple[str, str], list[Asked]]:
    """The good answers of each page: the first is how it came, the others looked again."""
    places = defaultdict[tuple[str, str], list[Asked]](list)
    for line in log:
        if line.status in (200, 304, 410):
            places[line.host, line.path].append(line)
    return places


def _squeezed(text: str) -> str:
    return " ".join(text.split())
