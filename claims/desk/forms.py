"""What editors fill in. Plain forms: a `ModelForm` would change the statement while validating."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.corrections import Cause, Decision, Fault, Field
from claims.desk.crediting import SourceForm, SpeakerChoice
from claims.desk.dates import edtf_date
from claims.desk.event_choices import EventChoice
from claims.desk.seen import Seen, Values, decided
from claims.models import Event, Link, Statement
from claims.models.statements import Kind, Status

VERDICTS = [("open", _("no verdict")), ("confirmed", _("confirmed")), ("rejected", _("rejected"))]


class CauseField(forms.ChoiceField):
    """Whose mistake a changed value was; ours unless said."""

    def __init__(self) -> None:
        """Optional, as most fields of a form stay unchanged."""
        super().__init__(choices=Cause.choices, required=False)

    def clean(self, value: str) -> Cause:
        """The cause itself."""
        return Cause(super().clean(value) or Cause.MISREAD)


class VerdictForm(forms.Form):
    """Confirm or reject, on what the editor saw, with whose mistake it was and why."""

    seen = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=VERDICTS, required=False, widget=forms.RadioSelect)
    verdict_cause = CauseField()
    fault = forms.ChoiceField(choices=[("", _("not told")), *Fault.choices], required=False)
    reason = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, statement: Statement, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """For that statement (`StatementQuerySet.with_evidence`)."""
        super().__init__(*args, **kwargs)
        self.statement = statement

    def clean_seen(self) -> Seen:
        """Unpack what the page showed."""
        try:
            return Seen.read(self.cleaned_data["seen"], self.statement)
        except signing.BadSignature:
            message = gettext("This form was made for something else. Open the statement again.")
            raise ValidationError(message) from None

    def clean(self) -> None:
        """Whoever blames the outlet, or rejects for a cause of their own, says why."""
        super().clean()
        if self.errors or self.cleaned_data["reason"]:
            return
        if self.cleaned_data["fault"] == Fault.OTHER:
            self.add_error("reason", gettext("Say in your own words what is wrong with it."))
        elif any(decision.cause == Cause.OUTLET for decision in self.decisions()):
            self.add_error("reason", gettext("Say how you know that the outlet is wrong."))

    @property
    def basis(self) -> Seen:
        """What the editor saw, on which the input builds."""
        seen: Seen = self.cleaned_data["seen"]
        return seen

    def values(self) -> Values:
        """The statement's values as the input has them."""
        seen = self.basis.values
        return seen | {"verdict": self.cleaned_data["verdict"] or seen["verdict"]}

    def decisions(self) -> list[Decision]:
        """One for each value that the editor changed."""
        data = self.cleaned_data
        return [
            Decision(
                field, value, data[f"{name}_cause"], data["reason"], self._fault_of(field, value)
            )
            for name, field, value in decided(self.basis.values, self.values())
        ]

    def _fault_of(self, field: Field, value: object) -> str:
        """What is wrong with it, where it is rejected."""
        rejected = (field, value) == (Field.VERDICT, "rejected")
        return str(self.cleaned_data["fault"]) if rejected else ""


class QueueForm(VerdictForm):
    """A verdict, or who said it, in one press."""

    named = SpeakerChoice()
    speaker_cause = CauseField()

    def values(self) -> Values:
        """The statement's values as the input has them."""
        named = self.cleaned_data["named"]
        verdict = {"verdict": "rejected"} if self.cleaned_data["fault"] else {}
        speaker = {"speaker": {"slug": named.slug}} if named else {}
        return super().values() | verdict | speaker

    def decisions(self) -> list[Decision]:
        """What a re-check put in doubt can be confirmed again, as it is."""
        made = super().decisions()
        confirms = self.cleaned_data["verdict"] == Status.CONFIRMED
        again = Decision(Field.VERDICT, Status.CONFIRMED.value, reason=self.cleaned_data["reason"])
        return made or ([again] if confirms else [])


@dataclass(frozen=True, slots=True)
class OfferedEvent:
    """An event that the form asks about."""

    event: Event
    link: Link | None
    chosen: bool


class CorrectionForm(SourceForm, VerdictForm):
    """Every value of a statement, prefilled with what is believed; only changes count."""

    speaker_cause = CauseField()
    said = forms.CharField(max_length=80, required=False, validators=[edtf_date])
    said_cause = CauseField()
    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.RadioSelect)
    kind_cause = CauseField()
    events = forms.ModelMultipleChoiceField(
        Event.objects.linkable(), to_field_name="slug", required=False
    )
    add_event = EventChoice(Event.objects.linkable())
    events_cause = CauseField()

    @classmethod
    def showing(
        cls, statement: Statement, values: Values | None = None, **extra: str
    ) -> "CorrectionForm":
        """The form with what is believed, or with other values over it."""
        seen = Seen.of(statement)
        values = values or seen.values
        source = values["speaker"]
        initial = values | source | {"speaker": source.get("slug"), "credited": "".join(source)}
        return cls(statement, initial=initial | {"seen": seen.signed(statement)} | extra)

    def values(self) -> Values:
        """The statement's values as the input has them."""
        data = self.cleaned_data
        events = {event.slug for event in (*data["events"], data["add_event"]) if event}
        return super().values() | {
            "speaker": self.source(),
            "said": data["said"],
            "kind": data["kind"],
            "events": sorted(events),
        }

    def offered_events(self) -> list[OfferedEvent]:
        """The events linked, doubtful or rejected, and those that the input adds."""
        given = (*(self["events"].value() or ()), self["add_event"].value())
        chosen = {slug for slug in given if slug and "\x00" not in slug}
        links = {link.event.slug: link for link in self.statement.links.all()}
        linked = [OfferedEvent(link.event, link, slug in chosen) for slug, link in links.items()]
        added = Event.objects.filter(slug__in=chosen - links.keys())
        return [*linked, *(OfferedEvent(event, None, chosen=True) for event in added)]


class PairingForm(forms.Form):
    """Whether a statement, or a report of it, is the same utterance as another."""

    version = forms.IntegerField(min_value=1)
    same = forms.TypedChoiceField(
        choices=[("yes", _("join")), ("no", _("keep apart"))], coerce=lambda value: value == "yes"
    )
    statement = forms.IntegerField(min_value=1, required=False)
    report = forms.IntegerField(min_value=1, required=False)
    other = forms.IntegerField(min_value=1, required=False)
    reason = forms.CharField(required=False, max_length=2000)

    def clean(self) -> None:
        """One of the two is needed: another statement, or a report of this one."""
        super().clean()
        if not (self.cleaned_data.get("statement") or self.cleaned_data.get("report")):
            self.add_error(None, gettext("Say which."))

    def value(self) -> dict[str, Any]:
        """The value of the decision (`claims.joins`)."""
        data = self.cleaned_data
        if data["statement"]:
            return {"same": data["same"], "statement": data["statement"]}
        others = {"others": [data["other"]]} if data["other"] else {}
        return {"same": data["same"], "report": data["report"], **others}


class UndoForm(forms.Form):
    """Why a decision is taken back."""

    reason = forms.CharField(required=False, max_length=2000)
