"""Events that are proposed from statements, and what editors' decisions do to them."""

from datetime import date

import pytest

from claims.corrections import Decision, decide
from claims.corrections import Field as StatementField
from claims.curation import InvalidDecision, decide_event, undo_decision
from claims.events import link
from claims.extraction import ExtractedReading
from claims.interchange.readings import to_json
from claims.models import Event, EventDecision, Link, Proposal, Reference, Statement, Window
from claims.proposals import propose
from tests.builders import (
    make_article,
    make_editor,
    make_event,
    make_outlet,
    make_report,
    make_revision,
)

pytestmark = pytest.mark.django_db

ONE = (
    "Mira Solt spoke in Osk of the collapse of the Varn dam. "
    "The Varn dam collapse was a crime, she said."
)
OTHER = "Otto Krall told reporters in Osk that the Varn dam collapse was nobody's fault."
THIRD = "Jan Pohl said in Osk that the collapse of the Varn dam was foretold."
CRIME, FAULT, FORETOLD = (
    "The Varn dam collapse was a crime",
    "the Varn dam collapse was nobody's fault",
    "the collapse of the Varn dam was foretold",
)


def told(text, quote, outlet, day="2031-03-04", **more):
    article = make_article(outlet=make_outlet(name=outlet), published=day, title="", **more)
    return make_report(revision=make_revision(article=article, text=text), quote=quote)


def link_again(report):
    report.reading.extracted = to_json(ExtractedReading("1"))
    link(report.reading)


@pytest.fixture
def reports():
    return [told(ONE, CRIME, "Osk Courier"), told(OTHER, FAULT, "Harbour Post", "2031-03-05")]


@pytest.fixture
def event(reports):
    propose()
    return Event.objects.get()


@pytest.fixture
def editor():
    return make_editor()


def believed(event):
    event.refresh_from_db()
    return event


def test_an_event_is_proposed_with_doubtful_links_to_its_statements(reports, event):
    assert event.state == Event.State.PROPOSED
    assert event.title == "Varn dam collapse"
    links = Link.objects.filter(event=event)
    assert {link.statement_id for link in links} == {report.statement_id for report in reports}
    assert {link.state for link in links} == {Link.State.DOUBTFUL}
    assert event not in Event.objects.published()


def test_looking_again_changes_nothing(event):
    before = list(Statement.objects.order_by("pk").values_list("version", flat=True))

    assert propose() == 0
    Window.objects.update(seen="")
    propose()

    assert list(Statement.objects.order_by("pk").values_list("version", flat=True)) == before
    assert Event.objects.get() == event


def test_linking_an_article_again_leaves_what_is_proposed(reports, event):
    before = list(Reference.objects.order_by("report").values())

    link_again(reports[0])

    assert list(Reference.objects.order_by("report").values()) == before
    assert propose() == 0


def test_what_names_a_published_event_no_more_refers_to_it_as_proposed_again(reports, event):
    decide_event(event.pk, {"verdict": "published"}, editor=make_editor())
    Reference.objects.filter(report=reports[0]).update(evidence=[{"rule": "content"}])

    link_again(reports[0])

    (found,) = Reference.objects.filter(report=reports[0], event=event)
    assert found.evidence[0]["proposal"] == event.pk


def test_a_proposal_keeps_its_address_as_it_grows(event):
    third = told(THIRD, FORETOLD, "Tarn Times", "2031-03-06")

    propose()

    assert Event.objects.get() == event
    assert third.statement.links.get().event == event


def test_a_statement_far_later_belongs_to_an_event_of_its_own(event):
    told(ONE, CRIME, "Osk Courier Two", "2032-03-04")
    told(OTHER, FAULT, "Harbour Post Two", "2032-03-05")

    propose()

    assert Event.objects.count() == 2
    assert len(set(Event.objects.values_list("slug", flat=True))) == 2


def test_what_no_article_calls_for_any_more_goes(reports, event):
    reports[0].withdrawn = "outlet"
    reports[0].save()

    propose()

    assert not Event.objects.exists()


def test_a_rejected_proposal_does_not_come_back(event, editor):
    decide_event(event.pk, {"verdict": "rejected"}, editor=editor)
    told(THIRD, FORETOLD, "Tarn Times", "2031-03-06")

    propose()

    assert Event.objects.get().state == Event.State.REJECTED
    assert not Reference.objects.exists()
    assert not Link.objects.exists()


def test_a_published_event_stays_published_under_its_editor_s_title(event, editor):
    values = {"title": "Collapse of the dam at Varn", "date": "2031-03-02", "verdict": "published"}
    decide_event(event.pk, values, editor=editor)
    told(THIRD, FORETOLD, "Tarn Times", "2031-03-06")

    propose()

    assert Event.objects.published().get().title == "Collapse of the dam at Varn"
    assert believed(event).earliest == date(2031, 3, 2)


