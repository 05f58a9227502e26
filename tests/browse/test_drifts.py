"""What outlets changed, and whose copies they print, on the pages for readers."""

import pytest
from django.urls import reverse

from claims.drifts import note_drifts
from claims.models import Drift
from sources.models import EarlierTitle
from tests.browse.test_queries import queries_of
from tests.builders import make_article, make_report, make_revision, make_user
from tests.drifting import NOW, WAS, drifted, told_alike

pytestmark = pytest.mark.django_db
MARKED = "will [added: not] stand this winter"


@pytest.fixture
def copies():
    """A statement that an agency's article and two copies of it carry, one of them credited."""
    wire = told_alike("Strait Wire", "2031-05-06")
    later = told_alike("Daily", "2031-05-07", statement=wire.statement)
    crediting = told_alike("Post", "2031-05-07", statement=wire.statement, head="Strait Wire")
    return wire, later, crediting


def test_a_statement_shows_what_an_outlet_made_of_its_words(read):
    statement, _ = drifted(WAS, NOW)

    page = read(f"/statements/{statement.pk}/")

    assert "Quotation changed by The Ledger, as fetched on" in page
    assert MARKED in page
    assert "not put back" in page
    assert "Compare revision 2 with revision 1" in page


def test_a_dropped_quotation_that_was_put_back_says_so(read):
    statement, _ = drifted(WAS, "Ada Varga spoke.", WAS)

    page = read(f"/statements/{statement.pk}/")

    assert "Quotation dropped" in page
    assert "put back, as fetched on" in page
    assert "An outlet changed or dropped these words" not in page


@pytest.mark.parametrize("path", ["/", "/speakers/ada-varga/", "/events/opening/"])
def test_rows_mark_what_changed(read, ada, opening, path):
    statement, _ = drifted(WAS, NOW, speaker=ada)
    statement.links.create(event=opening, state="linked", confidence=0.9)

    assert "quotation changed" in read(path)


def test_rows_without_changes_have_no_mark(read, make_many):
    make_many(1)

    assert "quotation changed" not in read("/")


def test_rows_and_pages_count_independent_sources(read, copies):
    statement = copies[0].statement

    assert "3 outlets, 1 independent" in read("/")
    assert "3 outlets, 1 independent" in read(f"/statements/{statement.pk}/")


def test_where_all_are_independent_a_row_says_no_more(read, ada):
    one, _ = drifted(WAS)
    drifted(WAS, outlet="Daily", statement=one)

    row = read("/")

    assert "2 outlets" in row
    assert "independent" not in row


def test_a_copy_names_whose_it_is_and_why(read, copies):
    page = read(f"/statements/{copies[0].statement_id}/")

    assert page.count("copy of Strait Wire: A bridge and its builders (credited)") == 2


def test_the_first_to_publish_is_named_where_nobody_is_credited(read):
    wire = told_alike("Ledger", "2031-05-06")
    told_alike("Daily", "2031-05-07", statement=wire.statement)
    told_alike("Post", "2031-05-07", statement=wire.statement)

    assert "(published first)" in read(f"/statements/{wire.statement_id}/")


def test_who_published_on_the_same_day_is_alike(read):
    wire = told_alike("Ledger", "2031-05-06")
    told_alike("Daily", "2031-05-06", statement=wire.statement)

    assert "(alike, which came first is unknown)" in read(f"/statements/{wire.statement_id}/")


def test_an_agency_whose_article_is_not_here_is_named(read):
    report = told_alike("Daily", "2031-05-06", head="Brod (AFP) -")

    page = read(f"/articles/{report.revision.article_id}/")

    assert "copy of AFP (credited; its own article is not here)" in page


def test_an_article_names_its_copies_and_what_it_was_called(read, copies):
    article = copies[0].revision.article
    EarlierTitle.objects.create(article=article, title="A bridge, at first")

    page = read(f"/articles/{article.pk}/")

    assert "2 copies of it Daily: A bridge and its builders" in page
    assert "Earlier title A bridge, at first until" in page


def compared(article, number=2):
    return reverse("revision", args=[article.pk, number])


def test_an_article_leads_to_each_comparison(client):
    _, revisions = drifted(WAS, NOW, WAS)
    article = revisions[0].article

    page = client.get(f"/articles/{article.pk}/").content.decode()

    assert compared(article, 2) in page
    assert compared(article, 3) in page
    assert compared(article, 1) not in page


def test_who_signed_in_reads_what_changed_with_the_rest_folded(client, read):
    rest = "\nThe river was calm.\nThe ferry went on."
    _, revisions = drifted(WAS + rest, NOW + rest)
    client.force_login(make_user())

    page = read(compared(revisions[0].article))

    assert page.count(MARKED) == 2
    assert "2 unchanged paragraphs The river was calm." in page


