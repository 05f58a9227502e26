"""The long version, by hand: `python -m tests.lasting --corrections 200 --seed 11`.

Over the articles of the corpus `ruritania`, in the folder that ON_RECORD_SHARED names.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from tests.lasting.scenario import Lasting, Story
from tests.place import own_database
from tests.shared import SHARED


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corrections", type=int, default=200)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    corpus = SHARED / "gold" / "ruritania"
    lines = (corpus / "articles.jsonl").read_text("utf-8").splitlines()
    stories = [
        Story(row["url"], row.get("title", ""), row["text"], row["published"])
        for row in map(json.loads, lines)
    ]
    began = time.monotonic()
    with own_database(broker=False), tempfile.TemporaryDirectory() as folder:
        lasting = Lasting(stories, corpus / "speakers.yaml", options.seed)
        after = lasting.run(options.corrections, Path(folder))
    sys.stdout.write(f"{dict(lasting.done)} in {time.monotonic() - began:.0f} s\n")
    for when, found in after.items():
        sys.stdout.write(f"{when:26} {found}\n")
        for each in (*found.moved, *found.overruled)[:20]:
            sys.stdout.write(f"    {each}\n")
    return 0 if all(found.kept for found in after.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
