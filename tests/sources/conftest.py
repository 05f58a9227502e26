from collections.abc import Iterator

import pytest

from tests.newsroom import Newsroom, open_newsroom


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with open_newsroom() as opened:
        yield opened
