#!/usr/bin/env python3
"""On Record's command line: `./manage.py help` lists the commands."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

if __name__ == "__main__":
    python = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if not find_spec("django") and python.exists() and Path(sys.executable) != python:
        os.execv(python, [str(python), *sys.argv])  # noqa: S606 the environment that bin/run made

    from tracker.commandline import main

    sys.exit(main(sys.argv))
