import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from tests.builders import (
    make_article,
    make_event,
    make_outlet,
    make_report,
    make_revision,
    make_speaker,
    make_statement,
    make_user,
)

pytestmark = pytest.mark.django_db
TEXT = 'Snow fell.\n"It holds," Varga said, "and it stays."\nThe end.'


def test_a_speaker_shows_offices_aliases_and_events(read, ada, make_many):
    make_many(2)

    page = read("/speakers/ada-varga/")

    assert "2 statements" in page
    assert "Mayor, Ostrava Bridge 2026 to 2029" in page
    assert "Minister of Works, Velmora since 1 January 2030" in page
    assert "Opening of the bridge 2 statements of Ada Varga on it" in page
    assert "A. Varga" in page


def test_an_office_without_dates_names_none(read):
    make_speaker(offices=[("Mayor", "", "", "")])

    assert "Offices Mayor" in read("/speakers/ada-varga/")


def test_speakers_without_statements_stand_apart(read, make_many):
    make_many(1)
    make_speaker("Ben Okoro", tracked=False)

    page = read("/speakers/")

    assert page.index("Ada Varga") < page.index("with no statement yet") < page.index("Ben Okoro")


@pytest.mark.parametrize(("make", "path"), [(make_speaker, "speakers"), (make_event, "events")])
def test_what_was_merged_leads_to_its_successor_for_good(client, make, path):
    merged = make("Old", merged_into=make("New"))

    response = client.get(f"/{path}/{merged.slug}/")

    assert (response.status_code, response.url) == (301, f"/{path}/new/")


def test_an_event_puts_the_sides_in_columns_on_one_axis(client, make_many, ada):
    make_many(2)
    make_many(1, speaker=make_speaker("Ben Okoro", side="Sarkand"), said="2031-05-06")
    make_many(1, speaker=None, body="a committee", said="")

    context = client.get("/events/opening/").context

    assert context["axis"].columns == ["Velmora", "Sarkand", "Others"]
    cells = [[len(said) for _, said in moment.cells] for moment in context["axis"].moments]
    assert cells == [[2, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_an_event_that_nobody_spoke_of_says_so(read, opening):
    assert "Nobody has spoken of it yet." in read("/events/opening/")


def test_a_proposed_event_is_not_shown_yet(client):
    make_event(slug="rumour", state="proposed")

    assert client.get("/events/rumour/").status_code == 404
    assert b"rumour" not in client.get("/events/").content


def test_events_and_outlets_count_what_is_believed(read, make_many):
    make_many(2)
    make_statement(revision=make_revision(article=make_article(outlet=make_outlet(name="Void"))))

    assert "5 May 2031 Opening of the bridge Velmora 2 statements" in read("/events/")
    assert "Void 1 article · 1 statement" in read("/outlets/")


def test_an_outlet_shows_its_articles_and_statements(read):
    outlet = make_outlet(name="The Lantern", slug="lantern", homepage="https://lantern.example/")
    make_report(revision=make_revision(article=make_article(outlet=outlet)))

    page = read("/outlets/lantern/")

    assert "1 statement carried" in page
    assert "A bridge and its builders 6 May 2031 · 1 statement" in page


@pytest.fixture
def article():
    revision = make_revision(text=TEXT)
    make_report(revision=revision, quote='"It holds,"', source=[(23, 28)], cue=[(29, 33)])
    return revision.article


def test_anonymous_readers_get_the_paragraphs_with_statements(read, article):
    page = read(f"/articles/{article.pk}/")

    assert '"It holds,"1 Varga said, "and it stays."' in page
    assert "Snow fell" not in page
    assert "Sign in" in page


def test_signed_in_readers_get_the_whole_text(client, read, article):
    client.force_login(make_user())

    page = read(f"/articles/{article.pk}/")

    assert "Snow fell." in page
    assert "The end." in page


def test_a_statement_in_two_pieces_is_numbered_once(client, article):
    report = article.latest.reports.get()
    report.content = [*report.content, (34, 50)]
    report.save()

    page = client.get(f"/articles/{article.pk}/").content.decode()

    assert page.count('id="mark-1"') == 1


def test_an_older_revision_shows_what_has_been_removed(client, read, article):
    make_revision(article=article, text="Snow fell. Nothing held.")
    article.revisions.first().reports.update(withdrawn="outlet")
    client.force_login(make_user())

    newest, oldest = (read(f"/articles/{article.pk}/?revision={number}") for number in ("", "1"))

    assert 'In other revisions "It holds," revision 1 · removed by the outlet' in newest
    assert "Text, revision 1" in oldest


def test_anonymous_readers_get_no_other_revision_than_the_newest(read, article):
    make_revision(article=article, text="Snow fell. Nothing held.")

    page = read(f"/articles/{article.pk}/?revision=1")

    assert "Varga said" not in page
    assert "No statement was found in it." in page


def test_an_unknown_revision_is_not_found(client, article):
    client.force_login(make_user())

    assert client.get(f"/articles/{article.pk}/?revision=7").status_code == 404


def test_an_address_that_is_no_web_address_is_no_link(client):
    article = make_revision(article=make_article(url="javascript:alert(1)")).article

    assert b'href="javascript' not in client.get(f"/articles/{article.pk}/").content


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/speakers/", "/events/", "/outlets/", "/statements/1/"),
        *("/articles/1/", "/articles/1/revisions/2/"),
    ],
)
def test_without_public_reading_anonymous_readers_are_sent_to_sign_in(client, settings, path):
    settings.PUBLIC_READ = False

    response = client.get(path)

    assert (response.status_code, response.url) == (302, f"/sign-in/?next={path}")


