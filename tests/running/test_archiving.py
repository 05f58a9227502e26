import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from sources.models import Outlet
from tests.running.places import manage
from tracker import archiving

pytestmark = pytest.mark.services


def backup(tmp_path):
    file = tmp_path / "on-record.dump"
    call_command("backup", str(file))
    return file


def test_a_backup_is_readable_by_its_owner_only(transactional_db, tmp_path):
    file = backup(tmp_path)

    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["on-record.dump"]


def test_a_backup_that_fails_leaves_the_last_one(transactional_db, tmp_path, monkeypatch):
    file = backup(tmp_path)
    before = file.read_bytes()
    monkeypatch.setattr(archiving, "_program", lambda _name: "/bin/false")

    with pytest.raises(CommandError):
        call_command("backup", str(file))

    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["on-record.dump"]


def test_what_was_written_after_a_backup_is_gone_when_it_replaces(transactional_db, tmp_path):
    get_user_model().objects.create_user("ada")
    file = backup(tmp_path)
    get_user_model().objects.create_user("bea")

    call_command("restore", str(file), "--replace")

    assert [user.get_username() for user in get_user_model().objects.all()] == ["ada"]


def test_a_database_that_is_not_empty_is_left_alone(transactional_db, tmp_path):
    file = backup(tmp_path)
    Outlet.objects.create(name="The Strelsau Courier", slug="strelsau-courier")

    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(file))

    assert Outlet.objects.count() == 1


@pytest.mark.parametrize("part", [0.2, 0.6, 0.95])
def test_a_backup_that_is_cut_off_changes_nothing(transactional_db, tmp_path, part):
    get_user_model().objects.create_user("ada")
    file = backup(tmp_path)
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * part)])

    with pytest.raises(CommandError):
        call_command("restore", str(file), "--replace")

    assert get_user_model().objects.filter(username="ada").exists()


def test_a_file_that_is_not_there_or_no_backup_is_said_so(transactional_db, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear reader")

    for name in ("nothing.dump", "letter.txt"):
        with pytest.raises(CommandError, match=r"is not there|archive|too short"):
            call_command("restore", str(tmp_path / name))


def test_a_dump_of_something_else_is_no_backup(transactional_db, tmp_path, monkeypatch):
    file = backup(tmp_path)
    monkeypatch.setattr(archiving, "_run", lambda *_words: "TABLE public recipes")

    with pytest.raises(CommandError, match="no backup of On Record"):
        call_command("restore", str(file))


def test_sql_that_fails_halfway_is_rolled_back(transactional_db, tmp_path, monkeypatch):
    get_user_model().objects.create_user("ada")
    file = backup(tmp_path)
    monkeypatch.setattr(archiving, "EMPTY", "SELECT nonsense;\n")

    with pytest.raises(CommandError, match="nonsense"):
        call_command("restore", str(file), "--replace")

    assert get_user_model().objects.filter(username="ada").exists()


def test_an_older_installed_program_is_passed_over(settings, monkeypatch):
    settings.OWN_DATABASE = True
    monkeypatch.setattr("shutil.which", lambda _name: "/bin/true")

    assert archiving._program("pg_dump").endswith("pginstall18/bin/pg_dump")


def test_a_newer_installed_program_serves_a_server_of_ones_own(settings, monkeypatch, tmp_path):
    settings.OWN_DATABASE = True
    newer = tmp_path / "pg_dump"
    newer.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 19.1'\n")
    newer.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _name: str(newer))

    assert archiving._program("pg_dump") == str(newer)


def test_an_empty_new_place_gets_the_same_export_byte_for_byte(var):
    first = manage(var / "first", "export", "speakers")
    manage(var / "first", "backup", str(var / "all.dump"))

    restored = manage(var / "second", "restore", str(var / "all.dump"))
    second = manage(var / "second", "export", "speakers")

    assert restored.returncode == 0, restored.stderr
    assert second.stdout == first.stdout != ""


def test_the_connection_is_passed_on_without_what_only_python_knows(transactional_db):
    words = archiving._reach()

    assert words["PGDATABASE"] == connection.settings_dict["NAME"]
    assert "PGCURSORFACTORY" not in words
