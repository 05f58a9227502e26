"""Which of an article's reports a quotation and what stands around it mean."""

from collections.abc import Iterable, Mapping

from claims.fates import Quoted
from claims.models import Report

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
