"""Names and titles that editors have remembered, and how stored articles follow them."""

from datetime import date

import pytest

from claims.campaigns import told_by, unresolved
from claims.corrections import Decision, Field, decide
from claims.models import Receipt, Report, Rule, Speaker
from claims.pipeline import redo
from claims.resolving import current_registry
from claims.rules import accept_rule, make_rule, reach_of, rehearse_rule, withdraw_rule
from claims.wording import InvalidRule, Wording, suggested_by
from tests.builders import make_chief, make_editor, make_report, make_speaker
from tests.knowing import make_archive

pytestmark = pytest.mark.django_db

NIGHTBIRD = Wording("alias", "Nightbird", "ada-varga")
MASTER = Wording("title", "harbour master", "ada-varga")


@pytest.fixture
def archive():
    return make_archive()


@pytest.fixture
def chief():
    return make_chief()


def stand(wording: Wording, chief, **more) -> Rule:
    return accept_rule(make_rule(wording, editor=chief, **more).pk, chief=chief)


def work() -> None:
    """What the workers do with what is in the queue."""
    waiting = Receipt.objects.pending().filter(stage="resolving")
    for pk in list(waiting.values_list("reading", flat=True)):
        redo(Receipt.Stage.RESOLVING, pk)


def source_of(words: str) -> str:
    return Report.objects.get(text__contains=words).credited


@pytest.mark.parametrize(
    ("wording", "words", "before"),
    [(NIGHTBIRD, "The night", "Nightbird"), (MASTER, "no ferry", "")],
)
def test_a_rule_that_stands_reaches_stored_articles_and_its_withdrawal_too(
    archive, chief, wording, words, before
):
    rule = stand(wording, chief)
    work()
    stood = source_of(words)

    withdraw_rule(rule.pk, chief=chief, why="Another one.")
    work()

    assert (stood, source_of(words)) == ("Ada Varga", before)


def test_a_proposed_rule_changes_nothing(archive, chief):
    version = current_registry().version

    make_rule(NIGHTBIRD, editor=chief)

    assert current_registry().version == version
    assert not Receipt.objects.pending().exists()


def test_what_an_editor_decided_outlives_a_rule(archive, chief):
    statement = Report.objects.get(text__contains="The night").statement
    decision = Decision(Field.SPEAKER, {"name": "Mira Sand"})
    decide(statement.pk, [decision], editor=chief, version=statement.version)

    stand(NIGHTBIRD, chief)
    work()

    statement.refresh_from_db()
    assert (statement.credited, source_of("The night")) == ("Mira Sand", "Ada Varga")


@pytest.mark.parametrize(
    ("start", "end", "credited"),
    [("2031", "", "Ada Varga"), ("", "2031-05-06", "Ada Varga"), ("", "2030", "Nightbird")],
)
def test_a_name_holds_from_when_to_when(archive, chief, start, end, credited):
    stand(Wording("alias", "Nightbird", "ada-varga", "", start, end), chief)
    redo(Receipt.Stage.RESOLVING, archive["concert"].pk)

    assert source_of("The night") == credited


def test_an_undated_article_has_the_names_that_still_hold(chief):
    make_speaker()
    stand(Wording("alias", "Nightbird", "ada-varga", start="2031"), chief)
    stand(Wording("alias", "Daybird", "ada-varga", end="2031"), chief)

    names = {day: current_registry(day).by_slug["ada-varga"].aliases for day in (None, date.min)}

    assert names == {None: ("Nightbird",), date.min: ("Daybird",)}


def test_the_articles_of_its_words_and_days_are_told_and_those_of_the_speaker_know_it(
    archive, chief
):
    rule = stand(NIGHTBIRD, chief)
    late = Wording("alias", "Nightbird", "ada-varga", start="2032")

    assert list(told_by(rule)) == [archive["concert"]]
    assert list(told_by(make_rule(late, editor=chief))) == []
    assert archive["concert"] in unresolved(Speaker.objects.get(slug="ada-varga"))


def test_its_reach_counts_articles_and_the_reports_that_follow_it(archive, chief):
    rule = stand(NIGHTBIRD, chief)
    before = reach_of(rule)
    work()

    assert ((before.articles, before.reports), reach_of(rule).reports) == ((1, 0), 1)


