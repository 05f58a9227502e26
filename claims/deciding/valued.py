"""What is believed of a statement itself: who, when, how much of it word for word, and whether."""

from django.utils.translation import gettext

from claims.datewords import in_words
from claims.deciding.described import Decided, Field, Names, Value, in_a_word
from claims.edtf import EdtfError, bounds
from claims.heirs import successor_of
from claims.models import Speaker, Statement
from claims.models.statements import Attributed, Basis, Kind, Status

VERDICTS = (Status.CONFIRMED.value, Status.REJECTED.value, "open")


def speaker_value(statement: Attributed) -> dict[str, str]:
    """The believed source in the shape of a speaker decision, {} where nobody is known."""
    if statement.speaker is not None:
        return {"slug": statement.speaker.slug}
    named = {"name": statement.speaker_name, "body": statement.body}
    return {key: value for key, value in named.items() if value}


class DecidedSpeaker(Decided):
    """Who said it."""

    field = Field.SPEAKER
    name = "speaker"

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """A known speaker, a name, a body or nobody."""
        if not value:
            return ""
        if not isinstance(value, dict) or not set(value) <= {"slug", "name", "body"}:
            return f"{value!r} is none of a slug, a name, a body or null"
        slug = value.get("slug")
        if slug is not None and not Speaker.objects.current().filter(slug=slug).exists():
            told = gettext("there is no speaker %(speaker)r; give a name, or add the speaker first")
            return told % {"speaker": slug}
        return ""

    def believed(self, statement: Statement, value: Value) -> dict[str, str]:
        """The present source."""
        return speaker_value(statement)

    def apply(self, statement: Statement, value: Value) -> None:
        """One source takes the place of another."""
        speaker = Speaker.objects.filter(slug=value.get("slug", "")).first()
        statement.speaker_id = successor_of(speaker).pk if speaker else None
        statement.speaker_name = "" if speaker else value.get("name", "")
        statement.body = value.get("body", "")

    def words(self, value: Value, names: Names) -> str:
        """By name."""
        told = value or {}
        slug = told.get("slug", "")
        parts = [names.speakers.get(slug, slug), told.get("name", ""), told.get("body", "")]
        return ", ".join(filter(None, parts)) or gettext("unknown")


class DecidedSaid(Decided):
    """When it was said."""

    field = Field.SAID
    name = "said"

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """EDTF, or nothing."""
        try:
            bounds(value if isinstance(value, str) else repr(value))
        except EdtfError as error:
            return str(error)
        return ""

    def believed(self, statement: Statement, value: Value) -> str:
        """The present day."""
        return statement.said_edtf

    def apply(self, statement: Statement, value: Value) -> None:
        """The day, and that it rests on an editor's word."""
        statement.said_edtf, statement.said_basis = value, Basis.EDITOR
        statement.said_earliest, statement.said_latest = bounds(value)

    def words(self, value: Value, names: Names) -> str:
        """As dates are told."""
        return in_words(value or "")


class DecidedKind(Decided):
    """How much of it stands in quotation marks."""

    field = Field.KIND
    name = "kind"

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """One of three."""
        return "" if value in Kind.values else f"{value!r} is none of {', '.join(Kind.values)}"

    def believed(self, statement: Statement, value: Value) -> str:
        """The present kind."""
        return statement.kind

    def apply(self, statement: Statement, value: Value) -> None:
        """One for another."""
        statement.kind = value

    def words(self, value: Value, names: Names) -> str:
        """In a word."""
        return in_a_word(value or "")


class DecidedVerdict(Decided):
    """Whether it is a statement at all; which verdict holds depends on all of them."""

    field = Field.VERDICT
    name = "status"
    becomes = ""

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """One of three."""
        return "" if value in VERDICTS else f"{value!r} is none of {', '.join(VERDICTS)}"

    def believed(self, statement: Statement, value: Value) -> str:
        """Open, unless an editor confirmed or rejected it."""
        return statement.status if statement.status in VERDICTS else "open"

    def words(self, value: Value, names: Names) -> str:
        """In a word."""
        return in_a_word(value or "")
