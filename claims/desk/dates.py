"""What a date that an editor types means."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from claims.datewords import in_words
from claims.edtf import Bounds, EdtfError, bounds


@dataclass(frozen=True, slots=True)
class Meaning:
    """A date in words with its bounds, or what is wrong with it."""

    words: str = ""
    bounds: Bounds | None = None
    error: str = ""


def meaning(edtf: str) -> Meaning:
    """What the date says, never raising."""
    try:
        return Meaning(in_words(edtf), bounds(edtf))
    except EdtfError as error:
        return Meaning(error=str(error))


def edtf_date(value: str) -> None:
    """Refuse what is no EDTF date, saying what would be."""
    error = meaning(value).error
    if error:
        raise ValidationError(error)
