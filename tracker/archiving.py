"""The whole database in one file and back, between embedded servers and those of one's own."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from tracker.embedded.packages import postgres_program

MAJOR = 18  # of the embedded programs; they read servers and backups of this version and older ones
EMPTY = "SET lock_timeout = '30s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"
# pg_restore writes this for every server; those before version 17 don't know it.
UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"


class ArchiveError(Exception):
    """The backup was not written or not restored; the message says why, and nothing has changed."""


def back_up(file: Path) -> None:
    """Write the database to a file, which is whole or not there, and readable by its owner only."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    try:
        words = ["--format=custom", "--no-owner", "--no-privileges"]
        _run("pg_dump", *words, "--exclude-table-data=django_session", f"--file={draft}")
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def restore(file: Path, *, replace: bool = False) -> None:
    """Fill an empty database, or with `replace` this one, in one transaction."""
    if "django_migrations" not in _run("pg_restore", "--list", file):
        reason = f"{file} is no backup of On Record"
        raise ArchiveError(reason)
    _run("pg_restore", "--file=/dev/null", file)  # read to the end: is it whole?
    if connection.introspection.table_names() and not replace:
        reason = "this database is not empty: restore into a new one, or over it with --replace"
        raise ArchiveError(reason)
    connection.close()
    _pour(file, before=EMPTY if replace else "")


def _pour(file: Path, *, before: str) -> None:
    """Run a backup's SQL; what does not arrive to its end is rolled back."""
    read = [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(file)]
    write = [_program("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--file=-"]
    strict = ["--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(read, stdout=pipe) as reader,
        subprocess.Popen([*write, *strict], stdin=pipe, stderr=pipe, env=_reach()) as writer,
    ):
        if reader.stdout and writer.stdin:
            try:
                writer.stdin.write(before.encode())
                _copy(reader.stdout, writer.stdin)
            except BrokenPipeError:
                reader.kill()
        if reader.wait():
            writer.kill()
        said = writer.communicate()[1].decode(errors="replace").strip()
    if writer.returncode:
        raise ArchiveError(said or "the backup could not be read to its end")


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    """Pass SQL on, and leave out the one setting that older servers don't know."""
    head = b"".join(source.readline() for _ in range(20))
    target.write(head.replace(UNKNOWN_BEFORE_17, b""))
    shutil.copyfileobj(source, target, 1 << 20)


def _run(program: str, *words: str | Path) -> str:
    done = subprocess.run(
        [_program(program), *map(str, words)],
        check=False,
        capture_output=True,
        env=_reach(),
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise ArchiveError(done.stderr.strip())
    return done.stdout


def _program(name: str) -> str:
    """One of PostgreSQL's programs: an installed one if it is as new as those that we bring."""
    installed = shutil.which(name) if settings.OWN_DATABASE else None
    if installed:
        words = subprocess.run(
            [installed, "--version"], check=False, capture_output=True, text=True
        )
        version = re.search(r"\d+", words.stdout)
        if version and int(version.group()) >= MAJOR:
            return installed
    return str(postgres_program(name))


def _reach() -> dict[str, str]:
    """The environment that leads PostgreSQL's programs to Django's database."""
    parameters = connection.get_connection_params()
    parameters["database"] = parameters.pop("dbname")
    parameters.pop("cursor_factory", None)
    words = {f"PG{key.replace('_', '').upper()}": str(value) for key, value in parameters.items()}
    words["PGCONNECT_TIMEOUT"] = str(parameters.get("connect_timeout", 10))
    return {**os.environ, **words}
