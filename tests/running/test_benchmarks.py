"""Benchmarks that write rows past the models: they fit the tables as these are now."""

import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.services


@pytest.mark.timeout(600)
def test_matching_can_be_measured():
    sizes = ["--sizes", "60", "120", "--rounds", "1", "--probes", "3"]

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.matching", *sizes],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("ratio")
