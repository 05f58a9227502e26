"""What `manage.py` does around each command: services, a current database, clean endings."""

import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import django
from django.conf import settings
from django.core.management import execute_from_command_line, get_commands

from tracker.embedded import Needs, Place, ServiceError, running
from tracker.preparing import prepare

# These neither read nor write a database; the rest gets the services that it may want.
STANDALONE = frozenset(
    (
        *("check", "collectstatic", "compilemessages", "findstatic", "help", "makemessages"),
        *("makemigrations", "spectacular", "version"),
        *("dates", "evaluate", "extract", "link"),
    )
)
# These make the database what it is themselves.
UNPREPARED = frozenset({"migrate", "restore"})
ENDINGS = (signal.SIGTERM, signal.SIGHUP)


def main(argv: list[str]) -> int:
    """Run one management command, with the embedded services where it needs them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    # makemigrations asks for the database's own view, and does without it.
    warnings.filterwarnings("ignore", "Got an error checking a consistent migration history")
    try:
        if stands_alone(argv) or _is_unknown(argv[1]):
            execute_from_command_line(argv)
            return 0
        with _endings_unwind(), _services_for(argv[1]):
            execute_from_command_line(argv)
    except ServiceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def stands_alone(argv: list[str]) -> bool:
    """Whether a command line works without any service."""
    command = (argv[1:2] or ["help"])[0]
    return command in STANDALONE or not {"--help", "-h", "--version"}.isdisjoint(argv)


def _is_unknown(command: str) -> bool:
    Place.of_environment().make_secret_key()  # the settings read it
    django.setup()  # only then are the commands of our own known
    return command not in get_commands()


@contextmanager
def _services_for(command: str) -> Iterator[None]:
    needs = Needs(database=not settings.OWN_DATABASE, broker=not settings.OWN_BROKER)
    fit = needs.database and command not in UNPREPARED
    with running(settings.PLACE, needs, **({"prepare": prepare} if fit else {})):
        yield


@contextmanager
def _endings_unwind() -> Iterator[None]:
    """Leave through every `finally` on SIGTERM and a closed terminal, and finish leaving."""

    def end(number: int, _frame: FrameType | None) -> None:
        for ending in (*ENDINGS, signal.SIGINT):
            signal.signal(ending, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for ending in ENDINGS:
        if signal.getsignal(ending) is not signal.SIG_IGN:  # nohup asks to outlive the terminal
            signal.signal(ending, end)
    yield
