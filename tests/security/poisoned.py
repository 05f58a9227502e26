"""A site in whose every column stands what attackers write: all payloads, many on each page."""

from itertools import pairwise
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from claims.beliefs import believe
from claims.citing import cite
from claims.models import (
    ApiToken,
    Batch,
    Correction,
    Drift,
    Event,
    Likeness,
    Office,
    Proposal,
    Recheck,
    Report,
    Rule,
    SavedSearch,
    Speaker,
    Statement,
)
from sources.models import Article, Feed, Fetch, Outlet, Revision
from tests.builders import (
    make_event,
    make_outlet,
    make_relation,
    make_report,
    make_revision,
    make_sample,
)
from tests.security.addresses import World
from tests.security.payloads import ADDRESSES, BREAKING, PAYLOADS, bundled

BUNDLES = bundled(190)
ALL = "\n".join(PAYLOADS)
NOW = timezone.now()


@transaction.atomic
def poison(reader: User) -> dict[str, Any]:
    """Write all payloads everywhere; returns the rows that addresses name, by what they are."""
    world = World.make()
    rows = world.rows
    poison_people(reader)
    poison_names(rows)
    poison_articles(rows)
    poison_decisions(rows)
    poison_work(rows)
    rows["citation"] = cite(rows["statement"]).key
    return rows


def poison_people(reader: User) -> None:
    """Names of people, and what they call what is theirs."""
    names = bundled(80)
    users = User.objects.bulk_create([User(username=name) for name in names])
    for user in users[:5]:
        user.groups.add(Group.objects.get(name="Editors"))
    for name in names:
        ApiToken.issue(reader, name)
    for name in names[:12]:
        SavedSearch.objects.create(user=reader, name=name, query=f"q={name}")


def poison_names(rows: dict[str, Any]) -> None:
    """Speakers with their aliases and offices, events, outlets."""
    ada = Speaker.objects.get(slug=rows["speaker"])
    Speaker.objects.update(name=BREAKING, aliases=PAYLOADS, side=PAYLOADS[0])
    home = ADDRESSES[0]
    Outlet.objects.filter(slug=rows["outlet"]).update(name=BREAKING, homepage=home)
    for number, words in enumerate(BUNDLES):
        speaker = Speaker.objects.create(
            name=words, slug=f"s{number}", aliases=[words], side=words[:100], wikidata=words[:20]
        )
        for whose in (ada, speaker):
            Office.objects.create(speaker=whose, title=words, of=words, start="2031")
        names: dict[str, Any] = {"title": words, "place": words, "participants": [words]}
        make_event(slug=f"e{number}", aliases=[words], text=words, **names)
        make_outlet(name=words, slug=f"o{number}", homepage=f"https://o{number}.example/")
    told = {"aliases": PAYLOADS, "participants": PAYLOADS, "text": ALL}
    Event.objects.filter(slug=rows["event"]).update(title=BREAKING, **told)


def poison_articles(rows: dict[str, Any]) -> None:
    """Articles and what they report: a statement each, and one that all of them carry."""
    crowd = Statement.objects.get(pk=rows["statement"])
    reports = [_told(number, words) for number, words in enumerate(BUNDLES)]
    copies = []
    for number, report in enumerate(reports):
        copy = Report.objects.get(pk=report.pk)
        copy.pk, copy.statement, copy.own_statement = None, crowd, None
        copy.place = f"copy {number}"
        copies.append(copy)
    Report.objects.bulk_create(copies)
    event = Event.objects.get(slug=rows["event"])
    for number, report in enumerate(reports):
        for each in (event, Event.objects.get(slug=f"e{number}")):
            report.references.create(event=each, confidence=0.9, evidence=_evidence("events"))
        believe(report.statement)
    believe(crowd)
    for earlier, later in pairwise(reports[:12]):
        make_relation(earlier, later, confidence=0.3)
        Likeness.objects.create(one=earlier, other=later, chance=0.5)
    rows["report"], rows["article"] = reports[0].pk, reports[0].revision.article_id


