"""Whether the order of arrival alone makes a difference: `python -m tests.faults.order`.

What a run under faults is compared with comes in in order; faults change the order too.
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from tests.faults.articles import article_lines
from tests.faults.outcome import differing, forget_all, know_the_people, rows
from tests.faults.scenario import undisturbed
from tests.place import own_database


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with own_database(broker=False):
        know_the_people()
        lines = article_lines(count)
        undisturbed(lines)
        forwards = rows()
        forget_all()
        undisturbed(reversed(lines))
        differences = differing(forwards, rows())
        counts = ", ".join(f"{len(found)} {name}" for name, found in forwards.items())
        sys.stdout.write(f"{counts}\nbackwards differs in: {differences or 'nothing'}\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