def test_without_public_reading_who_signed_in_reads_on(client, settings):
    settings.PUBLIC_READ = False
    client.force_login(make_user())

    assert client.get("/").status_code == 200


def test_the_page_for_our_own_faults_needs_no_request():
    assert "Our fault" in render_to_string("500.html")


@pytest.mark.parametrize("path", ["/nothing", "/speakers/nobody/", "/events/nothing/"])
def test_what_is_not_there_has_a_page_that_leads_on(read, path):
    assert "Not here" in read(path, status=404)


def test_an_article_tells_its_byline_and_where_its_date_stood(client):
    article = make_article(published_from="json-ld", byline="Nora Lind", section="World")
    make_revision(article=article)

    page = client.get(reverse("article", args=[article.pk])).content.decode()

    assert "By Nora Lind" in page
    assert "structured data (JSON-LD)" in page
    assert "· World" in page


def test_an_article_in_another_language_says_that_it_is_kept_and_not_read(client):
    article = make_article(language="de")
    make_revision(article=article)

    page = client.get(reverse("article", args=[article.pk])).content.decode()

    assert "another language than English (de)" in page


def test_outlets_are_listed_by_name(client, db):
    for name in ("The Wire", "Evening Bell", "Morning Bell"):
        make_report(revision=make_revision(article=make_article(outlet=make_outlet(name=name))))

    listed = client.get("/outlets/").context["outlets"]

    assert [outlet.name for outlet, _ in listed] == ["Evening Bell", "Morning Bell", "The Wire"]


def test_the_list_of_events_has_pages(client, monkeypatch):
    monkeypatch.setattr("claims.browse.events.LISTED", 2)
    for day in range(1, 6):
        make_event(slug=f"day-{day}", date=f"2031-05-0{day}")

    pages = [client.get(f"/events/?page={number}").context["events"] for number in (1, 2, 3)]

    slugs = [[event.slug for event in page] for page in pages]
    assert slugs == [["day-5", "day-4"], ["day-3", "day-2"], ["day-1"]]


@pytest.mark.parametrize("page", ["", "x", "0", "-1", "9" * 5000, "%00"])
def test_a_page_of_events_that_is_none_shows_one_that_is(client, monkeypatch, page):
    monkeypatch.setattr("claims.browse.events.LISTED", 2)
    for day in range(1, 4):
        make_event(slug=f"day-{day}", date=f"2031-05-0{day}")

    assert client.get(f"/events/?page={page}").context["events"]
