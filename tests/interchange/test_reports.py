"""A report's line, as the contract has it."""

from datetime import date

from claims.extraction import Credit, Evidence, ExtractedReport, Said, Span
from claims.interchange.reports import ArticleHead, EventHead, LinkedEvent, Placed, report_line

ARTICLE = ArticleHead("https://ledger.example/a", "Ferry back", "The Harbour Ledger", "2025-04-22")
KEYS = [
    *("article", "speaker", "body", "speaker_label", "kind", "text", "content", "source", "cue"),
    *("said", "via", "medium", "occasion", "parent", "events", "act", "confidence", "evidence"),
]


def make_report(**fields):
    defaults = {
        "content": (Span(0, 5), Span(9, 12)),
        "source": (Span(6, 8),),
        "cue": (),
        "kind": "direct",
        "label": "Osk",
        "speaker": Credit("Marta Osk", "marta-osk"),
        "body": None,
        "said": Said("2025-04-21", date(2025, 4, 21), date(2025, 4, 21), "relative"),
    }
    return ExtractedReport(**{**defaults, **fields})


def test_a_line_has_the_contracts_keys_in_the_contracts_order():
    line = report_line(make_report(), Placed(ARTICLE, "“Yes” … “No”"))

    assert list(line) == KEYS
    assert line["content"] == [[0, 5], [9, 12]]
    assert line["speaker"] == {"slug": "marta-osk", "name": "Marta Osk"}
    assert line["said"]["earliest"] == "2025-04-21"


def test_a_person_outside_the_speakers_file_has_a_name_and_no_slug():
    line = report_line(make_report(speaker=Credit("Ida Böhm")), Placed(ARTICLE, "“Yes”"))

    assert line["speaker"] == {"slug": None, "name": "Ida Böhm"}


def test_what_is_unknown_is_null_or_empty():
    report = make_report(speaker=None, said=Said(), confidence=0.123456)

    line = report_line(report, Placed(ArticleHead("urn:x"), "“Yes”"))

    assert (line["speaker"], line["parent"], line["confidence"]) == (None, None, 0.1235)
    assert line["article"] == {"url": "urn:x", "title": "", "outlet": "", "published": None}
    assert line["said"] == {"edtf": "", "earliest": None, "latest": None, "basis": "unknown"}


def test_an_occasion_has_words_or_an_event_or_both():
    summit = EventHead("summit", "The summit")
    told = make_report(
        occasion="at a summit", evidence={"occasion": (Evidence(Span(6, 8), "meeting", 0.85),)}
    )

    occasions = [
        report_line(report, Placed(ARTICLE, "x", occasion=event))["occasion"]
        for report in (told, make_report())
        for event in (summit, None)
    ]

    named = {"slug": "summit", "title": "The summit"}
    evidence = [{"span": [6, 8], "rule": "meeting", "confidence": 0.85}]
    assert occasions == [
        {"words": "at a summit", "event": named, "evidence": evidence},
        {"words": "at a summit", "event": None, "evidence": evidence},
        {"words": "", "event": named, "evidence": []},
        None,
    ]


def test_the_evidence_of_links_stands_with_that_of_the_rest():
    named = Evidence(Span(1, 3), "named", 0.9)
    report = make_report(evidence={"via": (Evidence(Span(6, 8), "told", 1.0),)})

    line = report_line(report, Placed(ARTICLE, "x", 0, (LinkedEvent("e", "E", 0.75, (named,)),)))

    assert line["events"] == [{"slug": "e", "title": "E", "confidence": 0.75}]
    assert line["evidence"] == {
        "speaker": [],
        "said": [],
        "via": [{"span": [6, 8], "rule": "told", "confidence": 1.0}],
        "events": [{"span": [1, 3], "rule": "named", "confidence": 0.9}],
    }


def test_ids_of_a_database_come_first_where_there_are_any():
    article = ArticleHead("urn:x", id=7)

    line = report_line(make_report(), Placed(article, "x", 3, (LinkedEvent("e", "E", 1.0, id=5),)))

    assert next(iter(line["article"].items())) == ("id", 7)
    assert next(iter(line["events"][0].items())) == ("id", 5)
    assert line["parent"] == 3
