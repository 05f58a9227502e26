"""What a list shows of other rows: their change is a change of the row that shows them."""

import pytest

from claims.beliefs import believe
from claims.models import (
    Drift,
    Event,
    Link,
    Office,
    Reference,
    Relation,
    Report,
    Speaker,
    Statement,
)
from sources.models import Article, Outlet, Revision, Signature
from tests.builders import make_event, make_relation, make_report, make_revision, make_speaker

pytestmark = pytest.mark.django_db
LISTS = ("statement", "report", "speaker", "event", "outlet", "article")
WRITES = {
    "speaker": lambda: Speaker.objects.update(name="Ada V."),
    "speaker's address": lambda: Speaker.objects.update(slug="ada-v"),
    "office": lambda: Office.objects.update(title="Minister"),
    "no office": lambda: Office.objects.all().delete(),
    "event": lambda: Event.objects.update(title="The opening"),
    "proposed": lambda: Event.objects.update(state="proposed"),
    "no event": lambda: Event.objects.all().delete(),
    "link": lambda: Link.objects.update(confidence=0.5),
    "reference": lambda: Reference.objects.update(doubtful=True),
    "relation": lambda: Relation.objects.update(state="rejected"),
    "evidence": lambda: Relation.objects.get().evidence.update(evidence=[]),
    "other end": lambda: Statement.objects.filter(pk=newest().pk).update(status="rejected"),
    "status": lambda: Statement.objects.exclude(pk=newest().pk).update(status="confirmed"),
    "outlet": lambda: Outlet.objects.filter(pk=last_outlet()).update(name="One"),
    "originals outlet": lambda: Outlet.objects.filter(pk=original().outlet_id).update(name="One"),
    "article": lambda: Article.objects.update(title="Other"),
    "original": lambda: Article.objects.filter(pk=original().pk).update(outlet=None),
    "no copy": lambda: Signature.objects.all().delete(),
    "credited": lambda: Signature.objects.update(original=None, credited="Northern Wire"),
    "drift": lambda: Drift.objects.update(state="dismissed"),
    "no drift": lambda: Drift.objects.all().delete(),
    "revision": lambda: Revision.objects.filter(number=2).update(fetched_at="2031-07-01T00:00Z"),
    "report": lambda: Report.objects.update(withdrawn="reader"),
    "moved": lambda: Report.objects.update(statement=newest()),
}


def newest():
    return Statement.objects.latest("pk")


def last_outlet():
    return Article.objects.latest("pk").outlet_id


def original():
    return Signature.objects.get().original


@pytest.fixture
def world() -> None:
    """Statements that show something of every table that the lists are made of."""
    speaker = make_speaker(offices=[("Mayor", "Harbour", "2030", "")])
    report, copied, other = (make_report(speaker=speaker, said="2031-05-05") for _ in range(3))
    Report.objects.filter(pk=copied.pk).update(statement=report.statement)
    Reference.objects.create(report=report, event=make_event(), confidence=0.99)
    old, new = report.revision, make_revision(article=report.revision.article)
    Drift.objects.create(report=report, before_revision=old, after_revision=new, before="words")
    Signature.objects.create(
        article=copied.revision.article,
        revision=copied.revision,
        version="1",
        shingles=9,
        original=old.article,
        basis="earliest",
    )
    believe(report.statement)
    make_relation(report, other)


def listed(api, kind):
    return sorted(map(repr, api.get(f"/api/v1/{kind}s").json()["results"]))


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("write", WRITES)
def test_a_mirror_holds_what_the_lists_show_whatever_part_was_written(api, write):
    page = api.get("/api/v1/changes?limit=500").json()
    before = [listed(api, kind) for kind in LISTS]
    rows = {(row["kind"], row["id"]): row["data"] for row in page["results"]}

    WRITES[write]()
    page = api.get(f"/api/v1/changes?after={page['cursor']}&limit=500").json()
    rows |= {(row["kind"], row["id"]): row["data"] for row in page["results"]}

    held = [sorted(repr(r) for key, r in rows.items() if key[0] == kind and r) for kind in LISTS]
    assert held == [listed(api, kind) for kind in LISTS]
    assert held != before
