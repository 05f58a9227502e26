"""What outlets' articles yield, day by day."""

from django.db import models
from django.db.models import F, Q

from sources.models import Outlet


class OutletDay(models.Model):
    """The articles of an outlet that came in on one day, and the statements that they report.

    Derived (`claims.yields`), and counted anew for some days, as articles are read late.
    """

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    articles = models.PositiveIntegerField()
    read = models.PositiveIntegerField(help_text="those of them that were read")
    statements = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outlet", "day"], name="outlet_day_once"),
            models.CheckConstraint(
                condition=Q(read__lte=F("articles")), name="outlet_day_read_of_articles"
            ),
        ]

    def __str__(self) -> str:
        """Whose and when."""
        return f"outlet {self.outlet_id} on {self.day}"
