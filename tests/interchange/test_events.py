"""The events file."""

import json
from dataclasses import asdict

import pytest

from claims.interchange import EventEntry, InterchangeError, read_events


def write(tmp_path, content, name="events.yaml"):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def test_an_event_carries_all_that_the_file_says(tmp_path):
    given = EventEntry(
        id="osk/2025-04",
        slug="ferry-talks",
        title="Ferry talks at Osk",
        aliases=("the ferry talks",),
        text="Two days of talks.",
        date="2025-04-19/2025-04-20",
        place="Osk",
        participants=("Marta Osk",),
        kind="CONSULT",
    )

    (event,) = read_events(write(tmp_path, json.dumps(asdict(given)), "events.jsonl"))

    assert event == given


def test_a_title_is_enough(tmp_path):
    (event,) = read_events(write(tmp_path, "- title: Ferry talks at Osk"))

    assert (event.slug, event.date, event.aliases) == ("ferry-talks-at-osk", "", ())


def test_all_problems_of_a_file_come_at_once(tmp_path):
    path = write(tmp_path, "- {date: soon}\n- title: A\n- {slug: a, title: B, participant: [C]}")

    with pytest.raises(InterchangeError) as refusal:
        read_events(path)

    assert [
        problem.removeprefix(f"{path}, ").split(":")[0] for problem in refusal.value.problems
    ] == [
        *("entry 1, title", "entry 1, date", "entry 3, participant", "entry 3, slug"),
    ]


def test_keys_of_other_programs_are_passed_over(tmp_path):
    (event,) = read_events(write(tmp_path, "- {title: A, importance: 5}"))

    assert event.title == "A"


def test_an_id_makes_the_slug_where_there_is_none(tmp_path):
    (event,) = read_events(write(tmp_path, "- {id: osk/2025-04, title: A}"))

    assert (event.id, event.slug) == ("osk/2025-04", "osk-2025-04")
