"""Two events of the catalogue that are one: what refers to the one, refers to the other."""

import pytest

from claims.beliefs import believe
from claims.corrections import Decision, Field, decide
from claims.curation import InvalidDecision, decide_event
from claims.event_merging import merge_event, move_of, undo_event_decision
from claims.models import Event, Proposal, Statement
from tests.builders import make_chief, make_event, make_report
from tests.knowing import TEXTS, read_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_chief()


@pytest.fixture
def opening():
    return make_event(aliases=["bridge opening"])


@pytest.fixture
def fair():
    return make_event("Bridge fair")


def refer(*events):
    report = make_report()
    for event in events:
        report.references.create(event=event, confidence=0.9)
    return believe(report.statement)


def decided(statement, event, *, refers):
    told = Decision(Field.EVENT, {"event": event.slug, "refers": refers})
    statement.refresh_from_db()
    decide(statement.pk, [told], editor=make_chief(f"c{event.pk}"), version=statement.version)


def links(statement) -> dict[str, str]:
    rows = Statement.objects.get(pk=statement.pk).links.select_related("event")
    return {link.event.slug: link.state for link in rows}


def test_what_refers_to_it_refers_to_the_other_and_back(chief, opening, fair):
    statement = refer(fair)
    [merged] = merge_event(fair.pk, opening.slug, editor=chief, reason="One day.")
    became = links(statement)

    undo_event_decision(merged.pk, editor=chief)

    assert became == {opening.slug: "linked"}
    assert links(statement) == {fair.slug: "linked"}
    assert Event.objects.get(pk=fair.pk).merged_into is None


def test_articles_that_name_it_are_linked_again_and_again_after_the_way_back(chief, opening):
    receipts = read_article("lantern", TEXTS["lantern"]).receipts.filter(stage="linking")
    lantern = make_event("Lantern Fair")
    states: list[str] = []

    [merged] = merge_event(lantern.pk, opening.slug, editor=chief)
    states += receipts.values_list("state", flat=True)
    receipts.update(state="done")
    undo_event_decision(merged.pk, editor=chief)

    assert [*states, receipts.get().state] == ["pending", "pending"]


def test_an_editor_s_word_on_it_goes_over_too(chief, opening, fair):
    statement = refer()
    decided(statement, fair, refers=True)

    merge_event(fair.pk, opening.slug, editor=chief)

    assert links(statement) == {opening.slug: "confirmed"}


def test_what_is_decided_of_the_other_itself_stands(chief, opening, fair):
    statement = refer(fair, opening)
    decided(statement, opening, refers=False)

    merge_event(fair.pk, opening.slug, editor=chief)

    assert links(statement) == {opening.slug: "rejected"}


def test_what_was_split_off_it_still_refers_to_the_other(chief, opening, fair):
    statement = refer(fair, opening)
    decided(statement, fair, refers=False)

    merge_event(fair.pk, opening.slug, editor=chief)

    assert links(statement) == {fair.slug: "rejected", opening.slug: "linked"}


def test_the_surer_link_of_both_is_believed(chief, opening, fair):
    statement = refer(fair)
    report = statement.reports.get()
    report.references.create(event=opening, confidence=0.5, doubtful=True)
    believe(statement)

    merge_event(fair.pk, opening.slug, editor=chief)

    assert links(statement) == {opening.slug: "linked"}


def test_what_was_merged_before_comes_along(chief, opening, fair):
    statement, market = refer(fair), make_event("Market day")
    merge_event(fair.pk, market.slug, editor=chief)

    merge_event(market.pk, opening.slug, editor=chief)

    assert links(statement) == {opening.slug: "linked"}


def test_a_found_event_takes_its_editors_words_along(chief, opening):
    found = make_event("Rumour of a bridge", state="curated")
    Proposal.objects.create(event=found, title=found.title, date=found.date)
    statement = refer()
    decided(statement, found, refers=True)

    merge_event(found.pk, opening.slug, editor=chief)

    assert links(statement) == {opening.slug: "confirmed"}


def test_what_moves_is_told_before(opening, fair):
    refer(fair)

    move = move_of(fair, opening)

    assert (move.statements, move.names) == (1, ["Bridge fair"])
    assert Event.objects.get(pk=fair.pk).merged_into is None


def test_two_do_not_merge_into_each_other(chief, opening, fair):
    merge_event(fair.pk, opening.slug, editor=chief)

    with pytest.raises(InvalidDecision, match="there is no event"):
        merge_event(opening.pk, fair.slug, editor=chief)


def test_nothing_else_is_decided_of_the_catalogue_there(chief, opening):
    with pytest.raises(Proposal.DoesNotExist):
        decide_event(opening.pk, {"title": "Bridge"}, editor=chief)