def _evidence(value: str, words: str = "") -> list[dict[str, Any]]:
    return [{"span": [0, 4], "rule": words or PAYLOADS[0], "confidence": 0.5, "value": value}]


def _told(number: int, words: str) -> Report:
    """A report in whose article all words are that payload; the first one's has them all."""
    outlet = Outlet.objects.get(slug=f"o{number}")
    article = Article.objects.create(
        url=words if words in ADDRESSES else f"https://o{number}.example/{number}",
        title=words,
        byline=words,
        section=words,
        outlet=outlet,
        published="2031-05-06",
        published_day="2031-05-06",
    )
    text = f'{words} spoke.\n"{words}" {words} said on Monday.\n{"" if number else ALL}'
    revision = make_revision(article=article, title=words, text=text)
    report = make_report(
        revision=revision,
        quote=f'"{words}"',
        said="2031-05-05",
        speaker_name=words,
        label=words,
        via=[words],
        medium=words[:100],
        evidence={name: _evidence(name, words) for name in ("speaker", "said", "via")},
    )
    again = make_revision(article=article, title=f"{words}!", text=f"{text} Once more.")
    changed = {"before": words, "after": f"{words} more"}
    Drift.objects.create(report=report, before_revision=revision, after_revision=again, **changed)
    return report


def poison_decisions(rows: dict[str, Any]) -> None:
    """What editors decided, remembered and answered."""
    editors = list(User.objects.filter(groups__name="Editors"))
    ada = Speaker.objects.get(slug=rows["speaker"])
    for number, words in enumerate(BUNDLES):
        editor = editors[number % len(editors)]
        anchor = {"article_url": f"https://o{number}.example/{number}", "quote": words}
        decision: dict[str, Any] = {"field": "speaker", "value": {"name": words}, "reason": words}
        for statement in (rows["statement"], None):
            Correction.objects.create(
                statement_id=statement,
                editor=editor,
                replaced={"body": words},
                **decision,
                **anchor,
            )
        made: dict[str, Any] = {"made_by": editor, "accepted_by": editor, "accepted_at": NOW}
        Rule.objects.create(kind="alias", words=words, speaker=ada, reason=words, **made)
        statement = Statement.objects.filter(text=f'"{words}"').exclude(pk=rows["statement"])[0]
        sample = make_sample(statement, cue=words[:60])
        told = {"is_statement": True, "statement_right": True, "differs": True}
        Recheck.objects.create(sample=sample, editor=editor, speaker={"name": words}, **told)
    Rule.objects.filter(pk=rows["rule"]).update(words=BREAKING, reason=ALL)
    rows["correction"] = Correction.objects.filter(statement=rows["statement"]).latest("pk").pk
    Batch.objects.filter(pk=rows["batch"]).update(sample=rows["correction"])


def poison_work(rows: dict[str, Any]) -> None:
    """What comes in and what failed, what the machine proposes."""
    outlet = Outlet.objects.get(slug=rows["outlet"])
    for number, words in enumerate(BUNDLES):
        told = {"error": words, "failures": 9, "due_at": NOW}
        Feed.objects.create(outlet=outlet, url=f"https://o{number}.example/feed?{number}", **told)
        Fetch.objects.create(
            url=words,
            origin=words,
            note=words,
            error=words,
            state="failed",
            finished_at=NOW,
            cause=words,
        )
    names: dict[str, Any] = {"title": PAYLOADS[0], "participants": PAYLOADS}
    Event.objects.filter(pk=rows["proposed"]).update(**names)
    reports = list(Report.objects.values_list("pk", flat=True)[:20])
    Proposal.objects.filter(event=rows["proposed"]).update(**names, reports=reports)
    Revision.objects.filter(article=rows["article"]).update(remade=True)
