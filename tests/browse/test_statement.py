import pytest

from claims.corrections import Decision, decide, undo
from claims.models import Correction, Event, Statement
from tests.builders import (
    make_article,
    make_editor,
    make_report,
    make_revision,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db
Field = Correction.Field


def decision_on(statement, field, value, editor, **fields):
    statement.refresh_from_db()
    decisions = [Decision(field, value, **fields)]
    return decide(statement.pk, decisions, editor=editor, version=statement.version)[0]


def test_the_words_stand_marked_in_their_paragraph(client):
    revision = make_revision(text="Snow fell.\n<b>Varga</b> said: “It holds.”")
    statement = make_statement(
        revision=revision, quote="“It holds.”", cue=[(24, 28)], source=[(14, 19)]
    )

    page = client.get(f"/statements/{statement.pk}/").content.decode()

    passage = page[page.index("<blockquote") : page.index("</blockquote>")]
    assert "Snow fell" not in passage
    assert "&lt;b&gt;" in passage
    for role, words in (("content", "“It holds.”"), ("source", "Varga"), ("cue", "said")):
        assert f'class="{role}"' in passage.replace("\n", ""), words
        assert f">{words}</mark>" in passage


def test_every_value_tells_what_it_rests_on(read):
    evidence = {"speaker": [{"span": [0, 9], "rule": "full name", "confidence": 0.87}]}
    statement = make_statement(evidence=evidence, via=["The Lantern"], medium="Telegram")

    page = read(f"/statements/{statement.pk}/")

    assert "Why this speaker Ada Varga The source is named in full. 87% sure." in page
    assert "via The Lantern" in page
    assert "on Telegram" in page


def test_an_event_is_shown_with_the_words_that_refer_to_it(read, opening):
    report = make_report()
    evidence = [{"span": [32, 38], "rule": "content", "confidence": 0.9}]
    report.references.create(event=opening, confidence=0.9, evidence=evidence)
    report.statement.links.create(event=opening, state="linked", confidence=0.9)

    page = read(f"/statements/{report.statement_id}/")

    told = "bridge The words share this with what tells of the event."
    assert f"Why Opening of the bridge {told} {report.published_by}, 90% sure." in page
    assert f"Why this event Opening of the bridge {told} 90% sure." in page
    assert "Opening of the bridge 5 May 2031 · 90% sure" in page


def test_a_report_shows_its_own_occasion_apart_from_what_it_refers_to(read, opening):
    evidence = {"occasion": [{"span": [4, 10], "rule": "rally", "confidence": 0.85}]}
    words = {"occasion_words": "at a rally in Lorn", "evidence": evidence}
    statement = make_statement(occasion=opening, **words)

    page = read(f"/statements/{statement.pk}/")

    assert "at a rally in Lorn on the occasion of Opening of the bridge" in page
    assert "Why this occasion" in page
    assert "The article says that it was said at a rally or gathering. 85% sure." in page


@pytest.mark.parametrize("state", ["rejected", "proposed"])
def test_an_occasion_that_is_no_published_event_is_not_led_to(client, opening, state):
    statement = make_statement(occasion=opening)
    Event.objects.filter(pk=opening.pk).update(state=state)

    page = client.get(f"/statements/{statement.pk}/").content.decode()

    assert "on the occasion of" not in page


def test_an_event_that_is_no_longer_published_is_not_led_to(client, opening):
    statement = make_statement()
    statement.links.create(event=opening, state="confirmed", confidence=1)
    type(opening).objects.update(state="proposed")

    assert opening.title not in client.get(f"/statements/{statement.pk}/").content.decode()


def test_the_history_tells_who_decided_what_why_and_what_was_undone(read, editor):
    statement = make_statement(speaker=make_speaker())
    make_speaker("Ben Okoro")
    row = decision_on(
        statement, Field.SPEAKER, {"slug": "ben-okoro"}, editor, reason="A homonym.", cause="outlet"
    )
    undo(row.pk, editor=editor, reason="Looked again.")

    page = read(f"/statements/{statement.pk}/")

    for words in ("Ada Varga → became Ben Okoro", "the outlet is wrong", "A homonym."):
        assert words in page
    assert "Undone: Speaker" in page
    assert "Looked again." in page


def test_only_who_signs_in_sees_which_editor_decided(client):
    statement = make_statement()
    zoe = make_editor("zoe")
    decision_on(statement, Field.KIND, "mixed", zoe)
    address = f"/statements/{statement.pk}/"
    anonymous = " ".join(client.get(address).content.decode().split())
    client.force_login(zoe)

    signed_in = " ".join(client.get(address).content.decode().split())

    assert ("zoe, <time" in anonymous, "zoe, <time" in signed_in) == (False, True)


def test_a_merged_statement_leads_to_its_successor_for_good(client):
    successor = make_statement()
    merged = make_statement()
    Statement.objects.filter(pk=merged.pk).update(merged_into=successor)

    response = client.get(f"/statements/{merged.pk}/")

    assert (response.status_code, response.url) == (301, f"/statements/{successor.pk}/")


def test_a_rejected_statement_is_gone_for_readers_and_seen_by_editors(client, editor):
    statement = make_statement()
    decision_on(statement, Field.VERDICT, "rejected", editor)

    assert client.get(f"/statements/{statement.pk}/").status_code == 410

    client.force_login(editor)
    response = client.get(f"/statements/{statement.pk}/")
    assert response.status_code == 200
    assert b"Only editors see this statement" in response.content


def test_what_the_outlet_removed_stays_and_says_so(read):
    statement = make_statement(withdrawn="outlet")

    page = read(f"/statements/{statement.pk}/")

    assert "No article carries these words any more: removed by the outlet." in page


def test_a_misread_report_is_not_shown_beside_a_good_one(client):
    good = make_report()
    make_report(statement=good.statement, withdrawn="reader")

    passages = client.get(f"/statements/{good.statement_id}/").context["passages"]

    assert [passage.report for passage in passages] == [good]


def test_words_within_words_of_another_say_whose(read, ada):
    outer = make_report(speaker=ada)
    inner = make_report(parent=outer)

    assert "within words of Ada Varga" in read(f"/statements/{inner.statement_id}/")


def test_only_editors_are_offered_to_correct(client, editor):
    statement = make_statement()
    path = f"/statements/{statement.pk}/"
    desk = f'href="/desk{path}"'.encode()

    assert desk not in client.get(path).content

    client.force_login(editor)
    assert desk in client.get(path).content


@pytest.mark.parametrize("pk", ["1", "99999999999999999999"])
def test_an_unknown_statement_is_not_found(client, pk):
    assert client.get(f"/statements/{pk}/").status_code == 404


def test_an_article_without_outlet_is_named_by_its_host(read):
    article = make_article(outlet=None, url="https://lantern.example/bridge")
    statement = make_statement(revision=make_revision(article=article))

    assert "lantern.example" in read(f"/statements/{statement.pk}/")


def test_the_wordings_of_several_outlets_stand_side_by_side(client):
    first, second = ("Varga said: “It stays open.”", "Varga said: “It remains open.”")
    statement = make_statement(revision=make_revision(text=first), quote="“It stays open.”")
    make_report(
        statement=statement, revision=make_revision(text=second), quote="“It remains open.”"
    )

    page = " ".join(client.get(f"/statements/{statement.pk}/").content.decode().split())

    assert "2 wordings" in page
    assert "“It <del>stays</del> <ins >remains </ins>open.”" in page


def test_one_wording_is_not_compared(read):
    statement = make_statement()

    assert "wordings" not in read(f"/statements/{statement.pk}/")


def test_an_outlet_that_credits_both_speakers_disputes_neither(client):
    both = make_revision(text="“It stays,” said Varga. “Yes, it stays,” said Brandt.")
    statement = make_statement(revision=both, quote="“It stays,”", speaker_name="Ada Varga")
    reading = statement.reports.get().reading
    make_report(statement=statement, reading=reading, quote="“Yes, it stays,”", speaker_name="Ilo")
    make_report(statement=statement, speaker_name="Ada Varga")

    assert "Disputed" not in client.get(f"/statements/{statement.pk}/").content.decode()


def test_outlets_that_disagree_on_speaker_and_day_show_as_a_dispute(client):
    statement = make_statement(speaker=make_speaker("Ada Varga"), said="2031-05-05")
    make_report(statement=statement, speaker_name="Ilo Brandt", said="2031-05")

    page = " ".join(client.get(f"/statements/{statement.pk}/").content.decode().split())

    assert "Disputed: outlets credit Ada Varga, Ilo Brandt." in page
    assert "Disputed: outlets date it May 2031, 5 May 2031." in page
