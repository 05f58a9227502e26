"""`manage.py reresolve`: new speakers, aliases and offices reach old articles, and no others."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.corrections import Decision, decide
from claims.models import Correction, Reading, Receipt, Report, Speaker
from tests.builders import make_editor, make_speaker
from tests.knowing import TEXTS, make_archive, read_article, rows, written_since

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]

NIGHT = "“The night belongs to the singers of the valley,”"
FERRY = "“We need no ferry across the strait this year,”"
PIER = "“The old pier will be mended in the summer,”"


@pytest.fixture
def archive():
    return make_archive()


def reresolve(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("reresolve", "--json", *arguments, stdout=out)
    outcome: dict[str, Any] = json.loads(out.getvalue())
    return outcome


def shown(outcome, value="speaker"):
    """The words of the reports that an outcome names, with what becomes of one value."""
    return {change["text"]: change[value] for change in outcome["changes"]}


def give_alias(alias="Nightbird"):
    Speaker.objects.filter(slug="ada-varga").update(aliases=[alias])


def give_office():
    Speaker.objects.get(slug="ada-varga").offices.create(title="Harbour Master", of="Brod")


def test_a_new_alias_changes_the_reports_that_the_dry_run_names_and_no_others(archive):
    give_alias()
    before = rows()

    named = shown(reresolve("--speaker", "ada-varga", "--dry-run"))
    assert written_since(before) == {"Report": set(), "Statement": set()}
    done = shown(reresolve("--speaker", "ada-varga"))

    assert named == done == {NIGHT: {"was": "", "becomes": "ada-varga"}}
    assert written_since(before) == {"Report": {NIGHT}, "Statement": {NIGHT}}
    assert Report.objects.get(text=NIGHT).statement.speaker.slug == "ada-varga"


def test_a_new_office_changes_the_reports_that_the_dry_run_names_and_no_others(archive):
    give_office()
    before = rows()

    named = reresolve("--speaker", "ada-varga", "--dry-run")["changes"]
    done = reresolve("--speaker", "ada-varga")["changes"]

    assert named == done
    assert [change.get("speaker") for change in done] == [{"was": "", "becomes": "ada-varga"}, None]
    # The words after hers are hers too: they now rest on one occasion.
    assert written_since(before) == {"Report": {FERRY, PIER}, "Statement": {FERRY}}


def test_a_new_speaker_changes_the_reports_that_the_dry_run_names_and_no_others(archive):
    make_speaker("Nora Quill", aliases=["Nightbird"])
    before = rows()

    named = shown(reresolve("--speaker", "nora-quill", "--dry-run"))
    done = shown(reresolve("--speaker", "nora-quill"))

    assert named == done == {NIGHT: {"was": "", "becomes": "nora-quill"}}
    assert written_since(before) == {"Report": {NIGHT}, "Statement": {NIGHT}}


def test_an_alias_that_was_wrong_leaves_the_reports_that_it_brought(archive):
    give_alias()
    reresolve()
    Speaker.objects.filter(slug="ada-varga").update(aliases=[])

    done = shown(reresolve("--speaker", "ada-varga"))

    assert done == {NIGHT: {"was": "ada-varga", "becomes": ""}}
    assert Report.objects.get(text=NIGHT).body == "Nightbird"


def test_the_model_is_not_asked(archive, monkeypatch):
    monkeypatch.setattr("claims.extraction.pipeline.shipped_tagger", lambda: 1 / 0)
    give_alias()

    assert reresolve()["failed"] == []
    assert Report.objects.get(text=NIGHT).speaker.slug == "ada-varga"


def test_what_is_resolved_anew_is_as_if_read_anew(archive):
    give_alias()
    reresolve()

    fresh = read_article("another", TEXTS["concert"])

    archive["concert"].refresh_from_db()
    assert archive["concert"].extracted == fresh.extracted


def test_a_second_run_has_nothing_to_do(archive):
    give_alias()
    reresolve()
    before = rows()

    assert reresolve()["articles"] == 0
    assert written_since(before) == {"Report": set(), "Statement": set()}


def test_without_a_speaker_all_that_knows_others_is_resolved(archive):
    give_alias()

    outcome = reresolve()

    assert (outcome["articles"], list(shown(outcome))) == (len(TEXTS), [NIGHT])
    assert set(Reading.objects.values_list("speakers_version", flat=True)) == {
        outcome["speakers_version"]
    }


def test_what_an_editor_decided_stays(archive):
    statement = Report.objects.get(text=NIGHT).statement
    brandt = Decision(Correction.Field.SPEAKER, {"slug": "ilo-brandt"})
    decide(statement.pk, [brandt], editor=make_editor(), version=statement.version)
    give_alias()

    reresolve()

    report = Report.objects.get(text=NIGHT)
    assert (report.speaker.slug, report.statement.speaker.slug) == ("ada-varga", "ilo-brandt")


def test_of_the_reports_of_one_utterance_only_that_is_named_whose_speaker_changes(archive):
    make_speaker("Nora Quill")
    read_article("review", f"{NIGHT} Nora Quill said in Brod on Sunday.")
    Speaker.objects.filter(slug="nora-quill").update(aliases=["Nightbird"])

    named = reresolve("--speaker", "nora-quill", "--dry-run")
    before = rows()
    reresolve("--speaker", "nora-quill")

    articles = {change["article"].rsplit("/", 1)[-1] for change in named["changes"]}
    assert articles == {"concert"}
    assert written_since(before)["Report"] == {NIGHT}


def test_the_workers_can_do_it(archive):
    give_alias()

    outcome = reresolve("--speaker", "ada-varga", "--queue")

    waiting = Receipt.objects.pending()
    assert outcome["articles"] == waiting.count() == 2
    assert set(waiting.values_list("stage", "leased_until")) == {("resolving", None)}


def test_a_period_counts_by_publication(archive):
    give_alias()

    found = [
        reresolve("--dry-run", "--since", day)["articles"] for day in ("2031-05-06", "2031-05-07")
    ]

    assert found == [len(TEXTS), 0]


def test_an_article_that_an_older_version_read_is_left_out_and_named(archive):
    Reading.objects.filter(pk=archive["concert"].pk).update(version="0.0.0")
    give_alias()
    err = StringIO()

    call_command("reresolve", "--dry-run", stdout=StringIO(), stderr=err)

    assert "Left out: 1 read by an older version" in err.getvalue()


def test_an_article_that_fails_is_named_and_its_receipt_tells_why(archive):
    Reading.objects.filter(pk=archive["concert"].pk).update(
        attributions={"version": 1, "attributions": [{"content": 1}]}
    )
    give_alias()
    err = StringIO()

    with pytest.raises(SystemExit, match="1"):
        call_command("reresolve", stdout=StringIO(), stderr=err)

    assert "https://outlet.example/concert: resolving: " in err.getvalue()
    assert Receipt.objects.exclude(error="").get().state == "pending"


def test_the_change_is_told_in_words(archive):
    give_alias()
    out = StringIO()

    call_command("reresolve", "--speaker", "ada-varga", "--dry-run", stdout=out)

    head, *values, last = out.getvalue().splitlines()
    assert head.startswith("https://outlet.example/concert  report ")
    assert head.endswith(NIGHT)
    assert values[:2] == ["    speaker: none → ada-varga", "    body: Nightbird → none"]
    assert last == "2 articles; 1 report would change."


def test_a_speaker_whom_nobody_knows_is_refused():
    with pytest.raises(CommandError, match="there is no speaker 'nobody'"):
        call_command("reresolve", "--speaker", "nobody")
