import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
from redis import Redis

from tests.running.places import environment
from tracker.embedded import Needs, Place, ServiceError, running
from tracker.embedded.account import Account
from tracker.embedded.packages import postgres_program
from tracker.embedded.postgres import FLEETING as FLEETING_OPTIONS
from tracker.embedded.postgres import Postgres
from tracker.embedded.waiting import wait_until

pytestmark = pytest.mark.services
FLEETING = Needs(durable=False)
HOLD = """
import sys
from pathlib import Path
from tracker.embedded import Needs, Place, running
with running(Place(Path(sys.argv[1])), Needs(durable=False)):
    print("running", flush=True)
    sys.stdin.read()
"""


def hold(var: Path) -> "subprocess.Popen[bytes]":
    """Another process that uses the services until its input ends."""
    words = [sys.executable, "-c", HOLD, str(var)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(words, stdin=pipe, stdout=pipe, env=environment(var))
    assert process.stdout
    assert process.stdout.readline() == b"running\n"
    return process


def ask(place: Place, question: str = "SELECT 1") -> object:
    line = psycopg2.connect(host=str(place.sockets), user="on_record", dbname="on_record")
    try:
        with line.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        line.close()


def ping(place: Place) -> bool:
    with Redis(unix_socket_path=str(place.valkey_socket)) as line:
        return bool(line.ping())


def test_both_services_run_inside_the_block_and_not_after_it(var):
    place = Place(var)

    with running(place, FLEETING):
        answers = [ask(place), ping(place)]

    assert answers == [1, True]
    assert not place.sockets.exists()


def test_the_data_are_there_again_the_next_time(var):
    place = Place(var)
    with running(place, FLEETING):
        ask(place, "CREATE TABLE kept (); COMMIT; SELECT 1")

    with running(place, FLEETING):
        found = ask(place, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'")

    assert found == 1


def test_the_product_keeps_what_it_writes_through_a_power_cut(var):
    assert not FLEETING_OPTIONS.keys() & Postgres(Place(var)).options.keys()


def test_who_leaves_first_leaves_the_services_to_the_other(var):
    place = Place(var)
    with running(place, FLEETING):
        other = hold(var)

    answer = ask(place)
    other.communicate()

    assert answer == 1
    assert not place.sockets.exists()


def test_a_holder_that_is_killed_does_not_count_any_more(var):
    place = Place(var)
    with running(place, FLEETING):
        other = hold(var)
        other.kill()
        other.communicate()

    assert not place.sockets.exists()


def test_a_killed_server_comes_back_with_what_was_written(var):
    place = Place(var)
    with running(place, FLEETING):
        ask(place, "CREATE TABLE kept (); COMMIT; SELECT 1")
        os.kill(int((place.data / "postmaster.pid").read_text().split("\n")[0]), signal.SIGKILL)

    with running(place, FLEETING):
        assert ask(place, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'") == 1


def test_a_lock_file_whose_number_is_another_process_is_no_hindrance(var):
    place = Place(var)
    with running(place, FLEETING):
        lock = (place.data / "postmaster.pid").read_text()
    words = [str(os.getpid()), *lock.split("\n")[1:]]
    (place.data / "postmaster.pid").write_text("\n".join(words))

    with running(place, FLEETING):
        assert ask(place) == 1


@pytest.mark.parametrize("name", ["l" * 120, "with a space"])
def test_a_folder_that_no_socket_can_lie_in_gets_its_sockets_elsewhere(var, name):
    place = Place(var / name)

    with running(place, FLEETING):
        answers = [ask(place), ping(place), var in place.sockets.parents]

    assert answers == [1, True, False]
    assert not place.sockets.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the services to another user")
def test_root_runs_them_where_nobody_else_may_enter(var):
    closed = var / "closed"
    closed.mkdir(mode=0o700)
    place = Place(closed / "var")

    with running(place, FLEETING):
        owner = place.data.stat().st_uid
        assert ask(place) == 1

    assert owner != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the services to another user")
def test_root_hands_them_to_the_owner_of_the_folder(var):
    os.chown(var, 1, 1)

    account = Account.of(Place(var), postgres_program("postgres"))

    assert (account.uid, account.gid) == (1, 1)


def test_a_folder_of_somebody_else_is_refused_in_one_line(var):
    (var / "real").mkdir()
    (var / "link").symlink_to(var / "real")
    account = Account(os.geteuid(), os.getegid())

    with pytest.raises(ServiceError, match="belongs to somebody else"):
        account.own(var / "link")


def test_a_place_that_cannot_be_written_is_said_in_one_line(var, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    (var / "file").touch()

    with pytest.raises(ServiceError, match="choose another folder with VAR_DIR"):
        Place(var / "file" / "var").make_secret_key()


def test_a_database_that_cannot_be_made_leaves_nothing_and_names_the_log(var):
    place = Place(var)
    place.log.mkdir()
    place.postgres.mkdir()
    shutil.copy("/dev/null", place.postgres / "draft")

    with pytest.raises(ServiceError, match=r"postgres\.log"), running(place, FLEETING):
        pass

    assert not place.data.exists()


def test_waiting_ends_when_the_time_is_up():
    assert not wait_until(lambda: False, seconds=0)


def test_the_key_is_made_once_and_readable_by_its_owner_only(var, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    place = Place(var)
    place.make_secret_key()
    first = place.secret_key()

    place.make_secret_key()

    assert place.secret_key() == first
    assert len(first) > 50
    assert (var / "secret-key").stat().st_mode & 0o777 == 0o600
