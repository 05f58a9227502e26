"""What `include` adds to the rows of a list, in constant queries: as the details show it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from rest_framework.request import Request

from claims import models
from claims.api import representations as written
from claims.api.shaping import Include
from claims.models.fetching import fetched
from sources.models import Article, Revision

IN_CONTEXT = ("paragraphs", "edited")  # what a report shows in its detail alone


def _statements_in_context(
    rows: Sequence[models.Statement], _request: Request
) -> list[Mapping[str, Any]]:
    carried = [fetched(row, "reports") for row in rows]
    reports = iter(written.in_context([report for each in carried for report in each]))
    return [{"reports": [next(reports) for _ in each]} for each in carried]


def _histories(rows: Sequence[models.Statement], request: Request) -> list[Mapping[str, Any]]:
    return [{"history": entries} for entries in written.histories(rows, request)]


def _reports_in_context(
    rows: Sequence[models.Report], _request: Request
) -> list[Mapping[str, Any]]:
    shown: list[Mapping[str, Any]] = [*written.in_context(rows)]
    return [{key: row[key] for key in IN_CONTEXT} for row in shown]


def _revisions(rows: Sequence[Article], _request: Request) -> list[Mapping[str, Any]]:
    prefetch_related_objects(rows, Prefetch("revisions", Revision.objects.defer("text")))
    return [{"revisions": [written.revision(each) for each in row.revisions.all()]} for row in rows]


STATEMENTS = {
    "paragraphs": Include(_statements_in_context, ("reports",)),
    "history": Include(_histories, ("history",)),
}
REPORTS = {"paragraphs": Include(_reports_in_context, IN_CONTEXT)}
ARTICLES = {"revisions": Include(_revisions, ("revisions",))}
