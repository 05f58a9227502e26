"""What two people do in the same moment: one of them is told, and nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from claims.batches import apply_to_alike, undo_batch
from claims.corrections import Decision, Field, decide
from claims.curation import add_event
from claims.merging import InvalidMerge, merge_speakers, undo_merge
from claims.models import Batch, Event, Recheck, Rule, SpeakerMerge
from claims.people import Refused, Role, invite
from claims.rechecking import Answer, answer
from claims.rules import accept_rule, make_rule
from claims.wording import InvalidRule, Wording
from sources.models import Outlet
from tests.builders import make_chief, make_editor, make_report, make_sample, make_speaker
from tests.desk.conftest import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.uncounted]

NIGHTBIRD = Wording("alias", "Nightbird", "ada-varga")


def at_once(*calls: Callable[[], Any]) -> list[str]:
    """What came of each: the name of the exception, or "" where it was done."""
    together = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> str:
        with closing(connection):
            together.wait(timeout=20)
            try:
                call()
            except Exception as error:  # noqa: BLE001 - each is told
                return type(error).__name__
        return ""

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


@pytest.fixture
def chief():
    return make_chief()


def test_a_rule_proposed_twice_is_one(chief):
    make_speaker()

    told = at_once(*[lambda: make_rule(NIGHTBIRD, editor=chief)] * 4)

    assert told == ["", *[InvalidRule.__name__] * 3]
    assert Rule.objects.count() == 1


def test_a_rule_is_accepted_once(chief):
    make_speaker()
    rule = make_rule(NIGHTBIRD, editor=chief)

    told = at_once(*[lambda: accept_rule(rule.pk, chief=chief)] * 2)

    assert told == ["", InvalidRule.__name__]


def test_two_speakers_are_merged_one_way(chief):
    one, other = make_speaker(), make_speaker("A. Vargova", slug="a-vargova")
    make_report(speaker=one)
    pairs = [(one.pk, other.pk), (other.pk, one.pk)] * 2

    told = at_once(*[lambda pair=pair: merge_speakers(*pair, chief=chief) for pair in pairs])

    assert told == ["", *[InvalidMerge.__name__] * 3]
    assert SpeakerMerge.objects.count() == 1


def test_a_merge_is_undone_once(chief):
    one, other = make_speaker(), make_speaker("A. Vargova", slug="a-vargova")
    merge = merge_speakers(other.pk, one.pk, chief=chief)

    told = at_once(*[lambda: undo_merge(merge.pk, chief=chief)] * 2)

    assert told == ["", InvalidMerge.__name__]


def test_a_re_check_answered_twice_is_one_answer():
    editor, sample = make_editor(), make_sample(make_report().statement)

    told = at_once(*[lambda: answer(sample.pk, Answer(), editor=editor)] * 3)

    assert (told, Recheck.objects.count()) == (["", "", ""], 1)


def test_a_batch_is_undone_once():
    editor = make_editor()
    make_speaker("Ilo Brandt")
    first, second = (make_report(label="the envoy").statement for _ in range(2))
    decision = Decision(Field.SPEAKER, {"slug": "ilo-brandt"})
    [row] = decide(first.pk, [decision], editor=editor, version=first.version)
    batch = apply_to_alike(row.pk, {second.pk: second.version}, editor=editor).batch

    told = at_once(*[lambda: undo_batch(batch.pk, editor=editor)] * 3)

    assert (told, Batch.objects.count()) == (["", "", ""], 2)


def test_of_two_who_invite_one_name_one_is_told(chief):
    told = at_once(*[lambda: invite("nora", Role.READER, by=chief)] * 3)

    assert told == ["", *[Refused.__name__] * 2]


def test_outlets_whose_slugs_are_alike_come_at_once():
    names = [f"The Ledger{'!' * number}" for number in range(4)]

    told = at_once(*[lambda name=name: Outlet.named(name) for name in names])

    assert (told, Outlet.objects.count()) == ([""] * 4, 4)


def test_events_of_one_title_that_two_add_at_once_stay_apart():
    told, editor = {"title": "The bridge", "date": "2031", "place": "Osk"}, make_editor()

    outcomes = at_once(*[lambda: add_event(told, editor=editor)] * 3)

    assert outcomes == ["", "", ""]
    assert {*Event.objects.values_list("slug", flat=True)} == {
        "the-bridge",
        "the-bridge-2",
        "the-bridge-3",
    }


def test_a_search_saved_twice_is_one_and_the_reader_is_told():
    editor = make_editor()
    clients = [signed_in(Client(), editor) for _ in range(3)]
    form = {"query": "kind=direct", "name": "Word for word"}
    statuses = []

    told = at_once(
        *[lambda c=c: statuses.append(c.post("/searches/", form).status_code) for c in clients]
    )

    assert (told, sorted(statuses)) == ([""] * 3, [302, 422, 422])
