import pytest
from django.urls import reverse

from claims import corrections
from claims.corrections import InvalidDecision
from claims.models import Correction, Link, Statement
from tests.builders import make_event, make_report, make_speaker, make_statement
from tests.desk.filling import address, correct, filled_in

pytestmark = pytest.mark.django_db


def decisions():
    return [(row.field, row.value) for row in Correction.objects.all()]


def test_only_what_was_changed_becomes_a_decision(editor):
    statement = make_statement(speaker_name="Otto Krall", said="2031-05-06")

    correct(editor, statement, kind="indirect", reason="No quotation marks.")

    [made] = Correction.objects.all()
    assert (made.field, made.value, made.replaced) == ("kind", "indirect", "direct")
    assert (made.cause, made.reason, made.editor) == (
        "misread",
        "No quotation marks.",
        editor.user,
    )


def test_saving_an_unchanged_form_decides_nothing(editor):
    statement = make_statement(speaker=make_speaker(), said="2031-05-06")

    page = editor.post(address(statement), filled_in(editor.get(address(statement))), follow=True)

    assert "Nothing was changed" in page.content.decode()
    assert decisions() == []


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({"credited": "slug", "speaker": "mira-solt"}, {"slug": "mira-solt"}),
        ({"credited": "name", "name": "Jan Krall"}, {"name": "Jan Krall"}),
        ({"credited": "body", "body": "the ministry"}, {"body": "the ministry"}),
        ({"credited": ""}, {}),
    ],
)
def test_the_speaker_can_be_known_named_a_body_or_unknown(editor, changes, value):
    make_speaker("Mira Solt")
    statement = make_statement(speaker=make_speaker("Ada Varga"))

    correct(editor, statement, **changes)

    assert decisions() == [("speaker", value)]


@pytest.mark.parametrize("credited", ["slug", "name", "body"])
def test_a_source_that_was_announced_has_to_be_given(editor, credited):
    statement = make_statement()

    page = correct(editor, statement, credited=credited, reason="Kept.")

    assert page.status_code == 422
    assert len(page.context["form"].errors) == 1
    assert "Kept." in page.content.decode()


def test_a_person_who_speaks_for_a_body_is_not_changed_by_saving(editor):
    statement = make_statement(speaker_name="Otto Krall", body="the ministry")

    correct(editor, statement, kind="mixed")

    assert decisions() == [("kind", "mixed")]


def test_events_are_added_and_removed_one_by_one(editor):
    old, new = make_event("Old"), make_event("New")
    statement = make_statement()
    Link.objects.create(statement=statement, event=old, state="linked", confidence=0.9)

    correct(editor, statement, events=[], add_event=new.slug)

    assert decisions() == [
        ("event", {"event": "new", "refers": True}),
        ("event", {"event": "old", "refers": False}),
    ]


def test_a_doubtful_event_is_offered_and_not_taken_for_granted(editor):
    statement = make_statement()
    event = make_event("Doubtful")
    Link.objects.create(statement=statement, event=event, state="doubtful", confidence=0.4)

    [offered] = editor.get(address(statement)).context["form"].offered_events()

    assert (offered.event, offered.chosen) == (event, False)


def test_each_change_says_whose_mistake_it_was(editor):
    statement = make_statement()

    correct(
        editor,
        statement,
        kind="indirect",
        said="2031-05",
        said_cause="outlet",
        reason="Her diary says May.",
    )

    causes = {row.field: row.cause for row in Correction.objects.all()}
    assert causes == {"kind": "misread", "said": "outlet"}


def test_a_wrong_date_is_refused_with_what_to_write_instead(editor):
    page = correct(editor, make_statement(), said="last May")

    assert page.status_code == 422
    assert "write a day (2025-04-21)" in page.content.decode()


def test_the_date_is_explained_without_saving(editor):
    statement = make_statement()

    page = correct(editor, statement, said="2031-05/2031-06", check="said")

    assert "May to June 2031" in page.content.decode()
    assert decisions() == []


def test_an_event_can_be_added_to_the_form_without_saving(editor):
    event = make_event("Opening")

    page = correct(editor, make_statement(), add_event=event.slug, check="event")

    [offered] = page.context["form"].offered_events()
    assert (offered.event, offered.link, offered.chosen) == (event, None, True)


@pytest.mark.parametrize(
    ("said", "words"),
    [("2031-05-06", "6 May 2031"), ("", "Unknown day"), ("soon", "is not an EDTF date")],
)
def test_a_date_is_explained_while_it_is_typed(editor, said, words):
    page = editor.get(reverse("desk-date"), {"said": said})

    assert words in page.content.decode()


def test_after_saving_the_form_shows_the_history(editor):
    statement = make_statement()

    page = editor.get(correct(editor, statement, kind="indirect").url)

    [entry] = page.context["dossier"].history
    assert (entry.was, entry.became) == ("direct", "indirect")
    assert "Corrected (kind)" in page.content.decode()


def test_from_the_queue_saving_leads_to_the_next(editor):
    statement = make_statement()
    page = editor.get(f"{address(statement)}?queue&speaker=x")

    answer = editor.post(f"{address(statement)}?queue&speaker=x", filled_in(page, kind="mixed"))

    assert answer.url == "/desk/?speaker=x"


def test_a_verdict_can_be_taken_back_to_open(editor):
    statement = make_statement()
    correct(editor, statement, verdict="rejected")

    correct(editor, statement, verdict="open")

    statement.refresh_from_db()
    assert statement.status == "machine"


def test_the_verdict_on_a_corrected_statement_is_remembered(editor):
    statement = make_statement()
    correct(editor, statement, kind="mixed", verdict="confirmed")

    form = editor.get(address(statement)).context["form"]

    assert form["verdict"].value() == "confirmed"


def test_a_form_of_another_statement_is_refused(editor):
    statement, other = make_statement(), make_statement()
    token = filled_in(editor.get(address(other)))["seen"]

    page = correct(editor, statement, kind="mixed", seen=token)

    assert page.status_code == 422
    assert decisions() == []


def test_what_the_use_case_refuses_is_shown_in_the_form(editor, monkeypatch):
    def refuse(*_args, **_kwargs):
        message = "there is no such speaker any more"
        raise InvalidDecision(message, field="speaker")

    monkeypatch.setattr(corrections, "decide", refuse)

    page = correct(editor, make_statement(), kind="mixed")

    assert page.status_code == 422
    assert "no such speaker any more" in page.content.decode()


def test_a_merged_statement_leads_to_its_successor(editor):
    old, new = make_statement(), make_statement()
    Statement.objects.filter(pk=old.pk).update(merged_into=new)

    assert editor.get(address(old)).url == address(new)


def test_words_of_articles_are_never_markup(editor):
    statement = make_statement(
        speaker_name="<script>alert(1)</script>", label="<img src=x onerror=alert(1)>"
    )

    page = editor.get(address(statement)).content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_form_takes_a_constant_number_of_queries(editor, django_assert_max_num_queries):
    statement = make_statement(speaker=make_speaker("Ada Varga"))
    for number in range(4):
        speaker = make_speaker(f"Speaker {number}", offices=[("Minister", "", "2030", "")])
        make_report(statement=statement, speaker=speaker)
        make_event(f"E{number}")
        correct(editor, statement, credited="slug", speaker=speaker.slug, add_event=f"e{number}")

    with django_assert_max_num_queries(27):
        editor.get(address(statement))
