"""`extract` and `export` write the same lines, in whatever order the articles came in."""

import io
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

import claims

DEMO = Path(claims.__file__).parent / "demo_articles.jsonl"
pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]


def run(*words: str) -> list[dict[str, Any]]:
    output = io.StringIO()
    call_command(*words, stdout=output)
    return [json.loads(line) for line in output.getvalue().splitlines() if line.startswith("{")]


def without_ids(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines without what only a database knows; a parent by its place in the text."""
    of_article = defaultdict(list)
    for line in lines:
        of_article[line["article"]["url"]].append(line)
    kept = []
    for siblings in of_article.values():
        places = {sibling.get("id", number): sibling for number, sibling in enumerate(siblings)}
        for line in siblings:
            parent = places[line["parent"]]["content"] if line["parent"] is not None else None
            events = [{**event, "id": None} for event in line["events"]]
            article = {**line["article"], "id": None}
            kept.append({**line, "article": article, "parent": parent, "events": events})
    for line in kept:
        for key in ("id", "statement", "believed", "status"):
            line.pop(key, None)
    return kept


def exported(articles: Path) -> list[dict[str, Any]]:
    """What the export writes after the articles were read into an empty database."""
    for command in ("import_speakers", "import_events"):
        run(command)
    run("ingest", str(articles))
    return without_ids(run("export", "reports"))


def by_place(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(lines, key=lambda line: (line["article"]["url"], line["content"], line["cue"]))


def test_an_archive_that_learns_late_has_the_lines_of_one_that_knew_before(tmp_path):
    few = tmp_path / "few.jsonl"
    few.write_text("".join(DEMO.read_text(encoding="utf-8").splitlines(keepends=True)[:3]))
    for command in (["ingest", str(few)], ["import_speakers"], ["import_events"]):
        run(*command)
    before = without_ids(run("export", "reports"))

    for command in (["reresolve"], ["relink"]):
        run(*command)

    after = by_place(without_ids(run("export", "reports")))
    assert after == by_place(without_ids(run("extract", str(few))))
    assert after != by_place(before)


def test_the_export_has_the_lines_that_the_reader_alone_writes():
    extracted = without_ids(run("extract", str(DEMO)))

    assert by_place(exported(DEMO)) == by_place(extracted)
    assert any(line["events"] for line in extracted)


def test_the_order_of_arrival_changes_no_line_and_no_place(tmp_path):
    turned = tmp_path / "articles.jsonl"
    turned.write_text("\n".join(reversed(DEMO.read_text().splitlines())))

    lines = exported(turned)

    assert lines == by_place(lines)
    assert lines == by_place(without_ids(run("extract", str(DEMO))))
