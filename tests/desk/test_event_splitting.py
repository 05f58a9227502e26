import pytest
from django.urls import reverse

from claims.beliefs import believe
from claims.corrections import Decision, Field, decide
from claims.models import Batch, Event, EventDecision, Statement
from tests.builders import make_event, make_report

pytestmark = pytest.mark.django_db

URL = "/desk/events/opening-of-the-bridge/split/"
NEW = {"title": "Closing of the bridge", "date": "2031-06", "place": "Osk"}
OPENING, CLOSING = ["Opening of the bridge"], ["Closing of the bridge"]


def refer(event, day):
    report = make_report(said=day)
    report.references.create(event=event, confidence=0.9)
    return believe(report.statement)


@pytest.fixture
def statements():
    """Three that refer to the opening of the bridge, the last said in June."""
    event = make_event()
    return [refer(event, day) for day in ("2031-05-05", "2031-05-06", "2031-06-07")]


def split(browser, statements, **more):
    picks = [f"{row.pk}:{row.version}" for row in statements]
    return browser.post(URL, {"pick": picks, **more}, follow=True)


def told() -> list[list[str]]:
    """The titles that each statement is believed to refer to."""
    rows = Statement.objects.order_by("pk")
    return [[link.event.title for link in row.links.believed()] for row in rows]


def shown(page) -> list[Statement]:
    return [link.statement for link in page.context["rows"]]


def test_statements_are_narrowed_by_day_and_words(editor, statements):
    by_day = editor.get(URL, {"since": "2031-06-01"})
    by_words = editor.get(URL, {"q": "nobody"})

    assert shown(editor.get(URL)) == statements[::-1]
    assert shown(by_day) == statements[2:]
    assert "No statement refers to it and has all of this" in by_words.content.decode()


def test_a_day_that_is_none_is_named(editor, statements):
    page = editor.get(URL, {"since": "June"})

    assert "The first day is not a day" in page.content.decode()


def test_what_is_ticked_refers_to_a_new_event_and_is_undone_at_one_press(editor, statements):
    page = split(editor, statements[2:], reason="That was in June.", **NEW)
    became, event = told(), Event.objects.get(title=CLOSING[0])

    editor.post(reverse("desk-batch-undo", args=[Batch.objects.get().pk]))

    assert became == [OPENING, OPENING, CLOSING]
    assert (event.state, event.date, event.place) == ("curated", "2031-06", "Osk")
    assert "picked by hand, to split one event off" in page.content.decode()
    assert told() == [OPENING] * 3
    assert event not in Event.objects.published()


def test_the_undo_of_the_undo_brings_the_event_back(editor, statements):
    split(editor, statements[2:], **NEW)
    for _ in range(2):
        editor.post(reverse("desk-batch-undo", args=[Batch.objects.latest("pk").pk]))

    assert told() == [OPENING, OPENING, CLOSING]
    assert Event.objects.published().filter(title=CLOSING[0]).exists()


def test_undo_what_i_did_last_takes_the_new_event_along(editor, statements):
    split(editor, statements[2:], **NEW)

    editor.post(reverse("desk-undo-mine"))

    assert told() == [OPENING] * 3
    assert not Event.objects.published().filter(title=CLOSING[0]).exists()


def test_a_known_event_is_chosen(editor, statements):
    make_event(CLOSING[0])

    split(editor, statements[1:], other="closing-of-the-bridge")

    assert told() == [OPENING, CLOSING, CLOSING]
    assert not EventDecision.objects.exists()


def test_a_doubtful_link_is_split_off_too(editor, statements):
    make_event(CLOSING[0])
    doubtful = make_report()
    opening = Event.objects.get(title=OPENING[0])
    doubtful.references.create(event=opening, confidence=0.5, doubtful=True)
    statement = believe(doubtful.statement)

    page = editor.get(URL)
    split(editor, [statement], other="closing-of-the-bridge")

    assert "doubtful" in page.content.decode()
    assert told()[-1] == CLOSING


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({}, "Choose a known event, or write"),
        ({"title": "Closing", "other": "closing-of-the-bridge"}, "Choose a known event, or write"),
        ({"title": "Opening of the bridge"}, "There is an event “Opening of the bridge” already"),
        ({"other": "opening-of-the-bridge"}, "Select a valid choice"),
        ({"title": "Closing", "date": "soon"}, "is not an EDTF date"),
    ],
)
def test_what_they_refer_to_has_to_be_said_once(editor, statements, more, message):
    make_event(CLOSING[0])

    page = split(editor, statements, **more)

    assert (page.status_code, message in page.content.decode()) == (422, True)
    assert set(page.context["form"].cleaned_data["pick"]) == {row.pk for row in statements}
    assert not Batch.objects.exists()


def test_nothing_ticked_makes_no_event(editor, statements):
    page = split(editor, [], **NEW)

    assert "nothing was ticked" in page.content.decode()
    assert Event.objects.count() == 1


def test_what_changed_meanwhile_is_named_and_nothing_moves(editor, colleague, statements):
    kind = Decision(Field.KIND, "indirect")
    decide(statements[0].pk, [kind], editor=colleague, version=statements[0].version)

    page = split(editor, statements, **NEW)

    assert (page.status_code, page.context["form"].stale) == (409, [statements[0]])
    assert told() == [OPENING] * 3
    assert Event.objects.count() == 1


def test_the_event_s_page_leads_there_for_editors_alone(client, editor, statements):
    where = reverse("event", args=["opening-of-the-bridge"])
    for_editors = editor.get(where).content.decode()
    editor.logout()

    assert f'href="{URL}"' in for_editors
    assert URL not in client.get(where).content.decode()


def test_the_queries_do_not_grow_with_the_statements(
    editor, statements, django_assert_max_num_queries
):
    for _ in range(5):
        refer(Event.objects.get(), "2031-05-07")

    with django_assert_max_num_queries(20):
        assert len(shown(editor.get(URL))) == 8
