"""A document in, an article and a revision out."""

import pytest

from sources.intake import Delivery, take_in
from sources.models import Article, Outlet, RawBytes, Revision
from sources.parsing.published import parse_published

pytestmark = pytest.mark.django_db


def delivery(**fields) -> Delivery:
    text = fields.get("text", "The bridge stands.")
    defaults = {
        "url": "https://outlet.example/bridge",
        "text": text,
        "raw": text.encode(),
        "media_type": "text/plain",
    }
    return Delivery(**{**defaults, **fields})


def test_a_new_document_makes_an_article_with_its_first_revision():
    taken = take_in(
        delivery(title="Bridge", outlet="The Ledger", published=parse_published("2031-05-06"))
    )

    article = taken.revision.article
    assert (taken.outcome, taken.revision.number) == ("new", 1)
    assert (article.title, article.outlet.slug, article.published) == (
        "Bridge",
        "the-ledger",
        "2031-05-06",
    )


def test_the_same_document_again_changes_nothing():
    first = take_in(delivery())

    again = take_in(delivery())

    assert (again.outcome, again.revision) == ("unchanged", first.revision)
    assert Revision.objects.count() == 1


def test_a_changed_text_makes_a_revision():
    take_in(delivery())

    changed = take_in(delivery(text="The bridge fell.", title="Fallen"))

    assert (changed.outcome, changed.revision.number) == ("changed", 2)
    assert Article.objects.get().title == "Fallen"


def test_a_text_that_comes_back_is_a_revision_of_its_own():
    for text in ("one", "two", "one"):
        take_in(delivery(text=text))

    assert Revision.objects.count() == 3


def test_the_bytes_are_kept_as_they_came():
    raw = "The bridge stands.\r\n".encode("utf-16")

    take_in(delivery(raw=raw))

    assert RawBytes.objects.get().data == raw


def test_what_was_told_first_of_an_article_stays():
    take_in(delivery(published=parse_published("2031-05-06"), outlet="The Ledger"))

    take_in(delivery(text="new", published=parse_published("2031-05-07"), outlet="Another"))

    article = Article.objects.get()
    assert (article.published, article.outlet.name) == ("2031-05-06", "The Ledger")


def test_outlets_whose_names_make_one_slug_stay_apart():
    slugs = [
        Outlet.named(name).slug for name in ("The Ledger", "The Ledger!", "The Ledger?", "日報")
    ]

    assert len(set(slugs)) == 4


def test_a_slug_that_a_number_would_make_may_be_taken():
    slugs = [Outlet.named(name).slug for name in ("The Ledger", "The Ledger 3", "The Ledger!")]
    Outlet.objects.get(name="The Ledger").delete()

    slugs.append(Outlet.named("The Ledger?").slug)

    assert slugs == ["the-ledger", "the-ledger-3", "the-ledger-2", "the-ledger"]


def test_other_typography_makes_no_revision():
    first = take_in(delivery(text='"It stands" - for now...'))

    again = take_in(delivery(text="“It\u00a0stands” — for\nnow…"))

    assert (again.outcome, again.revision) == ("unchanged", first.revision)
    assert Revision.objects.get().text == '"It stands" - for now...'


def test_the_bytes_stay_those_that_the_text_was_made_from():
    take_in(delivery(text='"It stands."'))

    take_in(delivery(text="“It stands.”"))

    assert RawBytes.objects.get().data == b'"It stands."'


def test_another_case_or_mark_is_another_text():
    for text in ("It stands.", "It STANDS.", "It “STANDS”."):
        take_in(delivery(text=text))

    assert Revision.objects.count() == 3


def test_another_title_over_the_same_text_renames_the_article_and_makes_no_revision():
    take_in(delivery(title="Bridge stands"))

    take_in(delivery(title="Bridge stands, for now"))

    article = Article.objects.get()
    assert (article.title, Revision.objects.count()) == ("Bridge stands, for now", 1)
    assert [row.title for row in article.earlier_titles.all()] == ["Bridge stands"]


def test_titles_that_come_and_go_are_remembered_once():
    for title in ("One", "Two", "One", "Two", "“Two”", "One", ""):
        take_in(delivery(title=title))

    article = Article.objects.get()
    names = {row.title for row in article.earlier_titles.all()}
    assert (article.title, names) == ("One", {"Two", "“Two”"})
