import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def var() -> Iterator[Path]:
    """A short, empty folder for one instance."""
    folder = Path(tempfile.mkdtemp(prefix="on-record-var-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)
