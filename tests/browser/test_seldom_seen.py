"""What a page seldom shows is fit to be seen too: faults in forms, decisions, nothing at all."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.corrections import Decision, decide
from claims.models import Correction
from tests.builders import make_article, make_report, make_revision, make_statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def reject(statement, editor):
    verdict = Decision(Correction.Field.VERDICT, "rejected", reason="Nobody said this.")
    decide(statement.pk, [verdict], editor=editor, version=statement.version)


def change_password(page, old, new, again):
    page.get_by_label("Old password").fill(old)
    page.get_by_label("New password", exact=True).fill(new)
    page.get_by_label("New password confirmation").fill(again)
    page.get_by_role("button", name="Change it").click()


def test_a_wrong_password_leaves_a_fit_page(visitor, look, expect_fit):
    page = visitor.open(reverse("sign-in"), **look)

    page.get_by_label("Name").fill("nora")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect_fit(page, "Sign in")


def test_a_password_is_refused_and_changed_on_fit_pages(visitor, editor, look, expect_fit):
    page = visitor.open(reverse("password"), user=editor, **look)

    change_password(page, "wrong", "short", "other")
    expect_fit(page, "Change your password")
    change_password(page, "correct horse battery", "staple of Brod", "staple of Brod")

    expect_fit(page, "Password changed")


def test_a_correction_with_a_fault_shows_it_on_a_fit_page(visitor, editor, look, expect_fit):
    statement = make_statement()
    for _ in range(5):
        make_report(statement=statement)
    form = reverse("desk-statement", args=[statement.pk])
    page = visitor.open(form, user=editor, **look)

    page.get_by_label("Day, month, year or interval").fill("never")
    page.locator(".correction-end").get_by_role("button", name="Save").click()

    expect(page.get_by_text("Nothing was saved yet")).to_be_in_viewport()
    expect_fit(page, "Correct a statement")


def test_the_desk_is_fit_when_all_is_decided(visitor, editor, look, expect_fit):
    statement = make_statement()
    reject(statement, editor)
    page = visitor.open(reverse("desk"), user=editor, **look)

    expect_fit(page, "The desk")
    page.goto(reverse("desk-decisions"))
    expect_fit(page, "What editors decided")
    page.goto(reverse("desk-statement", args=[statement.pk]))
    expect_fit(page, "Correct a statement")


def test_a_decision_that_lost_its_place_waits_on_a_fit_page(visitor, editor, look, expect_fit):
    Correction.objects.create(
        article_url="https://lantern.example/gone",
        quote="We never agreed.",
        field="speaker",
        value={"name": "Mira Solt"},
        editor=editor,
    )

    page = visitor.open(reverse("desk-unplaced"), user=editor, **look)

    expect(page.get_by_text("We never agreed.")).to_be_visible()
    expect_fit(page, "Decisions that wait to be placed")


def test_editors_see_a_rejected_statement_on_a_fit_page(visitor, editor, look, expect_fit):
    statement = make_statement()
    reject(statement, editor)

    page = visitor.open(reverse("statement", args=[statement.pk]), user=editor, **look)

    expect(page.get_by_text("Only editors see this statement")).to_be_visible()
    expect_fit(page, statement.text)


def test_an_article_of_two_revisions_is_a_fit_page(visitor, editor, look, expect_fit):
    article = make_article(title="A bridge, told twice")
    statement = make_statement(revision=make_revision(article=article))
    make_report(revision=make_revision(article=article), statement=statement)

    page = visitor.open(reverse("article", args=[article.pk]), user=editor, **look)

    expect_fit(page, "A bridge, told twice")


def test_an_empty_site_has_fit_pages(visitor, look, expect_fit):
    page = visitor.open(reverse("timeline"), **look)

    expect(page.get_by_text("No statement yet.")).to_be_visible()
    expect_fit(page, "Who said what, by the day it was said")
    for name in ("speakers", "events", "outlets"):
        page.goto(reverse(name))
        expect(page.get_by_text(f"No {name.removesuffix('s')} yet.")).to_be_visible()
        expect_fit(page, name.capitalize())
