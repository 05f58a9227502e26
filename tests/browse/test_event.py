"""One event: sides on an axis, how their statements relate, and who carried them."""

from types import SimpleNamespace

import pytest

from claims.beliefs import believe
from claims.browse.axis import axis_of
from claims.browse.connectors import LANE, STACK, draw
from claims.browse.coverage import OUTLETS, UTTERANCES, coverage_of
from claims.models import Statement
from tests.browse.test_queries import queries_of
from tests.builders import (
    make_article,
    make_outlet,
    make_relation,
    make_report,
    make_revision,
    make_speaker,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(opening):
    """Makes a report whose statement refers to the event."""

    def say(**fields):
        report = make_report(**{"said": "2031-05-05", **fields})
        report.references.create(event=opening, confidence=0.9)
        report.statement = believe(report.statement)
        return report

    return say


@pytest.fixture
def brandt(db):
    return make_speaker("Ilo Brandt", side="Sarkand")


def shown():
    return list(Statement.objects.believed().with_parts().newest_said_first())


def carried(statement=None, *, by, published):
    """A report of the statement in an outlet at a time."""
    outlet = SimpleNamespace(name=by)
    article = SimpleNamespace(published=published, outlet=outlet)
    return SimpleNamespace(
        is_carried=True, published_by=by, revision=SimpleNamespace(article=article)
    )


@pytest.mark.parametrize("body", ["the Kremlin", "Kremlin", "The Kremlin’s", "Winter Palace"])
def test_what_a_body_says_stands_in_the_column_of_its_side(say, body):
    aliases = ["Kremlin", "the Winter Palace"]
    make_speaker("the Kremlin", kind="body", side="Sarkand", aliases=aliases)
    say(body=body)

    assert axis_of(shown(), []).columns == ["Sarkand"]


def test_a_body_that_nobody_knows_stands_with_the_others(say, ada):
    say(speaker=ada)
    say(body="the harbour office")

    assert axis_of(shown(), []).columns == ["Velmora", "Others"]


def test_where_nobody_has_a_side_one_column_says_so(say):
    say(body="the harbour office")
    say(speaker=make_speaker("Mila Dorn"))

    axis = axis_of(shown(), [])

    assert axis.columns == ["No side set"]
    assert [len(said) for _, said in axis.moments[0].cells] == [2]


def test_a_statement_leads_to_those_that_it_denies_and_that_deny_it(read, say, ada, brandt):
    first, second = say(speaker=ada), say(speaker=brandt)
    make_relation(second, first, "denies")

    page = read("/events/opening/")

    assert "↳ denies Ada Varga, 5 May 2031" in page
    assert "↳ denied by Ilo Brandt, 5 May 2031" in page


def test_disputes_are_told_apart_from_other_relations(read, say, ada, brandt):
    first, second = say(speaker=ada), say(speaker=brandt)
    make_relation(second, first, "contradicts")
    make_relation(second, first, "responds_to")

    page = read("/events/opening/")

    disputes = page[page.index("Disputes") : page.index("How these statements relate")]
    assert "Ilo Brandt contradicts Ada Varga" in disputes
    assert "responds to" not in disputes


def test_what_outlets_date_differently_is_a_dispute(read, say):
    first = say(said="2031-05-05")
    make_report(statement=first.statement, said="2031-05-04")

    page = read("/events/opening/")

    assert "Outlets disagree on the day: 4 May 2031; 5 May 2031." in page


def test_the_map_has_a_dot_for_each_statement_and_a_line_for_each_relation(say, ada, brandt):
    first, second = say(speaker=ada), say(speaker=brandt, said="2031-05-06")
    relations = [make_relation(second, first, "denies")]

    drawn = draw(axis_of(shown(), relations), relations)

    [one, other] = sorted(drawn.dots, key=lambda dot: dot.x)
    assert (one.utterance.statement, other.utterance.statement) == (
        first.statement,
        second.statement,
    )
    assert abs(one.y - other.y) == LANE
    [line] = drawn.lines
    assert line.against
    assert line.path.startswith(f"M{other.x} {other.y}Q")


def test_many_dots_of_a_day_stand_beside_each_other_within_their_lane(say, ada):
    reports = [say(speaker=ada) for _ in range(STACK + 1)]
    relations = [make_relation(reports[0], reports[1], "repeats")]

    drawn = draw(axis_of(shown(), relations), relations)

    assert len({(dot.x, dot.y) for dot in drawn.dots}) == STACK + 1
    assert max(dot.y for dot in drawn.dots) < drawn.height
    assert len({dot.x for dot in drawn.dots}) == 2


def test_without_relations_there_is_no_map(client, say):
    say()

    assert "<svg class=" not in client.get("/events/opening/").content.decode()


def test_the_outlet_that_was_first_with_a_statement_is_marked(read, say):
    def told(name, published, **fields):
        article = make_article(outlet=make_outlet(name=name), published=published)
        return {"revision": make_revision(article=article), **fields}

    first = say(**told("Lantern", "2031-05-06T08:00:00Z"))
    make_report(**told("Post", "2031-05-06T09:00:00+02:00", statement=first.statement))

    [row] = coverage_of(shown()).rows

    assert dict(zip(coverage_of(shown()).outlets, row.cells, strict=True)) == {
        "Lantern": "carried",
        "Post": "first",
    }
    assert "1st" in read("/events/opening/")


def test_an_outlet_alone_with_a_statement_was_not_first_before_anybody(say):
    say()

    assert [row.cells for row in coverage_of(shown()).rows] == [["carried"]]


def test_many_outlets_and_utterances_are_bounded_and_what_is_left_out_is_told():
    def row(number):
        reports = [carried(by=f"Outlet {n:02}", published="") for n in range(OUTLETS + 3)]
        return SimpleNamespace(
            pk=number,
            outlets=[report.published_by for report in reports],
            reports=SimpleNamespace(all=lambda: reports),
        )

    coverage = coverage_of([row(number) for number in range(UTTERANCES + 7)])

    assert (len(coverage.rows), coverage.utterances_left) == (UTTERANCES, 7)
    assert (len(coverage.rows[0].cells), coverage.outlets_left) == (OUTLETS, 3)


def test_an_event_of_many_relations_and_bodies_takes_no_more_queries(
    client, say, ada, django_assert_num_queries
):
    make_relation(say(speaker=ada), say(body="the Mint"), "denies")
    few = queries_of(client, "/events/opening/")
    for _ in range(4):
        make_relation(say(speaker=ada), say(body="the Mint"), "denies")

    with django_assert_num_queries(few):
        client.get("/events/opening/")
