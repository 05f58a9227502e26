"""Taking an article down: no word of it is left, and what others report too stays."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from claims.ingestion import ingest
from claims.models import Citation, Correction, Event, Report, Statement
from claims.scrubbing import own_words
from claims.takedown import holding
from sources.documents import Document, Given
from sources.identifying import Came
from sources.intake import Delivery, take_in
from sources.models import Article, Fetch, Tombstone
from sources.parsing.canonical import key_of
from sources.receiving import fetch, hand_over, receive, unseen
from sources.tombs import TakenDownError
from tests.builders import make_article, make_reading, make_revision, make_user
from tests.newsroom import html, open_newsroom
from tests.security.story import (
    OTHER_URL,
    SHARED,
    URL,
    WORDS,
    down,
    dumped,
    packed,
    reported,
    restored,
    the_article,
)

LISTS = ("statements", "reports", "articles")
PAGES = ("timeline", "events", "outlets", "speakers", "desk", "desk-drifts", "desk-decisions")


def found_in(text):
    return [word for word in WORDS if word in text.lower()]


def lines_with_words(dump):
    return [line[:300] for line in dump.splitlines() if found_in(line)]


@pytest.mark.services
def test_no_table_and_no_backup_holds_a_word_of_it(story, tmp_path):
    before = found_in(dumped()), found_in(packed())

    down()
    call_command("backup", str(tmp_path / "after.dump"), stdout=StringIO())

    assert before == (WORDS, WORDS)
    assert lines_with_words(dumped()) == []
    assert found_in(packed()) == []
    assert found_in(restored(tmp_path / "after.dump")) == []


@pytest.fixture
def answers(client):
    """All that the site answers to an administrator who walks through it."""

    def answers():
        admin = make_user("root", is_staff=True, is_superuser=True)
        client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
        paths = [f"/api/v1/{name}" for name in LISTS]
        for path in list(paths):
            rows = client.get(path).json()["results"]
            paths += [f"{path}/{row.get('id') or row['slug']}" for row in rows]
        paths += [reverse(name) for name in (*PAGES, "desk-unplaced", "monitor", "v1:report-lines")]
        paths += [f"/api/v1/{name}" for name in ("events", "outlets", "speakers")]
        paths += [reverse("statement", args=[s.pk]) for s in Statement.objects.all()]
        paths += [reverse("article", args=[a.pk]) for a in Article.objects.all()]
        paths += [reverse("event", args=[e.slug]) for e in Event.objects.published()]
        return " ".join(_words(client.get(path)) for path in paths)

    return answers


def _words(response):
    assert response.status_code in {200, 301}, response
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode()


def test_no_page_and_no_answer_of_the_api_holds_a_word_of_it(story, answers):
    down()

    assert found_in(answers()) == []


def test_a_backup_and_an_export_of_before_did_hold_them(story):
    lines = StringIO()
    call_command("export", "reports", stdout=lines)

    assert "trellicks" in found_in(lines.getvalue())


def test_what_another_outlet_reports_too_stays_with_its_decisions(story):
    pk = reported(SHARED, OTHER_URL).statement_id

    down()

    statement = Statement.objects.get(pk=pk)
    assert [report.revision.article.url for report in statement.reports.all()] == [OTHER_URL]
    assert statement.kind == "mixed"
    kind = statement.corrections.get(field="kind")
    assert (kind.article_url, kind.report) == (OTHER_URL, statement.reports.get())
    assert kind.quote == statement.reports.get().text


def test_words_that_others_have_too_stay_where_editors_wrote_them(story):
    down()

    reasons = set(Correction.objects.values_list("reason", flat=True))
    assert "The Lantern has [removed] beside it." in reasons
    assert "Alike." in reasons


def test_an_event_keeps_its_decision_under_an_address_without_the_words(story):
    pk = Event.objects.get(slug="quorvex-collapse").pk

    down()

    event = Event.objects.get(pk=pk)
    assert (event.slug, event.title) == (f"event-{pk}", "[removed] collapse of the Varn dam")
    assert event.state == Event.State.CURATED


def test_citations_of_others_name_an_event_without_the_words(story):
    event = Event.objects.get(slug="quorvex-collapse")
    statement = reported("foretold", "https://osk.example/1").statement_id

    down()

    cited = Citation.objects.get(statement=statement).document
    renamed = {"slug": f"event-{event.pk}", "title": "[removed] collapse of the Varn dam"}
    assert cited["events"] == [renamed]
    assert cited["text"] == "the collapse of the Varn dam was foretold"


def test_its_pages_and_the_apis_are_gone_and_not_unknown(story, client):
    article = Article.objects.get(url=URL).pk
    report = reported("zibbelous")
    statement = report.statement_id
    down()

    pages = [reverse("article", args=[article]), reverse("statement", args=[statement])]
    paths = [f"articles/{article}", f"statements/{statement}", f"reports/{report.pk}"]
    codes = [client.get(path).status_code for path in pages]
    told = [client.get(f"/api/v1/{path}").json()["type"] for path in paths]

    assert codes == [410, 410]
    assert set(told) == {"urn:on-record:problem:gone"}
    assert "Taken down" in client.get(pages[0]).content.decode()
    assert client.get(reverse("article", args=[article + 999])).status_code == 404


def test_a_rehearsal_says_what_would_go_and_changes_nothing(story):
    before = dumped()

    told = down(rehearse=True)

    assert (told.rows["articles"], told.rows["reports"]) == (1, 6)
    assert rows_of(dumped()) == rows_of(before)
    assert not Tombstone.objects.exists()


def rows_of(dump):
    """Without what counts on though a transaction is rolled back, wherever they lie on the disk."""
    return sorted(line for line in dump.splitlines() if line.startswith("insert"))


def test_taking_down_twice_changes_nothing_more(story):
    down()
    before = rows_of(dumped())

    down()

    assert rows_of(dumped()) == before


@pytest.mark.django_db
def test_what_never_came_has_to_be_taken_down_ahead():
    with pytest.raises(CommandError, match="check the address"):
        call_command("takedown", URL, stdout=StringIO())

    call_command("takedown", URL, "--ahead", "--by", "sam", stdout=StringIO())

    assert Tombstone.objects.get().by == "sam"


@pytest.mark.django_db
def test_it_does_not_come_in_again_until_the_tombstone_is_lifted():
    down(ahead=True)
    faults = ingest([the_article()], tell=lambda _: None).faults
    assert "taken down on" in str(faults[0])
    assert not Article.objects.exists()

    call_command("takedown", URL, "--lift", stdout=StringIO())

    assert ingest([the_article()], tell=print).articles == {"new": 1}


@pytest.mark.django_db
def test_a_worker_refuses_it_and_keeps_none_of_its_words():
    hand_over([the_article()])
    work = Fetch.objects.get()
    Tombstone.objects.create(url=URL, keys=[key_of(URL)], by="sam")

    assert receive(work.pk) is None

    work.refresh_from_db()
    assert (work.state, work.compressed, work.given) == ("discarded", None, {})
    assert work.error.startswith("taken down on")


@pytest.mark.django_db
def test_it_is_not_even_asked_for_on_the_network():
    down(ahead=True)
    hand_over([Document("a feed", url=URL, given=Given(title="Quorvex"))])
    with open_newsroom() as newsroom:
        newsroom.pages["/dam"] = html("Quorvex.")
        fetch(Fetch.objects.get().pk, newsroom.fetcher)

    assert newsroom.asked == []
    assert Fetch.objects.get().given == {}


@pytest.mark.django_db
def test_a_feed_that_announces_it_makes_no_row_of_it():
    down(ahead=True)
    stories = [Document("a feed", url=url) for url in (URL, OTHER_URL)]

    assert [story.url for story in unseen(stories)] == [OTHER_URL]


@pytest.mark.django_db
def test_its_bytes_on_their_way_under_another_name_go_too():
    line = f'{{"url": "{URL}", "text": "Quorvex and gremblings."}}'.encode()
    hand_over([Document("archive.jsonl, line 7", "application/jsonl", line)])

    down()

    assert not Fetch.objects.exists()


@pytest.mark.django_db
def test_a_failed_feed_that_holds_its_story_loses_its_bytes_alone():
    feed = f"<rss version='2.0'><channel><item><link>{URL}</link></item></channel></rss>"
    hand_over([Document("asked", "text/xml", feed.encode(), url="https://lantern.example/feed")])
    make_article(url=URL)

    down()

    assert Fetch.objects.get().compressed is None


@pytest.mark.django_db
def test_intake_raises_for_what_was_taken_down():
    down(ahead=True)

    with pytest.raises(TakenDownError, match="its author asked"):
        take_in(Delivery(url=URL, text="Quorvex.", raw=b"Quorvex.", media_type="text/plain"))


def bring_by_two_addresses():
    came = Came(f"{URL}?page=amp", landed=URL)
    take_in(Delivery(came.url, "Quorvex.", b"Quorvex.", "text/plain", came=came))


@pytest.mark.django_db
@pytest.mark.parametrize("url", [URL, f"{URL}?page=amp", f"{URL}?utm_source=mail"])
def test_it_is_taken_down_by_each_address_that_led_to_it(url):
    bring_by_two_addresses()

    down(url)

    assert not Article.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("url", [URL, f"{URL}?page=amp", f"{URL}?utm_source=mail"])
def test_it_stays_out_under_each_address_that_led_to_it(url):
    bring_by_two_addresses()
    down()

    with pytest.raises(TakenDownError):
        take_in(Delivery(url, "Gremblings.", b"Gremblings.", "text/plain"))


@pytest.mark.django_db
def test_only_words_that_nothing_else_has_are_its_own():
    make_revision(text="The bridge gleams.")

    assert own_words(["The bridge was quorvex."]) == {"quorvex"}


def test_logs_that_still_hold_its_words_are_named(tmp_path):
    (tmp_path / "worker.log").write_text("KeyError: 'Quorvex'")
    (tmp_path / "web.log").write_text("all is well")

    named = holding(frozenset({"quorvex"}), tmp_path)

    assert [path.name for path in named] == ["worker.log"]


@pytest.mark.services
def test_the_databases_log_repeats_no_failing_rows_words(transactional_db):
    if settings.OWN_DATABASE:
        pytest.skip("the log of a server of one's own is set there")
    reading = make_reading()

    with pytest.raises(Exception, match="quorvex"):
        Report.objects.raw("SELECT 'quorvex'::int AS id")[0]

    log = (settings.PLACE.log / "postgres.log").read_text()
    assert "invalid input syntax" in log
    assert "SELECT 'quorvex'" not in log
    assert reading.pk
