"""The page of figures, and the same for programs."""

import pytest

from claims.quality import LEAST
from claims.rechecking import Answer, answer
from tests.builders import make_editor, make_sample, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def answered(times, **given):
    """So many statements that one editor answered on."""
    ada = make_speaker()
    editor = make_editor("otto")
    for _ in range(times):
        sample = make_sample(make_statement(speaker=ada), cue="said")
        answer(sample.pk, Answer(kind="direct", **given), editor=editor)


def page_of(client, **query):
    return client.get("/quality/", query).content.decode()


def test_without_answers_the_page_says_that_there_is_nothing_to_publish(client):
    assert "there is nothing to publish" in page_of(client)


def test_of_few_answers_it_shows_the_counts_and_no_share(client):
    answered(LEAST - 1)

    page = page_of(client)

    assert f"{LEAST - 1} of {LEAST - 1}" in page
    assert f"{LEAST - 1} answers: too few" in page
    assert "100%" not in page


def test_of_enough_answers_it_shows_share_interval_and_count(client):
    answered(LEAST)

    page = page_of(client)

    assert "100%" in page
    assert "84% to 100%" in page
    assert f"{LEAST} of {LEAST}" in page


@pytest.mark.parametrize("days", ["30", "x", "7", "²"])
def test_a_period_that_is_not_offered_is_all_time(client, days):
    shown = client.get("/quality/", {"days": days}).context["quality"]

    assert shown.days == (30 if days == "30" else None)


def test_programs_get_the_same_figures(client):
    answered(LEAST)

    found = client.get("/api/v1/quality").json()

    undecided = found["strata"][1]
    assert found["answers"] == undecided["all"]["answers"] == LEAST
    assert undecided["by_kind"][0]["kind"] == {
        "right": LEAST,
        "of": LEAST,
        "share": 1.0,
        "low": 0.8389,
        "high": 1.0,
    }
    assert [row["name"] for row in undecided["by_cue"]] == ["said"]


def test_programs_get_no_share_of_few(client):
    answered(1)

    kind = client.get("/api/v1/quality").json()["strata"][1]["all"]["kind"]

    assert kind == {"right": 1, "of": 1, "share": None, "low": None, "high": None}


@pytest.mark.parametrize("query", [{"days": "7"}, {"day": "30"}])
def test_programs_are_told_what_there_is_not(client, query):
    assert client.get("/api/v1/quality", query).status_code == 400
