"""What holds of the reading of any text, however it got here."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import Document, read
from tests.extraction.readings import PUBLISHED, REGISTRY, reading_of
from tests.mangling import CONTROLS, HTML, OTHER_SCRIPTS, WAYS, faults_of, mangle

pytestmark = pytest.mark.uncounted

PROSE = (
    "Rotunda: dam is “safe”\n\nORSK, May 12 (Vestrian Wire) - President Ludmila Harrow said on "
    "Monday that Almora had promised to mend the dam. “It is old,” she told reporters, “but the "
    "engineers tell me it will hold.”\n\nHer spokesman, Conrad Pell, denied that anybody had "
    'warned her. "Nobody said a word," he wrote, adding that the envoy had lied.',
    "According to Ines Tovarsky, the Orsk Herald quoted Viktor Lunde as saying the valley "
    "was “lost”.\n\n“I ask you to leave,” Tovarsky said. “Bruno Harrow said the dam would hold.\n\n"
    "“He also said that we had been told.” Posted 3 hours ago\n\nRelated: Who is Conrad Pell?",
    "REPORTER: Is the dam safe?\n\nMR. PELL: It is. Harrow said so last week, and she told me "
    "it would hold.\n\nIt has held for years.\n\n(LAUGHTER)\n\nREPORTER: Who says?\n\n"
    "MS. TOVARSKY: The engineers claim that it leaks.",
    "The lines of this story break at a column, so that Conrad Pell said\nof the dam only that it "
    "was old, while Ines Tovarsky, who had been\nthere, told the council ‘it leaks’ and that "
    "Lunde’s men wanted the\nvalley’s people to leave by Friday, ``at the latest''.",
)
SCRAPS = (
    *("Conrad Pell", "Harrow", "Tovarsky’s", "she", "I", "the mayor", "nobody", "Mr.", "PELL:"),
    *("said", "told me", "had promised", "wrote", "according to", "accused", "as saying", "asks"),
    *("that", "to", "not", "would", "and", "of", "who", "the dam", "is old", "by Friday", "A."),
    *("“", "”", '"', "‘", "’", "«", "»", "``", "''", ",", ".", ":", ";", "—", "(", ")", "…", "?"),
    *("\n", "\n\n", " ", "  ", "\t", "2031", "May 12"),
    *HTML,
    *OTHER_SCRIPTS,
    *CONTROLS,
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
SOUP = st.builds(
    str.join, st.sampled_from(("", " ", " ")), st.lists(st.sampled_from(SCRAPS), max_size=60)
)
MANGLED = st.builds(mangle, st.sampled_from(PROSE), st.integers(0, 2**32))
TEXTS = ANY_TEXT | SOUP | MANGLED

RUN = "Thedamissafe" * 84_000  # a megabyte without a space


@settings(max_examples=400)
@given(TEXTS)
def test_any_text_has_a_sound_reading(text):
    assert faults_of(text, reading_of(text)) == []


@settings(max_examples=150)
@given(TEXTS)
def test_any_text_has_a_sound_reading_with_attitudes(text):
    reading = read(Document(text, published=PUBLISHED), REGISTRY, attitudes=True)

    assert faults_of(text, reading) == []


@settings(max_examples=100)
@given(TEXTS)
def test_a_text_read_twice_has_the_same_reading(text):
    assert reading_of(text) == reading_of(text)


@pytest.mark.parametrize("text", PROSE)
def test_the_prose_that_is_mangled_has_a_sound_reading(text):
    reading = reading_of(text)

    assert reading.reports
    assert faults_of(text, reading) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", PROSE)
def test_prose_mangled_in_any_one_way_has_a_sound_reading(text, way):
    for seed in range(3):
        mangled = WAYS[way](text, Random(seed))  # noqa: S311

        assert faults_of(mangled, reading_of(mangled)) == []


@given(st.sampled_from(PROSE), st.integers(0, 2**32))
def test_a_seed_mangles_a_text_one_way(text, seed):
    assert mangle(text, seed) == mangle(text, seed)


@pytest.mark.parametrize("text", [RUN, f"“{RUN},” Conrad Pell said. He said {RUN}."])
def test_a_megabyte_without_a_space_has_a_sound_reading(text):
    assert faults_of(text, reading_of(text)) == []
