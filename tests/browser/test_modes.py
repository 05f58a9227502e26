"""Pages under what a reader's system asks for: time zone, forced colours, paper."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from claims.models import Correction

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KATHMANDU = timedelta(hours=5, minutes=45)


def test_moments_are_told_in_the_reader_s_zone_and_the_day_said_stays(visitor, record):
    decision = Correction.objects.latest("pk")
    page = visitor.open(f"/statements/{decision.statement_id}/", timezone_id="Asia/Kathmandu")

    there = decision.made_at + KATHMANDU
    told = page.locator(".history time")
    expect(told).to_have_text(f"{there.day} {there:%B %Y, %H:%M} GMT+5:45")
    expect(told).to_have_attribute(
        "title", f"{decision.made_at.day} {decision.made_at:%B %Y, %H:%M} UTC"
    )
    days = [time.get_attribute("title") for time in page.locator(".passage-title time").all()]
    assert set(days) == {None}


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_no_zone_moves_the_day_said(visitor, record, zone):
    page = visitor.open("/events/opening/", timezone_id=zone)

    expect(page.locator(".axis th time").first).to_have_text("Mon 5 May 2031")


@pytest.mark.parametrize("mode", [{"forced_colors": "active"}, {"media": "print"}])
def test_marks_are_told_apart_without_washes(visitor, record, mode):
    page = visitor.open(f"/statements/{record.pk}/")
    page.emulate_media(**mode)

    lines = page.locator("mark.content, mark.source, mark.cue").evaluate_all(
        "all => all.map(one => `${one.className} ${getComputedStyle(one).textDecorationStyle}`)"
    )
    assert {"content solid", "source dotted", "cue wavy"} <= set(lines)


def test_forced_colours_leave_one_tab_of_the_site_marked(visitor, record):
    page = visitor.open("/events/", forced_colors="active")

    edges = page.locator(".nav a").evaluate_all(
        "all => all.map(one => getComputedStyle(one).borderBottomColor)"
    )
    assert sorted(edges.count(edge) for edge in set(edges)) == [1, len(edges) - 1]
