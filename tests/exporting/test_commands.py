"""The commands `export` and `create_token`."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from claims.models import ApiToken
from tests.builders import make_report, make_revision, make_speaker, make_user

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    output = io.StringIO()
    call_command(*words, stdout=output)
    return output.getvalue()


@pytest.mark.parametrize("name", ["reports", "statements", "speakers", "articles"])
def test_each_list_is_written_a_line_a_row(name):
    make_report(speaker=make_speaker())
    make_report(speaker_name="Ilo Brandt")

    lines = run("export", name).splitlines()

    assert len(lines) == (1 if name == "speakers" else 2)
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_letters_stay_readable():
    make_speaker("Ólafur Þór", slug="olafur")

    assert "Ólafur Þór" in run("export", "speakers")


def test_a_table_has_a_column_for_each_nested_key():
    make_report(speaker=make_speaker("Ada Varga"), said="2031-05-05")

    row = next(csv.DictReader(io.StringIO(run("export", "reports", "--format", "csv"))))

    assert (row["speaker.slug"], row["said.edtf"]) == ("ada-varga", "2031-05-05")
    assert row["content"] == "27-51"
    assert (row["believed.said.edtf"], row["parent"]) == ("", "")


def test_an_empty_table_has_its_header():
    header = run("export", "speakers", "--format", "csv")

    assert header.startswith("name,slug,aliases,wikidata,gender,born,tracked,kind,side,")
    assert header.endswith(",offices.title,offices.of,offices.from,offices.to\n")


def test_a_table_keeps_line_breaks_within_its_cells():
    make_report(revision=make_revision(text='He said: "One\ntwo."'), quote='"One\ntwo."')

    rows = list(csv.DictReader(io.StringIO(run("export", "reports", "--format", "csv"))))

    assert [row["text"] for row in rows] == ['"One\ntwo."']


def test_no_cell_of_a_table_starts_a_formula():
    make_report(label='=HYPERLINK("https://a.example")')

    row = next(csv.DictReader(io.StringIO(run("export", "reports", "--format", "csv"))))

    assert row["speaker_label"] == '\'=HYPERLINK("https://a.example")'


def test_nobody_reading_on_ends_the_export_quietly(monkeypatch):
    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    make_speaker()
    monkeypatch.setattr("claims.management.command.os.dup2", lambda *_: None)

    with pytest.raises(SystemExit) as ending:
        call_command("export", "speakers", stdout=Closed())

    assert ending.value.code == 141


def test_a_token_is_printed_once_and_kept_as_a_hash():
    user = make_user("ada")

    token = run("create_token", "ada", "alerts").strip()

    kept = ApiToken.objects.get()
    assert (kept.user, kept.label, kept.digest) == (user, "alerts", ApiToken.hash(token))


@pytest.mark.parametrize(("user", "label"), [("nobody", "alerts"), ("ada", "x" * 101)])
def test_a_token_for_nobody_or_with_an_endless_label_is_refused(user, label):
    make_user("ada")

    with pytest.raises(CommandError):
        call_command("create_token", user, label)
