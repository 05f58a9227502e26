import pytest
from django.urls import reverse

from claims.beliefs import believe
from claims.desk.queue import Queue
from claims.models import Correction, Link, Statement
from tests.builders import (
    make_article,
    make_event,
    make_outlet,
    make_reading,
    make_report,
    make_revision,
    make_speaker,
    make_statement,
)
from tests.desk.filling import filled_in

pytestmark = pytest.mark.django_db


def decide_on(browser, page, verdict, **more):
    """Press a button of the queue's form."""
    statement = page.context["dossier"].statement
    queue = page.context["queue"]
    address = f"{reverse('desk-verdict', args=[statement.pk])}?queue&{queue.parameters()}"
    return browser.post(address, filled_in(page, verdict=verdict, **more), follow=True)


def shown(page):
    return page.context["dossier"].statement


def queue_of(editor, **parameters):
    return Queue(parameters, editor.user)


def test_the_most_doubtful_statement_comes_first(editor):
    make_statement(confidence=0.8)
    doubtful = make_statement(confidence=0.3)

    assert shown(editor.get("/desk/")) == doubtful


def test_an_empty_queue_says_so(editor):
    assert "Nothing waits" in editor.get("/desk/").content.decode()


def test_confirming_leads_to_the_next(editor):
    first, second = make_statement(confidence=0.3), make_statement(confidence=0.8)

    page = decide_on(editor, editor.get("/desk/"), "confirmed")

    first.refresh_from_db()
    assert first.status == "confirmed"
    assert shown(page) == second
    assert "Confirmed: " in page.content.decode()


def test_rejecting_keeps_the_reason_and_whose_mistake_it_was(editor):
    make_statement()

    decide_on(
        editor,
        editor.get("/desk/"),
        "rejected",
        verdict_cause="outlet",
        reason="The outlet withdrew it.",
    )

    made = Correction.objects.get()
    assert (made.value, made.cause, made.reason) == (
        "rejected",
        "outlet",
        "The outlet withdrew it.",
    )


def test_blaming_the_outlet_takes_a_reason(editor):
    statement = make_statement()

    page = decide_on(editor, editor.get("/desk/"), "rejected", verdict_cause="outlet")

    assert "Say how you know" in page.content.decode()
    assert shown(page) == statement
    assert not Correction.objects.exists()


def test_moving_on_decides_nothing_and_comes_back(editor):
    first, second = make_statement(confidence=0.3), make_statement(confidence=0.3)

    there = editor.get(editor.get("/desk/").context["queue"].later())
    back = editor.get(there.context["queue"].earlier())

    assert [shown(there), shown(back)] == [second, first]
    assert there.context["count"] == 2


def test_after_the_last_one_the_queue_leads_back_to_the_first(editor):
    make_statement()

    page = editor.get(editor.get("/desk/").context["queue"].later())

    assert "That was the last one" in page.content.decode()
    assert "Back to the first" in page.content.decode()


def test_before_the_first_one_there_is_none(editor):
    make_statement()

    page = editor.get(editor.get("/desk/").context["queue"].earlier())

    assert "That was the first one" in page.content.decode()


@pytest.mark.parametrize(
    "at", ["x", "-1", "1,²", "nan,1", "inf,1", "1,99999999999999999999999", "", "1,-1"]
)
def test_a_place_that_makes_no_sense_is_the_beginning(editor, at):
    statement = make_statement()

    assert shown(editor.get("/desk/", {"at": at})) == statement


def test_the_queue_can_be_filtered_by_speaker_outlet_and_event(editor):
    make_statement()
    ada, event = make_speaker("Ada Varga"), make_event("Opening")
    outlet = make_outlet(name="Courier", slug="courier")
    revision = make_revision(article=make_article(outlet=outlet))
    wanted = make_statement(reading=make_reading(revision=revision), speaker=ada)
    wanted.reports.get().references.create(event=event, confidence=0.4, doubtful=True)
    believe(wanted)

    for parameters in ({"speaker": ada.slug}, {"outlet": "courier"}, {"event": event.slug}):
        page = editor.get("/desk/", parameters)

        assert (shown(page), page.context["count"]) == (wanted, 1)


