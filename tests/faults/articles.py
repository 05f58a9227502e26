"""Articles about people who don't exist, in several outlets that quote the same words."""

import json
from random import Random

PEOPLE = ["Ada Varga", "Ilo Brandt", "Mira Koss", "Teodor Lund", "Sanna Ribe", "Pavel Orso"]
OUTLETS = ["The Lantern", "Harbour Post", "Northern Wire", "Daily Compass"]
THINGS = ["bridge", "harbour", "railway", "hospital", "ferry", "archive", "theatre", "mill"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
EVENTFUL = 8  # every so many-th quotation refers to an event
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "or", "an", "el")]


def article_lines(count: int, seed: int = 7) -> list[bytes]:
    """JSON Lines of that many articles; the same count and seed give the same articles."""
    random = Random(seed)  # noqa: S311
    quotes = [_quote(random, number) for number in range(count)]
    return [_article(random, number, quotes) for number in range(count)]


def _quote(random: Random, number: int) -> tuple[str, str]:
    first, *words = [_invented(random) for _ in range(6)]
    if number % EVENTFUL == 0:
        words.insert(3, f"the opening of the new {random.choice(THINGS)} or")
    return random.choice(PEOPLE), f"{first.capitalize()} will {' '.join(words)}"


def _invented(random: Random) -> str:
    """A word that hardly another quotation has.

    Of reports that share a key matching looks at a bounded number, and at which depends on the
    order of arrival: among articles that are all alike, a difference would tell nothing of faults.
    """
    return "".join(random.choice(_SYLLABLES) for _ in range(4))


def _article(random: Random, number: int, quotes: list[tuple[str, str]]) -> bytes:
    """One utterance of its own, and one that other articles may report too."""
    outlet, day = random.choice(OUTLETS), random.choice(DAYS)
    near = number + random.choice((-28, -1, 1, 28))  # of the same day, or of one beside it
    (person, words), (other, echo) = quotes[number], quotes[near % len(quotes)]
    text = (
        f"The council spoke about {_invented(random)} for {number % 7 + 2} hours.\n"
        f"“{words},” {person} said on {day}.\n"
        f"“{echo},” {other} told reporters.\n"
        f"{person} said that {_invented(random)} would {_invented(random)} {_invented(random)} "
        f"and {_invented(random)}."
    )
    return json.dumps(
        {
            "url": f"https://{outlet.split()[-1].lower()}.example/{number}",
            "title": f"The council and the {random.choice(THINGS)}",
            "published": f"2031-05-{number % 28 + 1:02}",
            "outlet": outlet,
            "language": "en",
            "text": text,
        }
    ).encode()
