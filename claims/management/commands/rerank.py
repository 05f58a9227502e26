"""`manage.py rerank`: the order of the desk's queue, by the weights of today."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.management.command import counted
from claims.waiting import rerank


class Command(BaseCommand):
    """Gives every statement that waits its place anew."""

    help = (
        "Put the desk's queue in order again, after QUEUE_WEIGHTS changed or a speaker became "
        "tracked. Editors may go on working."
    )

    def handle(self, **_: Any) -> None:  # noqa: ANN401
        """Say how many wait."""
        ranked = sum(rerank())
        self.stdout.write(
            f"{counted(ranked, 'statement')} waiting, in the order of today's weights."
        )
