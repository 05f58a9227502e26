"""What happens to a text before it is stored: next to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.parsing.plaintext import EncodingError, decode, normalise

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\r\nb\rc\n\r\n", "a\nb\nc\n\n"),
        ("a\x00b", "a�b"),
        ("a\ud83db\udc00", "a�b�"),
        ("\u2028 \ufeff é e\u0301 “😀”", "\u2028 \ufeff é e\u0301 “😀”"),
    ],
)
def test_line_ends_nul_and_lone_surrogates_change_and_nothing_else(text, stored):
    assert normalise(text) == stored


@given(ANY_TEXT)
def test_a_stored_text_can_be_encoded_and_stays_as_it_is(text):
    stored = normalise(text)

    assert normalise(stored) == stored
    assert stored.encode().decode() == stored


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_decoded_as_its_byte_order_mark_says(encoding):
    assert decode("“Né”\r\n".encode(encoding)) == "“Né”\n"


def test_a_file_in_another_encoding_is_refused_with_the_place_and_a_remedy():
    with pytest.raises(EncodingError, match=r"not UTF-8 .* at byte 1.*: save it as UTF-8"):
        decode("Né".encode("latin-1"))
