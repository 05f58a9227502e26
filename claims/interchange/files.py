"""Lists of entries from YAML, JSON and JSON Lines files."""

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from sources.parsing.plaintext import decode

_JSON_LINES = {".jsonl", ".ndjson"}
_NULL = "tag:yaml.org,2002:null"


class _TextLoader(yaml.SafeLoader):
    """YAML whose scalars stay the texts they are: 2014 is no number, Norway's "no" not false."""

    yaml_implicit_resolvers = {
        first: [resolver for resolver in resolvers if resolver[0] == _NULL]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class InterchangeError(ValueError):
    """A file that can't be taken; `problems` says why, one line each."""

    def __init__(self, problems: list[str]) -> None:
        """Carry every problem found, so that one round mends them all."""
        super().__init__("\n".join(problems))
        self.problems = problems


def read_entries(path: Path) -> list[tuple[str, object]]:
    """Each entry of a file with its place ("speakers.yaml, entry 3"; JSON Lines: "line 3")."""
    try:
        text = decode(path.read_bytes())
        if path.suffix.lower() in _JSON_LINES:
            return _lines(path, text)
        return list(_listed(path, _parsed(path, text)))
    except OSError as error:
        reason = error.strerror or type(error).__name__
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        if isinstance(error, InterchangeError):
            raise
        reason = " ".join(str(error).split())
    raise InterchangeError([f"{path}: {reason}"])


def _parsed(path: Path, text: str) -> object:
    if path.suffix.lower() == ".json":
        return json.loads(text)
    return yaml.load(text, _TextLoader)  # noqa: S506 - a safe loader


def _listed(path: Path, found: object) -> Iterator[tuple[str, object]]:
    if not isinstance(found, list):
        raise InterchangeError([f"{path}: no list of entries: write a list"])
    for number, entry in enumerate(found, 1):
        yield f"{path}, entry {number}", entry


def _lines(path: Path, text: str) -> list[tuple[str, object]]:
    entries: list[tuple[str, object]] = []
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        place = f"{path}, line {number}"
        try:
            if line.strip():
                entries.append((place, json.loads(line)))
        except (ValueError, RecursionError) as error:
            problems.append(f"{place}: not JSON ({error})")
    if problems:
        raise InterchangeError(problems)
    return entries
