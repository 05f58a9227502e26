"""Through whom words came to an outlet: "The Post, which credits Interfax, which credits ..."."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.models import Report
from sources.models import Article
from sources.parsing.credits import known_as


@dataclass(frozen=True, slots=True)
class Step:
    """Whom an article has the words from: by its own word, or because its text is a copy.

    `article` is where the step was read in, None where that is not here.
    """

    names: Sequence[str]
    copied: bool
    article: Article | None


def chains(reports: Iterable[Report]) -> dict[int, list[Step]]:
    """By report's id, the steps back from its outlet; a step to an outlet with a report goes on.

    For reports of one statement, with `ReportQuerySet.with_sources`.
    """
    listed = list(reports)
    by_outlet: dict[str, Report] = {}
    for report in listed:
        by_outlet.setdefault(known_as(report.published_by), report)
    return {report.pk: _chain(report, by_outlet) for report in listed}


def _chain(report: Report, by_outlet: Mapping[str, Report]) -> list[Step]:
    steps: list[Step] = []
    passed = {known_as(report.published_by)}
    at: Report | None = report
    while at is not None:
        step = _step(at)
        if step is None or passed.intersection(map(known_as, step.names)):
            break
        passed.update(map(known_as, step.names))
        at = by_outlet.get(known_as(step.names[0])) if len(step.names) == 1 else None
        steps.append(Step(step.names, step.copied, step.article or _article(at)))
    return steps


def _article(report: Report | None) -> Article | None:
    return report.revision.article if report else None


def _step(report: Report) -> Step | None:
    """The next one back, None where the outlet has the words from whoever said them."""
    article = report.revision.article
    signature = getattr(article, "signature", None)
    if signature and signature.original_known:
        return Step((signature.original.publisher,), copied=True, article=signature.original)
    if signature and signature.credited:
        return Step((signature.credited,), copied=True, article=None)
    here = known_as(article.publisher)
    names = tuple(name for name in report.relayed_by if known_as(name) != here)
    return Step(names, copied=False, article=None) if names else None
