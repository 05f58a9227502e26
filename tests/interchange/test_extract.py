"""`manage.py extract`: from lines of articles to lines of reports without a database."""

import io
import json
import sys
from datetime import date

import pytest
from django.core.management import call_command

from claims.extraction import Credit, Document, ExtractedReading, ExtractedReport, Said, Span
from claims.interchange import catalogue_of, extracts, read_events, registry_of
from claims.interchange.extracts import Extractor
from sources.parsing.jsonlines import ArticleLine
from sources.parsing.published import parse_published

TEXT = "Osk said the ferry pact was dead. She called it a pity."
PIECES = ["the ferry pact was dead", "ferry pact", "it a pity"]


def make_report(words, **fields):
    start = TEXT.index(words)
    defaults = {
        "content": (Span(start, start + len(words)),),
        "source": (Span(0, 3),),
        "cue": (),
        "kind": "indirect",
        "label": "Osk",
        "speaker": Credit("Marta Osk"),
        "body": None,
        "said": Said("2025-04-21", date(2025, 4, 21), date(2025, 4, 21), "publication"),
    }
    return ExtractedReport(**{**defaults, **fields})


@pytest.fixture
def seen(monkeypatch):
    """A reader that finds two reports, and an attitude if asked; returns what it was given."""
    documents: list[Document] = []

    def read(document, registry, *, attitudes=False):
        documents.append(document)
        speech = (make_report(PIECES[0]), make_report(PIECES[2], parent=0))
        attitude = make_report(PIECES[1], act="attitude")
        return ExtractedReading("1", (*speech, attitude) if attitudes else speech)

    monkeypatch.setattr(extracts, "read", read)
    return documents


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "events.yaml"
    path.write_text("- {slug: pact, title: Ferry pact of Osk, aliases: [ferry pact]}")
    return path


def run(capsys, *args):
    status: object = 0
    try:
        call_command("extract", *map(str, args))
    except SystemExit as end:
        status = end.code
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def write(tmp_path, *lines):
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def article(**fields):
    return json.dumps({"url": "https://ledger.example/a", "text": TEXT, **fields})


def test_each_report_is_a_line_with_its_events(capsys, tmp_path, seen, catalogue):
    path = write(tmp_path, article(published="2025-04-22T00:30:00+02:00", outlet="Ledger"))

    status, lines, _ = run(capsys, path, "--events", catalogue)

    assert (status, [line["text"] for line in lines]) == (0, [PIECES[0], PIECES[2]])
    assert lines[0]["events"][0]["slug"] == "pact"
    assert lines[0]["article"]["published"] == "2025-04-22T00:30:00+02:00"
    assert seen[0].published == date(2025, 4, 22)


def test_attitudes_come_after_speech_on_request(capsys, tmp_path, seen, catalogue):
    path = write(tmp_path, article())

    _, speech, _ = run(capsys, path, "--events", catalogue)
    _, all_acts, _ = run(capsys, path, "--events", catalogue, "--attitudes")

    assert [(line["act"], line["parent"]) for line in speech] == [("speech", None), ("speech", 0)]
    assert [line["act"] for line in all_acts] == ["speech", "speech", "attitude"]


def test_a_doubtful_link_is_left_out(seen, catalogue):
    far = TEXT.replace("dead. She", "dead.\n\n\n\nRain.\n\nShe")
    extractor = Extractor(registry_of([]), catalogue_of(read_events(catalogue)))
    document = ArticleLine(1, "urn:x", far, published=parse_published("2025-04-22"))

    lines = list(extractor.lines_of(document))

    assert all(event["confidence"] >= 0.5 for line in lines for event in line["events"])


def test_a_fault_goes_to_stderr_by_its_line_and_the_rest_goes_on(capsys, tmp_path, seen):
    path = write(tmp_path, "{broken", article(), '{"url": "https://ledger.example/b"}')

    status, lines, err = run(capsys, path)

    assert (status, len(lines)) == (1, 2)
    assert f"{path}, line 1: not JSON" in err
    assert f"{path}, line 3: neither text nor html" in err


def test_articles_come_from_stdin_too(capsys, monkeypatch, seen):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(article().encode())))

    status, lines, _ = run(capsys, "-")

    assert (status, len(lines)) == (0, 2)


def test_a_missing_file_and_a_bad_speakers_file_are_named(capsys, tmp_path):
    speakers = tmp_path / "speakers.yaml"
    speakers.write_text("- {aliases: [Osk]}")

    missing = run(capsys, tmp_path / "none.jsonl")
    faulty = run(capsys, write(tmp_path, article()), "--speakers", speakers)

    assert (missing[0], "none.jsonl" in missing[2]) == (1, True)
    assert (faulty[0], "entry 1, name: missing" in faulty[2]) == (1, True)
