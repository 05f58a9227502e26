import os
import pwd
import subprocess

import pytest

from tracker.embedded import Place, ServiceError, account
from tracker.embedded.account import Account
from tracker.embedded.packages import postgres_program

ME = pwd.getpwuid(os.geteuid())


@pytest.fixture
def as_root(monkeypatch):
    """What root would decide; the programs themselves are not started."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(Account, "run", lambda *_words, **_more: 0)


def test_without_root_the_services_run_as_who_calls(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1234)

    assert Account.of(Place(tmp_path), postgres_program("postgres")).prefix == ()


def test_root_changes_to_a_user_who_may_enter_the_folder(tmp_path, as_root, monkeypatch):
    monkeypatch.setattr(account, "_may_enter", lambda *_words: True)

    prefix = Account.of(Place(tmp_path / "var"), postgres_program("postgres")).prefix

    assert prefix[0] == "/usr/bin/setpriv"
    assert not any("dac_read_search" in word for word in prefix)


def test_root_lets_a_user_look_where_that_user_may_not_enter(tmp_path, as_root, monkeypatch):
    monkeypatch.setattr(account, "_may_enter", lambda *_words: False)

    prefix = Account.of(Place(tmp_path / "var"), postgres_program("postgres")).prefix

    assert "--ambient-caps=+dac_read_search" in prefix


def test_root_without_setpriv_is_told_what_to_install(tmp_path, as_root, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _name: None)

    with pytest.raises(ServiceError, match="install util-linux"):
        Account.of(Place(tmp_path), postgres_program("postgres"))


def test_root_is_told_where_to_go_if_no_other_user_gets_through(tmp_path, as_root, monkeypatch):
    monkeypatch.setattr(Account, "run", lambda *_words, **_more: 1)

    with pytest.raises(ServiceError, match="such as /srv, or set DATABASE_URL"):
        Account.of(Place(tmp_path), postgres_program("postgres"))


def test_the_owner_of_the_folder_is_chosen_before_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr(account, "_owner", lambda _place: 0)
    nobody = account._harmless_user(Place(tmp_path))
    monkeypatch.setattr(account, "_owner", lambda _place: 4_000_000)
    unknown = account._harmless_user(Place(tmp_path))

    assert nobody.pw_name == unknown.pw_name == "nobody"


def test_a_folder_that_only_its_owner_enters_is_closed_to_others(tmp_path):
    tmp_path.chmod(0o700)

    assert not account._may_enter(pwd.getpwnam("nobody"), tmp_path)


def test_a_folder_of_services_goes_to_their_user(tmp_path, monkeypatch):
    given = []
    monkeypatch.setattr(os, "chown", lambda *words: given.append(words))

    Account(ME.pw_uid + 1, 7).own(tmp_path / "run")

    assert given == [(tmp_path / "run", ME.pw_uid + 1, 7)]


def test_a_service_hears_signals_though_its_parent_puts_them_off(tmp_path):
    account._hear_all_signals()
    me = Account(ME.pw_uid, ME.pw_gid)

    assert me.run(["/bin/sh", "-c", "exit 3"], log=subprocess.DEVNULL) == 3
