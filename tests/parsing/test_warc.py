import gzip
import zlib
from io import BytesIO

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.parsing import warc
from sources.parsing.unpacking import ArchiveError, Place
from sources.parsing.warc import ArchivedPage, Passed, Record, Unusable, read_archive
from tests.archives import BRIDGE, Archive, damaged, pages, whole

PAGE = f"<html><body><p>{BRIDGE}</p></body></html>".encode()


def read(data: bytes, start: Place = Place()) -> list[Record]:  # noqa: B008
    return list(read_archive(BytesIO(data), start))


def only(archive: Archive) -> ArchivedPage | Passed | Unusable:
    (record,) = read(archive.data)
    return record.holds


def before_the_end(data: bytes) -> tuple[list[Record], str]:
    """What is read until the file can't be read on, and why it can't."""
    found = []
    try:
        for record in read_archive(BytesIO(data)):
            found.append(record)  # noqa: PERF402 - what came before the error counts
    except ArchiveError as error:
        return found, str(error)
    return found, ""


def test_a_page_comes_with_its_address_its_time_and_its_bytes():
    held = only(Archive().add("https://lantern.example/a?b=1", PAGE))

    assert isinstance(held, ArchivedPage)
    assert (held.url, held.body) == ("https://lantern.example/a?b=1", PAGE)
    assert held.fetched_at.isoformat() == "2031-05-07T10:20:30+00:00"
    assert held.media_type == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"kind": "warcinfo"}, "warcinfo record"),
        ({"kind": "request", "body": b"GET / HTTP/1.1\r\n\r\n"}, "request record"),
        ({"kind": "metadata"}, "metadata record"),
        ({"kind": "revisit"}, "revisit record"),
        ({"status": "404 Not Found"}, "status 404"),
        ({"status": "301 Moved"}, "status 301"),
        ({"headers": {"Content-Type": "image/png"}}, "not HTML"),
        ({"headers": {"Content-Type": ""}}, "not HTML"),
        ({"url": "https://lantern.example/robots.txt"}, "robots.txt"),
        ({"url": "dns:lantern.example"}, "no web page"),
        ({"url": "https://"}, "no web page"),
    ],
)
def test_what_holds_no_page_is_passed_over_and_named_by_its_kind(fields, kind):
    archive = Archive().add(**{"body": PAGE, **fields}).page()

    first, second = read(archive.data)

    assert first.holds == Passed(kind)
    assert isinstance(second.holds, ArchivedPage)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        ({"Content-Encoding": "deflate"}, zlib.compress(PAGE)),
        ({"Content-Encoding": "zstd"}, zstandard.compress(PAGE)),
        ({"Content-Encoding": "gzip"}, PAGE),
        ({"Transfer-Encoding": "chunked"}, b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
        ({"Transfer-Encoding": "chunked"}, PAGE),
        ({"Content-Type": "application/xhtml+xml"}, PAGE),
    ],
)
def test_the_packing_of_a_page_is_undone_where_there_is_one(headers, body):
    held = only(Archive().add(body=body, headers=headers))

    assert isinstance(held, ArchivedPage)
    assert held.body == PAGE


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"body": b"x" * 3000}, "larger than"),
        ({"body": gzip.compress(b"x" * 3000), "headers": {"Content-Encoding": "gzip"}}, "larger"),
        ({"body": b"x", "headers": {"Content-Encoding": "br"}}, "packed as 'br'"),
        ({"body": b"x", "headers": {"Content-Encoding": "zstd"}}, "not zstd, as it claims"),
        ({"body": PAGE, "WARC-Date": "yesterday"}, "its WARC-Date is no time"),
        ({"body": PAGE, "headers": {"X-Long": "x" * 2000}}, "its HTTP header has no end"),
        ({"body": b" \n"}, "an empty page"),
        ({"body": PAGE, "url": "https://[lantern/"}, "its address can't be read"),
        ({"body": PAGE, "url": "https://lantern.example/\r<p>"}, "its address can't be read"),
    ],
)
def test_a_page_that_cannot_be_had_is_named_with_the_reason(fields, reason, monkeypatch):
    monkeypatch.setattr(warc, "MOST_BYTES", 2000)
    monkeypatch.setattr(warc, "MOST_HEADER_BYTES", 800)

    first, second = read(Archive().add(**fields).add(body=PAGE).data)

    assert isinstance(first.holds, Unusable)
    assert reason in first.holds.reason
    assert isinstance(second.holds, ArchivedPage)


@pytest.mark.parametrize("form", ["by record", "plain", "as a whole"])
@pytest.mark.parametrize("behind", range(6))
def test_reading_goes_on_behind_any_record(form, behind):
    archive = pages(5, packed=form == "by record")
    data = whole(archive) if form == "as a whole" else archive.data
    found = read(data)

    start = found[behind - 1].ends if behind else Place()

    assert [record.holds for record in read(data, start)] == [r.holds for r in found[behind:]]


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_is_placed_by_the_byte_at_which_it_begins(packed):
    archive = pages(3, packed=packed)

    assert [record.begins.offset for record in read(archive.data)] == archive.starts


@pytest.mark.parametrize("packed", [True, False])
def test_of_a_file_that_was_cut_off_what_came_before_is_kept(packed):
    archive = pages(3, packed=packed)
    end = archive.starts[2] + 200

    found, reason = before_the_end(archive.data[:end])

    assert len(found) == 2
    assert reason == f"cut off at byte {end}"


def test_damage_is_named_with_its_place_and_what_came_before_is_kept():
    archive = pages(3)

    found, reason = before_the_end(damaged(archive.data, [archive.starts[1] + 40]))

    assert len(found) == 1
    assert reason.startswith("damaged at byte ")


def test_what_is_no_archive_is_refused():
    assert before_the_end(PAGE) == ([], "damaged at byte 0 (no WARC record)")


def test_a_header_without_end_is_refused():
    record = b"WARC/1.0\r\nX: " + b"x" * warc.MOST_HEADER_BYTES * 2

    assert before_the_end(record) == ([], "damaged at byte 0 (a record without end)")


def test_a_record_is_held_in_bounded_memory_however_large_it_is(measured):
    archive = Archive().add(body=b"<p>" * 60_000_000)

    peak = measured(lambda: only(archive))

    assert peak < 3 * warc.MOST_BYTES


@settings(max_examples=200)
@given(
    places=st.lists(st.integers(min_value=0), max_size=8),
    cut=st.integers(min_value=0),
    packed=st.booleans(),
)
def test_however_mangled_an_archive_is_it_is_read_or_refused(places, cut, packed):
    data = pages(4, packed=packed).data
    mangled = damaged(data, [place % len(data) for place in places])

    found, _ = before_the_end(mangled[: cut % (len(data) + 1)])

    assert [record.begins for record in found] == sorted(record.begins for record in found)
    assert all(isinstance(r.holds, (ArchivedPage, Passed, Unusable)) for r in found)


@settings(max_examples=200)
@given(head=st.binary(max_size=200), body=st.binary(max_size=400))
def test_whatever_stands_in_a_record_it_is_read_or_refused(head, body):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + body
    record = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://lantern.example/\r\n"
        b"WARC-Date: 2031-05-07T10:20:30Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    ) % (len(block), block)

    (found,) = read(record)

    assert isinstance(found.holds, (ArchivedPage, Passed, Unusable))
