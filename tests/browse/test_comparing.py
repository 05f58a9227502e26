"""Two speakers side by side."""

import pytest

from claims.beliefs import believe
from tests.browse.test_queries import queries_of
from tests.builders import make_event, make_relation, make_report, make_speaker

pytestmark = pytest.mark.django_db
BOTH = "/compare/?a=ada-varga&b=ilo-brandt"


@pytest.fixture
def brandt(db):
    return make_speaker("Ilo Brandt", side="Sarkand")


@pytest.fixture
def say(opening):
    """Makes a report whose statement refers to the event."""

    def say(speaker, event=opening, **fields):
        report = make_report(speaker=speaker, **{"said": "2031-05-05", **fields})
        report.references.create(event=event, confidence=0.9)
        report.statement = believe(report.statement)
        return report

    return say


def columns(client, path):
    axis = client.get(path).context["axis"]
    cells = [[len(said) for _, said in moment.cells] for moment in axis.moments]
    return axis.columns, cells


def test_each_stands_in_a_column_of_the_days_on_which_they_spoke(client, say, ada, brandt):
    say(ada)
    say(brandt)
    say(brandt, said="2031-05-06")
    say(make_speaker("Mila Dorn"))

    assert columns(client, f"{BOTH}&event=opening") == (
        ["Ada Varga", "Ilo Brandt"],
        [[1, 1], [0, 1]],
    )


def test_without_an_event_it_is_all_that_they_said(client, say, ada, brandt):
    say(ada)
    say(brandt, event=make_event("The flood"))

    assert columns(client, BOTH)[1] == [[1, 1]]
    assert columns(client, f"{BOTH}&event=opening")[1] == [[1, 0]]


def test_two_of_one_name_keep_a_column_each(client, say, ada):
    namesake = make_speaker("Ada Varga", slug="ada-varga-2")
    say(ada)
    say(namesake)

    found = columns(client, "/compare/?a=ada-varga&b=ada-varga-2")

    assert found == (["Ada Varga (ada-varga)", "Ada Varga (ada-varga-2)"], [[1, 1]])


def test_how_the_two_answer_each_other_is_shown(read, say, ada, brandt):
    make_relation(say(brandt), say(ada), "denies")

    page = read(BOTH)

    assert "↳ denies Ada Varga, 5 May 2031" in page
    assert "How these statements relate" in page


@pytest.mark.parametrize(
    "query", ["", "?a=ada-varga", "?a=ada-varga&b=ada-varga", "?event=opening"]
)
def test_who_is_missing_can_be_chosen(client, say, ada, brandt, query):
    say(ada)
    say(brandt)

    response = client.get(f"/compare/{query}")

    assert "axis" not in response.context
    assert response.context["choices"] == [ada, brandt]


def test_one_speaker_twice_is_refused_in_words(read, ada):
    assert "Choose two different speakers." in read("/compare/?a=ada-varga&b=ada-varga")


@pytest.mark.parametrize("query", ["a=nobody", "a=%00", "b=nobody", "event=nothing"])
def test_whom_nobody_knows_can_t_be_compared(client, ada, query):
    assert client.get(f"/compare/?{query}").status_code == 404


def test_who_was_merged_leads_to_the_successor(client, ada, brandt):
    make_speaker("A. Varga", slug="a-varga", merged_into=ada)

    response = client.get("/compare/?a=a-varga&b=ilo-brandt")

    assert (response.status_code, response.url) == (301, BOTH)


def test_the_event_s_page_offers_those_who_spoke_of_it(client, say, ada, brandt):
    say(ada)
    say(brandt)

    page = client.get("/events/opening/").content.decode()

    form = page[page.index('class="compare-form') :]
    assert 'name="event" value="opening"' in form
    assert form.count('<option value="ilo-brandt"') == 2


def test_many_statements_take_no_more_queries(client, say, ada, brandt, django_assert_num_queries):
    path = f"{BOTH}&event=opening"
    make_relation(say(brandt), say(ada), "denies")
    few = queries_of(client, path)
    for _ in range(4):
        make_relation(say(brandt), say(ada), "denies")

    with django_assert_num_queries(few):
        client.get(path)
