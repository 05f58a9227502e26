import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import EXTRACTOR_VERSION
from tests.extraction.readings import reading_of, words_of

NEWS = "Pell said that told Harrow President he his spokesman who and saying as it according to"
WORDS = (NEWS + " on Monday “ ” \" ' « » . , : ( — ‘ ’ \x00").split()
PIECES = st.sampled_from([*WORDS, "\n", "\n\n"])


def spans_of(report):
    evidence = [e.span for found in report.evidence.values() for e in found]
    return [*report.content, *report.source, *report.cue, *evidence]


def assert_sound(text):
    reading = reading_of(text)
    for index, report in enumerate(reading.reports):
        assert report.content
        assert all(0 <= s.start < s.end <= len(text) for s in spans_of(report))
        assert list(report.content) == sorted(report.content)
        assert report.parent is None or report.parent < index
        assert 0 <= report.confidence <= 1
    assert reading == reading_of(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_any_jumble_of_news_words_is_read_soundly(text):
    assert_sound(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_read_soundly(text):
    assert_sound(text)


@pytest.mark.uncounted
@settings(max_examples=50, deadline=None)
@given(st.integers())
def test_an_article_that_lost_letters_and_marks_is_read_soundly(seed):
    article = (
        "“It is old,” Conrad Pell told Canal 4 on Monday. “It ‘will’ hold.”\n\nHe said «so».\n" * 3
    )
    kept = random.Random(seed).choices([True, False], weights=[9, 1], k=len(article))  # noqa: S311

    assert_sound("".join(c for c, keep in zip(article, kept, strict=True) if keep))


@pytest.mark.uncounted
def test_a_long_text_of_marks_alone_is_read():
    assert reading_of("“" * 100_000 + "\"'" * 50_000).reports == ()


def test_reports_stand_in_text_order_and_carry_the_version():
    text = "Pell said it was late. Lunde said it was not."

    reading = reading_of(text)

    assert reading.version == EXTRACTOR_VERSION
    assert [words_of(text, r) for r in reading.reports] == ["it was late", "it was not"]
