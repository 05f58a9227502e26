"""How statements relate, for programs."""

import pytest

from claims.exporting.streams import statement_lines
from claims.models import Statement
from claims.sequencing import number_changes
from tests.builders import make_relation, make_report

pytestmark = pytest.mark.django_db


def test_a_relation_stands_on_both_statements_with_its_evidence(client):
    one, other = make_report(), make_report()
    make_relation(one, other)
    start = one.content[0].lower

    shown = [
        client.get(f"/api/v1/statements/{report.statement_id}").json()["relations"]
        for report in (one, other)
    ]

    told = {"report": one.pk, "span": [start, start + 4], "rule": "clarified", "confidence": 0.8}
    assert shown[0] == shown[1]
    assert shown[0] == [
        {
            "kind": "clarifies",
            "from": one.statement_id,
            "to": other.statement_id,
            "state": "proposed",
            "confidence": 0.8,
            "evidence": [told],
        }
    ]


def test_a_rejected_relation_is_not_listed(client):
    relation = make_relation(make_report(), make_report())
    relation.state = "rejected"
    relation.save()

    lists = client.get("/api/v1/statements").json()["results"]

    assert [line["relations"] for line in lists] == [[], []]


def test_many_relations_take_no_more_queries(client, django_assert_num_queries):
    one = make_report()
    make_relation(one, make_report())
    make_relation(make_report(), one)
    number_changes()
    with django_assert_num_queries(11):
        client.get("/api/v1/statements")
    for _ in range(3):
        make_relation(one, make_report())
        make_relation(make_report(), one)
    number_changes()

    with django_assert_num_queries(11):
        client.get("/api/v1/statements")


def test_the_export_has_the_same_relations():
    make_relation(make_report(), make_report())

    lines = list(statement_lines())

    assert [len(line["relations"]) for line in lines] == [1, 1]
    assert {line["id"] for line in lines} == set(Statement.objects.values_list("pk", flat=True))
