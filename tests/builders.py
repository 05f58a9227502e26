"""Rows for tests: each builder fills in what the test does not care about."""

import hashlib
from datetime import date
from itertools import count

from django.contrib.auth.models import Group, User

from claims.beliefs import believe
from claims.deciding.valued import speaker_value
from claims.edtf import bounds
from claims.extraction import Span
from claims.models import (
    Event,
    Office,
    Reading,
    ReadRelation,
    Relation,
    Report,
    Sample,
    Speaker,
    Statement,
)
from claims.models.statements import ranges_of
from sources.models import Article, Outlet, Revision

_numbers = count(1)


def make_outlet(**fields) -> Outlet:
    name = fields.pop("name", f"Outlet {next(_numbers)}")
    return Outlet.objects.create(**{"name": name, "slug": name.lower().replace(" ", "-"), **fields})


def make_article(**fields) -> Article:
    published = fields.pop("published", "2031-05-06")
    defaults = {
        "url": f"https://outlet.example/{next(_numbers)}",
        "title": "A bridge and its builders",
        "published": published,
        "published_day": date.fromisoformat(published[:10]) if published else None,
        "language": "en",
    }
    if "outlet" not in fields:
        fields["outlet"] = make_outlet()
    return Article.objects.create(**{**defaults, **fields})


def make_revision(**fields) -> Revision:
    article = fields.pop("article", None) or make_article()
    text = fields.pop("text", 'Ada Varga spoke on Monday. "The bridge will stand," Varga said.')
    return Revision.objects.create(
        **{
            "article": article,
            "number": article.revisions.count() + 1,
            "title": article.title,
            "text": text,
            "digest": hashlib.sha256(text.encode()).hexdigest(),
            **fields,
        }
    )


def make_reading(**fields) -> Reading:
    if "revision" not in fields:
        fields["revision"] = make_revision()
    return Reading.objects.create(**{"version": "1.0.0", "state": "done", **fields})


def make_speaker(name: str = "Ada Varga", **fields) -> Speaker:
    offices = fields.pop("offices", [])
    speaker = Speaker.objects.create(
        **{"name": name, "slug": name.lower().replace(" ", "-"), "gender": "f", **fields}
    )
    for title, of, start, end in offices:
        Office.objects.create(
            speaker=speaker,
            title=title,
            of=of,
            start=start,
            end=end,
            earliest=bounds(start)[0],
            latest=bounds(end)[1],
        )
    return speaker


def make_event(title: str = "Opening of the bridge", **fields) -> Event:
    edtf = fields.pop("date", "2031-05-05")
    earliest, latest = bounds(edtf)
    return Event.objects.create(
        **{
            "title": title,
            "slug": title.lower().replace(" ", "-"),
            "date": edtf,
            "earliest": earliest,
            "latest": latest,
            **fields,
        }
    )


def make_report(*, quote: str = '"The bridge will stand,"', said: str = "", **fields) -> Report:
    """A report of `quote`, found in its revision's text, with the statement that it makes."""
    reading = fields.pop("reading", None) or make_reading(
        **({"revision": fields.pop("revision")} if "revision" in fields else {})
    )
    revision = reading.revision
    start = revision.text.index(quote)
    content = (Span(start, start + len(quote)),)
    earliest, latest = bounds(said)
    defaults = {
        "reading": reading,
        "revision": revision,
        "content": ranges_of(content),
        "place": hashlib.sha256(repr((start, next(_numbers))).encode()).hexdigest(),
        "text": quote,
        "quote_prefix": revision.text[max(0, start - 32) : start],
        "quote_suffix": revision.text[start + len(quote) :][:32],
        "label": "Varga",
        "kind": "direct",
        "said_edtf": said,
        "said_earliest": earliest,
        "said_latest": latest,
        "said_basis": "explicit" if said else "unknown",
        "confidence": 0.9,
    }
    if "statement" not in fields:
        made = Statement.objects.create(kind="direct", text=quote, confidence=0.9)
        fields |= {"statement": made, "own_statement": made}
    report = Report.objects.create(**{**defaults, **fields})
    report.statement = believe(report.statement)
    return report


def make_statement(**fields) -> Statement:
    """The statement of one report made of these fields."""
    return make_report(**fields).statement


def make_user(name: str = "reader", **fields) -> User:
    return User.objects.create_user(username=name, password="correct horse battery", **fields)


def make_editor(name: str = "editor", **fields) -> User:
    return _member("Editors", make_user(name, **fields))


def make_chief(name: str = "chief", **fields) -> User:
    return _member("Chiefs", make_user(name, **fields))


def _member(name: str, user: User) -> User:
    user.groups.add(Group.objects.get(name=name))
    return user


def make_sample(statement: Statement, **fields) -> Sample:
    """That statement, drawn for a blind re-check with what is believed of it."""
    defaults = {
        "stratum": "undecided",
        "day": date(2031, 5, 7),
        "speaker": speaker_value(statement),
        "kind": statement.kind,
        "said": statement.said_edtf,
    }
    return Sample.objects.create(statement=statement, **{**defaults, **fields})


def make_relation(report: Report, other: Report, kind: str = "clarifies", **fields) -> Relation:
    """The relation that `report`'s article tells by its report's first characters."""
    span = [report.content[0].lower, report.content[0].lower + 4]
    confidence = fields.pop("confidence", 0.8)
    told = {"span": span, "rule": "clarified", "confidence": confidence}
    ReadRelation.objects.create(
        report=report, other=other, kind=kind, confidence=confidence, evidence=[told], **fields
    )
    report.statement = believe(report.statement)
    return Relation.objects.get(statement=report.statement, other=other.statement, kind=kind)
