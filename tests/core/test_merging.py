"""Two speakers who are one."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.corrections import Decision, Field, decide, undo
from claims.merging import InvalidMerge, merge_speakers, move_of, undo_merge
from claims.models import Change, Receipt, Report, Speaker, SpeakerMerge, Statement
from claims.pipeline import redo
from claims.resolving import current_registry
from claims.sequencing import number_changes
from tests.builders import make_chief, make_report, make_speaker, make_statement
from tests.knowing import make_archive

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_chief()


@pytest.fixture
def two():
    """One person twice: by another spelling, and as she should be."""
    offices = [("Mayor", "Brod", "2030", "")]
    return make_speaker("A. Vargova", slug="a-vargova", offices=offices), make_speaker()


def merge(two, chief) -> SpeakerMerge:
    return merge_speakers(two[0].pk, two[1].pk, chief=chief, reason="One person.")


def speakers() -> list[str]:
    rows = Statement.objects.select_related("speaker").order_by("pk")
    return [row.credited for row in rows]


def test_what_is_believed_follows_at_once_and_reports_stay_as_read(two, chief):
    make_statement(speaker=two[0])

    merge(two, chief)

    assert speakers() == ["Ada Varga"]
    assert Report.objects.get().speaker == two[0]
    assert Speaker.objects.get(pk=two[0].pk).merged_into == two[1]


def test_a_decision_that_names_the_merged_one_means_the_successor(two, chief):
    statement = make_statement()
    decision = Decision(Field.SPEAKER, {"slug": "a-vargova"})
    [row] = decide(statement.pk, [decision], editor=chief, version=statement.version)

    merge(two, chief)

    row.refresh_from_db()
    assert (speakers(), row.value) == (["Ada Varga"], {"slug": "a-vargova"})


def test_of_decisions_those_that_stand_are_told_to_move(two, chief):
    statement = make_statement(speaker=two[0])
    told = []
    for value in ({"name": "Mira Koss"}, {"slug": "a-vargova"}):
        statement.refresh_from_db()
        decision = Decision(Field.SPEAKER, value)
        [row] = decide(statement.pk, [decision], editor=chief, version=statement.version)
        told.append(move_of(*two).decisions)
        for _ in range(3):  # undone, brought back, and undone again
            row = undo(row.pk, editor=chief)
            told.append(move_of(*two).decisions)

    assert told == [0, 0, 0, 0, 1, 0, 1, 0]


def test_an_undone_merge_leaves_two(two, chief):
    make_statement(speaker=two[0])
    done = merge(two, chief)

    undo_merge(done.pk, chief=chief, why="Sisters.")

    assert speakers() == ["A. Vargova"]
    assert SpeakerMerge.objects.get().undone_why == "Sisters."
    with pytest.raises(InvalidMerge, match="undone already"):
        undo_merge(done.pk, chief=chief)


def test_names_and_offices_are_the_successor_s_to_the_reader(two, chief):
    merge(two, chief)

    found = current_registry().by_slug

    assert "a-vargova" not in found
    assert "A. Vargova" in found["ada-varga"].aliases
    assert [office.title for office in found["ada-varga"].offices] == ["Mayor"]


def test_stored_articles_are_resolved_again_and_after_the_undo_too(chief):
    make_archive()
    bird = make_speaker("Nightbird")
    varga = Speaker.objects.get(slug="ada-varga")
    credited = []
    done = merge_speakers(bird.pk, varga.pk, chief=chief)
    for turn in ("merged", "undone"):
        if turn == "undone":
            undo_merge(done.pk, chief=chief)
        for pk in list(Receipt.objects.pending().values_list("reading", flat=True)):
            redo(Receipt.Stage.RESOLVING, pk)
        credited.append(Report.objects.get(text__contains="The night").speaker)

    assert credited == [varga, bird]


def test_two_outlets_that_credited_the_one_and_the_other_agree_by_now(two, chief):
    first = make_report(speaker=two[0])
    make_report(speaker=two[1], statement=first.statement)
    make_report(speaker_name="Ilo Brandt", statement=first.statement)

    merge(two, chief)

    assert speakers()[0] == "Ada Varga"


def test_the_page_redirects_and_the_feed_of_changes_tells_of_the_merge(two, chief, client):
    merge(two, chief)
    number_changes()

    page = client.get(reverse("speaker", args=["a-vargova"]))
    changes = client.get(reverse("v1:changes")).json()["results"]

    assert page.url == reverse("speaker", args=["ada-varga"])
    told = [row["merged_into"] for row in changes if row["kind"] == Change.Kind.SPEAKER]
    assert "ada-varga" in told or two[1].pk in told


def test_the_move_is_told_before_it_is_made(two, chief):
    make_statement(speaker=two[0])

    move = move_of(*two)

    assert (move.statements, move.names, move.offices) == (1, ["A. Vargova"], ["Mayor, Brod"])
    assert speakers() == ["A. Vargova"]


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("ada-varga", "ada-varga"), "into themselves"),
        (("a-vargova", "ada-varga"), "merged already"),
        (("ilo-brandt", "a-vargova"), "was merged into another"),
        (("ada-varga", "a-vargova"), "into themselves"),
        (("ilo-brandt", "the-board"), "no body"),
    ],
)
def test_a_merge_that_can_t_be_is_refused(two, chief, pair, message):
    make_speaker("Ilo Brandt")
    make_speaker("The Board", kind="body")
    merge(two, chief)
    first, second = (Speaker.objects.get(slug=slug) for slug in pair)

    with pytest.raises(InvalidMerge, match=message):
        merge_speakers(first.pk, second.pk, chief=chief)


def test_what_takes_longer_than_a_page_is_left_to_the_command(two, chief):
    make_statement(speaker=two[0])

    with pytest.raises(InvalidMerge, match="merge_speakers a-vargova ada-varga"):
        merge_speakers(two[0].pk, two[1].pk, chief=chief, most=0)
    call_command("merge_speakers", "a-vargova", "ada-varga", by=chief.username)

    assert speakers() == ["Ada Varga"]


@pytest.mark.parametrize(
    ("slugs", "by"), [(("a", "ada-varga"), "chief"), (("a-vargova", "ada-varga"), "x")]
)
def test_the_command_refuses_whom_it_does_not_know(two, chief, slugs, by):
    with pytest.raises(CommandError, match="there is no"):
        call_command("merge_speakers", *slugs, by=by)


def test_an_undone_merge_takes_along_who_was_merged_before(two, chief):
    last = make_speaker("Mira Sand")
    make_statement(speaker=two[0])
    statement = make_statement()
    decision = Decision(Field.SPEAKER, {"slug": "a-vargova"})
    decide(statement.pk, [decision], editor=chief, version=statement.version)
    merge(two, chief)
    further = merge_speakers(two[1].pk, last.pk, chief=chief)
    assert speakers() == ["Mira Sand", "Mira Sand"]

    undo_merge(further.pk, chief=chief)

    assert speakers() == ["Ada Varga", "Ada Varga"]


def test_a_merge_of_two_bodies_moves_what_either_said(chief):
    old = make_speaker("Port Office", kind="body")
    new = make_speaker("Port Authority", kind="body")
    make_statement(speaker=None, body="the Port Office")

    merge((old, new), chief)

    assert [s.body for s in Statement.objects.said_by([new])] == ["the Port Office"]


def test_the_two_are_locked_in_one_order(two, chief):
    with CaptureQueriesContext(connection) as queries:
        merge(two[::-1], chief)

    locks = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"]]
    assert 'FROM "claims_speaker"' in locks[0]
    assert 'ORDER BY "claims_speaker"."id" ASC' in locks[0]
