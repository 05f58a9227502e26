"""Of two versions of a statement, which to keep, value by value."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.forms import CauseField, VerdictForm
from claims.desk.seen import Seen, Values
from claims.models import Statement

MINE, THEIRS = "mine", "theirs"


class Pick(forms.ChoiceField):
    """Mine or theirs; mine unless said."""

    def __init__(self) -> None:
        """Optional: what was not asked about stays as it was put together."""
        super().__init__(
            choices=[(MINE, _("yours")), (THEIRS, _("now, by others"))], required=False
        )


class PickForm(VerdictForm):
    """The present values (`seen`), and the editor's on top of them (`mine`); a pick for each."""

    mine = forms.CharField(widget=forms.HiddenInput)
    speaker_cause = CauseField()
    said_cause = CauseField()
    kind_cause = CauseField()
    events_cause = CauseField()
    pick_speaker = Pick()
    pick_said = Pick()
    pick_kind = Pick()
    pick_events = Pick()
    pick_verdict = Pick()

    @classmethod
    def offering(cls, statement: Statement, mine: Values, kept: Mapping[str, Any]) -> "PickForm":
        """The form for a statement as it stands now; `kept` are the editor's causes and reason."""
        token = signing.dumps(mine, salt=_salt(statement), compress=True)
        seen = Seen.of(statement).signed(statement)
        initial = {**kept, "seen": seen, "mine": token}
        return cls(statement, initial=initial, auto_id=False)  # the page has ids of another form

    def clean_mine(self) -> Values:
        """Unpack the editor's values."""
        try:
            mine: Values = signing.loads(self.cleaned_data["mine"], salt=_salt(self.statement))
        except signing.BadSignature:
            message = gettext("This form was made for something else. Open the statement again.")
            raise ValidationError(message) from None
        return mine

    def values(self) -> Values:
        """Of each value the version that was picked."""
        now, mine = self.basis.values, self.cleaned_data["mine"]
        theirs = {name for name in now if self.cleaned_data[f"pick_{name}"] == THEIRS}
        return {name: (now if name in theirs else mine)[name] for name in now}

    def carried(self) -> list[str]:
        """What goes with the picks, as hidden fields."""
        causes = [name for name in self.fields if name.endswith("_cause")]
        return [self[name].as_hidden() for name in ("seen", "mine", "reason", "fault", *causes)]


def _salt(statement: Statement) -> str:
    return f"claims.desk.picking.{statement.pk}"
