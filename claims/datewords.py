"""How pages say a date: as `claims.edtf` does in English, in the reader's language."""

from django.utils.translation import gettext

from claims.edtf import words_of


def in_words(edtf: str) -> str:
    """The date as a page says it: "19 to 20 April 2025", "since February 2022", "about 2014"."""
    return words_of(edtf, gettext)
