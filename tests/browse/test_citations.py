"""A frozen citation says what was known then, and what has changed since."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from claims.corrections import Decision, decide
from claims.models import Citation, Correction
from claims.takedown import take_down
from tests.builders import make_article, make_outlet, make_report, make_revision, make_statement

Field = Correction.Field


@pytest.fixture
def statement(ada, opening):
    outlet = make_outlet(name="The Ledger")
    revision = make_revision(article=make_article(outlet=outlet, url="https://ledger.example/1"))
    row = make_report(speaker=ada, said="2031-05-05", revision=revision).statement
    row.links.create(event=opening, state="linked", confidence=0.9)
    return row


def cite(client, statement):
    return client.post(reverse("cite", args=[statement.pk]))


def correct(statement, editor, field, value):
    statement.refresh_from_db()
    decision = Decision(field, value)
    decide(statement.pk, [decision], editor=editor, version=statement.version)


def test_a_citation_shows_what_is_known(client, read, statement):
    page = read(cite(client, statement)["Location"])

    assert "Ada Varga Minister of Works, Velmora" in page
    assert "The bridge will stand" in page
    assert "Said 5 May 2031" in page
    assert "Refers to Opening of the bridge" in page
    assert "Nothing that it shows." in page


def test_what_is_corrected_later_stays_as_it_was_and_is_told(client, read, statement, editor):
    place = cite(client, statement)["Location"]

    correct(statement, editor, Field.SPEAKER, {"name": "Ilo Brandt"})
    correct(statement, editor, Field.SAID, "2031-05")

    page = read(place)
    assert "Said 5 May 2031" in page
    assert "speaker Ada Varga Ilo Brandt" in page
    assert "day said 5 May 2031 May 2031" in page


def test_events_and_outlets_that_came_or_went_are_told(client, statement, editor):
    place = cite(client, statement)["Location"]
    other = make_outlet(name="Other Post")
    revision = make_revision(article=make_article(outlet=other))
    make_report(statement=statement, revision=revision)
    correct(statement, editor, Field.EVENT, {"event": "opening", "refers": False})

    changes = client.get(place.rstrip("/") + ".json").json()["changes"]

    assert {"what": "event", "then": "Opening of the bridge", "now": ""} in changes
    assert {"what": "outlet", "then": "", "now": "Other Post"} in changes


def test_citing_twice_what_has_not_changed_is_one_citation(client, statement):
    places = {cite(client, statement)["Location"] for _ in range(2)}

    assert len(places) == Citation.objects.count() == 1


def test_a_new_name_of_the_speaker_is_another_citation(client, statement, ada):
    first = cite(client, statement)["Location"]
    type(ada).objects.update(name="Ada Varga-Lund")

    second = cite(client, statement)["Location"]

    assert client.get(second).context["cited"]["speaker"] == "Ada Varga-Lund"
    assert client.get(first).context["cited"]["speaker"] == "Ada Varga"


def test_a_later_version_is_another_citation(client, statement, editor):
    first = cite(client, statement)["Location"]
    correct(statement, editor, Field.KIND, "indirect")

    assert cite(client, statement)["Location"] != first


def test_a_merged_statement_is_followed(client, statement):
    place = cite(client, statement)["Location"]
    successor = make_statement(said="2031-05-05")
    type(statement).objects.filter(pk=statement.pk).update(merged_into=successor)

    told = client.get(place.rstrip("/") + ".json").json()

    assert told["now"] == f"http://testserver/statements/{successor.pk}/"


def test_what_was_rejected_since_says_so(client, read, statement, editor):
    place = cite(client, statement)["Location"]

    correct(statement, editor, Field.VERDICT, "rejected")

    assert "The statement is not on record any more" in read(place)


def test_what_readers_do_not_see_can_not_be_cited(client, statement, editor):
    correct(statement, editor, Field.VERDICT, "rejected")

    assert cite(client, statement).status_code == 404
    assert not Citation.objects.exists()


def test_a_taken_down_article_leaves_no_word_in_citations(client, read, statement):
    place = cite(client, statement)["Location"]

    take_down("https://ledger.example/1", by="chief")

    assert Citation.objects.get().document == {}
    assert "Taken down" in read(place, status=410)
    assert client.get(place.rstrip("/") + ".json").json()["then"] is None


def test_what_another_article_reports_too_stays_cited(client, statement):
    other = make_revision(article=make_article(outlet=make_outlet(name="Other Post")))
    make_report(statement=statement, revision=other, quote="The bridge will stand")
    cite(client, statement)

    take_down("https://ledger.example/1", by="chief")

    document = Citation.objects.get().document
    assert [report["outlet"] for report in document["reports"]] == ["Other Post"]
    assert document["text"] in ("The bridge will stand", "[removed]")


def test_the_line_to_copy_names_who_what_when_where_and_the_address(client, statement):
    place = cite(client, statement)["Location"]

    context = client.get(place).context
    document = context["cited"]

    assert context["line"] == (
        'Ada Varga (Minister of Works, Velmora), 5 May 2031: "The bridge will stand,". '
        f"Reported by The Ledger. On Record, statement {statement.pk}, "
        f"version {document['version']}. http://testserver{place}"
    )


@pytest.mark.parametrize(
    ("kind", "own"),
    [("indirect", " [in the outlet’s words]."), ("mixed", " [not all word for word].")],
)
def test_words_that_are_not_quoted_are_not_cited_as_a_quotation(client, ada, kind, own):
    row = make_report(speaker=ada, kind=kind, text="she would go", quote="The bridge").statement

    line = client.get(cite(client, row)["Location"]).context["line"]

    assert f": she would go{own}" in line


@pytest.mark.parametrize(("text", "end"), [("We go.”", "We go.” R"), ("We go,”", "We go,”. R")])
def test_words_that_end_a_sentence_end_it_in_the_line_too(client, ada, text, end):
    row = make_report(speaker=ada, text=text, quote="The bridge").statement

    line = client.get(cite(client, row)["Location"]).context["line"]

    assert f": {end}eported by" in line


def test_a_citation_needs_its_form(statement):
    assert cite(Client(enforce_csrf_checks=True), statement).status_code == 403


def test_a_citation_is_made_by_post_alone(client, statement):
    assert client.get(reverse("cite", args=[statement.pk])).status_code == 405


@override_settings(PUBLIC_READ=False)
def test_citations_are_for_readers_where_pages_are(client, statement):
    assert cite(client, statement)["Location"].startswith("/sign-in/")


def test_an_unknown_citation_is_not_found(client, db):
    assert client.get("/citations/nothing/").status_code == 404
