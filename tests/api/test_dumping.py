"""Dumps: every list as files, which with the changes since are what the lists show now."""

import gzip
import hashlib
import json
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from pyarrow import parquet

from claims.api import columnar, dumping
from claims.corrections import Decision, Field, decide
from claims.models import Statement
from claims.takedown import take_down
from docs.examples.mirror import Mirror
from sources.models import Outlet
from tests.api.test_reading import LISTS, make_one_of_each
from tests.builders import make_editor, make_statement
from tracker.tasks import dump as nightly

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def write(folder: Path, keep: int = 7) -> Path:
    return dumping.dump(folder, site=SITE, keep=keep)


def rows(made: Path, name: str):
    with gzip.open(made / f"{name}.ndjson.gz", "rt") as lines:
        return [json.loads(line) for line in lines]


def manifest(made: Path):
    return json.loads((made / "manifest.json").read_text())


def listed(api, name: str):
    return api.get(f"/api/v1/{name}?limit=200").json()["results"]


@pytest.mark.parametrize("name", LISTS)
def test_a_dump_has_the_rows_of_every_list_in_both_forms(api, tmp_path, name):
    for number in range(3):
        make_one_of_each(number)

    made = write(tmp_path)

    def by_text(found):
        return sorted(json.dumps(row, sort_keys=True) for row in found)

    table = parquet.read_table(made / f"{name}.parquet").to_pylist()
    assert by_text(rows(made, name)) == by_text(listed(api, name)) == by_text(table)
    assert manifest(made)["counts"][name] == 3


def test_the_manifest_has_the_sum_of_every_file(tmp_path):
    make_one_of_each()

    made = write(tmp_path)

    files = manifest(made)["files"]
    assert set(files) == {path.name for path in made.iterdir()} - {"manifest.json"}
    for name, told in files.items():
        content = (made / name).read_bytes()
        assert told == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def change_everything() -> None:
    """A correction, a new row, a new name, a merge and an article taken down."""
    reports = [make_one_of_each(number) for number in range(4)]
    statement, merged = (Statement.objects.get(reports=each) for each in reports[:2])
    decision = Decision(Field.KIND, "indirect")
    decide(statement.pk, [decision], editor=make_editor(), version=statement.version)
    make_statement()
    Outlet.objects.update(name=Concat(Value("Renamed "), "name"))
    Statement.objects.filter(pk=merged.pk).update(merged_into=statement)
    take_down(reports[2].revision.article.url, by="tests")


def test_a_dump_and_the_changes_since_are_what_the_lists_show(api, tmp_path, monkeypatch):
    for number in range(4, 8):
        make_one_of_each(number)
    read = dumping._write_list

    def write_while_others_write(path, *rest):
        if path.name == "events":
            change_everything()
        return read(path, *rest)

    monkeypatch.setattr(dumping, "_write_list", write_while_others_write)
    made = write(tmp_path)
    Outlet.objects.filter(pk=Outlet.objects.earliest("pk").pk).update(name="Renamed again")

    mirror = Mirror(_Raising(api), ":memory:")  # type: ignore[arg-type]
    for name in LISTS:
        for row in rows(made, name):
            mirror.keep({"kind": name[:-1], "id": row["id"], "deleted": False, "data": row})
    mirror.db.execute("INSERT INTO place VALUES (?)", [manifest(made)["cursor"]])
    mirror.follow()

    kept = mirror.db.execute("SELECT kind, data FROM rows").fetchall()
    for name in LISTS:
        found = sorted(data for kind, data in kept if f"{kind}s" == name)
        assert found == sorted(json.dumps(row) for row in listed(api, name)), name


class _Raising:
    """The test's client as the mirror's."""

    def __init__(self, api) -> None:
        self.api = api

    def get(self, path: str, params):
        answer = self.api.get(path, params)
        answer.raise_for_status = lambda: answer
        return answer


def test_what_was_taken_down_is_in_no_later_dump(tmp_path):
    report = make_one_of_each()
    take_down(report.revision.article.url, by="tests")

    made = write(tmp_path)

    assert manifest(made)["counts"]["articles"] == manifest(made)["counts"]["reports"] == 0


def test_old_dumps_go_and_what_else_lies_there_stays(tmp_path):
    for stamp in ("20310101T000000Z", "20310102T000000Z", "20310103T000000Z.part"):
        (tmp_path / stamp).mkdir()
    (tmp_path / "notes").mkdir()

    call_command("dump", str(tmp_path), "--site", SITE, "--keep", "2")

    left = {path.name for path in tmp_path.iterdir()}
    assert "20310103T000000Z.part" not in left
    assert "20310101T000000Z" not in left or "20310102T000000Z" in left
    assert ("notes" in left, len(left)) == (True, 3)


def test_without_the_library_a_dump_has_lines_alone(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(columnar, "find_spec", lambda _: None)

    call_command("dump", str(tmp_path), "--site", SITE)

    assert not list(tmp_path.glob("*/*.parquet"))
    assert len(list(tmp_path.glob("*/*.ndjson.gz"))) == len(LISTS)
    assert "pip install pyarrow" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--site", "claims.example"], "no address of a site"),
        (["--site", "https://elsewhere.example"], "ALLOWED_HOSTS"),
        (["--keep", "0"], "keep none"),
    ],
)
def test_a_dump_that_cannot_be_says_why_and_leaves_nothing(tmp_path, options, told):
    with pytest.raises(CommandError, match=told):
        call_command("dump", str(tmp_path), *options)

    assert not list(tmp_path.glob("*/manifest.json"))


def test_the_nightly_dump_goes_where_the_settings_say(tmp_path, settings):
    settings.DUMP_DIR, settings.DUMP_SITE = str(tmp_path), SITE

    nightly()

    assert len(list(tmp_path.glob("*/manifest.json"))) == 1


def test_a_second_dump_at_the_same_time_is_refused(tmp_path, settings):
    settings.DUMP_DIR, settings.DUMP_SITE = str(tmp_path), SITE
    with closing(psycopg2.connect(**connection.get_connection_params())) as other:
        other.cursor().execute("SELECT pg_try_advisory_lock(%s)", [dumping._LOCK])

        nightly()
        with pytest.raises(dumping.BusyError, match="Another dump"):
            write(tmp_path)

    assert not list(tmp_path.iterdir())
