"""`manage.py relink`: new events and aliases reach old articles, and no others."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.corrections import Decision, decide
from claims.models import Correction, Event, Receipt, Reference, Report
from claims.pipeline import process
from claims.proposals import propose
from tests.builders import make_article, make_editor, make_event, make_outlet, make_revision
from tests.knowing import TEXTS, make_archive, rows, written_since

pytestmark = pytest.mark.django_db

LIGHT = "“The Lantern Fair of those three days changed the whole town,”"
ABOUT_IT = {LIGHT, "“Flour will come from the northern hills instead,”"}


@pytest.fixture
def archive():
    return make_archive()


def relink(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("relink", "--json", *arguments, stdout=out)
    outcome: dict[str, Any] = json.loads(out.getvalue())
    return outcome


def becomes(outcome, text=LIGHT):
    """The events that a report refers to after it all."""
    (change,) = (change for change in outcome["changes"] if change["text"] == text)
    return list(change["events"]["becomes"])


def texts(outcome):
    return {change["text"] for change in outcome["changes"]}


def make_fair(**fields):
    return make_event("Karsk festival of candles", slug="fair", date="2031-05-05", **fields)


def test_a_new_event_changes_the_reports_that_the_dry_run_names_and_no_others(archive):
    make_fair(aliases=["Lantern Fair"])
    before = rows()

    named = relink("--event", "fair", "--dry-run")
    assert written_since(before) == {"Report": set(), "Statement": set()}
    done = relink("--event", "fair")

    assert named["changes"] == done["changes"]
    assert becomes(done) == ["fair"]
    assert texts(done) <= ABOUT_IT
    assert written_since(before) == {"Report": set(), "Statement": texts(done)}


def test_a_new_alias_changes_the_reports_that_the_dry_run_names_and_no_others(archive):
    make_fair()
    relink()
    Event.objects.update(aliases=["Lantern Fair"])
    before = rows()

    named = relink("--event", "fair", "--dry-run")
    done = relink("--event", "fair")

    assert named["changes"] == done["changes"]
    assert becomes(done) == ["fair"]
    assert texts(done) <= ABOUT_IT
    assert written_since(before) == {"Report": set(), "Statement": texts(done)}


def test_an_event_that_was_merged_away_leaves_the_reports_that_referred_to_it(archive):
    fair = make_fair(aliases=["Lantern Fair"])
    relink()
    Event.objects.filter(pk=fair.pk).update(merged_into=make_event("Another"))

    assert becomes(relink("--event", "fair")) == []


def test_what_an_editor_decided_on_a_link_stays(archive):
    make_fair(aliases=["Lantern Fair"])
    statement = Report.objects.get(text=LIGHT).statement
    refuted = Decision(Correction.Field.EVENT, {"event": "fair", "refers": False})
    decide(statement.pk, [refuted], editor=make_editor(), version=statement.version)

    relink()

    assert statement.links.get().state == "rejected"
    assert statement.reports.get().references.get().event.slug == "fair"


def test_a_second_run_changes_nothing(archive):
    make_fair(aliases=["Lantern Fair"])
    relink()
    before = rows()

    assert relink()["changes"] == []
    assert written_since(before) == {"Report": set(), "Statement": set()}


def test_what_is_proposed_is_no_matter_of_it(archive):
    told = {
        "Osk Courier": "“We all mourn for the dead of the Orel mine collapse,” Ilo Brandt said.",
        "Harbour Post": "“Nobody foresaw the collapse of the Orel mine at all,” Ada Varga said.",
    }
    for outlet, words in told.items():
        text = f"The collapse of the Orel mine killed nine.\n{words}"
        article = make_article(outlet=make_outlet(name=outlet), published="2031-05-06")
        process(make_revision(article=article, text=text).pk)
    propose()
    proposed = list(Reference.objects.order_by("report").values())

    named = relink("--dry-run")

    assert proposed
    assert relink()["changes"] == named["changes"] == []
    assert list(Reference.objects.order_by("report").values()) == proposed


def test_without_an_event_all_articles_are_linked_again(archive):
    assert relink("--dry-run")["articles"] == len(TEXTS)


def test_the_workers_can_do_it(archive):
    make_fair(aliases=["Lantern Fair"])

    outcome = relink("--event", "fair", "--queue")

    assert outcome["articles"] == 2
    waiting = Receipt.objects.pending().values_list("reading", "stage")
    assert set(waiting) == {(archive[name].pk, "linking") for name in ("mill", "lantern")}


def test_an_event_that_nobody_knows_is_refused():
    with pytest.raises(CommandError, match="there is no event 'nothing'"):
        relink("--event", "nothing")
