"""Pairs of reports that are one utterance, scored without a database."""

from typing import Any

from claims.evaluation.reports import compare
from claims.evaluation.sameness import Sameness, group_lines

URLS = ("https://one.example/a", "https://two.example/b")
WORDS = "“The bridge will stand as long as the river runs,”"
OTHER = "“Nobody crosses the valley without a ferry,”"


def line(url: str, words: str) -> dict[str, Any]:
    return {
        "article": {"url": url},
        "speaker": {"slug": "ada-varga", "name": "Ada Varga"},
        "body": None,
        "speaker_label": "Varga",
        "kind": "direct",
        "text": words,
        "content": [[0, len(words)]],
        "cue": [],
        "said": {"edtf": "2031", "earliest": "2031-01-01", "latest": None, "basis": "explicit"},
        "via": [],
        "events": [],
        "confidence": 0.9,
    }


def scored(*words: str, same: bool) -> Sameness:
    lines = [line(url, text) for url, text in zip(URLS, words, strict=True)]
    statements = [
        {
            "key": url,
            "article": url,
            "content": [[0, len(text)]],
            "kind": "direct",
            "optional": False,
        }
        for url, text in zip(URLS, words, strict=True)
    ]
    groups = group_lines(lines, dict(zip(URLS, words, strict=True)))
    labelled = [frozenset(URLS)] if same else []
    return Sameness.of(compare(statements, lines), labelled, groups)


def test_a_pair_that_is_found_is_right():
    assert set(scored(WORDS, WORDS, same=True).figures().values()) == {1.0}


def test_a_pair_that_is_missed_costs_recall_and_is_shown():
    same = scored(WORDS, OTHER, same=True)

    assert same.figures() == {"same_precision": 1.0, "same_recall": 0.0, "same_f1": 0.0}
    assert [(mistake.type, mistake.detail) for mistake in same.mistakes()] == [("apart", URLS[1])]


def test_a_pair_that_is_made_up_costs_precision_and_is_shown():
    same = scored(WORDS, WORDS, same=False)

    assert same.figures() == {"same_precision": 0.0, "same_recall": 1.0, "same_f1": 0.0}
    assert [mistake.type for mistake in same.mistakes()] == ["together"]


def test_without_pairs_all_is_right():
    assert set(scored(WORDS, OTHER, same=False).figures().values()) == {1.0}
