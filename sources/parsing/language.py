"""Which language a text is written in."""

from py3langid import classify

_MOST = 4000
_FEWEST_LETTERS = 20
_NO_LANGUAGE = "zxx"


def language_of(text: str) -> str:
    """The BCP 47 tag of a text's language, guessed from its head; "" where that is too short.

    Its first call loads the model, in about half a second.
    """
    head = text[:_MOST]
    if sum(map(str.isalpha, head)) < _FEWEST_LETTERS:
        return ""
    language: str = classify(head)[0]
    return "" if language == _NO_LANGUAGE else language
