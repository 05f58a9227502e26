"""Rows that the monitor's tests share."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from claims.models import OutletDay, Reading, Receipt
from sources.models import Article, Fetch
from tests.builders import (
    make_article,
    make_editor,
    make_reading,
    make_report,
    make_revision,
    make_user,
)

BACKEND = "django.contrib.auth.backends.ModelBackend"


def make_staff(name="sam", *permissions):
    user = make_user(name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def make_fetch(**fields) -> Fetch:
    return Fetch.objects.create(**{"url": "https://lantern.example/bridge", **fields})


def make_failed(error="ValueError: line 3", **fields) -> Fetch:
    work = make_fetch(**fields)
    work.fail(error)
    return work


def make_failed_receipt(stage="matching", error="KeyError: 'bridge'") -> Receipt:
    receipt = Receipt.objects.create(stage=stage, reading=make_reading())
    receipt.fail(error)
    return receipt


def ago(**time) -> datetime:
    return timezone.now() - timedelta(**time)


def seen_at(article: Article, moment: datetime) -> Article:
    Article.objects.filter(pk=article.pk).update(first_seen_at=moment)
    return article


def bring(outlet, *, articles: int, statements: int = 0, **when) -> None:
    """Articles of an outlet that were read, each with so many statements."""
    for _ in range(articles):
        revision = make_revision(article=seen_at(make_article(outlet=outlet), ago(**when)))
        reading = make_reading(revision=revision)
        for _ in range(statements):
            make_report(reading=reading)


def make_history(outlet, *, rate: int = 4, days: int = 30) -> None:
    """Days on which ten articles brought so many statements each."""
    today = timezone.now().astimezone(UTC).date()
    OutletDay.objects.bulk_create(
        OutletDay(
            outlet=outlet,
            day=today - timedelta(days=n),
            articles=10,
            read=10,
            statements=10 * rate,
        )
        for n in range(1, days + 1)
    )


@pytest.fixture
def staff(db):
    return make_staff("sam", "change_fetch", "change_reading", "change_receipt", "change_feed")


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff, backend=BACKEND)
    return client


@pytest.fixture
def as_editor(client, db):
    client.force_login(make_editor(), backend=BACKEND)
    return client


def make_pending(**fields) -> Reading:
    return Reading.objects.create(version="9", **{"revision": make_revision(), **fields})
