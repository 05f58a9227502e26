"""`manage.py ingest FILE.warc.gz`: streamed, read on where it was interrupted, nothing doubled."""

import json

import pytest

from claims import ingestion
from claims.models import Reading, Report
from sources.intake import take_in
from sources.models import Article, Fetch, Revision, WarcFile
from sources.receiving import receive
from tests.archives import BRIDGE, URL, Archive, damaged, pages
from tests.commands.test_ingest import ingest
from tests.core.test_intake import delivery
from tests.newsroom import html

pytestmark = pytest.mark.django_db
LONG_AGO = {"WARC-Date": "2024-05-07T10:20:30Z"}


class InterruptedRunError(Exception):
    """Stands for whatever ends a run."""


def interrupt(monkeypatch, *, behind: int) -> None:
    """Have the next run end without a word, once so many articles have been taken in."""
    left = [behind]

    def until_then(made):
        left[0] -= 1
        if left[0] < 0:
            raise InterruptedRunError
        return take_in(made)

    monkeypatch.setattr(ingestion, "take_in", until_then)
    with pytest.raises(InterruptedRunError):
        ingest(*monkeypatch.paths)
    monkeypatch.setattr(ingestion, "take_in", take_in)


def test_its_pages_are_articles_fetched_when_the_archive_says(tmp_path):
    archive = Archive().add(kind="warcinfo").page(url=URL.format("a"), **LONG_AGO)

    run = ingest(archive.save(tmp_path))

    revision = Revision.objects.get()
    assert (run.status, run.faults) == (0, [])
    assert run.out.startswith("1 article new, 0 changed, 0 unchanged; 1 statement.")
    assert run.out.endswith("Skipped: 1 warcinfo record.\n")
    assert revision.fetched_at.isoformat() == "2024-05-07T10:20:30+00:00"
    assert revision.article.url == URL.format("a")
    assert revision.raw.data == html(BRIDGE).body
    assert revision.readings.get().state == "done"


def test_what_an_archive_says_to_be_of_the_future_was_fetched_by_now(tmp_path):
    ingest(pages(1).save(tmp_path))

    assert Revision.objects.get().fetched_at.year < 2031


def test_what_is_taken_skipped_and_refused_is_counted_with_the_reasons(tmp_path):
    archive = Archive().page().add(kind="request", body=b"GET / HTTP/1.1\r\n\r\n")
    archive.page(status="404 Not Found").add(body=b"<p></p>").add(body=b"").page(status="404 x")
    path = archive.save(tmp_path)

    run = ingest(path, json=True)

    outcome = json.loads(run.out)
    assert outcome["articles"]["new"] == 1
    assert outcome["skipped"] == {"request record": 1, "status 404": 2}
    assert outcome["faults"] == run.faults
    assert run.faults[1] == f"{path}, byte {archive.starts[4]}: an empty page"
    assert f"byte {archive.starts[3]}, {URL.format(3)}: no HTML in it" in run.faults[0]


def test_an_interrupted_run_is_taken_up_behind_the_last_article(tmp_path, monkeypatch):
    monkeypatch.paths = [pages(6).save(tmp_path)]
    interrupt(monkeypatch, behind=4)

    run = ingest(*monkeypatch.paths)

    assert run.out.startswith("2 articles new, 0 changed, 0 unchanged")
    assert run.out.endswith("Skipped: 4 read before.\n")
    assert Article.objects.count() == Reading.objects.count() == Revision.objects.count() == 6


def test_what_was_taken_in_and_not_noted_yet_is_not_doubled(tmp_path, monkeypatch):
    path = pages(3).save(tmp_path)
    monkeypatch.setattr(ingestion, "keep_place", lambda _: None)
    ingest(path)
    monkeypatch.undo()

    assert ingest(path).out.startswith("0 articles new, 0 changed, 3 unchanged")
    assert Report.objects.count() == Article.objects.count() == 3


def test_a_file_is_known_by_its_content_and_read_afresh_on_request(tmp_path):
    archive = pages(2)
    ingest(archive.save(tmp_path))
    moved = archive.save(tmp_path, "moved.warc.gz")

    again, afresh = ingest(moved), ingest(moved, afresh=True)

    assert again.out.startswith("0 articles new, 0 changed, 0 unchanged")
    assert afresh.out.startswith("0 articles new, 0 changed, 2 unchanged")
    assert WarcFile.objects.get().name == str(moved)


def test_of_a_damaged_archive_file_and_place_are_named_and_what_came_before_is_kept(tmp_path):
    archive = pages(3)
    path = tmp_path / "news.warc.gz"
    path.write_bytes(damaged(archive.data, [archive.starts[1] + 40]))

    run = ingest(path)

    assert run.status == 1
    assert run.faults[0].startswith(f"{path}: damaged at byte ")
    assert Article.objects.count() == 1


def test_archives_in_a_folder_are_found_among_other_files(tmp_path):
    pages(1).save(tmp_path)
    Archive(packed=False).page(url=URL.format("plain")).save(tmp_path, "b.WARC")
    (tmp_path / "note.txt").write_text(BRIDGE)
    (tmp_path / "other.gz").write_bytes(b"\x1f\x8b")

    run = ingest(tmp_path)

    assert (run.status, Article.objects.count()) == (0, 3)


def test_the_workers_can_do_it_and_each_page_is_handed_over_once(tmp_path):
    path = pages(3).save(tmp_path)

    runs = [ingest(path, queue=True).out for _ in range(2)]

    assert runs == [
        "3 documents handed over to the workers.\n",
        "0 documents handed over to the workers. Skipped: 3 read before.\n",
    ]
    row = Fetch.objects.get(url=URL.format(1))
    receive(row.pk)
    assert Revision.objects.get(article__url=row.url).fetched_at == row.fetched_at


def test_a_hand_over_that_fails_leaves_the_place_where_it_was(tmp_path, monkeypatch):
    path = pages(3).save(tmp_path)
    monkeypatch.setattr(Fetch.objects, "bulk_create", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ingest(path, queue=True)
    monkeypatch.undo()

    assert ingest(path, queue=True).out == "3 documents handed over to the workers.\n"


def test_what_an_archive_got_before_the_newest_revision_is_left_out(tmp_path):
    taken = take_in(delivery(url=URL.format(0)))
    past = {"WARC-Date": "2019-05-07T10:20:30Z"}

    run = ingest(Archive().page(**past).save(tmp_path))

    assert run.out.startswith("0 articles new, 0 changed, 0 unchanged, 1 older than what is here")
    assert Revision.objects.get() == taken.revision


def test_a_publication_after_the_day_of_fetching_is_not_believed(tmp_path):
    told = '<meta property="article:published_time" content="2024-06-01">'
    archive = Archive().add(body=html(BRIDGE, more=told).body, **LONG_AGO)

    ingest(archive.save(tmp_path))

    assert Article.objects.get().published == ""
