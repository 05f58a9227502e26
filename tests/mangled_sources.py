"""The long version, by hand: `python -m tests.mangled_sources --documents 10000`.

Documents, each mangled by its own seed: every reader must take or refuse each of them soundly,
within a time, and in bounded memory.
"""

import argparse
import faulthandler
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.mangling_sources import faults_of, mangled  # noqa: E402

MOST_SECONDS = 10.0  # of the processor, for one document and all readers
HANGS = 120  # seconds after which the run is ended with a traceback


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    return check(range(options.seed, options.seed + options.documents))


def check(seeds: Iterable[int]) -> int:
    """Read the document of each seed; 1 where one was unsound or slow."""
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    began, slowest = time.monotonic(), (0.0, -1)
    before = _memory()
    for seed in seeds:
        document = mangled(seed)
        faulthandler.dump_traceback_later(HANGS, exit=True)
        start = time.process_time()  # the machine's other work is no fault of the document's
        faults = faults_of(document)
        took = time.process_time() - start
        slowest = max(slowest, (took, seed))
        if took > MOST_SECONDS:
            faults.append(f"took {took:.1f} s")
        counts.update(documents=1, bytes=len(document.body), unsound=bool(faults))
        kinds[document.kind] += 1
        for fault in faults:
            sys.stdout.write(f"seed {seed} ({document.kind}): {fault}\n")
            sys.stdout.flush()
    faulthandler.cancel_dump_traceback_later()
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    sys.stdout.write(f"{told}; {', '.join(f'{kinds[kind]} {kind}' for kind in sorted(kinds))}\n")
    sys.stdout.write(
        f"{time.monotonic() - began:.0f} s, the slowest {slowest[0]:.1f} s (seed {slowest[1]}); "
        f"memory {before} MiB at first, {_memory()} MiB at most\n"
    )
    return 1 if counts["unsound"] else 0


def _memory() -> int:
    """The most memory that the process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    sys.exit(main())
