"""The pages of those who are turned away, or whom we fail: fit to be seen as any other."""

import pytest
from django.urls import reverse

from claims.models import Statement
from tests.builders import make_statement, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page, password):
    page.get_by_label("Name").fill("reader")
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def test_a_reader_at_the_desk_sees_a_fit_page(visitor, look, expect_fit):
    page = visitor.open(reverse("desk"), user=make_user(), **look)

    expect_fit(page, "This page is for editors")


def test_a_withdrawn_statement_leaves_a_fit_page(visitor, look, expect_fit):
    statement = make_statement()
    Statement.objects.update(status="rejected")

    page = visitor.open(reverse("statement", args=[statement.pk]), **look)

    expect_fit(page, "Withdrawn")


def test_a_fault_of_ours_shows_a_fit_page(visitor, look, expect_fit, monkeypatch):
    monkeypatch.setattr("claims.browse.outlets.render", None)
    visitor.expected = ("status of 500",)

    page = visitor.open(reverse("outlets"), **look)

    expect_fit(page, "Our fault")


def test_who_guesses_passwords_sees_a_fit_page(visitor, look, expect_fit, settings):
    settings.AXES_FAILURE_LIMIT = 1
    page = visitor.open(reverse("sign-in"), **look)

    sign_in(page, "wrong")

    expect_fit(page, "Too many tries")


def test_a_form_without_its_cookie_shows_a_fit_page(visitor, look, expect_fit):
    page = visitor.open(reverse("sign-in"), **look)
    page.context.clear_cookies()

    sign_in(page, "right or wrong")

    expect_fit(page, "The form is stale")
