"""Reports carried over to a changed text: by quote and context, never to a look-alike.

Texts are made by inserting, deleting, moving, doubling and changing paragraphs of one another.
"""

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims.extraction import Credit, ExtractedReading, ExtractedReport, Said, Span
from claims.interchange.readings import to_json
from claims.models import Report
from claims.recording import record
from sources.models import Article
from tests.builders import make_article, make_reading, make_revision

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]

PEOPLE = ["Ada Varga", "Ilo Brandt", "Mira Sand"]
QUOTES = [
    "The bridge will stand through this winter",
    "No",
    "We need no ferry",
    "Coal goes by the northern road from now on",
    "Not now",
    "The harbour belongs to all of us who live here",
]
SETTINGS = [
    "Was the bridge safe?",
    "Would anybody resign over it?",
    "Rain fell on the council house.",
    "The clerk read out the letter from the mill.",
    "Two boats had left before noon.",
    "Singers came down the valley road.",
]


@dataclass(frozen=True)
class Part:
    """A paragraph: a scene, a quotation, who said it, and what was seen next."""

    scene: str
    quote: str
    speaker: str
    after: str

    def text(self) -> str:
        return f"{self.scene} “{self.quote},” {self.speaker} said. {self.after}"


PARTS = st.builds(
    Part,
    st.sampled_from(SETTINGS),
    st.sampled_from(QUOTES),
    st.sampled_from(PEOPLE),
    st.sampled_from(SETTINGS),
)
STORIES = st.lists(PARTS, min_size=1, max_size=5, unique=True)


def extracted(parts: list[Part]) -> tuple[str, list[ExtractedReport]]:
    """The text, and what a perfect reader finds in it."""
    text, found = "", []
    for part in parts:
        start = len(text) + len(part.scene) + 1
        found.append(
            ExtractedReport(
                content=(Span(start, start + len(part.quote) + 3),),
                source=(),
                cue=(),
                kind="direct",
                label=part.speaker,
                speaker=Credit(part.speaker),
                body=None,
                said=Said(),
                confidence=0.9,
            )
        )
        text += part.text() + "\n"
    return text, found


def revise(article: Article, parts: list[Part]) -> list[Report]:
    """Record a revision of these paragraphs; the reports in it by paragraph."""
    text, found = extracted(parts)
    revision = make_revision(article=article, text=text)
    record(make_reading(revision=revision, extracted=to_json(ExtractedReading("1", tuple(found)))))
    here = Report.objects.filter(revision=revision, withdrawn="")
    return sorted(here, key=lambda row: row.content_spans[0])


def many(test):
    allowed = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    unshrunk = [Phase.explicit, Phase.generate]
    return settings(max_examples=25, suppress_health_check=allowed, phases=unshrunk)(test)


@many
@given(STORIES, st.randoms(use_true_random=False))
def test_moved_paragraphs_keep_their_reports(parts, chance):
    article = make_article()
    before = revise(article, parts)
    order = chance.sample(range(len(parts)), len(parts))

    after = revise(article, [parts[n] for n in order])

    assert [row.pk for row in after] == [before[n].pk for n in order]


@many
@given(STORIES, PARTS, st.integers(0, 5))
def test_an_inserted_paragraph_takes_nobodys_report(parts, new, at):
    article = make_article()
    before = revise(article, parts)

    after = revise(article, [*parts[:at], new, *parts[at:]])

    kept = [row.pk for n, row in enumerate(after) if n != min(at, len(parts))]
    assert new in parts or kept == [row.pk for row in before]


@many
@given(STORIES, st.integers(0, 4))
def test_a_deleted_paragraphs_report_is_removed_and_goes_to_no_other(parts, at):
    article = make_article()
    before = revise(article, parts)
    at = min(at, len(parts) - 1)

    after = revise(article, parts[:at] + parts[at + 1 :])

    assert [row.pk for row in after] == [row.pk for n, row in enumerate(before) if n != at]
    assert Report.objects.get(pk=before[at].pk).withdrawn == "outlet"


@many
@given(STORIES, st.integers(0, 4), st.integers(0, 5))
def test_a_doubled_sentence_leaves_the_first_its_report(parts, at, to):
    article = make_article()
    before = revise(article, parts)
    doubled = parts[min(at, len(parts) - 1)]
    elsewhere = replace(doubled, scene="A day later it was told again.", after="Nobody laughed.")

    after = revise(article, [*parts[:to], elsewhere, *parts[to:]])

    kept = [row.pk for n, row in enumerate(after) if n != min(to, len(parts))]
    assert kept == [row.pk for row in before]


@many
@given(STORIES, st.integers(0, 4), st.integers(0, 8))
def test_a_changed_word_makes_another_report_and_leaves_the_rest(parts, at, word):
    article = make_article()
    before = revise(article, parts)
    at = min(at, len(parts) - 1)
    words = parts[at].quote.split()
    words[word % len(words)] = "Aardvark"
    changed = replace(parts[at], quote=" ".join(words))

    after = revise(article, [*parts[:at], changed, *parts[at + 1 :]])

    pairs = list(zip(after, before, strict=True))
    assert [one.pk == other.pk for one, other in pairs] == [n != at for n in range(len(pairs))]


@many
@given(STORIES, PARTS)
def test_the_same_words_of_another_in_another_scene_are_another_report(parts, other):
    article = make_article()
    before = revise(article, parts)
    strange = [
        Part("Later that day it snowed in Karsk.", part.quote, "Otto Lind", "Everybody cheered.")
        for part in parts
    ]

    after = revise(article, strange)

    assert {row.pk for row in after}.isdisjoint(row.pk for row in before)


def test_an_outlet_that_credits_somebody_else_in_the_same_place_keeps_the_report():
    article = make_article()
    part = Part(SETTINGS[0], QUOTES[0], PEOPLE[0], SETTINGS[2])
    (before,) = revise(article, [part])

    (after,) = revise(article, [replace(part, speaker=PEOPLE[1])])

    assert (after.pk, after.credited) == (before.pk, PEOPLE[1])


def test_a_short_answer_that_is_left_out_is_removed_though_a_word_holds_its_letters():
    article = make_article()
    answer = Part(SETTINGS[1], "No", PEOPLE[0], SETTINGS[2])
    other = Part(SETTINGS[3], "We know nothing of it at all", PEOPLE[1], SETTINGS[4])
    before = revise(article, [answer, other])

    revise(article, [other])

    assert Report.objects.get(pk=before[0].pk).withdrawn == "outlet"
