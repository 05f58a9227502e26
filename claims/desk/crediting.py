"""Who said it, as a form asks for it: a known speaker, somebody by name, a body, or unknown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Speaker

CREDITED = [
    ("slug", _("a known speaker")),
    ("name", _("somebody by name")),
    ("body", _("a body")),
    ("", _("unknown")),
]
ASKED_FOR = {
    "slug": _("Choose the speaker."),
    "name": _("Write the name."),
    "body": _("Write what the body is called."),
}


class SpeakerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Known speakers, told apart by their office."""

    def __init__(self) -> None:
        """By slug, as decisions name them."""
        rows = Speaker.objects.current().prefetch_related("offices")
        super().__init__(rows, to_field_name="slug", required=False, empty_label=_("choose …"))

    def label_from_instance(self, obj: Speaker) -> str:
        """The name, and the office held now."""
        office = obj.office_on(None)
        return f"{obj.name} ({office})" if office else obj.name


class SourceForm(forms.Form):
    """The fields of a source, of which one kind is chosen."""

    credited = forms.ChoiceField(choices=CREDITED, required=False, widget=forms.RadioSelect)
    speaker = SpeakerChoice()
    name = forms.CharField(max_length=300, required=False)
    body = forms.CharField(max_length=300, required=False)

    def clean(self) -> None:
        """A source that was announced has to be given."""
        credited = self.cleaned_data.get("credited", "")
        if credited and not self.errors and not self._given(credited):
            self.add_error("speaker" if credited == "slug" else credited, ASKED_FOR[credited])
        super().clean()

    def source(self) -> dict[str, str]:
        """The value of a decision on the speaker."""
        credited = self.cleaned_data["credited"]
        given = self._given(credited)
        return {credited: given} if given else {}

    def _given(self, credited: str) -> str:
        """What was given for the kind of source chosen."""
        if credited == "slug":
            return getattr(self.cleaned_data["speaker"], "slug", "")
        return str(self.cleaned_data.get(credited, ""))
