"""Asks a running server all that its OpenAPI document allows and forbids, by schemathesis."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# A slug or key that is not here is an error by design, which no schema can say beforehand.
NOT_CHECKED = "positive_data_acceptance"


@dataclass(frozen=True, slots=True)
class Told:
    """Whether every answer was as the document says, and what schemathesis printed."""

    holds: bool
    words: str


def ask(site: str, token: str, folder: Path, *options: str) -> Told:
    """All checks, on behalf of a token unless it is empty; `folder` is where it may write."""
    program = str(Path(sys.executable).with_name("schemathesis"))
    words = [program, "run", f"{site}/api/v1/schema"]
    words += ["--checks", "all", "--exclude-checks", NOT_CHECKED, "--continue-on-failure"]
    words += ["--header", f"Authorization: Bearer {token}"] if token else []
    done = subprocess.run(
        [*words, "--no-color", "--generation-database", "none", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return Told(done.returncode == 0, done.stdout + done.stderr)
