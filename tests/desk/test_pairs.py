"""The desk's page of doubtful pairs, and joining and parting on a statement's own."""

import pytest
from django.urls import reverse

from claims.corrections import Decision, Field, decide
from claims.matching import match
from claims.models import Likeness, Report, Statement
from tests.builders import make_editor, make_report, make_revision, make_speaker

pytestmark = pytest.mark.django_db

LONG = '"The bridge will stand as long as the river runs, and it will carry every one of us"'
OTHER = '"Nobody crosses the valley without a ferry"'


def report_of(quote: str, speaker):
    revision = make_revision(text=f"She said: {quote}.")
    report = make_report(quote=quote, revision=revision, speaker=speaker, said="2031-05-05")
    match(report.reading)
    return report


def decided_apart(number: int = 2) -> list[Report]:
    """Reports of the same words, each with a verdict of its own: the machine leaves them apart."""
    speaker, colleague = make_speaker(), make_editor("emil")
    reports = [report_of(LONG, speaker)]
    confirmed = Decision(Field.VERDICT, "confirmed")
    for _ in range(number - 1):
        revision = make_revision(text=LONG)
        reports.append(make_report(quote=LONG, revision=revision, speaker=speaker))
    for report in reports:
        statement = Statement.objects.get(pk=report.statement_id)
        decide(statement.pk, [confirmed], editor=colleague, version=statement.version)
        match(report.reading)
    return reports


def settle(browser, row: Statement, query: str = "", **data):
    address = reverse("desk-same", args=[row.pk]) + query
    return browser.post(address, {"version": row.version, **data}, follow=True)


def test_a_doubtful_pair_is_shown_side_by_side(editor):
    decided_apart()

    page = editor.get(reverse("desk-pairs"))

    assert page.content.decode().count("The bridge will stand") == 2
    assert "Keep apart" in page.content.decode()


def test_a_likely_pair_says_why_it_was_not_joined_and_its_statements_numbers(editor):
    one, _ = decided_apart()

    page = " ".join(editor.get(reverse("desk-pairs")).content.decode().split())

    assert "They were not joined, since other reports" in page
    assert f"statement {one.statement_id}" in page
    assert "Both stand in the same article." not in page


def test_a_pair_within_one_article_says_so(editor):
    revision = make_revision(text=f"{LONG} {OTHER}")
    ours = make_report(quote=LONG, revision=revision)
    theirs = make_report(quote=OTHER, reading=ours.reading)
    Likeness.objects.create(one=ours, other=theirs, chance=0.3)

    page = " ".join(editor.get(reverse("desk-pairs")).content.decode().split())

    assert "30% likely one utterance. Both stand in the same article." in page


def test_the_number_of_queries_does_not_grow_with_the_pairs(editor, django_assert_max_num_queries):
    decided_apart(5)

    with django_assert_max_num_queries(13):
        page = editor.get(reverse("desk-pairs"))

    assert len(page.context["page"]) == 10


def test_without_doubtful_pairs_the_page_says_so(editor):
    assert "No pair of reports is in doubt" in editor.get(reverse("desk-pairs")).content.decode()


@pytest.mark.parametrize(("answer", "left"), [("yes", 1), ("no", 2)])
def test_a_pair_is_joined_or_kept_apart(editor, answer, left):
    one, other = decided_apart()
    statement = Statement.objects.get(pk=one.statement_id)

    page = settle(editor, statement, "?pairs", report=one.pk, other=other.pk, same=answer)

    assert Statement.objects.believed().count() == left
    assert "No pair of reports is in doubt" in page.content.decode()


def test_a_report_is_taken_out_on_the_statements_page(editor):
    speaker = make_speaker()
    one, copy = report_of(LONG, speaker), report_of(LONG, speaker)
    statement = Statement.objects.get(pk=one.statement_id)
    assert "Take out" in editor.get(reverse("desk-statement", args=[statement.pk])).content.decode()

    settle(editor, statement, report=copy.pk, same="no", reason="Another day.")

    assert Statement.objects.believed().count() == 2
    assert Likeness.objects.get().settled


def preview(browser, row: Statement, **asked):
    return browser.get(reverse("desk-same", args=[row.pk]), asked)


def sides(page) -> dict[str, list[str]]:
    return {side.name: [report.words for report in side.reports] for side in page.context["sides"]}


def test_what_would_be_joined_is_shown_before(editor):
    speaker = make_speaker()
    one, other = report_of(LONG, speaker), report_of(OTHER, speaker)

    page = preview(editor, other.statement, statement=one.statement_id)

    assert sides(page) == {
        f"Statement {one.statement_id}": [LONG],
        f"Statement {other.statement_id}": [OTHER],
    }
    assert "These become one statement with 2 reports" in " ".join(page.content.decode().split())
    assert Statement.objects.believed().count() == 2


def test_what_would_be_taken_out_is_shown_before(editor):
    speaker = make_speaker()
    one, copy = report_of(LONG, speaker), report_of(LONG, speaker)
    statement = Statement.objects.get(pk=one.statement_id)

    page = preview(editor, statement, report=copy.pk)

    assert sides(page) == {f"Statement {statement.pk}": [LONG], "A new one": [LONG]}
    assert Statement.objects.believed().count() == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"statement": "4242"}, "no other statement 4242"),
        ({"statement": "\0"}, "no other statement"),
        ({"report": "1" * 20}, "nothing to take out"),
    ],
)
def test_what_moves_nothing_is_told(editor, asked, told):
    statement = Statement.objects.get(pk=report_of(LONG, make_speaker()).statement_id)

    page = preview(editor, statement, **asked)

    assert (page.status_code, told in page.content.decode()) == (422, True)


def test_who_asks_for_nothing_is_led_to_the_statement(editor):
    statement = Statement.objects.get(pk=report_of(LONG, make_speaker()).statement_id)

    page = preview(editor, statement)

    assert "Choose at the statement" in page.content.decode()
    assert f"{reverse('desk-statement', args=[statement.pk])}#utterance" in page.content.decode()


def test_a_statement_is_joined_by_its_number_and_leads_to_the_older_one(editor):
    speaker = make_speaker()
    one, other = report_of(LONG, speaker), report_of(OTHER, speaker)

    page = settle(editor, other.statement, statement=one.statement_id, same="yes")

    assert page.context["dossier"].statement.pk == one.statement_id
    assert "one utterance with" in page.content.decode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"version": 99, "report": 1, "same": "no"}, "Somebody was quicker"),
        ({"same": "no"}, "nothing was decided"),
        ({"statement": 4242, "same": "yes"}, "no other statement"),
    ],
)
def test_what_can_not_be_is_told(editor, data, told):
    statement = Statement.objects.get(pk=report_of(LONG, make_speaker()).statement_id)

    assert told in settle(editor, statement, **data).content.decode()


@pytest.mark.parametrize("name", ["desk-pairs", "desk-same"])
def test_readers_are_refused(reader, name):
    address = reverse(name, args=[1] if name == "desk-same" else [])

    assert (reader.post if name == "desk-same" else reader.get)(address).status_code == 403
