"""Pages that show a wall where the article should be: paywalls, consent, checks, nothing at all."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FEWEST_CHARACTERS = 40  # less is no article: a caption, a menu, "Loading..."
TEASER = 1500  # what a page that calls itself closed may show and still be no article
LONGEST_TITLE = 60  # a wall's words in a longer title are a story's


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands in the article's place: the cause of the failure, and what to do about it."""

    cause: str
    remedy: str

    def __str__(self) -> str:
        """Cause and remedy as people read them."""
        return f"{self.cause}: {self.remedy}"


@dataclass(frozen=True, slots=True)
class _Kind:
    wall: Wall
    words: tuple[str, ...]
    titles: tuple[str, ...]
    beside: int


def wall_in(text: str, title: str = "", *, is_free: bool = True) -> Wall | None:
    """The wall that a page's text is, or None where it is an article.

    `is_free` is false where the page itself says that not everybody may read all of it; such a
    page may still hold the whole article, which its length tells. A wall's words count only where
    little else is there: an article may speak of subscribers.
    """
    if not is_free and len(text) < TEASER:
        wall = _kinds()["paywall"].wall
        return Wall(f"{wall.cause} (it says so itself, and shows {_length(text)})", wall.remedy)
    found = next(filter(None, (_of_kind(kind, text, title) for kind in _kinds().values())), None)
    if found or len(text.strip()) >= FEWEST_CHARACTERS:
        return found
    cause = f"the page shows {_length(text)}, too little for an article"
    return Wall(cause, "check it in a browser, and if the article is there, ingest it as a file")


def _of_kind(kind: _Kind, text: str, title: str) -> Wall | None:
    """A wall of a kind where its words, or its title, stand almost alone."""
    lines = [_plain(line) for line in text.split("\n")]
    beside = sum(len(line) for line in lines if not any(map(line.__contains__, kind.words)))
    if beside > kind.beside:
        return None
    said = next((words for words in kind.words if any(words in line for line in lines)), "")
    if not said and len(title) <= LONGEST_TITLE:
        said = next((words for words in kind.titles if _plain(title).startswith(words)), "")
    return Wall(f"{kind.wall.cause} (it says “{said}”)", kind.wall.remedy) if said else None


def _plain(line: str) -> str:
    straight = line.lower().replace("’", "'").replace("“", '"').replace("”", '"')
    return " ".join(straight.split())


def _length(text: str) -> str:
    count = len(text.split())
    return f"{count} word{'' if count == 1 else 's'}"


@cache
def _kinds() -> dict[str, _Kind]:
    data = tomllib.loads((Path(__file__).parent / "walls.toml").read_text())
    return {
        name: _Kind(
            Wall(told["cause"], told["remedy"]),
            tuple(told["words"]),
            tuple(told["titles"]),
            told["beside"],
        )
        for name, told in data.items()
    }