def test_a_rehearsal_shows_what_would_change_and_keeps_nothing(archive, chief):
    rule = make_rule(NIGHTBIRD, editor=chief)

    [outcome] = rehearse_rule(rule).outcomes
    [change] = outcome.changes

    assert change.values["speaker"] == ("", "ada-varga")
    assert (source_of("The night"), Rule.objects.get().state) == ("Nightbird", "proposed")


def test_a_rehearsal_of_a_standing_rule_shows_what_its_withdrawal_changes(archive, chief):
    rule = stand(NIGHTBIRD, chief)
    work()

    found = rehearse_rule(rule)

    assert found.outcomes[0].changes[0].values["speaker"] == ("ada-varga", "")
    assert (found.changes, Rule.objects.get().state) == (1, "standing")


def test_an_edited_rule_takes_the_place_of_the_first(archive, chief):
    first = stand(NIGHTBIRD, chief)
    edited = make_rule(Wording("alias", "Nightbird", "ilo-brandt"), editor=chief, replaces=first)
    rehearsed = rehearse_rule(edited).outcomes[0].changes[0].values["speaker"][1]

    accept_rule(edited.pk, chief=chief)
    work()

    first.refresh_from_db()
    assert (first.state, first.withdrawn_why) == ("withdrawn", "Replaced by an edited rule.")
    assert (source_of("The night"), rehearsed) == ("Ilo Brandt", "ilo-brandt")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"speaker": "nobody"}, "no speaker “nobody”"),
        ({"words": ""}, "Write the words"),
        ({"words": "he"}, "begins with a capital letter"),
        ({"words": "A B C D E F"}, "five words at most"),
        ({"words": "Ada Varga"}, "known by that name already"),
        ({"kind": "title", "words": "the"}, "tell of no title"),
        ({"start": "2031-13"}, "2031-13"),
        ({"start": "2032", "end": "2031"}, "ends before it begins"),
        ({"speaker": "the-board"}, "A body has no aliases"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(chief, changes, message):
    make_speaker()
    make_speaker("The Board", kind="body", slug="the-board")
    values = {"kind": "alias", "words": "Nightbird", "speaker": "ada-varga"} | changes

    with pytest.raises(InvalidRule, match=message):
        make_rule(Wording(**values), editor=chief)


def test_the_same_is_not_said_twice(chief):
    make_speaker()
    rule = make_rule(NIGHTBIRD, editor=chief)

    with pytest.raises(InvalidRule, match="says so already"):
        make_rule(Wording("alias", "NIGHTBIRD", "ada-varga"), editor=chief)

    assert make_rule(NIGHTBIRD, editor=chief, replaces=rule).replaces == rule


def test_what_was_decided_on_already_is_not_decided_on_again(chief):
    make_speaker()
    rule = stand(NIGHTBIRD, chief)

    with pytest.raises(InvalidRule, match="is standing by now"):
        accept_rule(rule.pk, chief=chief)
    withdraw_rule(rule.pk, chief=chief)
    with pytest.raises(InvalidRule, match="is withdrawn already"):
        withdraw_rule(rule.pk, chief=chief)


@pytest.mark.parametrize(
    ("label", "wording"),
    [
        ("Nightbird", ("alias", "Nightbird", "")),
        ("the Maravian foreign minister", ("title", "foreign minister", "Maravian")),
        ("its spokesman, who asked for calm", ("title", "spokesman", "")),
        ("foreign minister Ada V.", ("alias", "Ada V.", "")),
        ("Maravian Secretary of State Ada V.", ("alias", "Ada V.", "")),
        ("the president of Maravia", ("title", "president", "Maravia")),
        ("a spokesman for the Osk Hall", ("title", "spokesman", "Osk Hall")),
        ("he", None),
        ("", None),
    ],
)
def test_a_corrected_speaker_suggests_what_to_remember(label, wording):
    make_speaker("Mira Sand")
    statement = make_report(label=label).statement
    decision = Decision(Field.SPEAKER, {"slug": "mira-sand"})
    [row] = decide(statement.pk, [decision], editor=make_editor(), version=statement.version)

    found = suggested_by(row)

    assert (found and (found.kind, found.words, found.of)) == wording
    assert found is None or found.speaker == "mira-sand"


def test_a_name_that_is_no_speaker_s_suggests_nothing():
    statement = make_report().statement
    decision = Decision(Field.SPEAKER, {"name": "Mira Sand"})
    [row] = decide(statement.pk, [decision], editor=make_editor(), version=statement.version)

    assert suggested_by(row) is None
