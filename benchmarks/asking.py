"""The pages that `benchmarks.browsing` asks for. Imported once Django is set up."""

import random
import time
from collections.abc import Iterator
from math import sqrt
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.newsroom import OUTLETS, fill, name_of
from benchmarks.statements import FEWEST, MOST, connected, vocabulary
from claims.models import Statement

WORDS = slice(150, 600)  # of the vocabulary: neither in every text nor in hardly any
COMMON = slice(2, 40)  # in every third text to every thirtieth
RARE = slice(5_000, 10_000)  # in one of some thousands
FOUND = 50, 200, 2_000  # statements with a word, which among more statements is a rarer one


class Pages:
    """The site over a database of one size."""

    def __init__(self, size: int, times: int = 1) -> None:
        """Nothing is made yet. Of so many requests in a row the quickest counts."""
        self.size = size
        self.times = times

    def fill(self) -> None:
        """Make the database, and what the pages need besides."""
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        fill(self.size)

    def one_round(self, number: int) -> dict[str, float]:
        """Milliseconds of each page in this round."""
        took = {}
        with connected(name_of(self.size)):
            client = Client(SERVER_NAME="localhost")
            client.get(reverse("timeline"))  # the connection and templates, which are no page's own
            for name, address in addresses(self.size, number):
                took[name] = min(_took(client, address) for _ in range(self.times))
        return took


def _took(client: Client, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    took = 1000 * (time.perf_counter() - began)
    if answer.status_code != 200:
        message = f"{address}: {answer.status_code}"
        raise SystemExit(message)
    return took


def addresses(size: int, number: int) -> Iterator[tuple[str, str]]:
    """Pages as readers would open them: of statements drawn by lot."""
    chance = random.Random(number)  # noqa: S311 - no secret
    timeline = reverse("timeline")
    linked = Statement.objects.filter(links__isnull=False, sort_day__isnull=False)
    one = linked.filter(pk__gte=chance.randint(1, size * 9 // 10)).order_by("pk")[0]
    event = one.links.all()[0].event.slug
    speaker = one.speaker.slug if one.speaker else ""
    words = chance.sample(vocabulary()[0][WORDS], 2)
    first, own = {"by": "reported"}, {"speaker": speaker}
    for name, query in (
        ("", {}),
        (", far back", {"after": f"{one.sort_day}.{one.pk}"}),
        (", by first report", first),
        (", by first report, far back", {**first, "after": f"{one.reported_day}.{one.pk}"}),
        (", by first report, a speaker's", {**first, **own}),
        (", a speaker's", own),
        (", a speaker's month", {**own, "since": f"{one.sort_day:%Y-%m}-01"}),
    ):
        yield f"timeline{name}", f"{timeline}?{urlencode(query)}"
    yield "search, a word", f"{timeline}?{urlencode({'q': words[0]})}"
    yield "search, two words", f"{timeline}?{urlencode({'q': ' '.join(words)})}"
    yield from searches(chance, speaker, f"{one.sort_day:%Y-%m}-01")
    yield from as_many_found(size, chance)
    yield "statement", reverse("statement", args=[one.pk])
    yield "event", reverse("event", args=[event])
    yield "speaker", reverse("speaker", args=[speaker])
    yield "speaker, who says much", reverse("speaker", args=["speaker-1"])
    yield "a speaker, others about", f"{reverse('speaker', args=[speaker])}?voice=about"
    yield "two speakers", f"{reverse('compare')}?a={speaker}&b={other_than(speaker)}"
    carrier = one.reports.all()[0].revision.article.outlet
    yield "outlet", reverse("outlet", args=[carrier.slug if carrier else ""])


def searches(chance: random.Random, speaker: str, since: str) -> Iterator[tuple[str, str]]:
    """Words of every frequency, alone and with other filters."""
    terms = vocabulary()[0]
    common, word, rare = (chance.choice(terms[part]) for part in (COMMON, WORDS, RARE))
    for name, query in (
        ("a common word", {"q": common}),
        ("a rare word", {"q": rare}),
        ("a common word without another", {"q": f"{common} -{word}"}),
        ("either of two words", {"q": f"{common} or {word}"}),
        ("a word, a speaker's", {"q": word, "speaker": speaker}),
        ("a common word, a speaker's", {"q": common, "speaker": speaker}),
        ("a common word, some months", {"q": common, "since": since}),
        ("a word, an outlet's", {"q": word, "outlet": f"outlet-{chance.randint(1, OUTLETS)}"}),
    ):
        yield f"search, {name}", f"{reverse('timeline')}?{urlencode(query)}"
    outlet = {"outlet": f"outlet-{chance.randint(1, OUTLETS)}"}
    yield "timeline, an outlet's", f"{reverse('timeline')}?{urlencode(outlet)}"


def as_many_found(size: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Words that as many statements have at every size, so that a page has as much to show."""
    terms, weights = vocabulary()
    likeliest = (FEWEST + MOST) / 2 / weights[-1]  # that a statement has the commonest word
    ranks = {f"a word in some {found:,}": size * likeliest / found for found in FOUND}
    ranks |= {f"two words in some {found:,}": likeliest * sqrt(size / found) for found in FOUND[:1]}
    for name, rank in ranks.items():
        about = terms[round(rank * 0.9) : round(rank * 1.1) + 1]
        words = chance.sample(about, 2 if name.startswith("two") else 1)
        yield f"search, {name}", f"{reverse('timeline')}?{urlencode({'q': ' '.join(words)})}"


def other_than(speaker: str) -> str:
    """Somebody else who says much."""
    return "speaker-1" if speaker == "speaker-2" else "speaker-2"


def statements() -> Iterator[tuple[object, ...]]:
    """What Datasette serves: a row a statement, with the names that a page shows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.id, s.sort_day, p.slug, s.kind, s.text, coalesce(e.slug, ''), o.slug"
            " FROM claims_statement s JOIN claims_speaker p ON p.id = s.speaker_id"
            " LEFT JOIN claims_link l ON l.statement_id = s.id"
            " LEFT JOIN claims_event e ON e.id = l.event_id"
            " JOIN claims_report r ON r.own_statement_id = s.id"
            " JOIN sources_revision v ON v.id = r.revision_id"
            " JOIN sources_article a ON a.id = v.article_id"
            " JOIN sources_outlet o ON o.id = a.outlet_id"
        )
        while rows := cursor.fetchmany(10_000):
            yield from rows
