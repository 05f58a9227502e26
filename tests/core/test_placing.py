"""Decisions find their words again: in another database, and when an article comes back."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims import pipeline
from claims.anchoring import report_meant
from claims.corrections import Decision, decide, undo
from claims.models import Correction, Report, Statement
from claims.placing import place
from claims.removal import delete_in_turn, remove_articles
from claims.takedown import take_down
from sources.models import Address, Article
from sources.parsing.canonical import key_of
from tests.builders import make_article, make_editor, make_event, make_revision, make_speaker

pytestmark = pytest.mark.django_db
Field = Correction.Field

URL = "https://ledger.example/bridge"
TEXT = (
    "Ada Varga spoke in Brod on Monday, when the council had met for the last time.\n\n"
    '"The bridge will stand for another hundred years," Varga said.\n\n'
    '"Nobody has asked the ferrymen what they think," Ilo Brandt said.'
)
OTHER = 'In Brod, Ada Varga told the Post: "The bridge will stand for another hundred years."'


@pytest.fixture
def editor():
    make_speaker("Ada Varga", aliases=["Varga"])
    make_speaker("Ilo Brandt", aliases=["Brandt"])
    return make_editor("clara")


def read(text=TEXT, url=URL):
    article = Article.objects.filter(url=url).first() or make_article(url=url)
    pipeline.process(make_revision(article=article, text=text).pk)


def said_of(words):
    found = Report.objects.filter(text__contains=words).order_by("pk")
    return found[0].statement


def correct(words, field, value, editor, **more):
    row = said_of(words)
    [made] = decide(row.pk, [Decision(field, value, **more)], editor=editor, version=row.version)
    return made


def exported(tmp_path):
    file = tmp_path / "corrections.jsonl"
    with file.open("w") as out:
        call_command("export", "corrections", stdout=out)
    return file


def forget_all():
    """What a new database knows: nothing but its speakers and events."""
    delete_in_turn(Correction.objects.all(), undone_by=None)
    remove_articles(Article.objects.all())
    User.objects.all().delete()


def imported(file):
    out = StringIO()
    call_command("import_corrections", str(file), "--json", stdout=out, stderr=out)
    return json.loads(out.getvalue().splitlines()[-1])


VALUES = [
    (Field.SPEAKER, {"name": "Mira Koss"}, "speaker_name", "Mira Koss"),
    (Field.SAID, "2031-05", "said_edtf", "2031-05"),
    (Field.KIND, "indirect", "kind", "indirect"),
    (Field.VERDICT, "confirmed", "status", "confirmed"),
    (Field.VERDICT, "rejected", "status", "rejected"),
]


@pytest.mark.parametrize("decided", VALUES)
def test_a_decision_holds_in_a_new_database(editor, tmp_path, decided):
    field, value, name, believed = decided
    read()
    correct("hundred years", field, value, editor)
    file = exported(tmp_path)
    forget_all()
    read()

    outcome = imported(file)

    assert (outcome["new"], outcome["placed"], outcome["waiting"]) == (1, 1, 0)
    assert getattr(said_of("hundred years"), name) == believed


def test_a_decision_that_comes_before_its_article_waits_and_holds_from_the_first_reading(
    editor, tmp_path
):
    read()
    correct("ferrymen", Field.SPEAKER, {"slug": "ada-varga"}, editor)
    file = exported(tmp_path)
    forget_all()

    assert imported(file)["waiting"] == 1
    read()

    assert said_of("ferrymen").speaker.slug == "ada-varga"
    assert Correction.objects.get().statement == said_of("ferrymen")


def test_a_link_to_an_event_holds_in_a_new_database(editor, tmp_path):
    event = make_event(slug="opening")
    read()
    correct("ferrymen", Field.EVENT, {"event": "opening", "refers": True}, editor)
    file = exported(tmp_path)
    forget_all()
    read()

    imported(file)

    assert said_of("ferrymen").links.get().event == event


@pytest.mark.parametrize("first", [URL, "https://post.example/words"])
def test_a_parting_holds_in_whichever_order_its_articles_come_in(editor, tmp_path, first):
    texts = {URL: TEXT, "https://post.example/words": OTHER}
    for url, text in texts.items():
        read(text, url)
    report = Report.objects.get(revision__article__url=URL, text__contains="hundred")
    row = report.statement
    assert row.reports.count() == 2
    parting = Decision(Field.SAME, {"same": False, "report": report.pk})
    decide(row.pk, [parting], editor=editor, version=row.version)
    file = exported(tmp_path)
    forget_all()

    imported(file)
    for url in sorted(texts, key=lambda url: url != first):
        read(texts[url], url)

    found = Statement.objects.filter(text__contains="hundred", merged_into=None)
    assert [statement.reports.count() for statement in found] == [1, 1]


def test_a_relation_holds_in_a_new_database(editor, tmp_path):
    read()
    value = {"kind": "denies", "statement": said_of("hundred").pk, "state": "confirmed"}
    correct("ferrymen", Field.RELATION, value, editor)
    file = exported(tmp_path)
    forget_all()
    read()

    imported(file)

    relation = said_of("ferrymen").relations.get()
    assert (relation.other, relation.state) == (said_of("hundred"), "confirmed")


def test_what_was_undone_stays_undone(editor, tmp_path):
    read()
    undo(correct("hundred", Field.KIND, "indirect", editor).pk, editor=editor)
    file = exported(tmp_path)
    forget_all()
    read()

    imported(file)

    assert said_of("hundred").kind == "direct"
    assert Correction.objects.filter(undoes=None, undone_by__isnull=False).count() == 1


def test_the_last_word_stays_the_last_though_it_was_here_first(editor, tmp_path):
    read()
    correct("hundred", Field.SAID, "2031-01-01", editor)
    file = exported(tmp_path)
    forget_all()
    read()
    make_editor("dana")
    correct("hundred", Field.SAID, "2031-02-02", User.objects.get(username="dana"))

    imported(file)

    assert said_of("hundred").said_edtf == "2031-02-02"


def test_who_decided_when_and_why_is_kept(editor, tmp_path):
    read()
    made = correct("hundred", Field.KIND, "indirect", editor, reason="Heard it.", cause="outlet")
    file = exported(tmp_path)
    forget_all()

    outcome = imported(file)

    row = Correction.objects.get()
    assert (row.editor.username, row.made_at, row.reason, row.cause, row.key) == (
        *("clara", made.made_at, "Heard it.", "outlet", made.key),
    )
    assert outcome["editors"] == ["clara"]
    assert not row.editor.is_active
    assert not row.editor.has_usable_password()


def test_a_second_import_changes_nothing(editor, tmp_path):
    read()
    correct("hundred", Field.KIND, "indirect", editor)
    file = exported(tmp_path)
    before = list(Statement.objects.values())

    outcome = imported(file)

    assert (outcome["new"], outcome["known"]) == (0, 1)
    assert list(Statement.objects.values()) == before


def test_an_article_that_comes_back_gets_its_decisions_back(editor):
    read()
    correct("hundred", Field.KIND, "indirect", editor)
    Report.objects.all().delete()
    Correction.objects.update(statement=None)
    Article.objects.all().delete()

    read()

    assert said_of("hundred").kind == "indirect"


def test_a_look_alike_is_not_taken_for_the_words(editor, tmp_path):
    short = 'At the fair, Ada Varga said: "We stay."\n\nLater, at the harbour, {} said: "We stay."'
    read(short.format("Ilo Brandt"))
    first = Statement.objects.filter(merged_into=None).order_by("pk")[0]
    verdict = Decision(Field.VERDICT, "rejected")
    decide(first.pk, [verdict], editor=editor, version=first.version)
    file = exported(tmp_path)
    forget_all()
    read('On the bridge, before noon and rain, Ilo Brandt told them: "We stay."')

    assert imported(file)["waiting"] == 1


def test_of_two_that_are_equally_like_none_is_taken():
    told = {"quote": "We stay.", "quote_prefix": "he said: ", "quote_suffix": ""}
    one, other = (Report(text="We stay.", quote_prefix="he said: ", statement_id=n) for n in (1, 2))

    assert report_meant(told, [one]) is one
    assert report_meant(told, [one, other]) is None


def test_of_two_of_one_statement_the_first_is_taken():
    told = {"quote": "We stay.", "quote_prefix": "", "quote_suffix": ""}
    one, other = (Report(text="We stay.", statement_id=1) for _ in range(2))

    assert report_meant(told, [one, other]) is one


def test_a_short_quotation_in_other_surroundings_is_not_taken():
    told = {"quote": "We stay.", "quote_prefix": "", "quote_suffix": " So said the old ferryman."}
    row = Report(text="We stay.", quote_suffix=" Rain fell on the harbour.", statement_id=1)

    assert report_meant(told, [row]) is None


def test_words_of_an_article_that_was_taken_down_do_not_come_back(editor, tmp_path):
    read()
    made = correct("hundred", Field.KIND, "indirect", editor)
    undo(made.pk, editor=editor)
    file = exported(tmp_path)
    take_down(URL, by="chief")

    outcome = imported(file)

    assert (outcome["refused"], outcome["new"]) == (2, 0)
    assert not Correction.objects.exists()


@pytest.mark.parametrize("address", [URL, "http://www.ledger.example/bridge?utm_source=feed"])
def test_a_takedown_reaches_decisions_that_wait_for_the_article(editor, tmp_path, address):
    read()
    correct("hundred", Field.KIND, "indirect", editor)
    file = exported(tmp_path)
    forget_all()
    imported(file)

    take_down(address, by="chief", ahead=True)

    assert not Correction.objects.exists()


def test_what_was_undone_in_both_databases_is_undone_once(editor, tmp_path):
    read()
    made = correct("hundred", Field.KIND, "indirect", editor)
    file = exported(tmp_path)
    there = json.loads(file.read_text())
    undoing = {**there, "key": str(uuid4()), "undoes": there["key"], "value": "direct"}
    file.write_text(f"{json.dumps(undoing)}\n{json.dumps(there)}\n")
    undo(made.pk, editor=editor)

    assert imported(file)["placed"] == 2
    assert Correction.objects.filter(undoes=made).count() == 1


def test_an_article_under_another_address_here_gets_its_decisions(editor, tmp_path):
    read()
    correct("hundred", Field.KIND, "indirect", editor)
    file = exported(tmp_path)
    forget_all()
    moved = "https://ledger.example/moved"
    read(url=moved)
    Address.objects.create(key=key_of(URL), article=Article.objects.get(url=moved))

    assert imported(file)["placed"] == 1
    assert said_of("hundred").kind == "indirect"


def test_placing_again_changes_nothing(editor):
    read()
    correct("hundred", Field.KIND, "indirect", editor)
    before = list(Statement.objects.values())

    assert place(Article.objects.get()) == []
    assert list(Statement.objects.values()) == before


FAULTS = [
    ({"key": "no"}, "line 1, key: 'no' is no UUID"),
    ({"made": "yesterday"}, "line 1, made: 'yesterday' is no time with a zone"),
    ({"field": "mood"}, "line 1, field: 'mood' is unknown"),
    ({"value": "shouted"}, "line 1, value: 'shouted' is no value of kind"),
    ({"quote": ""}, "line 1, quote: missing"),
    ({"editor": None}, "line 1, editor: missing"),
    ({"undoes": "5f0c2f0e-8f0b-4a52-9f5b-0d8a3c4a1c11"}, "there is no decision 5f0c2f0e"),
]


@pytest.mark.parametrize(("slip", "told"), FAULTS)
def test_a_faulty_line_is_named_and_nothing_is_written(editor, tmp_path, slip, told):
    read()
    correct("hundred", Field.KIND, "indirect", editor)
    file = exported(tmp_path)
    forget_all()
    file.write_text(json.dumps(json.loads(file.read_text()) | slip))
    out = StringIO()

    with pytest.raises((SystemExit, CommandError)):
        call_command("import_corrections", str(file), stdout=out, stderr=out)

    assert told in out.getvalue()
    assert not Correction.objects.exists()
