import pytest
from django.urls import reverse

from claims.models import Batch, Speaker, Statement
from tests.builders import make_report, make_speaker

pytestmark = pytest.mark.django_db

URL = "/desk/speakers/ada-varga/split/"


@pytest.fixture
def statements():
    """Two of Ada Varga's, and one whose source is called otherwise."""
    varga = make_speaker()
    labels = ("Varga", "Varga", "the younger Varga")
    return [make_report(speaker=varga, label=label).statement for label in labels]


def split(browser, statements, **more):
    picks = [f"{row.pk}:{row.version}" for row in statements]
    return browser.post(URL, {"pick": picks, **more}, follow=True)


def speakers() -> list[str]:
    return [row.credited for row in Statement.objects.select_related("speaker").order_by("pk")]


def test_statements_are_picked_by_the_words_for_the_source(chief, statements):
    page = chief.get(URL)
    narrowed = chief.get(URL, {"label": "the younger Varga"})

    assert [(each["label"], each["count"]) for each in page.context["labels"]] == [
        ("Varga", 2),
        ("the younger Varga", 1),
    ]
    assert [row.statement for row in narrowed.context["rows"]] == [statements[2]]


def test_what_is_ticked_becomes_a_new_speaker_s_and_is_undone_at_one_press(chief, statements):
    page = split(chief, statements[1:], name="Ida Varga", reason="Her daughter.")
    became = speakers()

    chief.post(reverse("desk-batch-undo", args=[Batch.objects.get().pk]))

    assert became == ["Ada Varga", "Ida Varga", "Ida Varga"]
    assert "picked by hand" in page.content.decode()
    assert not Speaker.objects.get(slug="ida-varga").tracked
    assert speakers() == ["Ada Varga"] * 3


def test_the_page_of_merges_leads_there_and_asks_for_the_other(chief, statements):
    page = chief.get(reverse("desk-merges"), {"speaker": "ada-varga"})

    assert f'href="{URL}"' in page.content.decode()
    assert not page.context["form"].errors


def test_the_speaker_s_page_leads_there_for_chiefs_alone(client, chief, statements):
    for_chiefs = chief.get("/speakers/ada-varga/").content.decode()
    chief.logout()

    assert f'href="{URL}"' in for_chiefs
    assert f"{reverse('desk-merges')}?speaker=ada-varga" in for_chiefs
    assert URL not in client.get("/speakers/ada-varga/").content.decode()


def test_a_known_speaker_is_chosen(chief, statements):
    make_speaker("Ilo Brandt")

    split(chief, statements[2:], other="ilo-brandt")

    assert speakers() == ["Ada Varga", "Ada Varga", "Ilo Brandt"]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({}, "Choose a known speaker, or write"),
        ({"name": "Ida Varga", "other": "ada-varga"}, "Choose a known speaker, or write"),
        ({"name": "Ada Varga"}, "There is a speaker “Ada Varga” already"),
    ],
)
def test_whose_they_are_has_to_be_said_once(chief, statements, more, message):
    page = split(chief, statements, **more)

    assert (page.status_code, message in page.content.decode()) == (422, True)
    assert page.context["form"].errors
    assert set(page.context["form"].cleaned_data["pick"]) == {row.pk for row in statements}
    assert not Batch.objects.exists()


def test_nothing_ticked_makes_nobody(chief, statements):
    page = split(chief, [], name="Ida Varga")

    assert "nothing was ticked" in page.content.decode()
    assert not Speaker.objects.filter(slug="ida-varga").exists()


def test_what_changed_meanwhile_is_named_and_nothing_moves(chief, statements):
    Statement.objects.filter(pk=statements[0].pk).update(version=9)

    page = split(chief, statements, name="Ida Varga")

    assert (page.status_code, page.context["form"].stale) == (409, [statements[0]])
    assert set(page.context["form"].cleaned_data["pick"]) == {row.pk for row in statements}
    assert speakers() == ["Ada Varga"] * 3
    assert not Speaker.objects.filter(slug="ida-varga").exists()


def test_editors_do_not_split(editor, statements):
    assert editor.get(URL).status_code == 403


def test_the_queries_do_not_grow_with_the_statements(
    chief, statements, django_assert_max_num_queries
):
    for _ in range(5):
        make_report(speaker=Speaker.objects.get(), label="Varga")

    with django_assert_max_num_queries(20):
        assert len(chief.get(URL).context["rows"]) == 8


def test_words_that_no_row_can_hold_find_nothing(chief, statements):
    page = chief.get(URL, {"label": "nul \0"})

    assert page.status_code == 200
