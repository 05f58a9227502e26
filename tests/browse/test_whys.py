import pytest

from claims.corrections import Decision, decide
from claims.models import Correction
from tests.builders import (
    make_article,
    make_event,
    make_outlet,
    make_report,
    make_revision,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db

TEXT = (
    'On Friday Varga said: "The bridge will stand," with [the old] piers. "It [the bridge] holds."'
)


def told_by(name, **fields):
    article = make_article(outlet=make_outlet(name=name))
    return make_report(revision=make_revision(article=article, text=TEXT), **fields)


def evidence(value, span, rule):
    return {"evidence": {value: [{"span": span, "rule": rule, "confidence": 0.9}]}}


def test_the_day_rests_on_words_and_their_meaning_told_once_for_all_who_print_them(read):
    friday = evidence("said", [3, 9], "weekday, taken as past")
    first = told_by("The Lantern", said="2031-05-02", **friday)
    told_by("The Post", said="2031-05-02", statement=first.statement, **friday)

    page = read(f"/statements/{first.statement_id}/")

    assert "Why 2 May 2031 Friday A weekday, reckoned from the article’s own day." in page
    assert "The Lantern, The Post, 90% sure." in page


def test_what_other_outlets_tell_is_said_beside_it(read):
    first = told_by("The Lantern", speaker=make_speaker(), said="2031-05-02")
    told_by("The Post", speaker_name="Ilo Brandt", said="2031-05", statement=first.statement)

    page = read(f"/statements/{first.statement_id}/")

    assert "But The Post credits Ilo Brandt." in page
    assert "But The Post dates it May 2031." in page


def test_an_editor_s_decision_goes_before_what_articles_tell(read, editor):
    statement = make_statement(said="2031-05-02", **evidence("said", [3, 9], "weekday"))
    decision = Decision(Correction.Field.SAID, "2031-05-01", reason="It was Thursday.")
    decide(statement.pk, [decision], editor=editor, version=statement.version)

    page = read(f"/statements/{statement.pk}/")

    assert "Why 1 May 2031 An editor decided so on" in page
    assert ": It was Thursday." in page
    assert "2 May 2031." in page[page.index("It was Thursday.") :]


def test_a_day_that_the_catalogue_knows_is_told_by_its_event(read):
    opening = make_event()
    statement = make_statement(occasion=opening)

    page = read(f"/statements/{statement.pk}/")

    assert "It was said at “Opening of the bridge”, whose day the catalogue knows." in page


def test_grounds_beyond_the_first_few_are_counted(read):
    entries = [{"span": [n, n + 4], "rule": "weekday", "confidence": 0.9} for n in range(5)]
    statement = make_statement(said="2031-05-02", evidence={"said": entries})

    assert "And 2 more: see the reports." in read(f"/statements/{statement.pk}/")


def test_an_unknown_day_tells_why_it_is_unknown(read):
    statement = make_statement(**evidence("said", [3, 9], "no day told"))

    assert "Why no day Friday" not in read(f"/statements/{statement.pk}/")
    assert "The article does not tell the day." in read(f"/statements/{statement.pk}/")


def test_the_chain_of_outlets_goes_on_through_those_that_carry_the_words(read):
    first = told_by("The Post", via=["Lantern"])
    told_by("The Lantern", via=["Interfax", "TASS"], statement=first.statement)

    page = read(f"/statements/{first.statement_id}/")

    assert "The Post, which credits Lantern, which credits Interfax and TASS." in page
    assert "The Lantern, which credits Interfax and TASS." in page


def test_outlets_that_credit_each_other_end_the_chain(read):
    first = told_by("The Post", via=["The Lantern", "The Post"])
    told_by("The Lantern", via=["The Post"], statement=first.statement)

    page = read(f"/statements/{first.statement_id}/")

    assert "The Post, which credits The Lantern." in page
    assert "The Lantern, which credits The Post." in page


def test_what_an_outlet_put_into_the_words_is_marked(client):
    report = told_by("The Post", quote='"It [the bridge] holds."')

    page = client.get(f"/statements/{report.statement_id}/").content.decode()

    assert page.replace("\n", "").count("[the bridge]</mark>") == 1
    assert 'class="content inserted"' in page


def test_in_an_outlet_s_own_words_brackets_are_nothing_inserted(client):
    report = told_by("The Post", quote='"It [the bridge] holds."', kind="indirect")

    page = client.get(f"/statements/{report.statement_id}/").content.decode()

    assert "content inserted" not in page
