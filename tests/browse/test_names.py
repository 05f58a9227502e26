"""Who types a name where words are searched is shown the way to what that speaker said."""

import pytest

from tests.builders import make_event, make_speaker, make_statement


@pytest.mark.parametrize(
    ("asked", "way"),
    [
        ("Varga", "?speaker=ada-varga"),
        ("varga bridge", "?q=bridge&speaker=ada-varga"),
        ("the mayoress", "?q=the&speaker=ada-varga"),
    ],
)
def test_a_name_among_the_words_leads_to_the_speaker(client, db, asked, way):
    make_speaker(aliases=["Mayoress"])

    [named] = client.get("/", {"q": asked}).context["named"]

    assert (named.speaker.name, named.href) == ("Ada Varga", way)


@pytest.mark.parametrize("query", ["q=bridge", "q=Var", "q=Varga&speaker=ada-varga", "q=%00Varga"])
def test_other_words_lead_to_nobody(client, ada, query):
    assert client.get(f"/?{query}").context["named"] == []


def test_the_way_is_on_the_page_beside_what_was_found(read, ada):
    make_statement(speaker=ada)

    assert "statements by Ada Varga" in read("/?q=Varga")


def test_what_an_event_is_called_leads_to_what_was_said_of_it(client, db):
    make_event(aliases=["the bridge talks"])

    [topic] = client.get("/", {"q": "bridge talks", "kind": "direct"}).context["topics"]

    assert topic.event.title == "Opening of the bridge"
    assert topic.href == "?kind=direct&event=opening-of-the-bridge"


def test_a_speaker_and_an_event_lead_to_what_the_one_said_of_the_other(client, ada):
    make_event(aliases=["bridge talks"])

    page = client.get("/", {"q": "varga on the bridge talks"})

    [named] = page.context["named"]
    [topic] = named.topics
    assert topic.href == "?speaker=ada-varga&event=opening-of-the-bridge"
    assert "on “Opening of the bridge”</a>, or" in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=talks",
        "q=bridge+%00talks",
        "q=the",
        f"q={'long ' * 60}",
        "q=bridge+talks&event=opening-of-the-bridge",
    ],
)
def test_other_words_lead_to_no_event(client, db, query):
    make_event(aliases=["bridge talks"])

    assert client.get(f"/?{query}").context["topics"] == []
