"""Decisions on a report's own words: which they are, who relays them, within which they stand."""

import json
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import call_command

from claims import pipeline
from claims.corrections import Decision, Field, InvalidDecision, decide, undo
from claims.editing import edits_on
from claims.histories import history
from claims.models import Correction, Report
from claims.removal import delete_in_turn, remove_articles
from sources.models import Article
from tests.builders import make_article, make_editor, make_revision, make_speaker

pytestmark = pytest.mark.django_db

URL = "https://ledger.example/bridge"
OPENING = "Ada Varga spoke in Brod on Monday, when the council had met for the last time."
BRIDGE = '"The bridge will stand for another hundred years, and the ferry will go," Varga said.'
FERRY = '"Nobody has asked the ferrymen what they think," Ilo Brandt told the Post.'
TEXT = f"{OPENING}\n\n{BRIDGE}\n\n{FERRY}"
SHORTER = "The bridge will stand for another hundred years"


@pytest.fixture
def editor():
    make_speaker("Ada Varga", aliases=["Varga"])
    make_speaker("Ilo Brandt", aliases=["Brandt"])
    return make_editor("clara")


@pytest.fixture
def bridge(editor):
    read()
    return report_of("hundred")


def read(text=TEXT):
    article = Article.objects.filter(url=URL).first() or make_article(url=URL)
    pipeline.process(make_revision(article=article, text=text).pk)


def report_of(words):
    return Report.objects.select_related("statement", "revision").get(text__contains=words)


def edit(report, field, value, editor):
    report.refresh_from_db()
    statement = report.statement
    decision = Decision(Field(field), {"report": report.pk, field: value})
    [row] = decide(statement.pk, [decision], editor=editor, version=statement.version)
    report.refresh_from_db()
    report.statement.refresh_from_db()
    return row


def test_other_words_are_the_statements_and_what_was_read_is_kept(bridge, editor):
    edit(bridge, "content", [SHORTER], editor)

    assert (bridge.words, bridge.statement.text) == (SHORTER, SHORTER)
    assert [span.of(TEXT) for span in bridge.content_spans] == [SHORTER]
    assert "ferry will go" in bridge.text
    assert bridge.statement.status == "corrected"


def test_the_first_and_the_last_words_stand_for_all_between(bridge, editor):
    edit(bridge, "content", ["“The bridge … hundred years", "the ferry will go,”"], editor)

    assert bridge.words == f'"{SHORTER} … the ferry will go,"'


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (["The bridge will fall"], "does not stand there"),
        (["he bridge will"], "does not stand there"),
        ([SHORTER, "The bridge"], "does not stand there"),
        ([" "], "0 pieces"),
        (["..."], "does not stand there"),
        ("The bridge", "no list of words"),
    ],
)
def test_words_that_the_article_has_not_are_refused_by_name(bridge, editor, content, wrong):
    with pytest.raises(InvalidDecision, match=f"content: .*{wrong}"):
        edit(bridge, "content", content, editor)


def test_a_report_of_another_statement_is_refused(bridge, editor):
    value = {"report": report_of("ferrymen").pk, "via": []}

    with pytest.raises(InvalidDecision, match="is no report of statement"):
        decide(
            bridge.statement_id,
            [Decision(Field.VIA, value)],
            editor=editor,
            version=bridge.statement.version,
        )


def test_undoing_gives_back_what_was_read(bridge, editor):
    row = edit(bridge, "content", [SHORTER], editor)

    undo(row.pk, editor=editor)

    bridge.refresh_from_db()
    assert (bridge.words, bridge.edited) == (bridge.text, None)


def test_the_history_tells_the_words_before_and_after(bridge, editor):
    edit(bridge, "content", [SHORTER], editor)

    [entry] = history(bridge.statement.corrections.for_history())
    assert (entry.was, entry.became) == (f"“{bridge.text}”", f"“{SHORTER}”")


