"""Statements that are ticked on a page, each as the page showed it, to be decided on at once."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from claims.batches import Applied, NothingAlikeError, StaleStatementsError
from claims.corrections import InvalidDecision
from claims.curation import InvalidDecision as InvalidEvent
from claims.desk.numbers import number_in
from claims.models import Statement


class TicksField(forms.MultipleChoiceField):
    """Ticks of "id:version" each; the version that was seen, by statement."""

    def valid_value(self, value: str) -> bool:
        """Two numbers."""
        return [number_in(part) > 0 for part in value.split(":")] == [True, True]

    def clean(self, value: Any) -> dict[int, int]:  # noqa: ANN401 - what was sent
        """Take the numbers apart."""
        ticks = (tick.split(":") for tick in super().clean(value))
        return {int(statement): int(version) for statement, version in ticks}


class TicksForm(forms.Form):
    """What was ticked, and why; where some changed meanwhile, nothing was done: `stale`."""

    pick = TicksField(required=False)
    reason = forms.CharField(required=False, max_length=2000)
    stale: Sequence[Statement] = ()

    def apply(self, decide: Callable[[dict[int, int], str], Applied]) -> Applied | None:
        """Decide on what was ticked; nothing where that can't be, which the form then tells."""
        if not self.is_valid():
            return None
        try:
            return decide(self.cleaned_data["pick"], self.cleaned_data["reason"])
        except StaleStatementsError as error:
            self.stale = error.statements
        except (NothingAlikeError, InvalidDecision, InvalidEvent) as error:
            self.add_error(None, str(error))
        return None

    @property
    def status(self) -> int:
        """Of the answer that shows the form."""
        if self.stale:
            return 409
        return 422 if self.errors else 200
