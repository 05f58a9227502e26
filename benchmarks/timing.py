"""How long some functions take within a longer run. Imported once Django is set up."""

import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from claims import pipeline, resolving
from sources import documents


class Timed:
    """A function that counts the seconds that are spent in it."""

    def __init__(self, module: object, name: str) -> None:
        """Stand in for a function of a module from now on."""
        self.seconds = 0.0
        self._function: Callable[..., Any] = getattr(module, name)
        patch.object(module, name, self).start()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Do it."""
        began = time.perf_counter()
        try:
            return self._function(*args, **kwargs)
        finally:
            self.seconds += time.perf_counter() - began


def reader() -> list[Timed]:
    """What makes reports of a text."""
    return [Timed(pipeline, "find"), Timed(resolving, "resolve_attributions")]


def extractor() -> Timed:
    """What makes a text of a page."""
    return Timed(documents, "article_of")
