"""How a row of work is attempted: counted first, its error kept where people see it."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError

from sources.models import Work

logger = logging.getLogger(__name__)

W = TypeVar("W", bound=Work)
T = TypeVar("T")


def attempt(model: type[W], pk: int, do: Callable[[W], T]) -> T | None:
    """Do one row's work; None where nothing was left to do, or where it failed.

    An error is noted on the row, which the queue hands out again or gives up. That the database
    is away is nobody's fault: the caller tries again.
    """
    work = model.begin(pk)
    if work is None:
        return None
    try:
        return do(work)
    except OperationalError:
        raise
    except Exception as error:
        logger.exception("%s failed", work)
        work.note_failure(f"{type(error).__name__}: {error}")
        return None
