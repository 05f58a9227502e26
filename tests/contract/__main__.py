"""Ask the API all that its document allows and forbids: `python -m tests.contract`."""

import argparse
import logging
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ |= {"API_RATE_ANONYMOUS": "1000000/min", "API_RATE_SIGNED_IN": "1000000/min"}

import django

django.setup()

from pytest_django.live_server_helper import LiveServer

from claims.models import Scope
from tests.contract.asking import Told, ask
from tests.contract.site import fill, tokens
from tests.place import own_database


def main() -> int:
    """Anonymous, and with a token of each scope; all phases, stateful ones too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--scope", choices=["anonymous", *Scope.values], help="one alone")
    options = parser.parse_args()
    logging.getLogger("django.request").setLevel(logging.ERROR)  # refusals are what is asked for
    more = ("--max-examples", str(options.examples), "--seed", str(options.seed))
    with own_database(), tempfile.TemporaryDirectory() as folder:
        fill()
        server = LiveServer("localhost")
        try:
            held = [
                _told(name, ask(server.url, token, Path(folder), *more))
                for name, token in tokens().items()
                if options.scope in (None, name)
            ]
        finally:
            server.stop()
    return 0 if all(held) else 1


def _told(name: str, told: Told) -> bool:
    sys.stdout.write(f"{name}: {'holds' if told.holds else 'DOES NOT HOLD'}\n{told.words}\n")
    return told.holds


if __name__ == "__main__":
    sys.exit(main())
