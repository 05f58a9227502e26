import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.corrections import Decision, Field, decide
from claims.models import Correction, Recheck, Waiting
from claims.rechecking import Answer, answer
from tests.builders import make_editor, make_report, make_sample, make_speaker, make_statement
from tests.desk.filling import filled_in

pytestmark = pytest.mark.django_db

PAGE = "/desk/re-check/"
GIVEN = {"credited": "slug", "speaker": "ada-varga", "kind": "direct", "dated": "unknown"}


@pytest.fixture
def statement():
    ada = make_speaker(offices=[("Minister of Works", "Velmora", "2030", "")])
    return make_statement(speaker=ada, said="2031-05-05", source=[(49, 54)], cue=[(58, 62)])


def say(browser, sample, **given):
    return browser.post(reverse("desk-recheck-answer", args=[sample.pk]), given, follow=True)


def body_of(page):
    return page.content.decode()


def test_a_sample_shows_the_words_and_nothing_of_what_is_believed(editor, statement, colleague):
    decision = Decision(Field.VERDICT, "confirmed", reason="Seen on the tape.")
    decide(statement.pk, [decision], editor=colleague, version=statement.version)
    make_sample(statement, stratum="confirmed")

    page = body_of(editor.get(PAGE))

    assert "The bridge will stand" in page
    hidden = ["5 May 2031", "2031-05-05", '<mark class="source"', "tape", "Correct …"]
    assert [word for word in (*hidden, "confirmed", "emil", "checked") if word in page] == []
    assert f"/statements/{statement.pk}/" not in page


def test_no_field_is_filled_in(editor, statement):
    make_sample(statement)

    form = editor.get(PAGE).context["form"]

    assert {form[name].value() for name in form.fields} == {None}


def test_an_answer_is_kept_and_decides_nothing(editor, statement):
    page = say(editor, make_sample(statement), **GIVEN | {"dated": "day", "said": "2031-05-05"})

    row = Recheck.objects.get()
    assert (row.speaker, row.kind, row.said) == ({"slug": "ada-varga"}, "direct", "2031-05-05")
    assert (row.editor.username, row.differs) == ("nora", False)
    assert not Correction.objects.exists()
    assert "Your answer is kept." in body_of(page)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"credited": "name", "name": "Otto Krall"}, {"name": "Otto Krall"}),
        ({"credited": "body", "body": "the Palace"}, {"body": "the Palace"}),
        ({"credited": "nobody"}, {}),
        ({"credited": "unclear"}, None),
    ],
)
def test_a_source_can_be_anybody_nobody_or_unclear(editor, statement, given, kept):
    say(editor, make_sample(statement), **GIVEN | given)

    assert Recheck.objects.get().speaker == kept


def test_kind_and_day_can_be_unclear(editor, statement):
    say(editor, make_sample(statement), **GIVEN | {"kind": "unclear", "dated": "unclear"})

    row = Recheck.objects.get()
    assert (row.kind, row.said, row.kind_right, row.said_right) == ("", None, None, None)


def test_what_is_no_statement_needs_nothing_else(editor, statement):
    page = say(editor, make_sample(statement), answer="none")

    assert not Recheck.objects.get().is_statement
    assert "waits in the queue" in body_of(page)


@pytest.mark.parametrize(
    ("missing", "asked"),
    [
        ({"credited": ""}, "Choose one"),
        ({"speaker": ""}, "Choose the speaker."),
        ({"dated": "day"}, "Write the day"),
        ({"dated": "day", "said": "soon"}, "is not an EDTF date"),
    ],
)
def test_what_is_missing_is_asked_for_and_the_rest_stays(editor, statement, missing, asked):
    page = say(editor, make_sample(statement), **GIVEN | missing)

    assert page.status_code == 422
    assert asked in body_of(page)
    assert page.context["form"]["kind"].value() == "direct"
    assert not Recheck.objects.exists()


def test_skipping_leads_to_the_next_and_in_the_end_back(editor, statement):
    first, second = make_sample(statement), make_sample(make_statement())

    shown = [editor.get(f"{PAGE}{after}").context["sample"] for after in ("", f"?after={first.pk}")]

    assert shown == [first, second]
    assert editor.get(f"{PAGE}?after={second.pk}").context["sample"] == first


def test_who_decided_on_it_is_told_that_another_has_to(editor, statement):
    sample, version = make_sample(statement), statement.version
    decide(statement.pk, [Decision(Field.KIND, "mixed")], editor=editor.user, version=version)

    assert "Nothing to re-check" in body_of(editor.get(PAGE))
    assert "You decided on that statement yourself" in body_of(say(editor, sample, **GIVEN))


def test_the_queue_says_what_a_recheck_says_otherwise(editor, statement, colleague):
    given = Answer(speaker={"slug": "ada-varga"}, kind="mixed", said="")
    answer(make_sample(statement).pk, given, editor=colleague)

    why = editor.get("/desk/").context["why"]

    assert why[0] == "A blind re-check disagrees. It says: said: unknown day; kind: mixed."


def test_the_queue_says_where_a_recheck_finds_no_statement(editor, statement, colleague):
    answer(make_sample(statement).pk, Answer(is_statement=False), editor=colleague)

    page = editor.get("/desk/", {"reason": "recheck"})

    assert page.context["why"][0] == "A blind re-check says that it is no statement."


def test_what_was_confirmed_can_be_confirmed_again(editor, statement, colleague):
    confirm = [Decision(Field.VERDICT, "confirmed")]
    decide(statement.pk, confirm, editor=colleague, version=statement.version)
    answer(make_sample(statement).pk, Answer(kind="mixed"), editor=make_editor("otto"))
    address = reverse("desk-verdict", args=[statement.pk])

    editor.post(address, filled_in(editor.get("/desk/"), verdict="confirmed"))

    assert Correction.objects.filter(value="confirmed").count() == 2
    assert not Waiting.objects.exists()


def test_the_page_takes_a_constant_number_of_queries(editor, statement, django_assert_num_queries):
    make_sample(statement)
    with CaptureQueriesContext(connection) as few:
        editor.get(PAGE)
    for number in range(6):
        make_report(statement=statement)
        make_sample(make_statement(speaker=make_speaker(f"Speaker {number}")))

    with django_assert_num_queries(len(few)):
        editor.get(PAGE)
