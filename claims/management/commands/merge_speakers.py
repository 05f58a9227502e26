"""`manage.py merge_speakers`: one speaker is another, however many statements that moves."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser

from claims.management.campaigning import named_or_refused
from claims.management.command import ExampleCommand, add_json_option
from claims.merging import InvalidMerge, merge_speakers
from claims.models import Speaker


class Command(ExampleCommand):
    """What the desk's page does, without its limit."""

    help = "Let one speaker be another: names, offices, statements and the address go over."
    example = "python manage.py merge_speakers a-varga ada-varga --by clara"

    def add_arguments(self, parser: CommandParser) -> None:
        """Who is whom, and who says so."""
        parser.add_argument("speaker", help="the one who is merged away (slug)")
        parser.add_argument("into", help="the one who stays (slug)")
        parser.add_argument("--by", required=True, help="the chief who decided it (user name)")
        parser.add_argument("--reason", default="", help="why")
        add_json_option(parser)

    def handle(self, *, speaker: str, into: str, by: str, **options: Any) -> None:  # noqa: ANN401
        """Exit status 1 where it can't be."""
        rows = [named_or_refused(Speaker, slug) for slug in (speaker, into)]
        chief = User.objects.filter(username=by).first()
        if chief is None:
            message = f"there is no user {by!r}"
            raise CommandError(message)
        try:
            merge = merge_speakers(
                rows[0].pk, rows[1].pk, chief=chief, reason=options["reason"], most=None
            )
        except InvalidMerge as error:
            raise CommandError(str(error)) from None
        self.answer({"speaker": speaker, "into": into}, f"{merge}.", as_json=options["json"])
