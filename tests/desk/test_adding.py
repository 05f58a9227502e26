"""The page on which an editor adds what the reader missed."""

import pytest
from django.urls import reverse

from claims import pipeline
from claims.models import Correction, Statement
from tests.builders import make_revision, make_speaker
from tests.core.test_adding import MISSED, TEXT
from tests.desk.filling import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    make_speaker("Ada Varga", aliases=["Varga"])
    make_speaker("Ilo Brandt", aliases=["Brandt"])
    revision = make_revision(text=TEXT)
    pipeline.process(revision.pk)
    return revision.article


def address(article):
    return reverse("desk-add", args=[article.pk])


def add(editor, article, **fields):
    told = {"content": MISSED, "credited": "slug", "speaker": "ilo-brandt"} | fields
    filled = filled_in(editor.get(address(article)), **told)
    return editor.post(address(article), filled, follow=True)


def test_words_become_a_statement_and_the_editor_comes_to_it(editor, article):
    page = add(editor, article, said="2031-05", reason="Read on the quay.")

    [row] = Correction.objects.all()
    assert page.redirect_chain == [(reverse("desk-statement", args=[row.statement_id]), 302)]
    assert (row.statement.credited, row.reason) == ("Ilo Brandt", "Read on the quay.")
    assert f"Added: “{MISSED}”" in page.content.decode()


def test_two_lines_are_two_stretches(editor, article):
    add(editor, article, content="A sign on the quay\r\nno ferry … any day")

    assert Statement.objects.filter(text=f"A sign on the quay … {MISSED}").exists()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"content": ""}, "Give the words"),
        ({"content": "no ferry at all"}, "does not stand there"),
        ({"credited": "name"}, "Write the name."),
        ({"said": "soon"}, "soon"),
        ({"content": "The bridge will stand for another hundred years"}, "a statement</a> already"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(editor, article, fields, wrong):
    page = add(editor, article, reason="Kept.", **fields)

    shown = page.content.decode()
    assert page.status_code == 422
    assert wrong in shown
    assert "Kept." in shown
    assert not Correction.objects.exists()


def test_an_article_that_was_not_read_is_told_so(editor):
    page = add(editor, make_revision(text=TEXT).article, credited="", speaker="")

    assert "was not read yet" in page.content.decode()


def test_checking_a_date_adds_nothing(editor, article):
    page = add(editor, article, said="2031-05", check="said")

    assert "May 2031" in page.content.decode()
    assert not Correction.objects.exists()


def test_what_fails_on_the_way_is_kept_and_waits(editor, article, monkeypatch):
    monkeypatch.setattr("claims.adding.pipeline.redo", lambda *_: None)

    page = add(editor, article)

    assert page.redirect_chain == [(reverse("desk-unplaced"), 302)]
    assert MISSED in page.content.decode()


def test_an_article_leads_editors_alone_to_the_page(editor, article):
    there = reverse("article", args=[article.pk])
    assert address(article) in editor.get(there).content.decode()

    editor.logout()
    assert address(article) not in editor.get(there).content.decode()


def test_the_page_asks_as_much_of_many_reports_as_of_one(
    editor, article, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30):
        editor.get(address(article))
