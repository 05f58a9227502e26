"""What the invented outlets publish in a month, and how each of their servers behaves."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from tests.month.clock import START

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHORTENER = "short.example"
CLOSED, BOMB, DRIP, GONE, SHORTENED = "closed", "bomb", "drip", "gone", "shortened"


class Manner(StrEnum):
    """How a server behaves."""

    PLAIN = "marks pages by ETag"
    SLOW = "asks for half a minute between requests"
    PRIVATE = "closes a section to programs"
    BUSY = "answers 429 now and then"
    FLAPPING = "is down three hours a day"
    MOVING = "redirects its feed and its pages"
    OLD = "declares another encoding than it uses"
    PACKED = "packs its pages, one of which is a bomb"
    MENDING = "changes its texts, marks them by date"
    TAKING_DOWN = "marks nothing, takes pages down, drips one"


@dataclass(frozen=True)
class Story:
    """One article of an outlet; `trick` is what is special about its page."""

    host: str
    number: int
    published: datetime
    manner: Manner
    trick: str = ""

    @property
    def url(self) -> str:
        """As announced."""
        return f"http://{self.announced_at[0]}{self.announced_at[1]}"

    @property
    def address(self) -> str:
        """Where it was found to be, by which its article is known."""
        return f"http://{self.host}{self.path}"

    @property
    def announced_at(self) -> tuple[str, str]:
        if self.trick == SHORTENED:
            return SHORTENER, f"/{self.host}/{self.number}"
        if self.manner is Manner.MOVING:
            return self.host, f"/go/{self.number}"
        return self.host, self.path

    @property
    def path(self) -> str:
        """Where the page is."""
        if self.manner is Manner.MOVING:
            return f"/moved/go/{self.number}"
        return f"/{'closed' if self.trick == CLOSED else 'story'}/{self.number}"

    @property
    def readable(self) -> bool:
        return self.trick not in (CLOSED, BOMB, DRIP)

    @property
    def gone_at(self) -> datetime | None:
        return self.published + 5 * HOUR if self.trick == GONE else None

    def version(self, now: datetime) -> int:
        """How often its text has been changed."""
        if self.manner is not Manner.MENDING:
            return 0
        return sum(now >= self.published + age for age in (2 * HOUR, 2 * DAY))

    def text(self, version: int) -> str:
        line = (
            f"Report {self.number} of {self.host} tells how the council of Brod weighed the plan "
            f"for a bridge, in its {version + 1}. wording, and what the café’s guests said of it."
        )
        return "\n".join(f"{line} This is paragraph {part} of the story." for part in range(1, 5))


@dataclass
class Outlet:
    """A feed, its host and its manner."""

    number: int
    manner: Manner
    host: str
    stories: list[Story] = field(default_factory=list)
    asked: int = 0

    @property
    def feed(self) -> str:
        return f"http://{self.host}/feed/{self.number}"

    @property
    def address(self) -> str:
        return f"93.184.{self.number // 200}.{self.number % 200 + 1}"

    def down(self, now: datetime) -> bool:
        return self.manner is Manner.FLAPPING and 6 <= now.hour < 9

    def announced(self, now: datetime) -> list[Story]:
        out = [story for story in self.stories if story.published <= now]
        return out[-40:][::-1]


@dataclass
class World:
    """Outlets with a feed each; every twentieth publishes a second feed on its first's host."""

    feeds: int
    articles: int
    days: float
    drips: bool = True

    @cached_property
    def outlets(self) -> list[Outlet]:
        manners = list(Manner)
        outlets = [
            Outlet(n, manners[n % len(manners)], f"outlet{n - 10 if n % 20 == 10 else n}.example")
            for n in range(self.feeds)
        ]
        for story in self._stories(outlets):
            outlet = outlets[story.number % self.feeds]
            outlet.stories.append(story)
            if outlet.number % 20 == 0 and outlet.number + 10 < self.feeds:
                outlets[outlet.number + 10].stories.append(story)
        for outlet in outlets:
            outlet.stories.sort(key=lambda story: story.published)
        return outlets

    @property
    def stories(self) -> list[Story]:
        return list({story.url: story for out in self.outlets for story in out.stories}.values())

    def _stories(self, outlets: list[Outlet]) -> Iterator[Story]:
        """Four of five come on the first day, the rest by and by."""
        chance = random.Random(7)  # noqa: S311
        for number in range(self.articles):
            outlet = outlets[number % self.feeds]
            days = chance.uniform(0, min(1, self.days / 3))
            if number // self.feeds % 5 == 4:
                days = chance.uniform(0, self.days * 2 / 3)
            moment = (START + days * DAY).replace(microsecond=0)
            trick = trick_of(outlet.manner, number // self.feeds)
            trick = "" if trick == DRIP and not self.drips else trick
            yield Story(outlet.host, number, moment, outlet.manner, trick)


def trick_of(manner: Manner, number: int) -> str:
    """What is special about the outlet's so-manieth story."""
    tricks = {
        Manner.PRIVATE: CLOSED if number % 5 == 1 else "",
        Manner.PACKED: BOMB if number == 1 else "",
        Manner.TAKING_DOWN: DRIP if number == 2 else GONE if number % 3 == 1 else "",
        Manner.MOVING: SHORTENED if number % 3 == 1 else "",
    }
    return tricks.get(manner, "")
