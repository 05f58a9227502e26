import signal
import subprocess
import sys

import pytest

from tests.live import wait_until
from tracker.supervising import RESTARTS, Child, GivenUpError, supervised

pytestmark = pytest.mark.services
STEADY = "import time; print('steady', flush=True); time.sleep(60)"
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def signals():
    """Supervision ends for good, so it leaves signals ignored; tests go on."""
    kept = {
        number: signal.getsignal(number)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def make_child(tmp_path, code: str) -> Child:
    return Child("child", [sys.executable, "-c", code], tmp_path / "child.log")


def has_said(child: Child, words: str) -> bool:
    return wait_until(lambda: child.log.exists() and words in child.log.read_text(), seconds=20)


def test_what_a_child_says_goes_to_the_terminal_with_its_name_and_to_its_log(tmp_path, capsys):
    child = make_child(tmp_path, STEADY)

    with supervised([child]):
        assert has_said(child, "steady")

    assert "child  steady" in capsys.readouterr().out
    assert child.process.returncode == -signal.SIGTERM


def test_a_child_that_died_is_started_again(tmp_path, capsys):
    child = make_child(tmp_path, STEADY)

    with supervised([child]) as revive:
        assert has_said(child, "steady")
        first = child.process
        first.kill()
        first.wait()
        revive()

    assert child.process.pid != first.pid
    assert "starting it again" in capsys.readouterr().out


def test_a_child_that_dies_all_the_time_is_given_up(tmp_path):
    child = make_child(tmp_path, "")

    def live_again(revive) -> None:
        child.process.wait()
        revive()

    with supervised([child]) as revive:
        for _ in range(RESTARTS):
            live_again(revive)
        with pytest.raises(GivenUpError, match=r"keeps ending: see .*child\.log"):
            live_again(revive)


def test_a_child_that_does_not_listen_is_killed(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tracker.supervising.GRACE", 0.2)
    child = make_child(tmp_path, DEAF)

    with supervised([child]):
        assert has_said(child, "deaf")

    assert child.process.returncode == -signal.SIGKILL
    assert "killing it" in capsys.readouterr().out


def test_what_starts_after_its_parent_has_gone_does_not_run():
    # No process of ours has that parent: as if it was killed while this one came up.
    gone = "0"
    words = [sys.executable, "-m", "tracker.leash", gone, "this"]

    child = subprocess.run(words, capture_output=True, check=False)

    assert (child.returncode, child.stdout) == (1, b"")
