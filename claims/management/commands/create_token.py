"""`manage.py create_token`: a program's key to the API."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from claims.management.command import ExampleCommand
from claims.models import ApiToken, Scope

_LONGEST_LABEL = 100
_MOST_DAYS = 3650


class Command(ExampleCommand):
    """Make a token for a user and print it, once."""

    help = "Make a token for the API on behalf of a user and print it; only its hash is kept."
    example = 'python manage.py create_token ada "alerts of the newsroom" --scope read --days 90'

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and what for."""
        parser.add_argument("user", help="the user's name")
        parser.add_argument("label", help="what it is for, as its owner will know it")
        parser.add_argument(
            "--scope",
            dest="scopes",
            action="append",
            choices=Scope.values,
            help="what it may do; may be given several times (read and correct unless given)",
        )
        parser.add_argument("--days", type=int, help="how long it holds; no end unless given")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Print the token alone, so that a shell can catch it."""
        name, label = options["user"], options["label"]
        if len(label) > _LONGEST_LABEL:
            message = f"The label is longer than {_LONGEST_LABEL} characters: shorten it."
            raise CommandError(message)
        user = User.objects.filter(username=name).first()
        if user is None:
            message = f"There is no user {name!r}: make one in the admin, or by createsuperuser."
            raise CommandError(message)
        scopes = options["scopes"] or [Scope.READ, Scope.CORRECT]
        self.stdout.write(ApiToken.issue(user, label, scopes, _end(options["days"])))


def _end(days: int | None) -> datetime | None:
    if days is None:
        return None
    if not 1 <= days <= _MOST_DAYS:
        message = f"A token can't hold for {days} days: give a number from 1 to {_MOST_DAYS}."
        raise CommandError(message)
    return timezone.now() + timedelta(days=days)
