import pytest

from sources.parsing.encodings import declared_in_page, decoded
from sources.parsing.plaintext import EncodingError

TEXT = "“It’s a long bridge,” said the mayor of Café Ostra – on Monday.\n"
RUSSIAN = "Мост будет стоять, сказала мэр в понедельник. Это её первый приезд."


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "utf-8"), ("utf-16", "utf-8")])
def test_text_that_tells_its_encoding_is_not_guessed(encoding, name):
    found = decoded(TEXT.encode(encoding))

    assert (found.text, found.guessed) == (TEXT, False)


@pytest.mark.parametrize("declared", ["windows-1252", "ISO-8859-1", "latin1", "us-ascii"])
def test_what_is_declared_is_believed_and_the_webs_latin_1_is_windows(declared):
    found = decoded(TEXT.encode("cp1252"), declared)

    assert (found.text, found.encoding, found.guessed) == (TEXT, "cp1252", False)


def test_valid_utf_8_goes_before_what_is_declared():
    assert decoded(TEXT.encode(), "windows-1251").text == TEXT


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_other_alphabets_are_told_apart(encoding):
    found = decoded(RUSSIAN.encode(encoding))

    assert (found.text, found.guessed) == (RUSSIAN, True)


def test_an_encoding_that_nobody_knows_is_guessed():
    assert decoded(TEXT.encode("cp1252"), "no-such-thing").encoding == "cp1252"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00", b"MZ\x90\x00", b"\x7fELF\x02\x01\xff"])
def test_a_binary_file_is_no_text(data):
    with pytest.raises(EncodingError, match="binary file"):
        decoded(data)


def test_a_declaration_that_does_not_hold_is_named():
    with pytest.raises(EncodingError, match="not shift_jis"):
        decoded(b"\x81\xff\xfe\x80" * 9, "shift_jis")


def test_bytes_in_no_encoding_are_refused():
    with pytest.raises(EncodingError, match="save it as UTF-8"):
        decoded(bytes(range(128, 256)) * 20)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (b'<html><meta charset="koi8-r">', "koi8-r"),
        (b"<META http-equiv=x content='text/html; charset=windows-1251'>", "windows-1251"),
        (b"<html><p>charset=none", ""),
    ],
)
def test_a_pages_meta_names_its_encoding(page, name):
    assert declared_in_page(page) == name
