"""The monitor's numbers for Prometheus, in its text format."""

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from tracker import heartbeat
from tracker.monitor.outlets import OutletRow, answers_by_outlet, outlet_rows
from tracker.monitor.views import is_watcher
from tracker.monitor.waiting import queue_age, stages


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Gauges, for who has the token, staff and editors: they name outlets and how they do."""
    if not _may_read(request):
        refusal = HttpResponse("Send METRICS_TOKEN as a bearer's token.\n", "text/plain", 401)
        refusal["WWW-Authenticate"] = "Bearer"
        return refusal
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Monitored())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _may_read(request: HttpRequest) -> bool:
    token: str = settings.METRICS_TOKEN
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    bears = scheme.lower() == "bearer" and hmac.compare_digest(given.encode(), token.encode())
    if token and bears:
        return True
    return isinstance(request.user, User) and is_watcher(request.user)


class Monitored(Collector):
    """Reads the database when asked, so that every process of the site gives the same numbers."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """All gauges, in a constant number of queries."""
        rows = outlet_rows()
        yield _one("queue_age_seconds", "Age of the oldest unread article", _queue_age())
        yield from _stages()
        yield _answers(rows)
        yield from _taken_in(rows)
        overdue = sum(row.overdue for row in rows)
        yield _one("feeds_overdue", "Feeds that should have been asked by now", overdue)
        yield _last_successes(rows)
        yield from _signs_of_life()


def _queue_age() -> float:
    return queue_age().total_seconds()


def _stages() -> Iterator[GaugeMetricFamily]:
    waiting = _family("waiting", "Rows that wait for a stage", ["stage"])
    failed = _family("failed", "Rows that failed at a stage for good", ["stage"])
    for stage in stages():
        waiting.add_metric([stage.name], stage.waiting)
        failed.add_metric([stage.name], stage.failed)
    yield waiting
    yield failed


def _answers(rows: list[OutletRow]) -> GaugeMetricFamily:
    """Those of servers that belong to no known outlet have an empty label."""
    told = "Answers of servers in the last day; status 0 where none came"
    family = _family("answers_last_day", told, ["outlet", "status"])
    answers = [(row.outlet.name, row.answers) for row in rows]
    answers.append(("", answers_by_outlet().get(None, [])))
    for outlet, counted in answers:
        for status, count in counted:
            family.add_metric([outlet, str(status)], count)
    return family


def _taken_in(rows: list[OutletRow]) -> Iterator[GaugeMetricFamily]:
    articles = _family("articles_last_day", "Articles that came in the last day", ["outlet"])
    statements = _family("statements_last_day", "Statements that these report", ["outlet"])
    broken = _family("yield_broken", "1 where an outlet yields far less than usual", ["outlet"])
    for row in rows:
        articles.add_metric([row.outlet.name], row.day.articles)
        statements.add_metric([row.outlet.name], row.day.statements)
        broken.add_metric([row.outlet.name], int(row.breaks_down))
    yield from (articles, statements, broken)


def _last_successes(rows: list[OutletRow]) -> GaugeMetricFamily:
    told = "When a feed of the outlet was last got, in seconds since 1970"
    family = _family("last_success_timestamp_seconds", told, ["outlet"])
    for row in rows:
        if row.last_success:
            family.add_metric([row.outlet.name], row.last_success.timestamp())
    return family


def _signs_of_life() -> Iterator[GaugeMetricFamily]:
    told = "Seconds since a worker lived, and since work was handed out"
    family = _family("silence_seconds", told, ["of"])
    for name in (heartbeat.WORKER, heartbeat.HAND_OUT):
        silence = heartbeat.age(name)
        if silence is not None:
            family.add_metric([name], silence)
    yield family


def _one(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"on_record_{name}", told, value=value)


def _family(name: str, told: str, labels: list[str]) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"on_record_{name}", told, labels=labels)
