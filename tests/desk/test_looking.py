"""Two editors at one queue, and what one of them skips."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.desk.looking import take
from claims.models import Correction, Looking, SetAside
from tests.builders import make_editor, make_statement
from tests.desk.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(colleague):
    """The browser of another editor."""
    return signed_in(Client(), colleague)


def shown(page):
    dossier = page.context.get("dossier")
    return dossier and dossier.statement


def skip(browser, page):
    parameters = page.context["queue"].parameters()
    address = reverse("desk-skip", args=[shown(page).pk])
    return browser.post(f"{address}?{parameters}", follow=True)


def test_two_editors_do_not_get_the_same_statement(editor, other):
    first, second = make_statement(confidence=0.3), make_statement(confidence=0.8)

    assert [shown(editor.get("/desk/")), shown(other.get("/desk/"))] == [first, second]
    assert shown(editor.get("/desk/")) == first


def test_a_statement_says_who_else_is_looking_at_it(editor, other):
    statement = make_statement()
    other.get("/desk/")

    page = editor.get(reverse("desk-statement", args=[statement.pk]))

    assert "emil is looking at it" in page.content.decode()
    assert "emil is looking at others" in editor.get("/desk/").content.decode()


def test_who_moves_on_gives_the_last_one_back(editor, other):
    first, second = make_statement(confidence=0.3), make_statement(confidence=0.8)
    page = editor.get("/desk/")

    editor.get(page.context["queue"].later())

    assert shown(other.get("/desk/")) == first
    assert Looking.objects.get(editor=editor.user).statement == second


def test_a_lease_ends(editor, other):
    statement = make_statement()
    editor.get("/desk/")

    Looking.objects.update(until=timezone.now() - timedelta(seconds=1))

    assert shown(other.get("/desk/")) == statement


def test_of_two_who_reach_for_the_same_one_gets_it(editor, colleague):
    statement = make_statement()

    assert [take(statement.pk, editor.user), take(statement.pk, colleague)] == [True, False]
    assert take(statement.pk, editor.user)


def test_asking_for_the_head_alone_keeps_nothing(editor):
    make_statement()

    editor.head("/desk/")

    assert not Looking.objects.exists()


def test_looking_ahead_keeps_nothing_and_shows_the_next(editor):
    first, second = make_statement(confidence=0.3), make_statement(confidence=0.8)
    page = editor.get("/desk/")

    ahead = editor.get(page.context["queue"].peek())

    assert shown(ahead) == second
    assert Looking.objects.get().statement == first


def test_skipping_sets_a_statement_aside_for_its_editor_alone(editor, other):
    first, second = make_statement(confidence=0.3), make_statement(confidence=0.8)

    page = skip(editor, editor.get("/desk/"))

    assert shown(page) == second
    assert "Skipped until" in page.content.decode()
    assert shown(editor.get("/desk/")) == second
    assert shown(other.get("/desk/")) == first
    assert not Correction.objects.exists()


def test_what_was_skipped_comes_back_by_itself(editor):
    statement = make_statement()
    skip(editor, editor.get("/desk/"))

    SetAside.objects.update(until=timezone.now() - timedelta(seconds=1))

    assert shown(editor.get("/desk/")) == statement


def test_what_was_skipped_can_be_taken_up_again(editor):
    statement = make_statement()
    skip(editor, editor.get("/desk/"))
    assert "You skipped 1 for now" in editor.get("/desk/").content.decode()

    page = editor.get("/desk/?aside=1")
    assert shown(page) == statement
    skip(editor, page)

    assert shown(editor.get("/desk/")) == statement


def test_readers_skip_nothing(reader):
    statement = make_statement()

    answer = reader.post(reverse("desk-skip", args=[statement.pk]))

    assert answer.status_code == 403
    assert not SetAside.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_reach_at_the_same_time_one_gets_each():
    editors = [make_editor(f"editor-{number}") for number in range(4)]
    ids = [make_statement().pk for _ in range(5)]
    together = Barrier(len(editors))

    def reach(editor):
        with closing(connection):
            return [pk for pk in ids if together.wait(timeout=20) >= 0 and take(pk, editor)]

    with ThreadPoolExecutor(len(editors)) as pool:
        got = list(pool.map(reach, editors))

    assert sorted(pk for taken in got for pk in taken) == ids
