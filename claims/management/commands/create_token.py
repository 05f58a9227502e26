"""`manage.py create_token`: a program's key to the API."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser

from claims.management.command import ExampleCommand
from claims.models import ApiToken

_LONGEST_LABEL = 100


class Command(ExampleCommand):
    """Make a token for a user and print it, once."""

    help = "Make a token for the API on behalf of a user and print it; only its hash is kept."
    example = 'python manage.py create_token ada "alerts of the newsroom"'

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and what for."""
        parser.add_argument("user", help="the user's name")
        parser.add_argument("label", help="what it is for, as its owner will know it")

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
        self.stdout.write(ApiToken.issue(user, label))
