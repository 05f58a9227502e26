"""Who types a name where words are searched is shown the way to what that speaker said."""

import pytest

from tests.builders import make_speaker, make_statement


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
