"""PostgreSQL and Valkey from the Python packages, kept under VAR_DIR and shared by all commands."""

from tracker.embedded.errors import ServiceError
from tracker.embedded.place import Place
from tracker.embedded.sharing import Needs, running

__all__ = ["Needs", "Place", "ServiceError", "running"]
