"""Where the texts lie that are not ours to ship."""

import os
from pathlib import Path

import pytest

SHARED = Path(
    os.environ.get("ON_RECORD_SHARED", Path(__file__).resolve().parent.parent.parent / "shared")
)


def shared(*parts):
    """The path of a shared file or folder; the test is skipped where it is missing."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(parts)} is missing from {SHARED} (set ON_RECORD_SHARED)")
    return path
