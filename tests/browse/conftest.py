"""Rows that the pages' tests share."""

from html import unescape

import pytest
from django.utils.html import strip_tags

from tests.builders import make_editor, make_event, make_report, make_speaker


@pytest.fixture
def ada(db):
    offices = [
        ("Mayor", "Ostrava Bridge", "2026", "2029"),
        ("Minister of Works", "Velmora", "2030-01-01", ""),
    ]
    return make_speaker(side="Velmora", aliases=["A. Varga"], offices=offices)


@pytest.fixture
def opening(db):
    return make_event(slug="opening", place="Velmora", participants=["Ada Varga"])


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def make_many(ada, opening):
    """Makes statements, each in an outlet and an article of its own, that refer to an event."""

    def make(count, **fields):
        reports = [
            make_report(**{"speaker": ada, "said": "2031-05-05", **fields}) for _ in range(count)
        ]
        for report in reports:
            report.statement.links.create(event=opening, state="linked", confidence=0.9)
        return [report.statement for report in reports]

    return make


@pytest.fixture
def read(client):
    """The words of a page, as one line."""

    def read(path, status=200):
        response = client.get(path)
        assert response.status_code == status
        return " ".join(unescape(strip_tags(response.content.decode())).split())

    return read
