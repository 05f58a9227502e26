"""What a body says is credited to one of its names; its page, filter and column know that."""

import pytest

from claims.browse.sides import Sides
from claims.models import Statement
from tests.builders import make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def palace(db):
    aliases = ["Winter Palace", "Sarkand's presidency"]
    return make_speaker("the Palace", kind="body", side="Sarkand", aliases=aliases, tracked=False)


@pytest.mark.parametrize(
    ("body", "its"),
    [
        ("the Palace", True),
        ("The Palace", True),
        ("palace", True),
        ("the Winter Palace", True),
        ("Sarkand’s presidency", True),
        ("the Palace guard", False),
        ("", False),
    ],
)
def test_a_body_said_what_is_credited_to_any_of_its_names(palace, body, its):
    make_statement(body=body)

    assert Statement.objects.said_by([palace]).exists() == its
    assert Statement.objects.not_said_by([palace]).exists() != its


def test_what_a_person_said_is_not_the_body_s(palace, ada):
    make_statement(body="the Palace", speaker=ada)
    make_statement(body="the Palace", speaker_name="Ilo Brandt")

    assert not Statement.objects.said_by([palace]).exists()
    assert Statement.objects.said_by([palace, ada]).count() == 1


def test_the_body_s_page_has_its_statements(read, palace):
    make_statement(body="the Winter Palace", said="2031-05-05")

    assert "All statements 1" in read("/speakers/the-palace/")


def test_the_timeline_is_filtered_by_it_and_counts_it(client, palace, ada):
    make_statement(body="the Palace", said="2031-05-05")
    make_statement(speaker=ada, said="2031-05-05")

    context = client.get("/?speaker=the-palace").context

    [facet] = [facet for facet in context["facets"] if facet.name == "speaker"]
    counts = {choice.value: str(choice.count) for choice in facet.choices}
    assert len(context["page"].statements) == 1
    assert counts == {"the-palace": "1", "ada-varga": "1"}


def test_a_statement_leads_to_the_body_that_made_it(client, palace):
    statement = make_statement(body="The Palace")

    page = client.get(f"/statements/{statement.pk}/").content.decode()

    assert 'href="/speakers/the-palace/"' in page
    assert ">The Palace</a>" in page


def test_two_bodies_can_stand_side_by_side(client, palace):
    make_speaker("the Mint", kind="body")
    for body in ("the Palace", "the Mint", "The Mint"):
        make_statement(body=body, said="2031-05-05")

    axis = client.get("/compare/?a=the-palace&b=the-mint").context["axis"]

    assert axis.columns == ["the Palace", "the Mint"]
    assert [len(said) for _, said in axis.moments[0].cells] == [1, 2]


@pytest.mark.parametrize("voice", ["own", "reported", "about", "neither"])
def test_a_voice_of_a_page_is_the_same_in_its_other_forms(client, ada, voice):
    make_statement(speaker=ada, kind="direct", said="2031-05-05")
    make_statement(speaker=ada, kind="indirect", said="2031-05-05")
    make_statement(speaker_name="Ilo Brandt", said="2031-05-05", quote="Ada Varga spoke on Monday.")
    response = client.get(f"/speakers/ada-varga/?voice={voice}")

    [form] = [form for form in response.context["forms"] if form["name"] == "JSON"]
    listed = client.get(form["href"]).json()["items"]

    shown = [statement.pk for statement in response.context["page"].statements]
    assert [row["id"] for row in listed] == shown
    assert len(shown) == (2 if voice == "neither" else 1)


def test_the_names_of_a_body_that_was_merged_away_are_its_successor_s(palace):
    make_speaker("Old Court", kind="body", merged_into=palace)
    statement = make_statement(body="the Old Court")

    assert Statement.objects.said_by([palace]).get() == statement
    assert Sides().speaking(statement) == palace
