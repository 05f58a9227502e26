"""Statements that the reader missed and an editor adds."""

import json
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import call_command

from claims import pipeline
from claims.adding import Addition, AlreadyReported, NotRead, add
from claims.corrections import Decision, Field, InvalidDecision, decide, undo
from claims.histories import history
from claims.models import Correction, Receipt, Report, Statement
from claims.removal import delete_in_turn, remove_articles
from claims.takedown import take_down
from sources.models import Article
from tests.builders import make_article, make_editor, make_revision, make_speaker

pytestmark = pytest.mark.django_db

URL = "https://ledger.example/bridge"
BRIDGE = '"The bridge will stand for another hundred years," Varga said.'
SIGN = "A sign on the quay: no ferry before noon on any day. So it had been since May."
TEXT = f"Ada Varga spoke in Brod on Monday.\n\n{BRIDGE}\n\n{SIGN}"
MISSED = "no ferry before noon on any day"


@pytest.fixture
def editor():
    make_speaker("Ada Varga", aliases=["Varga"])
    make_speaker("Ilo Brandt", aliases=["Brandt"])
    return make_editor("clara")


@pytest.fixture
def article(editor):
    return read()


def read(text=TEXT):
    article = Article.objects.filter(url=URL).first() or make_article(url=URL)
    pipeline.process(make_revision(article=article, text=text).pk)
    return article


def added(article, editor, **fields):
    told = {"content": [MISSED], "speaker": {"slug": "ilo-brandt"}, "said": "2031-05"} | fields
    return add(article, Addition(**told), editor=editor)


def believed():
    rows = Statement.objects.believed().filter(text__contains="ferry")
    return [(row.text, row.credited, row.said_edtf, row.kind, row.status) for row in rows]


WHOLE = [(MISSED, "Ilo Brandt", "2031-05", "indirect", "confirmed")]


def test_what_the_reader_missed_becomes_a_statement(article, editor):
    row = added(article, editor, cue="A sign on the quay", reason="seen by eye")

    report = row.report
    assert believed() == WHOLE
    assert (row.statement, row.reason) == (report.statement, "seen by eye")
    assert [span.of(TEXT) for span in report.cue_spans] == ["A sign on the quay"]
    assert history([row])[0].became == f"“{MISSED}”"


def test_it_passes_every_stage_like_what_was_read(article, editor):
    row = added(article, editor)

    receipts = Receipt.objects.filter(reading=row.report.reading)
    assert {receipt.state for receipt in receipts} == {"done"}
    assert receipts.count() == 4


def test_the_quotation_marks_tell_the_kind_where_nobody_does(editor):
    article = read(f"{TEXT}\n\nThe pilots had played “Three ferries at noon” in the town hall.")

    row = added(article, editor, content=["“Three ferries at noon”"])

    assert row.report.kind == "direct"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"content": ["no ferry at all"]}, "content"),
        ({"content": []}, "content"),
        ({"cue": "A sign that is not there"}, "cue"),
        ({"speaker": {"slug": "nobody"}}, "speaker"),
        ({"said": "soon"}, "said"),
        ({"kind": "loud"}, "kind"),
    ],
)
def test_what_can_not_be_is_refused_by_its_field(article, editor, fields, name):
    with pytest.raises(InvalidDecision) as refused:
        added(article, editor, **fields)

    assert refused.value.field == name
    assert not Correction.objects.exists()


def test_words_that_stand_there_twice_are_told_apart_by_their_place(editor):
    article = read(f"{TEXT}\n\nThe quay was shut: {MISSED}, it said there too.")
    second = article.revisions.get().text.rindex(MISSED)

    with pytest.raises(InvalidDecision, match="2 times"):
        added(article, editor)
    row = added(article, editor, at=second)

    assert row.report.content_spans[0].start == second


def test_words_of_a_statement_are_not_added_twice(article, editor):
    row = added(article, editor)

    with pytest.raises(AlreadyReported) as refused:
        added(article, editor, content=["no ferry before noon on any"])

    assert refused.value.report == row.report


def test_an_article_that_was_not_read_has_nothing_missed(editor):
    revision = make_revision(article=make_article(url=URL), text=TEXT)

    with pytest.raises(NotRead, match="was not read yet"):
        added(revision.article, editor)


def test_undoing_takes_it_away_and_undoing_that_brings_it_back(article, editor):
    row = added(article, editor)

    back = undo(row.pk, editor=editor)
    assert believed() == []
    pipeline.redo(pipeline.Stage.RECORDING, row.report.reading_id)
    assert believed() == []

    undo(back.pk, editor=editor)
    assert believed() == WHOLE


def test_it_outlives_another_reader(article, editor):
    row = added(article, editor)

    with patch("claims.pipeline.EXTRACTOR_VERSION", "raised"):
        pipeline.process(article.revisions.get().pk)

    assert believed() == WHOLE
    assert Report.objects.get(text=MISSED).pk == row.report_id


def test_it_outlives_a_new_revision(article, editor):
    row = added(article, editor)

    read("Brought up to date.\n\n" + TEXT)

    moved = Report.objects.get(text=MISSED)
    assert (moved.pk, moved.revision.number) == (row.report_id, 2)
    assert believed() == WHOLE


def test_what_the_outlet_takes_out_is_marked_so(article, editor):
    row = added(article, editor)

    read(TEXT.replace(MISSED, "closed"))

    assert Report.objects.get(pk=row.report_id).withdrawn == "outlet"


def test_a_reader_that_finds_it_too_makes_no_second_report(article, editor):
    row = added(article, editor)
    reading = row.report.reading
    found = reading.extracted["reports"][0]
    start = TEXT.index(MISSED)
    spans = [{"start": start, "end": start + len(MISSED) - 4}]
    reading.extracted["reports"].append({**found, "content": spans, "evidence": {}})
    reading.save()

    pipeline.redo(pipeline.Stage.RECORDING, reading.pk)

    [report] = Report.objects.filter(text__contains="ferry")
    assert (report.pk, report.speaker.name) == (row.report_id, "Ada Varga")
    assert believed() == [(MISSED[:-4], *WHOLE[0][1:])]


def test_a_decision_on_it_holds_over_it(article, editor):
    row = added(article, editor)
    decision = Decision(Field.SPEAKER, {"name": "Mira Koss"})

    decide(row.statement_id, [decision], editor=editor, version=row.statement.version)

    assert [(each[1], each[4]) for each in believed()] == [("Mira Koss", "corrected")]


@pytest.mark.parametrize("before", [True, False])
def test_it_comes_back_in_a_new_database(article, editor, tmp_path, before):
    added(article, editor)
    file = tmp_path / "corrections.jsonl"
    with file.open("w") as out:
        call_command("export", "corrections", stdout=out)
    delete_in_turn(Correction.objects.all(), undone_by=None)
    remove_articles(Article.objects.all())
    if before:
        read()
    out = StringIO()
    call_command("import_corrections", str(file), "--json", stdout=out, stderr=out)
    if before:
        waiting = Receipt.objects.pending().get()
        pipeline.redo(pipeline.Stage.RECORDING, waiting.reading_id)
    else:
        read()

    assert json.loads(out.getvalue().splitlines()[-1])["waiting"] == 1
    assert believed() == WHOLE
    assert not Correction.objects.unplaced()


def test_a_takedown_takes_it_along(article, editor):
    added(article, editor)

    take_down(URL, by="clara")

    assert not Correction.objects.exists()
    assert not Report.objects.exists()
