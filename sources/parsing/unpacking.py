"""Bytes of an archive, unpacked in pieces of bounded size, with a place from which to go on."""

import zlib
from dataclasses import dataclass
from typing import BinaryIO

_BLOCK = 64 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS


class ArchiveError(ValueError):
    """An archive that can't be read on, and where; what came before is sound."""


def cut_off(offset: int) -> ArchiveError:
    """The file ends too soon."""
    return ArchiveError(f"cut off at byte {offset}")


def damaged(reason: object, offset: int) -> ArchiveError:
    """Something else stands where a record should."""
    return ArchiveError(f"damaged at byte {offset} ({reason})")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: a byte's offset, and how many unpacked bytes behind it.

    The offset is that of a packed member's first byte, from which alone unpacking can begin. Where
    nothing is packed `inside` is 0.
    """

    offset: int = 0
    inside: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Where in a known file reading goes on behind a record, and the record's number, from 1."""

    file: int
    place: Place
    records: int


class Unpacked:
    """A file as a stream of its unpacked bytes, whether it is packed (gzip) or not.

    A gzip member may hold one record, as it should in a WARC file, or the whole file.
    """

    def __init__(self, file: BinaryIO, start: Place) -> None:
        """Go to the place; `ArchiveError` where the file ends before it."""
        self._file = file
        self._buffer, self._at = b"", 0
        self._came = b""  # from the file, and not unpacked yet
        self._member = file.seek(start.offset)
        self._passed = 0  # bytes of the member that lie before the buffer
        self._packed = file.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
        self._unpacker = zlib.decompressobj(_GZIP) if self._packed else None
        file.seek(start.offset)
        self.skip(start.inside)

    @property
    def place(self) -> Place:
        """Where the next byte comes from."""
        inside = self._passed + self._at
        return Place(self._member, inside) if self._packed else Place(self._member + inside)

    def peek(self) -> bytes:
        """The next byte, which is not taken; b"" at the end."""
        if self._at >= len(self._buffer) and not self._fill():
            return b""
        return self._buffer[self._at : self._at + 1]

    def read(self, most: int) -> bytes:
        """That many bytes, less at the end alone."""
        pieces: list[bytes] = []
        while most > 0 and self.peek():
            piece = self._buffer[self._at : self._at + most]
            self._at += len(piece)
            most -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def readline(self, most: int) -> bytes:
        """A line with its end, or so many bytes of it."""
        pieces: list[bytes] = []
        while most > 0 and self.peek():
            end = self._buffer.find(b"\n", self._at, self._at + most) + 1
            piece = self._buffer[self._at : end or self._at + most]
            self._at += len(piece)
            most -= len(piece)
            pieces.append(piece)
            if end:
                break
        return b"".join(pieces)

    def skip(self, count: int) -> None:
        """Pass over that many bytes; `ArchiveError` where there are fewer."""
        while count > 0:
            if not self.peek():
                raise cut_off(self._file.tell())
            taken = min(count, len(self._buffer) - self._at)
            self._at += taken
            count -= taken

    def _fill(self) -> bool:
        """Get the next bytes, now that the buffer has been read; False at the end."""
        self._passed += len(self._buffer)
        self._buffer, self._at = b"", 0
        while not self._buffer:
            self._came = self._came or self._file.read(_BLOCK)
            if not self._came:
                self._check_end()
                return False
            self._buffer = self._unpacked() if self._packed else self._file_bytes()
        return True

    def _file_bytes(self) -> bytes:
        came, self._came = self._came, b""
        return came

    def _unpacked(self) -> bytes:
        """Some bytes of the member, or none at its end."""
        if self._unpacker is None or self._unpacker.eof:
            self._member, self._passed = self._file.tell() - len(self._came), 0
            self._unpacker = zlib.decompressobj(_GZIP)
        try:
            data = self._unpacker.decompress(self._came, _BLOCK)
        except zlib.error as error:
            raise damaged(error, self._file.tell() - len(self._came)) from None
        self._came = self._unpacker.unconsumed_tail or self._unpacker.unused_data
        return data

    def _check_end(self) -> None:
        if self._unpacker is not None and not self._unpacker.eof:
            raise cut_off(self._file.tell())
        if self._packed:
            self._member, self._passed = self._file.tell(), 0