def test_undoing_brings_the_machine_s_word_back(event, editor):
    (title,) = decide_event(event.pk, {"title": "The dam"}, editor=editor)
    (verdict,) = decide_event(event.pk, {"verdict": "rejected"}, editor=editor)

    undo_decision(verdict.pk, editor=editor)
    undo_decision(title.pk, editor=editor)

    assert believed(event).state == Event.State.PROPOSED
    assert event.title == "Varn dam collapse"
    assert Link.objects.filter(event=event).count() == 2


def test_undoing_an_undo_brings_the_decision_back(event, editor):
    (verdict,) = decide_event(event.pk, {"verdict": "rejected"}, editor=editor)
    undone = undo_decision(verdict.pk, editor=editor)

    undo_decision(undone.pk, editor=editor)

    assert believed(event).state == Event.State.REJECTED


def test_undoing_twice_is_undoing_once(event, editor):
    (verdict,) = decide_event(event.pk, {"verdict": "rejected"}, editor=editor)

    rows = {undo_decision(verdict.pk, editor=editor), undo_decision(verdict.pk, editor=editor)}

    assert len(rows) == 1
    assert EventDecision.objects.count() == 2


def test_merging_moves_the_statements_and_undoing_moves_them_back(event, editor):
    known = make_event("Failure of the Varn dam")
    (merged,) = decide_event(event.pk, {"merged": known.slug}, editor=editor)

    assert {ref.event for ref in Reference.objects.all()} == {known}
    assert believed(event).merged_into == known

    undo_decision(merged.pk, editor=editor)

    assert {ref.event for ref in Reference.objects.all()} == {event}
    assert believed(event).merged_into is None


def test_what_was_merged_is_not_proposed_again(event, editor):
    known = make_event("Failure of the Varn dam")
    decide_event(event.pk, {"merged": known.slug}, editor=editor)
    third = told(THIRD, FORETOLD, "Tarn Times", "2031-03-06")

    propose()

    assert set(Event.objects.all()) == {known, event}
    assert third.statement.links.get().event == known


def test_a_statement_that_was_split_off_stays_off(reports, event, editor):
    statement = Statement.objects.get(pk=reports[0].statement_id)
    no = Decision(StatementField.EVENT, {"event": event.slug, "refers": False})
    decide(statement.pk, [no], editor=editor, version=statement.version)
    told(THIRD, FORETOLD, "Tarn Times", "2031-03-06")

    propose()

    assert statement.links.get().state == Link.State.REJECTED


@pytest.mark.parametrize(
    ("begun", "until", "proposed"),
    [
        (date(2031, 1, 1), None, 0),
        (date(2031, 1, 1), date(2031, 2, 1), 1),
        (date(2032, 1, 1), None, 1),
        (None, None, 1),
    ],
)
def test_what_goes_on_under_that_name_is_not_proposed(reports, begun, until, proposed):
    make_event("Ruin of a dam", aliases=["collapse of the Varn dam"], earliest=begun, latest=until)

    propose()

    assert Event.objects.filter(state="proposed").count() == proposed


def test_a_statement_that_the_catalogue_explains_calls_for_no_event(reports):
    known = make_event("Failure of the Varn dam")
    for report in reports:
        report.references.create(event=known, confidence=0.9)

    propose()

    assert list(Event.objects.all()) == [known]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"date": "soon"}, "date"),
        ({"place": "x" * 201}, "place"),
        ({"verdict": "perhaps"}, "verdict"),
        ({"merged": "nothing-of-the-kind"}, "merged"),
        ({"merged": "varn-dam-collapse"}, "merged"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(event, editor, values, field):
    with pytest.raises(InvalidDecision) as refused:
        decide_event(event.pk, values, editor=editor)

    assert refused.value.field == field
    assert not EventDecision.objects.exists()


def test_a_value_that_stands_already_is_no_decision(event, editor):
    assert decide_event(event.pk, {"title": event.title}, editor=editor) == []


def outcome():
    """What is proposed, without numbers and addresses, which tell of the order of arrival."""
    return {
        (row.title, row.date, tuple(sorted(ref.report.text for ref in row.event.references.all())))
        for row in Proposal.objects.all()
    }


TEXTS = [
    (ONE, CRIME, "Osk Courier", "2031-03-04"),
    (OTHER, FAULT, "Harbour Post", "2031-03-05"),
    (THIRD, FORETOLD, "Tarn Times", "2031-04-10"),
]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_articles_one_by_one_in_any_order_give_the_same_events(order):
    for number in order:
        told(*TEXTS[number])
        propose()

    first = (CRIME, FAULT, FORETOLD)
    assert outcome() == {("Varn dam collapse", "../2031-03-04", tuple(sorted(first)))}
