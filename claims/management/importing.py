"""The shape that `import_speakers` and `import_events` share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from claims.campaigns import Offer
from claims.catalogue import Imported
from claims.interchange import InterchangeError
from claims.management.command import PACKAGE, ExampleCommand, add_json_option


class ImportCommand(ExampleCommand):
    """Reads a whole file, names all that is wrong with it, and else brings the rows up to it.

    Says then which stored articles name what is new, and how to bring them up to it.
    """

    packaged: str
    store: Callable[[Path], Imported]
    offers: Callable[[Iterable[str]], Iterator[Offer]]

    def add_arguments(self, parser: CommandParser) -> None:
        """One file, the packaged one where none is given."""
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=PACKAGE / self.packaged,
            help=f"YAML, JSON or JSON Lines; the packaged {self.packaged} without it",
        )
        add_json_option(parser)

    def handle(self, *, file: Path, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Exit status 1 where the file has a fault; nothing is written then."""
        try:
            imported = type(self).store(file)
        except InterchangeError as error:
            for problem in error.problems:
                self.complain(problem)
            self.answer({"problems": error.problems}, "Nothing imported.", as_json=options["json"])
            raise SystemExit(1) from None
        offers = list(type(self).offers([*imported.new, *imported.changed]))
        outcome = {**vars(imported), "offers": [asdict(offer) for offer in offers]}
        self.answer(outcome, _in_words(imported, offers), as_json=options["json"])


def _in_words(imported: Imported, offers: Iterable[Offer]) -> str:
    counts = ", ".join(
        f"{len(slugs)} {outcome}" for outcome, slugs in vars(imported).items() if outcome != "kept"
    )
    kept = [f"  kept as an editor set it: {field}" for field in imported.kept]
    return "\n".join([f"{counts}.", *kept, *(f"  {offer}" for offer in offers)])
