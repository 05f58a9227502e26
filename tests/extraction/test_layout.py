import pytest

from claims.extraction.layout import lay_out


def roles(text):
    return [p.role for p in lay_out(text)]


@pytest.mark.parametrize(
    "line",
    [
        "7 hours ago 3",
        "READ MORE: Harrow says ‘no’",
        "• Related: Who is Conrad Pell?",
        "Share this: Facebook | X",
        "14 comments | Print",
        "Sign up for our letter. “Lovely,” says a reader.",
        "By Nora Lind and staff",
        "© The Vestrian",
        "(Reporting by N. Lind)",
        "Photo: the president said goodbye",
        "This article was amended on 3 May.",
    ],
)
def test_page_furniture_is_told_apart(line):
    assert roles(f"The mayor spoke on Monday.\n\n{line}")[1] == "furniture"


def test_all_that_follows_the_heading_of_the_comments_is_furniture():
    assert roles("She spoke.\nRecent Comments\nPell said it was a lie.") == [
        "body",
        "furniture",
        "furniture",
    ]


def test_a_truncated_teaser_goes_with_its_heading():
    text = "She spoke.\n\nAs tensions mount, envoy says no\n\nThe envoy said that th…\n\nMore text."

    assert roles(text) == ["body", "furniture", "furniture", "body"]


def test_a_short_line_without_a_full_stop_is_a_heading():
    assert roles("Mayor quits\n\nThe mayor quit.") == ["heading", "body"]


def test_lines_wrapped_at_a_column_make_one_paragraph():
    line = "the words of the president went on and on until every clerk had\n"
    text = line * 4 + "gone home.\n\nNext."

    spans = [p.span.of(text) for p in lay_out(text)]

    assert len(spans) == 2
    assert spans[0].endswith("gone home.")


def test_a_text_without_words_has_no_paragraphs():
    assert lay_out(" \n\n \t\n") == ()
