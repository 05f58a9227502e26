"""Articles from JSON Lines, and the faults in place of those that can't be read."""

import hashlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.parsing.jsonlines import ArticleLine, Fault, read_articles, read_lines

PAGE = """<html lang="en"><head><title>Ferry back</title></head><body><article>
<p>The ferry to Osk is back in service, the harbour master said on Monday.</p>
<p>“It took us nine days,” she told reporters on the quay in the afternoon.</p>
</article></body></html>"""


def line_of(**record):
    return json.dumps(record).encode()


def read_one(line):
    (found,) = read_lines([line])
    return found


def test_an_article_is_read_with_all_that_its_line_says():
    line = line_of(
        url="https://ledger.example/a",
        text="Line one\r\ntwo\x00",
        title=" Ferry\n back ",
        published="2025-04-22T00:30:00+03:00",
        outlet="The Harbour Ledger",
        language="en",
    )

    article = read_one(line)

    assert article.text == "Line one\ntwo�"
    assert article.title == "Ferry back"
    assert article.published.day == date(2025, 4, 22)
    assert (article.outlet, article.language) == ("The Harbour Ledger", "en")


def test_an_article_without_an_address_is_named_by_its_normalised_text():
    article = read_one(line_of(text="a\r\nb", title=None))

    assert article.url == "urn:sha256:" + hashlib.sha256(b"a\nb").hexdigest()
    assert (article.title, article.published) == ("", None)


def test_a_page_gives_the_text_and_what_the_line_does_not_say():
    article = read_one(line_of(html=PAGE, outlet="The Harbour Ledger"))

    assert "“It took us nine days,” she told reporters" in article.text
    assert (article.title, article.outlet) == ("Ferry back", "The Harbour Ledger")
    assert article.html == PAGE


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{broken", "not JSON (Expecting property name"),
        (b'{"text": "\x00"}', "not JSON (Invalid control character"),
        (b"[" * 100_000, "not JSON (maximum recursion depth"),
        (b'{"text": "N\xe9"}', "not UTF-8 (invalid continuation byte at byte 11 of the line)"),
        (b"[1]", "not a JSON object but a list"),
        (b"null", "not a JSON object but null"),
        (line_of(url="https://ledger.example/a"), "neither text nor html: give one of the two"),
        (line_of(text=" \n "), "empty text"),
        (line_of(html=""), "empty text"),
        (line_of(html="<html><body></body></html>"), "html: no article text found in the page"),
        (line_of(html="\x01"), "html: no HTML in it"),
        (line_of(text=["a"]), "text: a list where a text belongs"),
        (line_of(text="a", title=7), "title: a number where a text belongs"),
        (line_of(text="a", outlet=True), "outlet: true or false where a text belongs"),
        (line_of(text="a", published="soon"), "published: 'soon' is no date: write ISO 8601"),
        (line_of(text="a", url="https://a.example/b c"), "url: 'https://a.example/b c' has spaces"),
        (line_of(text="a", url="x" * 2001), "url: longer than 2000 characters"),
    ],
)
def test_a_line_that_cannot_be_read_is_a_fault_with_its_reason(line, reason):
    fault = read_one(line)

    assert isinstance(fault, Fault)
    assert fault.reason.startswith(reason)


def test_a_fault_names_its_line_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "one"}\n\n{broken\n{"text": "two"}')

    found = list(read_articles(path))

    assert [line.number for line in found] == [1, 3, 4]
    assert [line.text for line in found if isinstance(line, ArticleLine)] == ["one", "two"]
    assert str(found[1]).startswith("line 3: not JSON")


def test_a_byte_order_mark_where_files_were_joined_is_no_fault(tmp_path):
    path = tmp_path / "joined.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "one"}\n\xef\xbb\xbf{"text": "two"}\n')

    assert [line.text for line in read_articles(path)] == ["one", "two"]


def test_lines_are_read_only_when_asked_for():
    def endless():
        while True:
            yield b'{"text": "again"}'

    first = next(read_lines(endless()))

    assert isinstance(first, ArticleLine)


@given(st.binary() | st.builds(json.dumps, st.dictionaries(st.text(), st.text())).map(str.encode))
def test_any_line_gives_an_article_a_fault_or_nothing(line):
    found = list(read_lines([line]))

    assert len(found) <= 1