def test_who_relays_a_report_can_be_put_right(editor):
    read()
    ferry = report_of("ferrymen")

    edit(ferry, "via", ["The Post", " Interfax "], editor)

    assert ferry.relayed_by == ["The Post", "Interfax"]
    [entry] = history(ferry.statement.corrections.for_history())
    assert entry.became == "via The Post, Interfax"


@pytest.mark.parametrize("via", [[""], ["x" * 201], ["x"] * 11, "Interfax"])
def test_what_is_no_list_of_outlets_is_refused(bridge, editor, via):
    with pytest.raises(InvalidDecision, match=r"^via: "):
        edit(bridge, "via", via, editor)


def test_a_report_can_be_laid_within_another_and_out_again(bridge, editor):
    ferry = report_of("ferrymen")

    edit(ferry, "parent", bridge.pk, editor)
    assert (ferry.enclosing, ferry.enclosing_id, ferry.parent) == (bridge, bridge.pk, None)

    edit(ferry, "parent", None, editor)
    assert (ferry.enclosing, ferry.enclosing_id) == (None, None)


def test_two_reports_are_not_laid_within_each_other(bridge, editor):
    ferry = report_of("ferrymen")
    edit(ferry, "parent", bridge.pk, editor)

    for parent in (ferry.pk, bridge.pk, 0):
        with pytest.raises(InvalidDecision, match=r"^parent: "):
            edit(bridge, "parent", parent, editor)


def decide_all(bridge, editor):
    edit(bridge, "content", [SHORTER], editor)
    edit(report_of("ferrymen"), "via", ["Interfax"], editor)
    edit(report_of("ferrymen"), "parent", bridge.pk, editor)


def told():
    bridge, ferry = report_of("hundred"), report_of("ferrymen")
    return bridge.words, ferry.relayed_by, ferry.enclosing_id == bridge.pk


ALL = (SHORTER, ["Interfax"], True)


def test_they_outlive_another_reader(bridge, editor):
    decide_all(bridge, editor)

    with patch("claims.pipeline.EXTRACTOR_VERSION", "raised"):
        pipeline.process(bridge.revision_id)

    assert told() == ALL


def test_they_outlive_a_new_revision(bridge, editor):
    decide_all(bridge, editor)

    read("Brought up to date.\n\n" + TEXT.replace('"', "”"))

    assert told() == ALL
    moved = report_of("hundred")
    assert [span.of(moved.revision.text) for span in moved.content_spans] == [SHORTER]


def test_reading_the_same_again_changes_no_version(bridge, editor):
    decide_all(bridge, editor)
    bridge.statement.refresh_from_db()

    pipeline.redo(pipeline.Stage.RECORDING, bridge.reading_id)

    version = bridge.statement.version
    bridge.statement.refresh_from_db()
    assert bridge.statement.version == version


def test_they_hold_in_a_new_database(bridge, editor, tmp_path):
    decide_all(bridge, editor)
    file = tmp_path / "corrections.jsonl"
    with file.open("w") as out:
        call_command("export", "corrections", stdout=out)
    delete_in_turn(Correction.objects.all(), undone_by=None)
    remove_articles(Article.objects.all())
    out = StringIO()
    call_command("import_corrections", str(file), "--json", stdout=out, stderr=out)

    read()

    assert json.loads(out.getvalue().splitlines()[-1])["waiting"] == 3
    assert told() == ALL


def test_words_that_an_outlet_took_out_wait_and_come_back(bridge, editor):
    edit(bridge, "content", [f'{SHORTER}, and the ferry will go," Varga said'], editor)

    read(TEXT.replace("Varga said", "Varga wrote"))
    [waiting] = Correction.objects.unplaced()
    assert report_of("hundred").edited is None

    read()
    assert not Correction.objects.unplaced()
    assert edits_on([report_of("hundred").pk]) == [waiting]
    assert report_of("hundred").words.endswith("Varga said")


def test_an_article_that_goes_takes_decisions_on_its_words_along(bridge, editor):
    decide_all(bridge, editor)

    remove_articles(Article.objects.all())

    assert not Correction.objects.exists()
