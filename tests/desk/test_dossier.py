import pytest

from claims.desk.dossier import Dossier
from claims.models import Link, Reference, Statement
from tests.builders import make_event, make_report, make_speaker, make_statement

pytestmark = pytest.mark.django_db
NOTHING = "Nothing is wrong on the face of it; nobody has looked at it yet."


def dossier_of(statement):
    return Dossier.of(Statement.objects.with_evidence().get(pk=statement.pk))


def evidence(start, end, confidence):
    return {"span": [start, end], "rule": "name", "confidence": confidence}


def test_a_statement_without_source_or_day_says_so():
    statement = make_statement(label="a senior official")

    assert dossier_of(statement).doubts == [
        "Nobody is credited by name, only “a senior official”.",
        "The day on which it was said is unknown.",
    ]


def test_a_statement_without_any_source_says_so():
    assert "Nobody is credited." in dossier_of(make_statement(label="")).doubts


def test_outlets_that_differ_are_named():
    statement = make_statement(speaker=make_speaker("Ada Varga"), said="2031-05-05")
    make_report(statement=statement, speaker_name="Otto Krall", said="2031-05-06")

    assert dossier_of(statement).doubts == [
        "Outlets credit different sources: Ada Varga, Otto Krall.",
        "Outlets date it differently: 5 May 2031, 6 May 2031.",
    ]


def test_the_weakest_ground_of_each_value_is_named():
    grounds = {"speaker": [evidence(0, 9, 0.6), evidence(10, 15, 0.5)], "said": [evidence(0, 3, 1)]}
    statement = make_statement(speaker=make_speaker(), said="2031-05-05", evidence=grounds)

    assert dossier_of(statement).doubts == ["Its speaker rests on “spoke” alone (50%)."]


def test_a_doubtful_event_is_named():
    statement = make_statement(speaker=make_speaker(), said="2031-05-05")
    Link.objects.create(
        statement=statement, event=make_event("Opening"), state="doubtful", confidence=0.44
    )

    assert dossier_of(statement).doubts == ["It may refer to “Opening” (44%)."]


@pytest.mark.parametrize(
    ("state", "confidence", "doubts"),
    [
        ("linked", 0.44, ["It is linked to “Opening” with little confidence (44%)."]),
        ("linked", 0.7, [NOTHING]),
        ("confirmed", 0.44, [NOTHING]),
    ],
)
def test_an_event_that_is_linked_with_little_confidence_is_named(state, confidence, doubts):
    statement = make_statement(speaker=make_speaker(), said="2031-05-05")
    event = make_event("Opening")
    Link.objects.create(statement=statement, event=event, state=state, confidence=confidence)

    assert dossier_of(statement).doubts == doubts


def test_a_statement_without_fault_only_waits_to_be_looked_at():
    statement = make_statement(speaker=make_speaker(), said="2031-05-05")

    assert dossier_of(statement).doubts == [NOTHING]


def test_the_grounds_of_an_event_are_shown_with_its_title():
    report = make_report()
    Reference.objects.create(
        report=report, event=make_event("Opening"), confidence=0.9, evidence=[evidence(0, 3, 0.9)]
    )

    [passage] = dossier_of(report.statement).passages

    [ground] = passage.grounds
    assert (ground.event.title, ground.words) == ("Opening", "Ada")
