"""Relations at the desk: confirmed, rejected, added."""

import pytest

from claims.linking.relation_rules import SHOWN_FROM
from claims.models import Correction, Relation, Statement
from tests.builders import make_relation, make_report, make_revision, make_statement


def decide(client, relation, state, **changes):
    """Press a button beside a relation."""
    data = {
        "kind": relation.kind,
        "other": relation.other_id,
        "state": state,
        "version": Statement.objects.get(pk=relation.statement_id).version,
    }
    path = f"/desk/statements/{relation.statement_id}/relations/"
    return client.post(path, data | changes, follow=True)


@pytest.fixture
def relation(editor):
    return make_relation(make_report(), make_report())


def test_what_articles_tell_waits_on_a_page_of_its_own(editor, relation):
    page = editor.get("/desk/relations/").content.decode()

    assert 'Relations <span class="number">(1)</span>' in page
    assert f'action="/desk/statements/{relation.statement_id}/relations/"' in page


def test_what_is_doubtful_waits_until_an_editor_shows_it_to_readers(editor):
    doubtful = make_relation(make_report(), make_report(), confidence=0.3)
    path = f"/statements/{doubtful.statement_id}/"
    page = editor.get("/desk/relations/").content.decode()
    assert "30% sure" in page
    assert f"Below {SHOWN_FROM:.0%}, several statements may be meant" in page
    assert "Clarifies" not in editor.get(path).content.decode()

    decide(editor, doubtful, "confirmed")

    assert "Clarifies" in editor.get(path).content.decode()


def test_a_confirmed_relation_waits_no_more(editor, relation):
    page = decide(editor, relation, "confirmed", back="list")

    assert "No relation waits for a decision." in page.content.decode()
    assert Relation.objects.get().state == "confirmed"


def test_a_way_back_that_is_no_statement_s_number_leads_to_this_one(editor, relation):
    page = decide(editor, relation, "confirmed", back="9" * 5000)

    assert page.redirect_chain == [(f"/desk/statements/{relation.statement_id}/", 302)]


def test_a_rejected_relation_can_still_be_confirmed_from_either_statement(editor, relation):
    decide(editor, relation, "rejected")

    for statement in (relation.statement_id, relation.other_id):
        page = editor.get(f"/desk/statements/{statement}/").content.decode()
        assert "rejected by an editor" in page
        assert 'name="state" value="confirmed"' in page


def test_the_history_says_what_was_decided(editor, relation):
    page = decide(editor, relation, "confirmed")

    words = page.content.decode()
    assert "<strong>Relation</strong>" in words
    assert "clarifies “&quot;The bridge will stand,&quot;”: proposed" in words
    assert "clarifies “&quot;The bridge will stand,&quot;”: confirmed" in words


@pytest.mark.parametrize(
    "written", ["{}", "/statements/{}/", "https://record.example/statements/{}"]
)
def test_a_relation_is_added_by_the_number_or_address_of_the_other(editor, written):
    one, other = make_statement(), make_statement()
    added = Relation(statement=one, other=other, kind="responds_to")

    decide(editor, added, "confirmed", other=written.format(other.pk), reason="Heard it live.")

    assert Relation.objects.get().other == other
    assert Correction.objects.get().reason == "Heard it live."


@pytest.mark.parametrize("written", ["", "the other one", "99999999", "{}"])
def test_what_is_no_other_statement_is_refused_in_words(editor, written):
    one = make_statement()
    added = Relation(statement=one, other=one, kind="denies")

    page = decide(editor, added, "confirmed", other=written.format(one.pk))

    assert 'class="message message-error"' in page.content.decode()
    assert not Relation.objects.exists()


def test_who_comes_late_is_told_so(editor, relation):
    page = decide(editor, relation, "confirmed", version=0)

    assert "Somebody changed this statement" in page.content.decode()
    assert Relation.objects.get().state == "proposed"


def test_the_other_statements_of_the_article_are_suggested(editor):
    revision = make_revision()
    one = make_report(revision=revision)
    beside = make_report(reading=one.reading, quote="spoke on Monday")

    page = editor.get(f"/desk/statements/{one.statement_id}/").content.decode()

    assert f'<option value="{beside.statement_id}">' in page


def test_readers_decide_nothing(reader):
    relation = make_relation(make_report(), make_report())

    assert decide(reader, relation, "confirmed").status_code == 403
