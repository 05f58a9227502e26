"""Random changes by every way there is: use cases, single rows, many at once, rolled back."""

import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from random import Random
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db import Error, connection, transaction
from django.utils import timezone

from claims.beliefs import believe
from claims.corrections import Decision, Field, InvalidDecision, StaleStatement, decide, undo
from claims.models import (
    Correction,
    Drift,
    Event,
    Office,
    Reference,
    Report,
    Speaker,
    Statement,
)
from claims.removal import remove_articles
from sources.models import Article, Outlet, Revision, Signature
from tests.builders import (
    make_article,
    make_event,
    make_outlet,
    make_relation,
    make_report,
    make_revision,
    make_speaker,
    make_statement,
)

DAYS = ["", "2031-05-05", "2031-05", "2031-06-01"]
ROLLED_BACK, DAWDLING = 0.05, 0.1  # shares of all transactions
REFUSALS = (Error, StaleStatement, InvalidDecision, LookupError)
_numbers = count(1)


class Writer:
    """Makes random changes; keeps how many of each were `done`, and why others were `refused`."""

    def __init__(self, seed: int, editor: User) -> None:
        self.chance, self.editor = Random(seed), editor  # noqa: S311
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def write(self, changes: int) -> None:
        """Go on until so many were committed."""
        names, weights = list(CHANGES), [weight for weight, _ in CHANGES.values()]
        try:
            while self.done.total() < changes:
                self._try(self.chance.choices(names, weights)[0])
        finally:
            connection.close()

    def _try(self, name: str) -> None:
        try:
            with transaction.atomic():
                CHANGES[name][1](self)
                if self.chance.random() < DAWDLING:
                    time.sleep(self.chance.random() / 50)
                rolled_back = self.chance.random() < ROLLED_BACK
                transaction.set_rollback(rolled_back)
        except (*REFUSALS, ObjectDoesNotExist) as error:
            self.refused[f"{name}: {type(error).__name__}"] += 1
        else:
            (self.refused if rolled_back else self.done)[name] += 1

    def any_of(self, model: type[Any], **wanted: object) -> Any:
        """A random row; `LookupError` where there is none."""
        rows = model.objects.filter(**wanted).order_by("pk")
        row = rows[self.chance.randrange(found) :].first() if (found := rows.count()) else None
        if row is None:
            raise LookupError
        return row

    def name(self, kind: str) -> str:
        return f"{kind} {next(_numbers)} {self.chance.randrange(10**6)}"

    def decide(self, field: Field, value: object) -> None:
        row = self.any_of(Statement, merged_into=None)
        decide(row.pk, [Decision(field, value)], editor=self.editor, version=row.version)


def create(by: Writer) -> None:
    article = make_article(outlet=by.any_of(Outlet), title=by.name("Title"))
    speaker = by.any_of(Speaker) if by.chance.random() < 0.7 else None
    make_report(
        revision=make_revision(article=article), speaker=speaker, said=by.chance.choice(DAYS)
    )


def create_others(by: Writer) -> None:
    make_outlet(name=by.name("Outlet"))
    make_speaker(by.name("Speaker"))
    make_event(by.name("Event"), state=by.chance.choice(Event.State.values))


def correct(by: Writer) -> None:
    field, value = by.chance.choice(
        [
            (Field.KIND, by.chance.choice(["direct", "mixed", "indirect"])),
            (Field.SAID, by.chance.choice(DAYS)),
            (Field.SPEAKER, {"slug": by.any_of(Speaker).slug}),
            (Field.SPEAKER, {"name": by.name("Somebody")}),
            (Field.EVENT, {"event": by.any_of(Event).slug, "refers": by.chance.random() < 0.7}),
        ]
    )
    by.decide(field, value)


def judge(by: Writer) -> None:
    by.decide(Field.VERDICT, by.chance.choice(["rejected", "rejected", "open", "confirmed"]))


def join(by: Writer) -> None:
    by.decide(Field.SAME, {"same": True, "statement": by.any_of(Statement, merged_into=None).pk})


def part(by: Writer) -> None:
    report = by.any_of(Report)
    decision = Decision(Field.SAME, {"same": False, "report": report.pk})
    version = report.statement.version
    decide(report.statement_id, [decision], editor=by.editor, version=version)


def take_back(by: Writer) -> None:
    undo(by.any_of(Correction, undone_by=None).pk, editor=by.editor)


def delete_article(by: Writer) -> None:
    remove_articles(Article.objects.filter(pk=by.any_of(Article).pk))


def withdraw(by: Writer) -> None:
    report = by.any_of(Report)
    withdrawn = by.chance.choice(["", "outlet", "reader"])
    Report.objects.filter(pk=report.pk).update(withdrawn=withdrawn)
    believe(report.statement)


