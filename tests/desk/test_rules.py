import pytest
from django.urls import reverse

from claims.models import Correction, Rule
from claims.rules import make_rule
from claims.wording import Wording
from tests.builders import make_editor, make_report, make_speaker
from tests.desk.filling import correct
from tests.knowing import make_archive

pytestmark = pytest.mark.django_db

NIGHTBIRD = Wording("alias", "Nightbird", "ada-varga")
FILLED = {"kind": "alias", "words": "Nightbird", "speaker": "ada-varga", "reason": "On stage."}


def url(name: str, *parts) -> str:
    return reverse(f"desk-rule{name}", args=parts)


def new(browser, **changes):
    return browser.post(url("-new"), FILLED | changes, follow=True)


def test_an_editor_proposes_and_a_chief_lets_it_stand(editor, client):
    make_speaker()

    page = new(editor)

    [rule] = Rule.objects.all()
    assert (rule.state, rule.made_by, rule.reason) == ("proposed", editor.user, "On stage.")
    assert "a chief decides on it" in page.content.decode()
    assert "Let it stand" not in page.content.decode()


def test_what_a_chief_makes_stands_at_once(chief):
    make_speaker()

    page = new(chief, start="2031", end="2032-05")

    [rule] = Rule.objects.all()
    assert (rule.state, rule.accepted_by) == ("standing", chief.user)
    assert "from 2031 to May 2032" in page.content.decode()


def test_a_chief_accepts_and_withdraws(chief):
    make_speaker()
    rule = make_rule(NIGHTBIRD, editor=make_editor())

    for action, state in (("accept", "standing"), ("withdraw", "withdrawn")):
        chief.post(url("-decide", rule.pk), {"action": action, "why": "Told so."})
        rule.refresh_from_db()
        assert rule.state == state

    again = chief.post(url("-decide", rule.pk), {"action": "accept"}, follow=True)
    assert "It is withdrawn by now" in again.content.decode()
    assert "Told so." in again.content.decode()


def test_an_edited_rule_is_another_row(chief):
    make_speaker()
    new(chief)
    [first] = Rule.objects.all()

    page = chief.post(url("", first.pk), FILLED | {"end": "2031"}, follow=True)

    first.refresh_from_db()
    assert (first.state, Rule.objects.last().replaces) == ("withdrawn", first)
    assert "In the place of an earlier" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"words": "nightbird"}, "begins with a capital letter"),
        ({"speaker": ""}, "Choose whom the words mean"),
        ({"start": "soon"}, "soon"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(chief, changes, message):
    make_speaker()

    page = new(chief, **changes)

    assert page.status_code == 422
    assert message in page.content.decode()
    assert not Rule.objects.exists()


def test_a_corrected_speaker_offers_to_remember_the_words(editor):
    make_speaker("Mira Sand")
    correct(
        editor,
        make_report(label="the envoy of Brod").statement,
        speaker="mira-sand",
        credited="slug",
    )
    row = Correction.objects.get()

    offered = editor.get(reverse("desk")).content.decode()
    page = editor.get(f"{url('-new')}?correction={row.pk}")
    editor.post(f"{url('-new')}?correction={row.pk}", FILLED | {"speaker": "mira-sand"})

    assert f"{url('-new')}?correction={row.pk}" in offered
    assert page.context["form"]["speaker"].value() == "mira-sand"
    assert Rule.objects.get().sample == row


def test_a_rehearsal_shows_each_report_and_keeps_nothing(editor):
    make_archive()
    rule = make_rule(NIGHTBIRD, editor=editor.user)

    page = editor.post(url("-rehearsal", rule.pk)).content.decode()

    assert "<del>Nightbird</del>" in page
    assert "<ins>ada-varga</ins>" in page
    assert Rule.objects.get().state == "proposed"


def test_the_list_takes_as_many_queries_however_many_there_are(
    chief, django_assert_max_num_queries
):
    make_speaker()
    for number in range(12):
        new(chief, words=f"Nightbird {'ABCDEFGHIJKL'[number]}")

    with django_assert_max_num_queries(20):
        page = chief.get(f"{url('s')}?state=standing")

    assert len(page.context["page"].object_list) == 12
    assert editor_sees(chief, "proposed") == editor_sees(chief, "withdrawn") == 0


def editor_sees(browser, state: str) -> int:
    return len(browser.get(f"{url('s')}?state={state}").context["page"].object_list)
