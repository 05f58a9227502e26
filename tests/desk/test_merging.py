import pytest
from django.urls import reverse

from claims.models import Speaker, SpeakerMerge
from tests.builders import make_speaker, make_statement

pytestmark = pytest.mark.django_db

URL = "/desk/speakers/"
BOTH = {"speaker": "a-vargova", "into": "ada-varga"}


@pytest.fixture
def two():
    return make_speaker("A Vargova"), make_speaker()


def test_the_page_shows_what_would_move_and_moves_nothing(chief, two):
    make_statement(speaker=two[0])

    page = chief.get(URL, BOTH)

    assert (page.context["move"].statements, len(page.context["moving"])) == (1, 1)
    assert not SpeakerMerge.objects.exists()


def test_a_chief_merges_and_undoes(chief, two):
    page = chief.post(URL, BOTH | {"reason": "One person."}, follow=True)
    [merge] = SpeakerMerge.objects.all()
    merged = Speaker.objects.get(pk=two[0].pk).merged_into

    chief.post(reverse("desk-merge-undo", args=[merge.pk]), {"reason": "Sisters."})
    again = chief.post(reverse("desk-merge-undo", args=[merge.pk]), follow=True)

    assert "A Vargova is Ada Varga" in page.content.decode()
    assert (merged, Speaker.objects.get(pk=two[0].pk).merged_into) == (two[1], None)
    assert "It was undone already" in again.content.decode()


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (BOTH | {"into": ""}, "Choose one."),
        (BOTH | {"into": "a-vargova"}, "into themselves"),
    ],
)
def test_what_can_t_be_is_said_before_and_after(chief, two, chosen, message):
    assert message in chief.get(URL, chosen).content.decode()
    refused = chief.post(URL, chosen)
    assert (refused.status_code, message in refused.content.decode()) == (422, True)


def test_editors_do_not_merge(editor, two):
    assert editor.get(URL).status_code == editor.post(URL, BOTH).status_code == 403


def test_the_queries_do_not_grow_with_the_merges(chief, django_assert_max_num_queries):
    into = make_speaker()
    for number in range(8):
        made = make_speaker(f"A Varga {number}")
        SpeakerMerge.objects.create(speaker=made, into=into, made_by=chief.user)

    with django_assert_max_num_queries(20):
        assert len(chief.get(URL).context["merges"]) == 8
