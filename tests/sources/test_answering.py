import pytest

from sources.answering import ask
from sources.fetching import FetchError
from sources.models import Answer, Fetch
from tests.builders import make_outlet
from tests.newsroom import Page, html

pytestmark = pytest.mark.django_db


@pytest.fixture
def lantern():
    return make_outlet(name="The Lantern")


def noted():
    return dict(Answer.objects.values_list("status", "count"))


def test_an_answer_is_counted_for_the_outlet_in_its_hour(newsroom, lantern):
    newsroom.pages["/a"] = html("The bridge stands.")

    for _ in range(2):
        ask(newsroom.fetcher, Fetch(url="http://lantern.example/a"), outlet="The Lantern")

    assert noted() == {200: 2}
    assert Answer.objects.get().outlet == lantern


def test_a_refusal_is_counted_by_its_status_and_passed_on(newsroom, lantern):
    newsroom.pages["/a"] = Page(status=503)

    with pytest.raises(FetchError):
        ask(newsroom.fetcher, Fetch(url="http://lantern.example/a"), outlet="The Lantern")

    assert noted() == {503: 1}


def test_what_comes_to_no_answer_is_counted_as_none(newsroom, lantern):
    newsroom.deaf.add("93.184.215.14")

    with pytest.raises(FetchError):
        ask(newsroom.fetcher, Fetch(url="http://lantern.example/a"), outlet="The Lantern")

    assert noted() == {0: 1}
