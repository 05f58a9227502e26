"""Which outlet was first, where dates tell it."""

from types import SimpleNamespace

import pytest

from claims.browse.firsts import first_of, windows


def told(**published):
    """Reports by outlets, each published then."""
    return [
        SimpleNamespace(
            is_carried=True,
            published_by=name,
            revision=SimpleNamespace(article=SimpleNamespace(published=when)),
        )
        for name, when in published.items()
    ]


@pytest.mark.parametrize(
    ("lantern", "post", "first"),
    [
        ("2031-05-06T08:00:00Z", "2031-05-06T09:00:00Z", ["lantern"]),
        ("2031-05-06T08:00:00Z", "2031-05-06T09:00:00+02:00", ["post"]),
        ("2031-05-06T08:00:00Z", "2031-05-06T08:00:00Z", ["lantern", "post"]),
        ("2031-05-05", "2031-05-06", ["lantern"]),
        ("2031-05-06", "2031-05-06", ["lantern", "post"]),
        ("2031-05-06", "2031-05-06T09:00:00Z", ["lantern", "post"]),
        ("2031-05-05", "2031-05-06T00:00:00Z", ["lantern"]),
        ("", "2031-05-06", ["post"]),
        ("", "", []),
    ],
)
def test_the_first_is_who_surely_came_out_before_all_others(lantern, post, first):
    assert first_of(windows(told(lantern=lantern, post=post))) == first


def test_an_outlet_s_first_article_counts():
    reports = [*told(post="2031-05-07"), *told(post="2031-05-05"), *told(lantern="2031-05-06")]

    assert first_of(windows(reports)) == ["post"]


def test_what_the_reader_no_longer_finds_makes_nobody_first():
    [report] = told(post="2031-05-05")
    report.is_carried = False

    assert windows([report]) == {}