@pytest.mark.parametrize(
    ("name", "wanted", "other"),
    [("kind", {"kind": "mixed"}, {}), ("reason", {"said": ""}, {"said": "2031-05-05"})],
)
def test_the_queue_can_be_filtered_by_kind_and_by_what_is_doubtful(editor, name, wanted, other):
    make_statement(**other)
    statement = make_statement(**wanted)

    page = editor.get("/desk/", {name: {"kind": "mixed", "reason": "undated"}[name]})

    assert (shown(page), page.context["count"]) == (statement, 1)


@pytest.mark.parametrize("name", ["speaker", "outlet", "event", "kind", "reason"])
def test_a_value_that_nothing_has_leaves_nothing(editor, name):
    make_statement()

    assert "Nothing waits" in editor.get("/desk/", {name: "nobody"}).content.decode()


def test_the_page_says_why_a_statement_is_here(editor):
    statement = make_statement(speaker=make_speaker("Ada Varga"), confidence=0.55)
    make_report(statement=statement, speaker=make_speaker("Otto Krall"), confidence=0.5)

    page = editor.get("/desk/")

    assert page.context["why"] == [
        "The reader is no more than 55% sure of it.",
        "The day on which it was said is unknown.",
        "Outlets credit different sources: Ada Varga, Otto Krall.",
        "Ada Varga is a tracked speaker.",
        "2 outlets carry it.",
    ]


def test_each_filter_is_counted_under_the_others(editor):
    ada = make_speaker("Ada Varga")
    statement = make_statement(speaker=ada)
    make_report(statement=statement, speaker=ada)
    make_statement(speaker=make_speaker("Otto Krall"))

    page = editor.get("/desk/", {"speaker": ada.slug, "filters": 1})
    filters = page.context["filters"]

    assert [(option.label, option.count, option.chosen) for option in filters["speaker"]] == [
        ("Ada Varga", 1, True),
        ("Otto Krall", 1, False),
    ]
    assert [option.count for option in filters["outlet"]] == [1, 1]


def test_each_filter_that_is_set_can_be_removed_alone(editor):
    ada = make_speaker("Ada Varga")
    make_statement(speaker=ada)

    page = editor.get("/desk/", {"speaker": ada.slug, "kind": "direct", "event": "gone"})

    assert page.context["queue"].removable() == [
        ("speaker", "Ada Varga", "/desk/?event=gone&kind=direct"),
        ("event", "gone", "/desk/?speaker=ada-varga&kind=direct"),
        ("kind", "Direct", "/desk/?speaker=ada-varga&event=gone"),
    ]


def test_a_decision_keeps_the_filters(editor):
    ada = make_speaker("Ada Varga")
    make_statement(speaker=ada)

    page = decide_on(editor, editor.get("/desk/", {"speaker": ada.slug}), "confirmed")

    assert page.request["QUERY_STRING"].startswith("speaker=ada-varga&at=")


def test_counts_stop_somewhere(editor, monkeypatch):
    monkeypatch.setattr("claims.desk.queue.COUNTED", 1)
    make_statement()
    make_statement()
    make_statement()

    assert queue_of(editor).count == 2


@pytest.mark.parametrize("counted", [2, 1])
def test_many_under_a_filter_come_in_the_same_order_as_few(editor, monkeypatch, counted):
    monkeypatch.setattr("claims.desk.queue.COUNTED", counted)
    make_statement(confidence=0.8)
    doubtful = make_statement(confidence=0.3)
    make_statement(confidence=0.1, kind="indirect")

    assert shown(editor.get("/desk/", {"kind": "direct"})) == doubtful


def test_what_editors_decided_on_waits_no_more(editor):
    make_statement()
    decide_on(editor, editor.get("/desk/"), "confirmed")

    assert queue_of(editor).count == 0


def test_the_queue_takes_a_constant_number_of_queries(editor, django_assert_max_num_queries):
    statement = make_statement(confidence=0.1)
    for number in range(4):
        make_report(statement=statement, speaker=make_speaker(f"Speaker {number}"), confidence=0.1)
        Link.objects.create(
            statement=statement, event=make_event(f"E{number}"), state="doubtful", confidence=0.4
        )
    Statement.objects.update(version=3)

    with django_assert_max_num_queries(30):
        editor.get("/desk/")
