"""What a stranger took for something else: doubt, order, offices, and filters that mean nothing."""

from datetime import date

import pytest

from claims.corrections import Decision, decide
from claims.models import Correction, Event
from tests.builders import make_editor, make_event, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def test_what_the_reader_doubts_says_so_wherever_it_is_listed(make_many, read):
    [statement] = make_many(1, confidence=0.18)

    for path in ("/", "/events/opening/", "/speakers/ada-varga/", f"/statements/{statement.pk}/"):
        assert "doubtful, 18% sure" in read(path)


def test_what_the_reader_is_sure_of_or_an_editor_confirmed_is_not_doubtful(make_many, read):
    make_many(1, confidence=0.6)
    [doubted] = make_many(1, confidence=0.18)
    confirmed = Decision(Correction.Field.VERDICT, "confirmed")
    decide(doubted.pk, [confirmed], editor=make_editor(), version=doubted.version)

    assert "doubtful" not in read("/")


def test_what_goes_on_comes_before_what_is_over(client):
    make_event("Ended", date="2031-05-05", earliest=date(2031, 5, 5), latest=date(2031, 5, 5))
    make_event("Undated", date="", earliest=None, latest=None)
    make_event("Going on", date="2022-02-24/..", earliest=date(2022, 2, 24), latest=None)
    make_event("Before", date="../2031-02-28", earliest=None, latest=date(2031, 2, 28))

    titles = [event.title for event in Event.objects.in_time()]

    assert titles == ["Going on", "Ended", "Before", "Undated"]


def test_who_stands_in_for_somebody_is_called_by_the_office_of_their_own(read):
    offices = [
        ("Mayor", "Brod", "2020", "2030-12-31"),
        ("Minister of Works", "Velmora", "2031-01-21", ""),
        ("Acting Minister of Fish", "Velmora", "2031-05-01", ""),
    ]
    speaker = make_speaker(offices=offices)
    make_statement(speaker=speaker, said="2031-06-01")

    assert str(speaker.office_on(date(2031, 6, 1))) == "Minister of Works, Velmora"
    assert str(speaker.office_on(date(2020, 6, 1))) == "Mayor, Brod"
    assert "Minister of Works, Velmora · Acting Minister of Fish, Velmora" in read(
        f"/speakers/{speaker.slug}/"
    )


def test_many_names_of_an_event_are_folded(client, opening, read):
    opening.aliases = ["a", "b", "c", "d"]
    opening.save()
    few = read("/events/opening/")
    opening.aliases += ["e"]
    opening.save()

    assert "Also: a, b, c, d" in few
    assert "Also: a, and 4 more names" in read("/events/opening/")
    assert "b, c, d, e" in read("/events/opening/")


def test_a_range_that_is_none_is_left_out_as_a_whole_with_its_chips_and_links(client):
    statement = make_statement(said="2031-01-01")

    response = client.get("/?since=2031-05-09&until=2031-05-05&kind=direct")

    assert response.context["page"].statements == [statement]
    assert [chip.name for chip in response.context["chips"]] == ["kind"]
    assert response.context["query"].urlencode() == "kind=direct"
    assert b'name="since" value="2031-05-09"' in response.content


def test_links_do_not_carry_on_what_means_nothing(client):
    response = client.get("/?since=yesterday&speaker=nobody&kind=direct")

    assert len(response.context["faults"]) == 2
    assert [chip.href for chip in response.context["chips"]] == ["?"]
