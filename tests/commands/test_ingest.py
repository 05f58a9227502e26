"""`manage.py ingest`: nothing doubled, nothing lost, each fault named, the exit status right."""

import json
from io import BytesIO, StringIO, TextIOWrapper
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from claims.models import Reading, Report, Statement
from claims.pipeline import process
from sources.models import Article, Fetch, Revision
from tests.newsroom import html, open_newsroom

pytestmark = pytest.mark.django_db

BRIDGE = "“The bridge will stand,” Ada Varga said on Monday. It rained all day."
FERRY = "“The ferry leaves at dawn,” Ilo Brandt said on Tuesday. Nobody laughed."


def ingest(*sources: object, **options: object) -> SimpleNamespace:
    """The exit status, what was printed, and the faults that were named."""
    out, err = StringIO(), StringIO()
    try:
        call_command("ingest", *map(str, sources), stdout=out, stderr=err, **options)
        status: object = 0
    except SystemExit as stop:
        status = stop.code
    return SimpleNamespace(status=status, out=out.getvalue(), faults=err.getvalue().splitlines())


def line(**fields: str) -> bytes:
    return json.dumps({"url": "https://lantern.example/1", "text": BRIDGE, **fields}).encode()


def jsonl(folder, *lines: bytes):
    file = folder / "articles.jsonl"
    file.write_bytes(b"\n".join(lines))
    return file


@pytest.fixture
def newsroom(monkeypatch):
    with open_newsroom() as opened:
        monkeypatch.setattr("claims.management.commands.ingest.Fetcher", lambda: opened.fetcher)
        yield opened


def test_articles_are_stored_and_read(tmp_path):
    run = ingest(jsonl(tmp_path, line(), line(url="https://lantern.example/2", text=FERRY)))

    assert (run.status, run.faults) == (0, [])
    assert run.out == "2 articles new, 0 changed, 0 unchanged; 2 statements.\n"
    assert {report.label for report in Report.objects.all()} == {"Ada Varga", "Ilo Brandt"}


def everything():
    models = (Article, Revision, Reading, Report, Statement)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_the_same_file_again_changes_nothing(tmp_path):
    file = jsonl(tmp_path, line(), line(url="https://lantern.example/2", text=FERRY))
    ingest(file)
    before = everything()

    run = ingest(file)

    assert run.out == "0 articles new, 0 changed, 2 unchanged; 2 statements.\n"
    assert everything() == before


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("url", "https://lantern.example/" + "橋" * 900, "url: longer than 2600 bytes"),
        ("outlet", "Lantern" * 30, "outlet: longer than 200 characters"),
        ("language", "en-" + "x" * 40, "language: longer than 35 characters"),
    ],
)
def test_what_no_column_holds_is_a_fault_and_the_rest_goes_on(tmp_path, field, value, reason):
    run = ingest(jsonl(tmp_path, line(**{field: value}), line(text=FERRY)))

    assert (run.status, run.faults) == (1, [f"{tmp_path}/articles.jsonl, line 1: {reason}"])
    assert run.out.startswith("1 article new")


def test_a_changed_text_makes_a_revision(tmp_path):
    ingest(jsonl(tmp_path, line()))

    run = ingest(jsonl(tmp_path, line(text=BRIDGE + " She left early.")))

    assert run.out.startswith("0 articles new, 1 changed, 0 unchanged")
    assert Revision.objects.count() == 2


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b'{"text": "half', "not JSON"),
        (b'["a list"]', "not a JSON object but a list"),
        (b'{"url": "https://a.example/1"}', "text"),
        (b'{"url": "https://a.example/1", "text": " \\n "}', "empty"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b'{"text": "x", "published": "last week"}', "no date"),
        (b'{"text": 7}', "a number where a text belongs"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path, broken, reason):
    file = jsonl(tmp_path, broken, line(), b"", line(url="https://lantern.example/2"))

    run = ingest(file)

    assert run.status == 1
    assert run.faults[0].startswith(f"{file}, line 1: ")
    assert reason in run.faults[0]
    assert Article.objects.count() == 2


@pytest.mark.uncounted
@pytest.mark.timeout(300)
def test_a_text_of_five_megabytes_is_read_whole(tmp_path):
    filler = ("rain" * 12 + " ") * 105
    text = "\n".join([BRIDGE, *[filler] * 1000, FERRY])

    run = ingest(jsonl(tmp_path, line(text=text)))

    assert len(text) > 5_000_000
    assert run.status == 0
    assert {report.label for report in Report.objects.all()} == {"Ada Varga", "Ilo Brandt"}


@pytest.mark.parametrize("marks", ['""""""', "“”" * 50, "‘’\n«»\n„“", '"' * 9999, "“ ” “ ”"])
def test_a_text_of_quotation_marks_only_says_nothing(tmp_path, marks):
    run = ingest(jsonl(tmp_path, line(text=marks)))

    assert run.out == "1 article new, 0 changed, 0 unchanged; 0 statements.\n"
    assert run.status == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_with_a_mark_of_its_encoding_is_read_as_it_says(tmp_path, encoding):
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding=encoding)

    run = ingest(tmp_path / "bridge.txt")

    assert (run.status, run.faults) == (0, [])
    assert Revision.objects.get().text == BRIDGE


