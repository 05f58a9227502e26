"""Which of an article's reports a quotation and what stands around it mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from claims.fates import Quoted
from claims.models import Report
from sources.models import Article
from sources.parsing.canonical import key_of

_NAMES = ("quote", "quote_prefix", "quote_suffix")


def selector_of_report(report: Report) -> dict[str, str]:
    """How a report is found again within its article."""
    return dict(zip(_NAMES, next(report.selectors()), strict=True))


def report_meant(told: Mapping[str, str], known: Iterable[Report]) -> Report | None:
    """The report of these words and surroundings; None where none or several are it.

    Of several of one statement it is the first: `known` has those that stand before the rest.
    """
    wanted = tuple(told[name] for name in _NAMES)
    theirs = Quoted.told(*wanted)
    alike = []
    for row in known:
        for selector in row.selectors():
            ours = Quoted.told(*selector)
            if ours.keys == theirs.keys:
                # To the letter: it tells two apart that agree in as many words.
                alike.append(((theirs.agreement(ours), selector == wanted), row))
    best = max((likeness for likeness, _ in alike), default=(0, False))
    found = [row for likeness, row in alike if likeness == best]
    alone = len({row.pk for _, row in alike}) == 1
    sure = best[0] >= theirs.needed or (theirs.is_long and alone)
    return found[0] if sure and len({row.statement_id for row in found}) == 1 else None


def reports_meant(
    anchors: Iterable[Mapping[str, str]],
) -> tuple[list[Report], list[Mapping[str, str]]]:
    """The reports of these words in these articles, and the anchors of those that are not here.

    An article may be known under another address by now.
    """
    by_url: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for told in anchors:
        by_url[told["article_url"]].append(told)
    found: list[Report] = []
    missing: list[Mapping[str, str]] = []
    for url, wanted in by_url.items():
        article = _article_at(url)
        known = list(known_reports(article)) if article else []
        meant = [(told, report_meant(told, known)) for told in wanted]
        found += [report for _, report in meant if report]
        missing += [told for told, report in meant if report is None]
    return found, missing


def known_reports(article: Article) -> "QuerySet[Report]":
    """All of an article's reports, those that stand first."""
    rows = Report.objects.filter(revision__article=article)
    return rows.defer("revision__text").order_by("withdrawn", "pk")


def _article_at(url: str) -> Article | None:
    found = Article.objects.filter(url=url).first()
    return found or Article.objects.filter(addresses__key=key_of(url)).first()
