"""What outlets changed and copied, in a real browser: readable, decidable, fit to be seen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.beliefs import believe
from claims.drifts import note_drifts
from claims.models import Drift
from sources.models import EarlierTitle
from tests.browser.conftest import WIDER
from tests.builders import (
    make_article,
    make_event,
    make_outlet,
    make_report,
    make_revision,
    make_speaker,
)
from tests.drifting import told_alike

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADING = "Minister stands by the bridge"
PARAGRAPHS = [
    "Snow fell on Velmora and the road over the pass was closed for the third day.",
    'Ada Varga spoke. "The bridge will stand this winter, and no engineer has told me otherwise,"'
    " Varga said.",
    '"We have spent what we had," she said, before a crowd of two hundred people.',
    "The ferry is to go on until the spring.",
]
QUOTE = '"The bridge will stand this winter, and no engineer has told me otherwise,"'
SPENT = '"We have spent what we had,"'


def changed(*pairs):
    """The article's text, with some of its words replaced."""
    text = "\n".join(PARAGRAPHS)
    for old, new in pairs:
        text = text.replace(old, new)
    return text


@pytest.fixture
def statement(transactional_db):
    """Words that an outlet changed, beside words that it dropped; three outlets print a story."""
    ada = make_speaker(side="Velmora", offices=[("Minister of Works", "Velmora", "2030", "")])
    article = make_article(outlet=make_outlet(name="The Ledger"), title=HEADING)
    texts = [
        changed(),
        changed(("no engineer has", "two engineers have"), ("Snow fell", "Snow and hail fell")),
        changed(("no engineer has", "two engineers have"), (PARAGRAPHS[2], "She left early.")),
    ]
    first, *_ = [make_revision(article=article, text=text) for text in texts]
    report = make_report(revision=first, quote=QUOTE, speaker=ada, said="2031-05-05")
    make_report(reading=report.reading, quote=SPENT, speaker=ada, said="2031-05-05")
    note_drifts(article.pk)
    EarlierTitle.objects.create(article=article, title="Minister defends a bridge in the snow")
    wire = told_alike("Strait Wire", "2031-05-06", statement=report.statement, speaker=ada)
    told_alike("Daily", "2031-05-07", statement=wire.statement, head="Strait Wire", speaker=ada)
    for row in Drift.objects.all():
        found = believe(row.report.statement)
    opening = make_event(slug="opening", participants=["Ada Varga"])
    found.links.create(event=opening, state="linked", confidence=0.9)
    report.statement.refresh_from_db()
    report.statement.links.create(event=opening, state="linked", confidence=0.9)
    return report.statement


def paths(statement):
    article = Drift.objects.first().after_revision.article_id
    wire = statement.reports.get(revision__article__outlet__name="Strait Wire").revision.article_id
    return {
        "timeline": "/",
        "event": "/events/opening/",
        "statement": f"/statements/{statement.pk}/",
        "article": f"/articles/{article}/",
        "original": f"/articles/{wire}/",
        "comparison": f"/articles/{article}/revisions/2/",
        "last": f"/articles/{article}/revisions/3/",
    }


def test_pages_of_changes_are_fit_to_be_seen(visitor, statement, editor, look, axe_faults):
    for user in (None, editor):
        page = visitor.open("/", **look, user=user)
        for path in paths(statement).values():
            page.goto(path)
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")

            assert axe_faults(page) == []
            assert not page.evaluate(WIDER), path


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def desk(request, visitor, statement, editor):
    """The list of changed quotations, opened by an editor."""
    path = reverse("desk-drifts")
    return visitor.open(path, user=editor, java_script_enabled=request.param)


def test_an_editor_sees_one_change_and_dismisses_another(desk):
    dropped = desk.locator(".drift", has_text="Quotation dropped")
    dropped.get_by_label("Reason").fill("The paragraph moved to another article.")
    dropped.get_by_role("button", name="Dismiss").click()
    expect(desk.locator("#messages")).to_contain_text("Dismissed")
    expect(desk.locator(".drift")).to_have_count(1)
    desk.get_by_role("button", name="Seen").click()

    expect(desk.get_by_text("No changed quotation waits for a look.")).to_be_visible()
    assert sorted(Drift.objects.values_list("state", flat=True)) == ["dismissed", "seen"]


def test_a_reader_gets_from_the_mark_to_the_comparison(visitor, statement, editor):
    page = visitor.open("/", user=editor)

    row = page.locator(".row", has_text="The bridge will stand")
    expect(row).to_contain_text("quotation changed")
    row.get_by_role("link", name="The bridge will stand").click()
    page.get_by_role("link", name="Compare revision 2 with revision 1").click()
    expect(page.locator(".comparison ins").last).to_contain_text("two engineers have")
    expect(page.get_by_text("The ferry is to go on")).not_to_be_visible()
    page.locator("summary").click()

    expect(page.get_by_text("The ferry is to go on")).to_be_visible()


def test_the_desk_of_changes_is_fit_to_be_seen(visitor, statement, editor, look, expect_fit):
    page = visitor.open(reverse("desk-drifts"), user=editor, **look)
    expect_fit(page, "Quotations that outlets changed")

    page.goto(reverse("desk-statement", args=[statement.pk]))
    expect_fit(page, "Correct a statement")
    Drift.objects.all().delete()
    page.goto(reverse("desk-drifts"))

    expect_fit(page, "Quotations that outlets changed")
