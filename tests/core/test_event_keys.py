"""The key table of the catalogue, and looking it up."""

from datetime import date

import pytest

from claims.linking.lookup import AFTER, BEFORE, UNDATED, MemoryLookup
from claims.lookup import DatabaseLookup
from claims.models import Event, EventKey, KeyCount
from tests.builders import make_event

pytestmark = pytest.mark.django_db


def keys_of(event):
    return set(event.keys.values_list("key", flat=True))


def test_a_new_event_has_its_terms_and_its_names_as_keys():
    event = make_event(
        "Opening of the bridge", aliases=["bridge feast"], participants=["Ada Varga"]
    )

    assert {"open", "bridg", "varga", "=open bridg", "=bridg feast"} <= keys_of(event)
    assert set(event.keys.values_list("day", flat=True)) == {date(2031, 5, 5)}


def test_keys_follow_the_title_and_the_day():
    event = make_event("Opening of the bridge")
    event.title, event.latest = "Flood of the bridge", date(2031, 5, 7)

    event.save()

    assert "flood" in keys_of(event)
    assert "open" not in keys_of(event)
    assert set(event.keys.values_list("day", flat=True)) == {date(2031, 5, 7)}


def test_saving_an_event_again_writes_no_key():
    event = make_event()
    before = set(event.keys.values_list("pk", flat=True))

    event.save()

    assert set(event.keys.values_list("pk", flat=True)) == before


def test_a_proposed_event_leads_nowhere_until_it_is_curated():
    event = make_event(state=Event.State.PROPOSED)
    assert keys_of(event) == set()

    event.state = Event.State.CURATED
    event.save()

    assert keys_of(event)


def test_the_names_of_a_merged_event_lead_to_the_one_it_was_merged_into():
    gone, keeper = make_event("Bridge feast"), make_event("Opening of the crossing")
    gone.merged_into = keeper

    gone.save()

    assert keys_of(gone) == set()
    assert {"feast", "=bridg feast"} <= keys_of(keeper)
    assert "Bridge feast" in DatabaseLookup().described([str(keeper.pk)])[str(keeper.pk)].aliases


def test_how_many_events_share_a_key_is_counted_through_writes_and_deletions():
    one, _ = make_event("A bridge"), make_event("The bridge feast")
    assert KeyCount.objects.get(key="bridg").events == 2

    one.delete()

    assert DatabaseLookup().shared_by(["bridg", "feast", "none"]) == {"bridg": 1, "feast": 1}


def test_a_deleted_event_takes_its_keys_along():
    make_event().delete()

    assert not EventKey.objects.exists()


def test_the_database_and_a_list_in_memory_give_the_same_events():
    for number in range(40):
        make_event(f"Bridge {number}", date=f"2031-01-{1 + number % 20:02}")
    for number in range(10):
        make_event(f"Bridge without a day {number}", date="")
    stored, memory = DatabaseLookup(), MemoryLookup(Event.objects.all().described().values())

    def answer(lookup, day):
        found = lookup.nearest(["bridg", "=bridg 7", "none"], day)
        return {key: sorted(f.event for f in events) for key, events in found.items() if events}

    nearest = answer(stored, date(2031, 1, 14))
    assert {key: len(set(events)) for key, events in nearest.items()} == {
        "bridg": BEFORE + AFTER + UNDATED,
        "=bridg 7": 1,
    }
    assert len(answer(memory, date(2031, 1, 14))["bridg"]) == BEFORE + AFTER + UNDATED
    assert answer(stored, None)["=bridg 7"] == answer(memory, None)["=bridg 7"]
    assert stored.shared_by(["bridg"]) == memory.shared_by(["bridg"])
    assert stored.size == memory.size


def test_a_word_too_long_to_be_a_key_is_passed_over():
    event = make_event("x" * 150)

    assert keys_of(event) == set()
    assert DatabaseLookup().nearest(["x" * 150], None) == {}
