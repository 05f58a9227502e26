from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.running.places import manage, processes_of
from tracker.commandline import stands_alone

pytestmark = pytest.mark.services


@pytest.mark.parametrize(
    "words",
    [
        "",
        "help",
        "--help",
        "ingest --help",
        "makemigrations --check",
        "check",
        "extract x",
        "evaluate x",
    ],
)
def test_a_command_that_needs_no_services_gets_none(words):
    assert stands_alone(["manage.py", *words.split()])


@pytest.mark.parametrize("words", ["up", "ingest x", "export reports", "migrate", "shell"])
def test_every_other_command_gets_them(words):
    assert not stands_alone(["manage.py", *words.split()])


def test_the_help_of_a_command_leaves_no_trace(var):
    done = manage(var / "new", "backup", "--help")

    assert done.returncode == 0
    assert not (var / "new").exists()


def test_an_unknown_command_starts_nothing(var):
    done = manage(var, "nonsense")

    assert done.returncode == 1
    assert "Unknown command" in done.stderr
    assert not (var / "postgres").exists()


def test_two_first_commands_at_once_find_a_ready_database_and_do_not_meet(var):
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda _: manage(var, "export", "speakers"), range(2)))

    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert "Marco Rubio" in done[0].stdout
    assert done[0].stdout == done[1].stdout
    assert not processes_of(var)
