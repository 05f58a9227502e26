"""Invented news pages, and WARC files of them; the same seed gives the same."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FEWEST, MOST = 4, 18  # paragraphs of an article
QUOTED = 0.25  # of the paragraphs
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = 365
NAMES = ("Ada", "Ilo", "Mira", "Teodor", "Sanna", "Pavel", "Ebba", "Jorun", "Livia", "Oskar")
SURNAMES = ("Varga", "Brandt", "Koss", "Lund", "Ribe", "Orso", "Tamm", "Vidal", "Hask", "Morin")
OFFICES = ("mayor", "minister", "spokeswoman", "engineer", "harbour master", "judge", "historian")
PLACES = ("Brod", "Karsk", "Ostvik", "Lindal", "Torre", "Haven", "Marn", "Selby", "Dorn", "Upply")
THINGS = ("bridge", "harbour", "railway", "hospital", "ferry", "archive", "theatre", "mill", "dam")
DOING = ("was mended", "stood empty", "was sold", "drew a crowd", "lost its roof", "was painted")
WHEN = ("in the spring", "before the war", "after the flood", "for nine years", "at dawn", "twice")
DAY = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SAID = ("said", "told reporters", "warned", "added", "insisted", "explained")
OPENING = ("We know that", "Nobody doubts that", "I hope that", "It is true that", "They fear that")
VERBS = ("will lose", "can spare", "must repay", "has found", "may need", "would sell")
UNITS = ("tons", "boxes", "pages", "miles", "loads", "barrels", "crates")
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "el", "in", "or", "osk", "u")]
OUTLETS = ("The Lantern", "Harbour Post", "Northern Wire", "Daily Compass", "Marn Courier")
MENU = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in THINGS)
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title} | {outlet}</title>
<meta property="og:site_name" content="{outlet}"><script type="application/ld+json">{told}</script>
<style>.a{{margin:0}}</style></head><body><header><nav><ul>{menu}</ul></nav></header><main><article>
<h1>{title}</h1>{paragraphs}</article><aside><h2>Read more</h2><ul>{more}</ul></aside></main>
<footer><p>All rights reserved.</p><ul>{menu}</ul></footer><script>var a = "{filler}";</script>
</body></html>"""


def write_archive(path: Path, pages: int, seed: int) -> None:
    """A WARC file as crawlers write them: of each page the request and the response."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, (url, day, page) in enumerate(made(pages, seed)):
            head = {"WARC-Date": day.strftime("%Y-%m-%dT%H:%M:%SZ")}
            asked = b"GET / HTTP/1.1\r\n\r\n"
            _write(writer, "request", url, asked, warc_headers_dict=head)
            answer = [("Content-Type", "text/html; charset=utf-8")]
            for status in ("200 OK", *["404 Not Found"] * (number % 50 == 0)):
                told = StatusAndHeaders(status, answer, protocol="HTTP/1.1")
                _write(writer, "response", url, page, warc_headers_dict=head, http_headers=told)


def _write(writer: WARCWriter, kind: str, url: str, body: bytes, **more: Any) -> None:  # noqa: ANN401
    record = writer.create_warc_record(url, kind, BytesIO(body), len(body), **more)
    writer.write_record(record)


def made(pages: int, seed: int) -> Iterator[tuple[str, datetime, bytes]]:
    """Address, day and bytes of each page."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for number in range(pages):
        day = FIRST + timedelta(days=chance.randrange(DAYS), hours=6)
        yield f"https://outlet{seed}.example/{number}", day, _page(chance, day)


def text_of(chance: random.Random) -> str:
    """The paragraphs of an article, a line each."""
    count = chance.randint(FEWEST, MOST)
    return "\n".join(_paragraph(chance) for _ in range(count))


def title_of(chance: random.Random) -> str:
    """A headline."""
    return f"The {chance.choice(THINGS)} of {chance.choice(PLACES)} {chance.choice(DOING)}"


def _page(chance: random.Random, day: datetime) -> bytes:
    outlet, title = chance.choice(OUTLETS), title_of(chance)
    told = {
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": day.isoformat(),
        "publisher": {"@type": "Organization", "name": outlet},
    }
    more = "".join(f'<li><a href="/{n}">{title_of(chance)}</a></li>' for n in range(12))
    paragraphs = "".join(f"<p>{line}</p>" for line in text_of(chance).splitlines())
    filler = "x" * chance.randrange(4000)
    return PAGE.format(
        title=title, outlet=outlet, told=json.dumps(told), menu=MENU, more=more,
        paragraphs=paragraphs, filler=filler,
    ).encode()  # fmt: skip


def _paragraph(chance: random.Random) -> str:
    sentences = [_sentence(chance) for _ in range(chance.randint(1, 4))]
    if chance.random() < QUOTED:
        sentences.insert(0, _quotation(chance))
    return " ".join(sentences)


def _sentence(chance: random.Random) -> str:
    thing, place = chance.choice(THINGS), chance.choice(PLACES)
    number = chance.randint(2, 900)
    return (
        f"The {thing} in {place}, which {number} people use, {chance.choice(DOING)} "
        f"{chance.choice(WHEN)}, and the {chance.choice(THINGS)} {chance.choice(DOING)}."
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def _quotation(chance: random.Random) -> str:
    name = f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}"
    words = (
        f"{chance.choice(OPENING)} the {chance.choice(THINGS)} of {_name(chance)} "
        f"{chance.choice(VERBS)} {chance.choice(WHEN)}, and {_name(chance)} {chance.choice(VERBS)} "
        f"{chance.randint(2, 9000)} {chance.choice(UNITS)} of {_name(chance)}"
    )
    credit = f"{chance.choice(SAID)} the {chance.choice(OFFICES)}, {name}, on {chance.choice(DAY)}"
    return f"“{words},” {credit}."
