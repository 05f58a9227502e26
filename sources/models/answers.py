"""How the servers of outlets answered, hour by hour."""

from datetime import datetime, timedelta
from typing import Self

from django.db import connection, models
from django.utils import timezone

from sources.models.outlets import Outlet

NO_ANSWER = 0  # the status of what never came to an answer
_NOTE = """
    INSERT INTO sources_answer (outlet_id, hour, status, count)
    SELECT (SELECT id FROM sources_outlet WHERE name = %s), %s, %s, 1
    ON CONFLICT (outlet_id, hour, status) DO UPDATE SET count = sources_answer.count + 1
"""


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Reads and writes of answers."""

    def note(self, outlet: str, status: int) -> None:
        """Count one answer of the outlet of that name, of nobody's where there is none."""
        with connection.cursor() as cursor:
            cursor.execute(_NOTE, [outlet, _hour_of(timezone.now()), status])

    def since(self, moment: datetime) -> Self:
        """Those of the hours from that moment's on."""
        return self.filter(hour__gte=_hour_of(moment))

    def forget(self, age: timedelta) -> int:
        """Delete what is older; returns how many rows."""
        return self.filter(hour__lt=timezone.now() - age).delete()[0]


class Answer(models.Model):
    """How often an outlet's servers answered with a status in one hour."""

    outlet = models.ForeignKey(
        Outlet, on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    hour = models.DateTimeField()
    status = models.PositiveSmallIntegerField(help_text="HTTP status; 0 where none came")
    count = models.PositiveIntegerField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "hour", "status"],
                nulls_distinct=False,
                name="answer_once_per_hour",
            ),
        ]
        indexes = [models.Index(fields=["hour"], name="answer_hour")]

    def __str__(self) -> str:
        """Whose, when and which."""
        return f"{self.status} from {self.outlet_id} at {self.hour:%Y-%m-%d %H}: {self.count}"


def _hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
