"""Articles about people who don't exist, in several outlets that quote the same words."""

import json
from random import Random

PEOPLE = ["Ada Varga", "Ilo Brandt", "Mira Koss", "Teodor Lund", "Sanna Ribe", "Pavel Orso"]
OUTLETS = ["The Lantern", "Harbour Post", "Northern Wire", "Daily Compass"]
THINGS = ["bridge", "harbour", "railway", "hospital", "ferry", "archive", "theatre", "mill"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
# Enough of them that two quotations which nobody repeats have little in common: of each word,
# matching looks at a bounded number of reports, and of which depends on the order of arrival.
OPENINGS = [
    "pay for",
    "repair",
    "sell",
    "paint",
    "insure",
    "inspect",
    "light",
    "fence in",
    "rent out",
]
KINDS = ["copper", "granite", "timber", "marble", "cobalt", "linen", "amber", "slate", "willow"]
PARTS = ["gates", "stairs", "lamps", "cellars", "towers", "kilns", "vaults", "wharves", "looms"]
PLACES = ["Orlen", "Tavik", "Quist", "Belmar", "Sorna", "Hedda", "Vorst", "Kalme", "Drunn", "Piren"]


def article_lines(count: int, seed: int = 7) -> list[bytes]:
    """JSON Lines of that many articles; the same count and seed give the same articles."""
    random = Random(seed)  # noqa: S311
    quotes = [_quote(random, number) for number in range(count)]
    return [_article(random, number, quotes) for number in range(count)]


def _quote(random: Random, number: int) -> tuple[str, str]:
    thing, other = random.sample(THINGS, 2)
    part, place = random.choice(PARTS), random.choice(PLACES)
    words = (
        f"We will {random.choice(OPENINGS)} the {random.choice(KINDS)} {part} of {place} before "
        f"the opening of the new {thing}, and {number + 3} {random.choice(PARTS)} of "
        f"{random.choice(PLACES)} after the {random.choice(KINDS)} {other}"
    )
    return random.choice(PEOPLE), words


def _article(random: Random, number: int, quotes: list[tuple[str, str]]) -> bytes:
    """One utterance of its own, and one that other articles may report too."""
    outlet, day = random.choice(OUTLETS), random.choice(DAYS)
    (person, words), (other, echo) = quotes[number], random.choice(quotes)
    thing = random.choice(THINGS)
    text = (
        f"The council spoke about the {thing} for {number % 7 + 2} hours.\n"
        f"“{words},” {person} said on {day}.\n"
        f"“{echo},” {other} told reporters.\n"
        f"{person} said that the {thing} would cost {number + 100} crowns."
    )
    return json.dumps(
        {
            "url": f"https://{outlet.split()[-1].lower()}.example/{number}",
            "title": f"The council and the {thing}",
            "published": f"2031-05-{number % 28 + 1:02}",
            "outlet": outlet,
            "text": text,
        }
    ).encode()
