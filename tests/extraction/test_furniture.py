"""Lines of the page are told from lines of the story that begin alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import Document, Span, read
from claims.extraction.furniture import is_furniture
from claims.extraction.layout import lay_out
from tests.extraction.readings import PUBLISHED, REGISTRY

STORY = "The dam will hold, Conrad Pell told the council of Orsk on Monday, and nobody doubted it."
PAGE = (
    "Click to share on Telegram (Opens in new window)",
    "Facebook | X | Copy link",
    "Article continues after advertisement",
    "Updated 3:45 PM EDT, Mon April 21, 2031",
    "Published: 21 April 2031",
    "5 min read",
    "12 hours ago 4",
    "Video: Pell says “the dam will hold”",
    "Image caption, Conrad Pell said the dam would hold",
    "FILE PHOTO: Pell said that the dam would hold. Orsk Herald/Nora Lind",
    "(Photo by Nora Lind/Getty Images)",
    "Don’t miss: ‘I will stay,’ says Pell",
    "You might also like: Pell says the dam will hold",
    "Next: Harrow says she will go",
    "Get our free newsletter: “A joy,” says a reader",
    "Support independent journalism. “I read it daily,” says a baker.",
    "Have your say: tell us in the comments",
    "View 14 comments",
    "Privacy policy",
    "Clarification: Pell said that he would stay",
    "Nora Lind contributed to this report.",
)
PROSE = (
    "Follow the money, Pell said, and you will find the dam.",
    "Read more books, she told the children.",
    "Join our fight, Harrow told them.",
    "By Friday, the council had voted",
    "Donate blood, the mayor urged residents.",
    "Subscribe to that view, Pell said, and you are lost.",
    "Reporting by the council shows that the dam is safe, Harrow said.",
    "7 hours ago, Harrow told the council that the dam had held.",
    "Published figures show that she was right, Pell said.",
    "Updated plans show “a way out.”",
    "Related attacks killed four people, the mayor said.",
    "Legal experts call it “a sham.”",
    "Most read it as a threat, Pell said.",
    "Photo evidence shows that the dam broke, Harrow said.",
    "Comments that the minister made on Monday angered Pell.",
)


def roles(*lines: str) -> list[str]:
    return [paragraph.role for paragraph in lay_out("\n\n".join(lines))]


@pytest.mark.parametrize("line", PAGE)
def test_a_line_of_the_page_yields_no_statement_and_the_story_goes_on(line):
    text = "\n\n".join([STORY, line, STORY])

    reports = read(Document(text, published=PUBLISHED), REGISTRY).reports

    assert roles(STORY, line, STORY) == ["body", "furniture", "body"]
    start = text.index(line)
    spans = [span for report in reports for span in report.content]
    assert not any(span.overlaps(Span(start, start + len(line))) for span in spans)


@pytest.mark.parametrize("line", PROSE)
def test_a_line_of_the_story_is_none_of_the_pages(line):
    assert not is_furniture(line)


def test_titles_beneath_the_heading_of_a_list_are_other_stories():
    titles = ("Pell says ‘the dam will hold’", "Harrow: I told them so")

    assert roles(STORY, "Related articles", *titles, STORY) == [
        "body",
        *["furniture"] * 3,
        "body",
    ]


@given(st.text(max_size=300))
def test_any_line_is_the_pages_or_is_not(line):
    assert is_furniture(line) in (True, False)
