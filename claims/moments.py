"""Moments as parameters of addresses."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django_filters import Filter


class MomentField(forms.CharField):
    """A day or a time as ISO 8601; UTC where no zone is given."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as the form library has it
        """The moment, for a day its first; None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            told = datetime.fromisoformat(text)
            return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            message = gettext("Write a day or a time as 2025-04-21 or 2025-04-21T09:30:00Z.")
            raise forms.ValidationError(message) from None


class MomentFilter(Filter):
    """Rows by a moment."""

    field_class = MomentField
