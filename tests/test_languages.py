"""Whose language a page is in, and what has none."""

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.core.management.commands import makemessages
from django.urls import reverse
from django.utils.translation import override, trans_real

from claims.citing import document_of
from claims.edtf import words_of
from claims.reasons import reason, sentences
from tests.builders import make_article, make_report, make_revision
from tests.pseudo import Pseudo

GERMAN = {"Accept-Language": "de-AT,de;q=0.9"}


@pytest.fixture
def two_languages(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "Deutsch")]


@pytest.fixture
def report(db):
    return make_report(revision=make_revision(article=make_article()), said="2031-05-05")


def test_a_page_says_its_language(report, client):
    page = client.get(reverse("timeline"))

    assert page["Content-Language"] == "en-gb"
    assert '<html lang="en-gb">' in page.content.decode()
    assert "Accept-Language" not in page["Vary"]


def test_a_page_is_in_the_readers_language_where_the_site_has_it(two_languages, report, client):
    page = client.get(reverse("statement", args=[report.statement_id]), headers=GERMAN)

    assert '<html lang="de">' in page.content.decode()
    assert "5 Mai 2031" in page.content.decode()
    assert "Accept-Language" in page["Vary"]


def test_a_cookie_is_stronger_than_the_browser(two_languages, report, client):
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en-gb"

    assert '<html lang="en-gb">' in client.get("/", headers=GERMAN).content.decode()


@pytest.mark.parametrize(
    "address", ["/api/v1/statements", "/timeline.json", "/timeline.csv", "/timeline.atom"]
)
def test_what_programs_read_is_the_same_in_every_language(two_languages, report, client, address):
    plain, german = client.get(address), client.get(address, headers=GERMAN)

    assert (plain.status_code, german.status_code) == (200, 200)
    assert plain.getvalue() == german.getvalue()
    assert plain.headers.get("ETag") == german.headers.get("ETag")
    assert "Accept-Language" not in german.headers.get("Vary", "")


def test_an_articles_words_are_in_its_own_language(db, client):
    article = make_revision(article=make_article(language="de")).article

    page = client.get(reverse("article", args=[article.pk])).content.decode()

    assert '<h1 class="headline" lang="de">' in page


def test_what_is_kept_is_in_one_language(db, monkeypatch):
    unnamed = make_report(label="he")
    monkeypatch.setitem(vars(trans_real)["_translations"], "de", Pseudo("de"))

    with override("de"):
        spoken = str(unnamed.statement.named)
        kept = document_of(unnamed.statement_id)["speaker"]

    assert (spoken, kept) == ("⟦Unknown speaker⟧", "Unknown speaker")


def test_dates_and_reasons_are_put_into_another_language_by_sentence():
    german = {"since %(date)s": "seit %(date)s", "February": "Februar"}

    assert words_of("2022-02/..", lambda text: german.get(text, text)) == "seit Februar 2022"
    assert reason("speaker", "full name", str.upper) == "THE SOURCE IS NAMED IN FULL."


def test_the_reasons_are_collected_for_translators(monkeypatch):
    code = django_settings.BASE_DIR / "data_to_translate.py"
    seen = []
    monkeypatch.setattr(
        makemessages.Command, "handle", lambda *_, **__: seen.append(code.read_text())
    )

    call_command("makemessages", locale=["de"])

    assert all(repr(sentence) in seen[0] for sentence in sentences())
    assert not code.exists()
