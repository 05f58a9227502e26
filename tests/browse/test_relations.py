"""How statements relate, as readers see it."""

import pytest

from tests.browse.test_queries import queries_of
from tests.builders import make_event, make_relation, make_report, make_revision, make_speaker

TEXT = 'Ilo Brandt spoke on Tuesday. "She meant the old one," Brandt clarified.'


@pytest.fixture
def clarification(ada):
    """Brandt clarifies what Varga said, both of them about one event."""
    brandt = make_speaker("Ilo Brandt")
    first = make_report(speaker=ada, said="2031-05-05")
    second = make_report(
        speaker=brandt,
        said="2031-05-06",
        quote='"She meant the old one,"',
        revision=make_revision(text=TEXT),
    )
    event = make_event(slug="opening")
    for report in (first, second):
        report.references.create(event=event, confidence=0.9)
    relation = make_relation(second, first)
    make_relation(first, second, "denies")
    return relation


def test_the_clarifying_statement_names_what_it_clarifies_with_the_cue(read, clarification):
    page = read(f"/statements/{clarification.statement_id}/")

    assert "Clarifies Ada Varga, 5 May 2031" in page
    assert "proposed" in page
    assert "80% sure" in page
    assert '"She The article says that this clarifies the other.' in page


def test_the_clarified_statement_names_who_clarified_it(read, clarification):
    page = read(f"/statements/{clarification.other_id}/")

    assert "Clarified by Ilo Brandt, 6 May 2031" in page


def test_an_event_lists_how_its_statements_relate(read, clarification):
    page = read("/events/opening/")

    assert "How these statements relate" in page
    assert "Ilo Brandt clarifies Ada Varga, 6 May 2031" in page


def test_what_an_editor_rejected_is_not_shown(read, clarification):
    clarification.state = "rejected"
    clarification.save()

    assert "Clarifies" not in read(f"/statements/{clarification.statement_id}/")


@pytest.mark.parametrize("path", ["/statements/{}/", "/events/opening/"])
def test_many_relations_take_no_more_queries(
    client, clarification, django_assert_num_queries, path
):
    path = path.format(clarification.statement_id)
    few = queries_of(client, path)
    report = clarification.statement.reports.get()
    for _ in range(4):
        other = make_report(said="2031-05-05")
        make_relation(report, other)
        make_relation(other, report, "responds_to")

    with django_assert_num_queries(few):
        client.get(path)