def relate(by: Writer) -> None:
    make_relation(by.any_of(Report), by.any_of(Report))


def refer(by: Writer) -> None:
    report = by.any_of(Report)
    values = {"confidence": by.chance.random(), "doubtful": by.chance.random() < 0.3}
    event = by.any_of(Event)
    Reference.objects.update_or_create(report=report, event=event, defaults=values)
    believe(report.statement)


def rename(by: Writer) -> None:
    named = [(Outlet, "name"), (Speaker, "name"), (Event, "title")]
    model, field = by.chance.choice([*named, (Article, "title"), (Article, "url")])
    model._default_manager.filter(pk=by.any_of(model).pk).update(**{field: by.name("Renamed")})


def rename_address(by: Writer) -> None:
    model = by.chance.choice([Outlet, Speaker, Event])
    slug = by.name("slug").replace(" ", "-")
    model._default_manager.filter(pk=by.any_of(model).pk).update(slug=slug)


def hold_office(by: Writer) -> None:
    title, speaker = by.name("Mayor"), by.any_of(Speaker)
    if by.chance.random() < 0.5:
        Office.objects.filter(speaker=speaker).delete()
    Office.objects.create(speaker=speaker, title=title, earliest="2030-01-01")


def merge(by: Writer) -> None:
    """The newer into the older one, so that no two go into each other."""
    model = by.chance.choice([Speaker, Event])
    row = by.any_of(model)
    older = by.any_of(model, pk__lt=row.pk)
    model._default_manager.filter(pk=row.pk).update(merged_into=by.chance.choice([older, None]))


def publish(by: Writer) -> None:
    state = by.chance.choice(Event.State.values)
    Event.objects.filter(pk=by.any_of(Event).pk).update(state=state)


def delete_event(by: Writer) -> None:
    Event.objects.get(pk=by.any_of(Event, merged=None, merged_into=None).pk).delete()


def move_article(by: Writer) -> None:
    outlet = by.any_of(Outlet) if by.chance.random() < 0.8 else None
    Article.objects.filter(pk=by.any_of(Article).pk).update(outlet=outlet)


def copy(by: Writer) -> None:
    article, original = by.any_of(Article), by.any_of(Article)
    credited = by.name("Agency") if by.chance.random() < 0.3 else ""
    told = {"original": None if credited else original, "basis": "earliest", "credited": credited}
    kept = {"revision": article.latest, "version": "1", "shingles": 9, **told}
    Signature.objects.update_or_create(article=article, defaults=kept)


def drift(by: Writer) -> None:
    report = by.any_of(Report)
    article, old = report.revision.article, report.revision
    new = make_revision(article=article, text=by.name("Text"))
    Drift.objects.create(report=report, before_revision=old, after_revision=new, before="Words")
    believe(report.statement)


def end_drift(by: Writer) -> None:
    row = by.any_of(Drift)
    state = by.chance.choice(Drift.State.values)
    again = row.after_revision if by.chance.random() < 0.5 else None
    Drift.objects.filter(pk=row.pk).update(state=state, restored=again)


def fetch_again(by: Writer) -> None:
    Revision.objects.filter(pk=by.any_of(Revision).pk).update(fetched_at=timezone.now())


def change_many(by: Writer) -> None:
    """As commands do, past the models and many rows at once."""
    first = by.any_of(Statement).pk
    rows = Statement.objects.filter(pk__range=(first, first + 9)).order_by("pk")
    ids = list(rows.select_for_update().values_list("pk", flat=True))
    Statement.objects.filter(pk__in=ids).update(confidence=by.chance.random())


CHANGES: dict[str, tuple[int, Callable[[Writer], None]]] = {
    "create": (20, create),
    "create others": (3, create_others),
    "correct": (14, correct),
    "judge": (8, judge),
    "join": (6, join),
    "part": (3, part),
    "take back": (5, take_back),
    "delete article": (5, delete_article),
    "withdraw": (4, withdraw),
    "relate": (4, relate),
    "refer": (6, refer),
    "rename": (6, rename),
    "rename address": (2, rename_address),
    "hold office": (2, hold_office),
    "merge": (3, merge),
    "publish": (3, publish),
    "delete event": (1, delete_event),
    "move article": (3, move_article),
    "copy": (4, copy),
    "drift": (2, drift),
    "end drift": (2, end_drift),
    "fetch again": (1, fetch_again),
    "change many": (3, change_many),
}


def begin() -> None:
    """What the first changes can be about."""
    for number in range(4):
        make_event(f"Event {number}")
        make_statement(speaker=make_speaker(f"Speaker {number}"), said="2031-05-05")
