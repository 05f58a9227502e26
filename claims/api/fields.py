"""Values of query parameters that the form library has no field for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django_filters import Filter, MultipleChoiceFilter, NumberFilter

from claims.models import Office
from claims.models.speakers import OfficeQuerySet


class OfficeField(forms.CharField):
    """The name of an office that somebody is known to have held."""

    def clean(self, value: Any) -> OfficeQuerySet | None:  # noqa: ANN401
        """The periods in which it was held; None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        offices = Office.objects.named(text)
        if not offices.exists():
            message = f"Nobody here is known as {text}: write a title, or title and of what."
            raise forms.ValidationError(message)
        return offices


class OfficeFilter(Filter):
    """Rows by an office."""

    field_class = OfficeField


def any_of(
    choices: Sequence[tuple[str, str | Promise]],
    noun: str,
    **options: Any,  # noqa: ANN401
) -> MultipleChoiceFilter:
    """Any of these values."""
    unknown = {"invalid_choice": f"There is no {noun} “%(value)s”."}
    return MultipleChoiceFilter(
        choices=choices, distinct=False, error_messages=unknown, label=noun, **options
    )


def share(field: str, lookup: str, told: str) -> NumberFilter:
    """A bound on a value from 0 to 1."""
    return NumberFilter(field_name=field, lookup_expr=lookup, min_value=0, max_value=1, label=told)
