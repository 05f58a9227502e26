"""Query parameters: the timeline's filters, and no parameter that means nothing."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django_filters import DateFilter, Filter, MultipleChoiceFilter
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from claims.api.problems import UnknownParameter
from claims.filters import StatementFilterSet
from claims.models import Statement


def refuse_unknown(request: Request, known: Iterable[str]) -> None:
    """A slip in a filter's name must not answer as if nothing had been asked."""
    names = sorted(known)
    unknown = sorted(set(request.query_params) - set(names))
    if unknown:
        told = f"known here are {', '.join(names)}" if names else "there are none here"
        message = f"Unknown parameter {', '.join(unknown)}: {told}."
        raise UnknownParameter(message, unknown=unknown, known=names)


class StatementFilters(BaseFilterBackend):
    """The timeline's filters, for statements and for the reports of statements."""

    names = tuple(StatementFilterSet.base_filters)

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> QuerySet[Any]:
        """What the filters leave; an invalid value is an error, unlike on the page."""
        if set(self.names).isdisjoint(request.query_params):
            return queryset
        of_statements = queryset.model is Statement
        rows = queryset if of_statements else Statement.objects.order_by()
        filters = StatementFilterSet(request.query_params, rows, request=request)
        if not filters.is_valid():
            raise ValidationError({name: list(told) for name, told in filters.errors.items()})
        return filters.qs if of_statements else queryset.filter(statement__in=filters.qs)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """The filters for the OpenAPI document."""
        return [_described(name, each) for name, each in StatementFilterSet.base_filters.items()]


def _described(name: str, each: Filter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    told = str(each.label or name)
    if isinstance(each, DateFilter):
        schema["format"] = "date"
    if "choices" in each.extra:
        schema["enum"] = [value for value, _ in each.extra["choices"]]
    if isinstance(each, MultipleChoiceFilter):
        schema, told = {"type": "array", "items": schema}, f"{told}; given twice, either will do"
    return {"name": name, "in": "query", "description": told, "schema": schema}
