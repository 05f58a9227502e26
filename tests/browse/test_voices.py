"""A speaker in own words, in those of others, and spoken of by others."""

import pytest

from claims.browse.counting import Newest
from claims.browse.voices import about, in_voice, voices
from tests.builders import make_report, make_revision, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def said(words, **fields):
    return make_statement(revision=make_revision(text=words), quote=words, **fields)


def counts(speaker, chosen=""):
    return [str(voice.count) for voice in voices(speaker, Newest.of(in_voice(speaker, "")), chosen)]


def test_what_any_article_quotes_is_in_own_words_and_the_rest_is_reported(ada):
    quoted = make_statement(speaker=ada, kind="indirect")
    make_report(statement=quoted, speaker=ada, kind="mixed")
    told = make_statement(speaker=ada, kind="indirect")
    said("Varga has no plan", speaker_name="Ilo Brandt")

    assert counts(ada) == ["2", "1", "1", "1"]
    assert [row.pk for row in in_voice(ada, "own")] == [quoted.pk]
    assert [row.pk for row in in_voice(ada, "reported")] == [told.pk]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Ada Varga has no plan", True),
        ("“Varga’s plan is none”", True),
        ("A. Varga was there", True),
        ("a varga is a mushroom", False),
        ("Vargas has a plan", False),
        ("Mila Varganova has a plan", False),
    ],
)
def test_others_speak_of_a_speaker_by_name_alone(ada, words, named):
    said(words, speaker_name="Ilo Brandt")

    assert about(ada).exists() == named


def test_own_words_are_nothing_that_others_said(ada):
    said("Varga keeps her word", speaker=ada)

    assert not about(ada).exists()


def test_a_surname_that_two_have_means_neither(ada):
    make_speaker("Ben Varga")
    said("Varga has no plan", speaker_name="Ilo Brandt")
    full = said("Ada Varga has no plan", speaker_name="Ilo Brandt")

    assert [row.pk for row in about(ada)] == [full.pk]


def test_a_body_is_spoken_of_with_or_without_its_article(db):
    mint = make_speaker("the Mint", kind="body", aliases=["(the) House of Coins"])
    said("Nobody trusts the Mint", speaker_name="Ilo Brandt")
    said("No Mint was ever so poor", speaker_name="Ilo Brandt")

    assert about(mint).count() == 2


def test_the_page_shows_the_voice_that_was_chosen(read, ada):
    said("The bridge will stand", speaker=ada, kind="indirect", said="2031-05-05")
    said("Varga has no plan", speaker_name="Ilo Brandt")

    page = read("/speakers/ada-varga/?voice=about")

    assert "Others about Ada Varga 1" in page
    assert "Varga has no plan" in page
    assert "The bridge will stand" not in page
    assert "Filter on the timeline" not in page


@pytest.mark.parametrize(("voice", "shown"), [("about", True), ("reported", False)])
def test_who_speaks_is_shown_where_it_is_not_the_speaker(client, ada, voice, shown):
    said("Varga has no plan", speaker_name="Ilo Brandt")

    page = client.get(f"/speakers/ada-varga/?voice={voice}").content.decode()

    assert ('class="results"' in page) == shown


def test_what_is_no_voice_leaves_all_that_was_said(client, ada):
    said("The bridge will stand", speaker=ada)

    context = client.get("/speakers/ada-varga/?voice=%00her").context

    assert [voice.value for voice in context["voices"] if voice.chosen] == [""]
    assert len(context["page"].statements) == 1


def test_an_editor_s_word_on_the_kind_counts_for_the_voice(ada):
    told = make_statement(speaker=ada, kind="indirect")
    told.kind = "mixed"
    told.save()

    assert counts(ada)[1:3] == ["1", "0"]
    assert in_voice(ada, "own").exists()
    assert not in_voice(ada, "reported").exists()
