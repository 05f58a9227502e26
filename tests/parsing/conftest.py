"""What the tests of parsers share."""

import tracemalloc
from collections.abc import Callable

import pytest


@pytest.fixture
def measured() -> Callable[[Callable[[], object]], int]:
    """Call it with what to do for the most bytes that were held at once meanwhile."""

    def measure(do: Callable[[], object]) -> int:
        tracemalloc.start()
        try:
            do()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    return measure
