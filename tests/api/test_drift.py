"""Changed quotations, copies and independent sources as programs see them."""

import pytest

from claims.beliefs import believe
from claims.drifts import note_drifts
from claims.models import Drift
from sources.syndication import place
from tests.builders import make_article, make_outlet, make_report, make_revision

pytestmark = pytest.mark.django_db
WAS = 'Ada Varga spoke. "The bridge will stand this winter," Varga said.'
NOW = 'Ada Varga spoke. "The bridge will not stand this winter," Varga said.'
QUOTE = '"The bridge will stand this winter,"'


def drifted(*texts):
    article = make_article(outlet=make_outlet(name="The Ledger"))
    first, *later = [make_revision(article=article, text=text) for text in texts]
    report = make_report(revision=first, quote=QUOTE)
    note_drifts(article.pk)
    return believe(report.statement), [first, *later]


def shown(client, statement):
    return client.get(f"/api/v1/statements/{statement.pk}").json()


def test_a_changed_quotation_is_told_with_outlet_revisions_and_words(client):
    statement, revisions = drifted(WAS, NOW)

    (drift,) = shown(client, statement)["drift"]

    assert (drift["outlet"], drift["from"], drift["to"]) == ("The Ledger", 1, 2)
    assert drift["was"] == QUOTE
    assert drift["became"] == '"The bridge will not stand this winter,"'
    assert drift["at"] == revisions[1].fetched_at.isoformat()
    assert statement.drifted


def test_a_dropped_quotation_became_null(client):
    statement, _ = drifted(WAS, "Ada Varga spoke.")

    assert shown(client, statement)["drift"][0]["became"] is None


def test_restored_words_end_a_drift_and_make_no_other(client):
    statement, revisions = drifted(WAS, NOW, WAS)
    make_report(revision=revisions[1], quote='"The bridge will not stand this winter,"')
    note_drifts(revisions[0].article_id)

    assert shown(client, statement)["drift"][0]["ended"] == revisions[2].fetched_at.isoformat()
    assert Drift.objects.count() == 1
    assert not statement.drifted


def test_typography_and_a_second_look_make_no_drift():
    _, revisions = drifted(WAS, WAS.replace('"', "”").replace(" ", "\u00a0"))

    assert note_drifts(revisions[0].article_id) == set()
    assert not Drift.objects.exists()


def told_alike(outlet, day, **more):
    """A report in an article whose words are those of all such articles."""
    words = " ".join(f"word{n} of the tale" for n in range(60))
    article = make_article(outlet=make_outlet(name=outlet), published=day)
    revision = make_revision(article=article, text=f"{words}\n{WAS}")
    report = make_report(revision=revision, quote=QUOTE, **more)
    place(article.pk)
    return report


def test_copies_of_one_story_are_one_source(client):
    statement = told_alike("Strait Wire", "2031-05-06").statement
    later = told_alike("Daily", "2031-05-07", statement=statement).revision.article

    assert shown(client, statement)["independent"] == 1
    copy = client.get(f"/api/v1/articles/{later.pk}").json()["copy_of"]
    assert (copy["outlet"], copy["basis"]) == ("Strait Wire", "earliest")
