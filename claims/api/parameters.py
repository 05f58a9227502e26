"""Query parameters: the filters of each list, and no parameter that means nothing."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django_filters import DateFilter, Filter, FilterSet, MultipleChoiceFilter, NumberFilter
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from claims.api.problems import UnknownParameter
from claims.models import Report, Statement
from claims.moments import MomentFilter


def refuse_unknown(request: Request, known: Iterable[str]) -> None:
    """A slip in a filter's name must not answer as if nothing had been asked."""
    names = sorted(known)
    unknown = sorted(set(request.query_params) - set(names))
    if unknown:
        told = f"known here are {', '.join(names)}" if names else "there are none here"
        message = f"Unknown parameter {', '.join(unknown)}: {told}."
        raise UnknownParameter(message, unknown=unknown, known=names)


def filters_of(view: Any) -> dict[str, Filter]:  # noqa: ANN401 - any view
    """The filters of a view's list, by name."""
    filters: type[FilterSet] | None = getattr(view, "filters", None)
    return dict(filters.base_filters) if filters else {}


class Filtering(BaseFilterBackend):
    """The filters that a view names as its `filters`; those of statements for reports, too."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> QuerySet[Any]:
        """What the filters leave; an invalid value is an error, unlike on the page."""
        if filters_of(view).keys().isdisjoint(request.query_params):
            return queryset
        of_reports = queryset.model is Report
        rows = Statement.objects.order_by() if of_reports else queryset
        filters = view.filters(request.query_params, rows, request=request)  # type: ignore[attr-defined]
        if not filters.is_valid():
            raise ValidationError({name: list(told) for name, told in filters.errors.items()})
        return _of_reports(queryset, filters) if of_reports else filters.qs

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """The filters for the OpenAPI document."""
        return [_described(name, each) for name, each in filters_of(view).items()]


def _of_reports(reports: QuerySet[Any], filters: FilterSet) -> QuerySet[Any]:
    """Reports of the statements that the filters leave, and of one article if so asked."""
    article = filters.form.cleaned_data.get("article")
    if article is not None:
        reports = reports.filter(revision__article=article)
    asked = [name for name, value in filters.form.cleaned_data.items() if value]
    return reports if asked == ["article"] else reports.filter(statement__in=filters.qs)


def _described(name: str, each: Filter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    told = str(each.label or name)
    if isinstance(each, DateFilter):
        schema = {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}
    if isinstance(each, MomentFilter):
        schema["examples"] = ["2025-04-21", "2025-04-21T09:30:00Z"]
    if isinstance(each, NumberFilter):
        schema = {"type": "number", "minimum": each.extra["min_value"]}
        schema["maximum"] = each.extra["max_value"]
    if "choices" in each.extra:
        schema["enum"] = [value for value, _ in each.extra["choices"]]
    if isinstance(each, MultipleChoiceFilter):
        schema, told = {"type": "array", "items": schema}, f"{told}; given twice, either will do"
    if each.exclude or name.startswith("not_"):
        told = f"leaves out: {told}"
    return {"name": name, "in": "query", "description": told, "schema": schema}