def test_anonymous_readers_get_the_quotations_and_not_the_text(read):
    _, revisions = drifted(WAS + "\nThe river was calm.", NOW + "\nThe river was wild.")

    page = read(compared(revisions[0].article))

    assert page.count(MARKED) == 1
    assert "river" not in page
    assert "Sign in to see all that was changed." in page


def test_a_rejected_statement_does_not_show_in_a_comparison(read):
    statement, revisions = drifted(WAS, NOW)
    type(statement).objects.update(status="rejected")

    assert "stand" not in read(compared(revisions[0].article))


def test_a_text_made_anew_from_the_same_bytes_is_no_change_of_the_outlet(client, read):
    first = make_revision(text=WAS)
    make_revision(article=first.article, text=WAS + "\nBy Nora Lind.", remade=True)
    client.force_login(make_user())

    assert "the outlet changed nothing" in read(f"/articles/{first.article_id}/")
    page = read(compared(first.article))

    assert "The outlet changed nothing." in page
    assert "How the text was read anew" in page
    assert "What the outlet changed" not in page


@pytest.mark.parametrize("number", [1, 7, 10**30])
def test_what_follows_no_other_revision_is_not_found(client, number):
    article = make_revision(article=make_article()).article

    assert client.get(compared(article, number)).status_code == 404


def test_all_that_changed_since_an_earlier_revision_is_shown_together(client, read):
    rest = "\nThe river was calm."
    _, revisions = drifted(WAS + rest, NOW + rest, NOW + "\nThe river was wild.")
    client.force_login(make_user())

    page = read(compared(revisions[0].article, 3) + "?since=1")

    assert page.count(MARKED) == 2
    assert "[removed: calm]" in page
    assert "[added: wild]" in page
    assert "Beside revision 2" in page


def test_without_a_revision_to_begin_at_it_is_the_one_before(client, read):
    _, revisions = drifted(WAS, NOW, NOW + "\nThe river was wild.")
    client.force_login(make_user())

    page = read(compared(revisions[0].article, 3))

    assert MARKED not in page
    assert "Beside revision 1" in page


def test_an_article_of_many_revisions_leads_to_all_that_changed(client):
    _, revisions = drifted(WAS, NOW, WAS)
    article = revisions[0].article

    page = client.get(f"/articles/{article.pk}/").content.decode()

    assert f'href="{compared(article, 3)}?since=1"' in page


def test_of_several_steps_those_made_anew_are_told(client, read):
    first = make_revision(text=WAS)
    make_revision(article=first.article, text=WAS + "\nBy Nora Lind.", remade=True)
    make_revision(article=first.article, text=NOW + "\nBy Nora Lind.")

    page = read(compared(first.article, 3) + "?since=1")

    assert "1 of the 2 revisions in between was made anew from the same bytes" in page
    assert "What the outlet changed" in page


@pytest.mark.parametrize("since", ["3", "4", "0", "-1", "one", "%00", "1e0"])
def test_a_comparison_begins_at_an_earlier_revision_alone(client, since):
    _, revisions = drifted(WAS, NOW, WAS)

    address = f"{compared(revisions[0].article, 3)}?since={since}"

    assert client.get(address).status_code == 404


def test_a_comparison_of_no_article_is_not_found(client):
    assert client.get("/articles/7/revisions/2/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/statements/{}/"])
def test_more_changes_and_copies_take_no_more_queries(client, django_assert_num_queries, path):
    statement, _ = drifted(WAS, NOW)
    path = path.format(statement.pk)
    few = queries_of(client, path)
    for n in range(4):
        drifted(WAS, NOW, outlet=f"Ledger {n}", statement=statement)
        told_alike(f"Copyist {n}", "2031-05-07", statement=statement)

    with django_assert_num_queries(few):
        client.get(path)


@pytest.mark.parametrize("path", ["/articles/{}/", "/articles/{}/revisions/2/"])
def test_an_article_of_more_changes_and_copies_takes_no_more_queries(
    client, django_assert_num_queries, path
):
    first = told_alike("Strait Wire", "2031-05-06")
    article = first.revision.article
    make_revision(article=article, text=first.revision.text.replace("will stand", "may stand"))
    note_drifts(article.pk)
    few = queries_of(client, path.format(article.pk))
    for n, quote in enumerate(("The bridge will stand", "bridge will stand this winter")):
        make_report(revision=first.revision, reading=first.reading, quote=quote)
        told_alike(f"Copyist {n}", "2031-05-07")
    note_drifts(article.pk)
    assert (Drift.objects.count(), article.copies.count()) == (3, 2)

    with django_assert_num_queries(few):
        client.get(path.format(article.pk))
