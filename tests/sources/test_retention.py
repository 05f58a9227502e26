from datetime import timedelta

import pytest
from django.utils import timezone

from sources import retention
from sources.intake import take_in
from sources.models import RawBytes, Revision
from sources.tasks import drop_old_bytes
from tests.core.test_intake import delivery

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=900)


def stored(days: int) -> int:
    pk = take_in(delivery(url=f"https://a.example/{days}", fetched_at=LONG_AGO)).revision.pk
    RawBytes.objects.filter(revision=pk).update(stored_at=timezone.now() - timedelta(days=days))
    return pk


def test_bytes_are_given_up_when_they_are_older_than_the_setting(settings, monkeypatch):
    settings.RAW_DAYS = 30
    monkeypatch.setattr(retention, "BATCH", 1)
    kept, *_ = stored(29), stored(31), stored(40)

    drop_old_bytes()

    assert RawBytes.objects.get().revision_id == kept
    assert Revision.objects.count() == 3


def test_without_the_setting_all_are_kept(settings):
    stored(4000)

    assert retention.drop_old_bytes() == 0
    assert RawBytes.objects.exists()
