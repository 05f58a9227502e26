import pytest
from django.urls import reverse

from claims.models import Batch, Correction, Speaker, Statement
from tests.builders import make_report, make_speaker
from tests.desk.filling import correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def statements():
    varga = make_speaker("Ada Varga")
    return [make_report(speaker=varga, label="the envoy").statement for _ in range(3)]


@pytest.fixture
def sample(editor, statements):
    correct(editor, statements[0], credited="name", name="Mira Sand")
    return Correction.objects.get()


def url(row: Correction) -> str:
    return reverse("desk-alike", args=[row.pk])


def ticked(page) -> list[str]:
    return [row.pick for row in page.context["rows"] if row.ticked]


def apply(browser, row, **more):
    picks = ticked(browser.get(url(row)))
    data = {"pick": picks, "if_stale": "all", "reason": ""} | more
    return browser.post(url(row), data, follow=True)


def test_a_correction_offers_what_was_misread_alike(editor, statements):
    correct(editor, statements[0], credited="name", name="Mira Sand")

    words = editor.get(reverse("desk")).content.decode()
    assert "The speaker of 2 other statements was misread alike" in words
    assert url(Correction.objects.get()) in words


def test_looking_shows_what_each_becomes_and_decides_nothing(editor, sample):
    page = editor.get(url(sample))

    assert [(row.was, row.becomes) for row in page.context["rows"]] == [
        ("Ada Varga", "Mira Sand")
    ] * 2
    assert "Their source is “the envoy”" in page.content.decode()
    assert Correction.objects.count() == 1


def test_ticks_can_be_taken_away_at_once(editor, sample):
    assert len(ticked(editor.get(url(sample)))) == 2
    assert ticked(editor.get(f"{url(sample)}?tick=none")) == []


def test_what_is_ticked_is_decided_and_undone_in_one_press(editor, sample):
    page = apply(editor, sample)
    batch = page.context["batch"]
    stood = Statement.objects.filter(speaker_name="Mira Sand").count()

    back = editor.post(reverse("desk-batch-undo", args=[batch.pk]), follow=True)

    assert (stood, Statement.objects.filter(speaker_name="Mira Sand").count()) == (3, 1)
    assert "Undone: 2 statements." in back.content.decode()


def test_a_batch_is_one_line_of_the_decisions(editor, sample):
    apply(editor, sample)

    page = editor.get(reverse("desk-decisions"))

    assert len(page.context["entries"]) == 2
    assert "One of 2 decided at one press" in " ".join(page.content.decode().split())
    assert reverse("desk-batch", args=[Batch.objects.get().pk]) in page.content.decode()


def test_what_changed_meanwhile_is_named_and_nothing_decided(editor, statements, sample):
    picks = ticked(editor.get(url(sample)))
    Statement.objects.filter(pk=statements[1].pk).update(version=9)

    page = editor.post(url(sample), {"pick": picks, "if_stale": "all"})

    assert page.status_code == 409
    assert page.context["form"].stale == [statements[1]]
    assert ticked(page) == [pick for pick in picks if pick.startswith(f"{statements[2].pk}:")]
    assert Correction.objects.count() == 1


def test_the_others_are_decided_on_where_that_is_asked_for(editor, statements, sample):
    picks = ticked(editor.get(url(sample)))
    Statement.objects.filter(pk=statements[1].pk).update(version=9)

    page = editor.post(url(sample), {"pick": picks, "if_stale": "rest"}, follow=True)

    assert "it changed meanwhile" in page.content.decode()
    assert Batch.objects.get().rows.count() == 1


@pytest.mark.parametrize(
    "changes", [{"pick": []}, {"pick": ["1"]}, {"pick": ["x:y"]}, {"if_stale": "perhaps"}]
)
def test_what_makes_no_sense_is_refused(editor, sample, changes):
    page = apply(editor, sample, **changes)

    assert page.status_code == 422
    assert not Batch.objects.exists()


def test_a_decision_that_tells_nothing_of_others_says_so(editor, sample):
    Correction.objects.filter(pk=sample.pk).update(cause="outlet")

    assert "Nothing can be told from it" in editor.get(url(sample)).content.decode()


def test_undoing_what_is_undone_changes_nothing(editor, sample):
    batch = apply(editor, sample).context["batch"]
    undo = reverse("desk-batch-undo", args=[batch.pk])
    editor.post(undo)

    again = editor.post(undo, follow=True)

    assert "nothing was undone" in again.content.decode()
    assert editor.post(undo, {"reason": "x" * 2001}, follow=True).context["batch"].size == 2


def test_the_pages_take_as_many_queries_however_much_is_alike(
    editor, sample, django_assert_max_num_queries
):
    for _ in range(5):
        make_report(speaker=Speaker.objects.get(), label="the envoy")
    with django_assert_max_num_queries(31):
        editor.get(url(sample))
    batch = apply(editor, sample).context["batch"]

    with django_assert_max_num_queries(25):
        assert editor.get(reverse("desk-batch", args=[batch.pk])).context["batch"].size == 7
