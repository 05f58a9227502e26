"""The page on which an editor decides on a report's own words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.corrections import Decision, Field, decide
from claims.models import Correction, Report
from tests.builders import make_report, make_revision
from tests.desk.filling import filled_in

pytestmark = pytest.mark.django_db

TEXT = (
    "Ada Varga spoke on Monday. “The bridge will stand, and the ferry will go,” Varga said.\n"
    "No ferry runs. “Nobody asked,” Brandt said. No ferry runs."
)
QUOTE = "“The bridge will stand, and the ferry will go,”"


@pytest.fixture
def report():
    return make_report(revision=make_revision(text=TEXT), quote=QUOTE, via=["Interfax"])


def address(report):
    return reverse("desk-words", args=[report.pk])


def save(editor, report, **changes):
    filled = filled_in(editor.get(address(report)), **changes)
    return editor.post(address(report), filled, follow=True)


def decisions():
    return [row.field for row in Correction.objects.order_by("pk")]


def now(report):
    return Report.objects.get(pk=report.pk)


def test_the_form_shows_what_is_believed_and_saving_that_decides_nothing(editor, report):
    form = editor.get(address(report)).context["form"]
    assert (form["content"].value(), form["via"].value()) == (QUOTE, "Interfax")

    page = save(editor, report)

    assert "Nothing was changed" in page.content.decode()
    assert decisions() == []


def test_other_words_another_relay_and_another_parent_are_decided_at_once(editor, report):
    other = make_report(reading=report.reading, quote="“Nobody asked,”")

    save(editor, report, content="The bridge … stand", via="TASS\r\nThe Post", parent=other.pk)

    assert decisions() == ["content", "via", "parent"]
    assert (now(report).words, now(report).relayed_by) == (
        "The bridge will stand",
        ["TASS", "The Post"],
    )
    assert now(report).enclosing == other


def test_words_that_stand_there_twice_are_taken_where_they_were_selected(editor, report):
    save(editor, report, content="No ferry runs.", at=TEXT.rindex("No ferry"))

    assert now(report).content_spans[0].start == TEXT.rindex("No ferry")


def test_words_that_are_not_there_are_refused_and_what_was_typed_stays(editor, report):
    page = save(editor, report, content="The bridge will fall", reason="Kept.")

    shown = page.content.decode()
    assert page.status_code == 422
    assert "does not stand there" in shown
    assert "Kept." in shown
    assert decisions() == []


def test_the_second_of_two_editors_sees_both_and_loses_nothing(editor, report, colleague):
    opened = filled_in(editor.get(address(report)), content="The bridge will stand")
    value = {"report": report.pk, "via": ["TASS"]}
    version = report.statement.version
    decide(report.statement_id, [Decision(Field.VIA, value)], editor=colleague, version=version)

    page = editor.post(address(report), opened)

    assert page.status_code == 409
    assert "TASS" in page.content.decode()
    again = filled_in(page)
    assert again["content"] == "The bridge will stand"
    editor.post(address(report), again)
    assert (again["via"], decisions()) == ("TASS", ["via", "content"])


def test_the_desk_leads_to_the_words_of_each_report(editor, report):
    page = editor.get(reverse("desk-statement", args=[report.statement_id]))

    assert address(report) in page.content.decode()


def test_the_page_asks_as_much_of_many_reports_as_of_one(editor, report):
    def queries():
        with CaptureQueriesContext(connection) as found:
            editor.get(address(report))
        return len(found)

    one = queries()
    make_report(reading=report.reading, quote="“Nobody asked,”")
    make_report(reading=report.reading, quote="No ferry runs.")

    assert queries() == one


def test_a_form_made_for_another_report_is_refused(editor, report):
    other = make_report(reading=report.reading, quote="“Nobody asked,”")
    seen = filled_in(editor.get(address(other)))["seen"]

    page = save(editor, report, seen=seen, via="TASS")

    assert "Open the report again" in page.content.decode()
    assert decisions() == []
