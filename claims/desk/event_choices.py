"""Events to choose from at the desk, and forms of one event that choose another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Event
from claims.models.events import EventQuerySet


class EventChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among events, by slug, as decisions name them; none unless one is required."""

    def __init__(self, events: EventQuerySet, *, required: bool = False) -> None:
        """In the order of time."""
        super().__init__(
            events.in_time(), to_field_name="slug", required=required, empty_label=_("choose …")
        )


class EventForm(forms.Form):
    """A form of one event, which is not among those to choose."""

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """For that event."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, EventChoice):
                field.queryset = field.queryset.exclude(pk=event.pk)  # type: ignore[union-attr]
