import os
import shutil
import signal
import tempfile
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.running.places import Site, free_port, manage, processes_of
from tracker.embedded.waiting import wait_until

pytestmark = [pytest.mark.services, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def sites():
    """One place for all tests here, made once, and the sites that were started in it."""
    folder = Path(tempfile.mkdtemp(prefix="on-record-var-"))
    folder.chmod(0o711)
    started = [Site(folder)]
    yield started
    if started[-1].process.poll() is None:
        started[-1].end()
    shutil.rmtree(folder)


@pytest.fixture
def site(sites):
    """The running site; a new one where the last test ended it."""
    if sites[-1].process.poll() is not None:
        sites.append(Site(sites[-1].var))
    assert sites[-1].is_up(), sites[-1].output.read_text()
    return sites[-1]


def child(site: Site, words: str) -> int:
    for number in processes_of(site.var):
        if words.encode() in Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" "):
            return number
    raise AssertionError(site.output.read_text())


def test_the_site_answers_and_says_how_to_sign_in(site):
    with urlopen(f"http://127.0.0.1:{site.port}/readyz") as answer:
        body = answer.read()

    assert b'"broker": "ok"' in body
    assert (site.var / "sign-in").read_text().strip() in site.output.read_text()
    assert (site.var / "sign-in").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_leaves_no_process_no_socket_and_no_warning_behind(site, number):
    assert site.says(" ready.")

    site.end(number)

    assert processes_of(site.var) == []
    assert not (site.var / "run").exists()
    assert site.says("Stopped")
    assert "WARN" not in site.output.read_text().upper()


def test_a_second_one_in_the_same_place_says_so_and_ends(site):
    second = manage(site.var, "up", PORT=str(free_port()))

    assert second.returncode == 1
    assert f"already runs in {site.var} (process {site.process.pid})" in second.stderr


def test_a_busy_port_gets_one_line_and_another_place_does_not_mind(site, var):
    other = manage(var / "other", "up", PORT=str(site.port))

    assert other.returncode == 1
    assert other.stderr.splitlines()[-1].endswith("is in use: choose one with PORT=")


def test_a_worker_that_dies_is_started_again(site):
    worker = child(site, "celery --quiet -A tracker worker")

    os.kill(worker, signal.SIGKILL)

    assert site.says("the worker process ended (-9): starting it again")
    assert wait_until(lambda: child(site, "celery --quiet -A tracker worker") != worker, seconds=20)


def test_after_a_kill_its_children_go_and_the_next_start_recovers(site, sites):
    site.end(signal.SIGKILL)

    gone = wait_until(lambda: not leashed(site.var), seconds=30)
    sites.append(Site(site.var))

    assert gone
    assert sites[-1].is_up()


def leashed(var: Path) -> list[int]:
    """The children of `up` that live; PostgreSQL and Valkey wait for the next start."""
    return [
        number
        for number in processes_of(var)
        if b"tracker.leash" in Path(f"/proc/{number}/cmdline").read_bytes()
    ]
