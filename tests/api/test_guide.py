"""The guide in `docs/api.md`: its snippets run, in order, as a reader would run them."""

import io
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from claims import pipeline
from claims.api import problems
from tests.api.test_merging import publish
from tests.builders import make_editor, make_event, make_report, make_revision, make_speaker

GUIDE = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
pytestmark = pytest.mark.django_db(transaction=True)


def snippets(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def run_commands() -> list[str]:
    """What each command of the guide prints."""
    printed = []
    for line in "".join(snippets("sh")).splitlines():
        python, program, *words = shlex.split(line)
        assert (python, program) == ("python", "manage.py")
        output = io.StringIO()
        call_command(*words, stdout=output)
        printed.append(output.getvalue())
    return printed


def test_every_snippet_of_the_guide_runs(live_server):
    make_speaker("Ada Varga")
    pipeline.process(make_revision().pk)
    make_report(body="the harbour board", kind="indirect")
    make_editor("ada")
    make_event()
    publish(make_event("The bridge opens", state="proposed"))
    token = run_commands()[0].strip()
    program = "\n".join(snippets("python"))
    program = program.replace("http://127.0.0.1:8000", live_server.url).replace("TOKEN", token)

    names: dict[str, Any] = {}
    exec(compile(program, "docs/api.md", "exec"), names)  # noqa: S102 - our own guide

    assert len(names["rows"]) == len(names["reports"]) == 2
    names["api"].close()
    names["editor"].close()


def test_the_guide_names_every_problem_of_our_own():
    kinds = {kind.default_code for kind in problems.Problem.__subclasses__()}

    assert all(f"`{kind.replace('_', '-')}`" in GUIDE for kind in kinds)
