"""Labelled articles about people who don't exist."""

import re

from hypothesis import strategies as st

from claims.evaluation.polnear import ROLES, Labelled
from claims.extraction import Span

PEOPLE = ("Ada Varn", "Varn", "VARN", "Conrad Pell", "Pell", "Bruno O’Harrow")
PLACES = ("Orsk", "Almora")
WORDS = ("it", "is", "old", "said", "the mayors’ dam", "‘safe’", "I’m", '"so"', "don't", "U.S.")
PAIRS = ("“”", '""', "‘’", "«»", "„“")
NAMED = re.compile(rf"\b(?:{'|'.join((*PEOPLE, *PLACES))})\b")


class Draft:
    """A text in the making, with the spans of what was written in it."""

    def __init__(self):
        self.text = ""
        self.statements = []

    def write(self, words):
        self.text += words
        return Span(len(self.text) - len(words), len(self.text))

    def state(self, source, cue, content):
        self.statements.append(dict(zip(ROLES, (source, cue, content), strict=True)))

    def article(self):
        """The article, with every name in it."""
        kinds = ((Span(*m.span()), m[0] in PEOPLE) for m in NAMED.finditer(self.text))
        names = tuple((span, "PERSON" if person else "LOCATION") for span, person in kinds)
        return Labelled("story", self.text, tuple(self.statements), names)


@st.composite
def articles(draw):
    """Paragraphs that quote directly, in two pieces or indirectly, or nobody."""
    draft = Draft()
    forms = draw(
        st.lists(st.sampled_from((_directly, _in_pieces, _indirectly, _plainly)), max_size=8)
    )
    for form in forms:
        form(draft, draw)
        draft.write("\n\n")
    return draft.article()


def make_article(text, *statements, names=()):
    """An article of which each statement is given as words of the text: source, cue, content ...

    `names` are words with their kinds. Empty words are left out.
    """
    spans = [
        [tuple(_find(text, w) for w in words if w) for words in ([source], [cue], content)]
        for source, cue, *content in statements
    ]
    labels = tuple(dict(zip(ROLES, found, strict=True)) for found in spans)
    return Labelled("story", text, labels, tuple((_find(text, w), kind) for w, kind in names))


def _find(text, words):
    return Span(text.index(words), text.index(words) + len(words))


def _directly(draft, draw):
    content = _quoted(draft, draw, ",")
    source, cue = _credit(draft, draw)
    draft.write(".")
    draft.state(source, cue, content)


def _in_pieces(draft, draw):
    first = _quoted(draft, draw, ",")
    source, cue = _credit(draft, draw)
    draft.write(", ")
    draft.state(source, cue, (*first, *_quoted(draft, draw, ".")))


def _indirectly(draft, draw):
    source, cue = _credit(draft, draw)
    draft.write(" that ")
    draft.state(source, cue, (draft.write(draw(_SAID)),))
    draft.write(".")


def _plainly(draft, draw):
    draft.write(draw(_SAID) + ".")


def _quoted(draft, draw, stop):
    """Words in marks, which belong to the content or don't."""
    opening, closing = draw(st.sampled_from(PAIRS))
    before, words = draft.write(opening), draft.write(draw(_SAID) + stop)
    after = draft.write(closing)
    return (Span(before.start, after.end) if draw(st.booleans()) else words,)


def _credit(draft, draw):
    draft.write(" ")
    source = draft.write(
        draw(st.sampled_from((*PEOPLE, "she", "the mayor of Orsk", "Pell’s aide")))
    )
    draft.write(" ")
    return (source,), (draft.write(draw(st.sampled_from(("said", "wants", "has written")))),)


_SAID = st.lists(st.sampled_from((*WORDS, *PEOPLE, *PLACES)), min_size=1, max_size=9).map(" ".join)