def test_a_text_file_in_another_encoding_is_read_with_a_note(tmp_path):
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="cp1252")

    run = ingest(tmp_path / "bridge.txt")

    assert run.status == 0
    assert "read as cp1252, which is a guess" in run.faults[0]
    assert Revision.objects.get().text == BRIDGE


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "no text in it"),
        ("blank.txt", b" \n\n ", "no text in it"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary file"),
        ("paper.pdf", b"%PDF-1.7", "its name should end in"),
        ("empty.html", b"", "no HTML in it"),
        ("bare.html", b"<html><body></body></html>", "no article text"),
    ],
)
def test_a_file_without_an_article_is_named(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)

    run = ingest(tmp_path / name)

    assert run.status == 1
    assert run.faults[0].startswith(str(tmp_path / name))
    assert reason in run.faults[0]
    assert not Article.objects.exists()


def test_a_missing_file_is_named(tmp_path):
    run = ingest(tmp_path / "nowhere.txt")

    assert run.status == 1
    assert "No such file or directory: give a file, a folder, an address" in run.faults[0]


def test_a_folder_is_read_through_and_what_is_no_article_left_alone(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "bridge.txt").write_text(BRIDGE)
    (tmp_path / "ferry.html").write_bytes(html(FERRY * 3).body)
    (tmp_path / "notes.doc").write_text("not for you")

    run = ingest(tmp_path)

    assert (run.status, run.faults) == (0, [])
    assert Article.objects.count() == 2


def test_a_folder_without_articles_is_named(tmp_path):
    run = ingest(tmp_path)

    assert run.status == 1
    assert "no articles in it" in run.faults[0]


def test_options_fill_in_what_a_document_does_not_say(tmp_path):
    file = jsonl(tmp_path, line(outlet="The Lantern"))

    ingest(file, outlet="Harbour Post", published="2031-05-06", title="Given", language="en-GB")

    article = Article.objects.get()
    assert (str(article.outlet), article.published) == ("The Lantern", "2031-05-06")
    assert (article.title, article.language) == ("Given", "en-GB")


def test_a_date_that_is_none_is_refused_at_once(tmp_path):
    with pytest.raises(CommandError, match="is no date"):
        call_command("ingest", str(tmp_path), "--published", "yesterday")


def test_an_article_in_another_language_is_kept_and_not_read(tmp_path):
    run = ingest(jsonl(tmp_path, line(language="de")))

    assert run.status == 0
    assert "its language is de" in run.faults[0]
    assert (Article.objects.count(), Reading.objects.count()) == (1, 0)


def test_the_outcome_may_be_json(tmp_path):
    run = ingest(jsonl(tmp_path, line(), b"{"), json=True)

    outcome = json.loads(run.out)
    assert outcome["articles"] == {"new": 1, "changed": 0, "unchanged": 0}
    assert (outcome["statements"], len(outcome["faults"])) == (1, 1)


@pytest.mark.parametrize(
    "given", [b"\n" + line(), BRIDGE.encode(), html(BRIDGE * 3).body], ids=["lines", "text", "page"]
)
def test_standard_input_tells_what_it_is(monkeypatch, given):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given)))

    run = ingest("-")

    assert run.status == 0
    assert "Ada Varga" in {report.label for report in Report.objects.all()}


def test_an_address_is_fetched_and_read(newsroom):
    newsroom.pages["/a"] = html(BRIDGE * 3, title="Bridge stands")

    run = ingest("http://lantern.example/a")

    assert (run.status, run.faults) == (0, [])
    assert Article.objects.get().url == "http://lantern.example/a"


def test_a_feed_brings_its_stories_and_a_lost_one_is_named(newsroom):
    newsroom.pages["/a"] = html(BRIDGE * 3)
    newsroom.pages["/feed"] = html("")
    newsroom.pages["/feed"].body = (
        b"<rss><channel><item><title>Bridge</title><link>/a</link></item>"
        b"<item><link>/gone</link></item></channel></rss>"
    )

    run = ingest("http://lantern.example/feed")

    assert run.status == 1
    assert run.faults == [
        "http://lantern.example/gone: lantern.example answered 404 Not Found: "
        "check the address in a browser"
    ]
    assert Article.objects.get().url == "http://lantern.example/a"


@pytest.mark.parametrize("address", ["gopher://lantern.example/", "http://127.0.0.1/", "http://"])
def test_an_address_where_we_do_not_go_is_named(address):
    run = ingest(address)

    assert run.status == 1
    assert run.faults[0].startswith(address)


def test_an_article_whose_reading_fails_is_kept_and_named(tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        message = "too hard"
        raise ValueError(message)

    monkeypatch.setattr("claims.pipeline.find", fail)

    run = ingest(jsonl(tmp_path, line()))

    assert run.status == 1
    assert "stored, but its reading failed (ValueError: too hard)" in run.faults[0]
    assert Article.objects.count() == 1


def test_a_run_that_was_cut_short_goes_on_where_it_was(tmp_path, monkeypatch):
    file = jsonl(tmp_path, line())
    with monkeypatch.context() as patch:
        patch.setattr("claims.pipeline.advance", lambda _: None)
        ingest(file)

    run = ingest(file)

    assert run.status == 0
    assert Report.objects.count() == 1
    assert process(Revision.objects.get().pk).receipts.pending().count() == 0


def test_documents_are_handed_over_to_the_workers(tmp_path):
    run = ingest(jsonl(tmp_path, line(), b"{"), "https://lantern.example/feed", queue=True)

    assert run.status == 1
    assert run.out == "2 documents handed over to the workers. 1 fault, named above.\n"
    assert [bool(row.compressed) for row in Fetch.objects.order_by("pk")] == [True, False]
    assert not Article.objects.exists()
