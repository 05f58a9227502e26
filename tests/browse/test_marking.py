"""Words that were searched are marked where they stand."""

import re

import pytest

from claims.browse.marking import marks, terms_of
from claims.models import Statement
from tests.builders import make_article, make_report, make_revision

pytestmark = pytest.mark.django_db

TEXT = "Direct talks on the bridges may begin; Velmora's talks with Ostrava were direct, he said."


def marked(text, search):
    """What is marked in a statement of that text."""
    row = Statement.objects.create(text=text, kind="direct", confidence=0.9)
    return [piece.words for piece in marks([row], search).get(row.pk, ()) if piece.sought]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("bridge begin", ["bridges", "begin"]),
        ("talks", ["talks", "talks"]),
        ('"direct talks"', ["Direct talks"]),
        ("“direct talks”", ["Direct talks"]),
        ('"talks on the bridge"', ["talks on the bridges"]),
        ('"talks bridge"', []),
        ('"talks on begin"', []),
        ("velmora", ["Velmora's"]),
        ("begin or tunnel -harbour", ["begin"]),
        ('begin –harbour -"direct talks"', ["begin"]),
        ('"direct talks" or bridge', ["Direct talks", "bridges"]),
        ("the", []),
        ('"of the"', []),
        ("%s \\ ' ; --", []),
    ],
)
def test_words_and_phrases_are_marked_in_any_form(search, expected):
    assert marked(TEXT, search) == expected


def test_the_pieces_are_the_words_themselves_even_where_they_look_like_tags():
    row = Statement.objects.create(text="<b>the bridge</b> stands", kind="direct", confidence=0.9)

    pieces = marks([row], "bridge")[row.pk]

    assert "".join(piece.words for piece in pieces) == row.text


def test_a_word_that_stands_far_in_is_brought_to_the_front():
    row = Statement.objects.create(text="so " * 60 + "bridge", kind="direct", confidence=0.9)

    first, second, *_ = marks([row], "bridge")[row.pk]

    assert first.words.startswith("… so ")
    assert len(first.words) < 50
    assert second.words == "bridge"


def test_words_stay_escaped_around_their_marks(client):
    quote = '"The <i>bridge</i> will stand,"'
    revision = make_revision(article=make_article(), text=f"{quote} Varga said.")
    make_report(revision=revision, quote=quote)

    page = client.get("/?q=bridge").content.decode()

    assert re.search(r'&lt;i&gt;<mark\s+class="sought"\s*>bridge</mark>&lt;/i&gt;', page)


def test_an_excluded_word_or_phrase_leaves_statements_out(client):
    make_report()

    for search in ("bridge -stand", 'bridge -"will stand"', "bridge –“will stand”"):
        assert client.get("/", {"q": search}).context["page"].total.number == 0
    assert client.get("/", {"q": 'bridge -"stand bridge"'}).context["page"].total.number == 1


def test_what_is_no_search_marks_nothing():
    assert terms_of('- -- "" or OR -x -"y z"') == []
