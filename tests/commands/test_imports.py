"""`manage.py import_speakers` and `import_events`: all or nothing, and an editor's word stays."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from claims.models import Event, Office, Speaker
from tests.knowing import make_archive

pytestmark = pytest.mark.django_db

SPEAKERS = """
- name: Ada Varga
  aliases: [Varga, "Mayor, the"]
  gender: f
  offices:
    - {title: mayor, of: Brod, from: 2029-01-01, to: 2031}
- name: Ilo Brandt
"""
EVENTS = """
- title: Opening of the bridge
  date: 2031-05-05/2031-05-06
  participants: [Ada Varga]
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "speakers.yaml").write_text(SPEAKERS)
    (tmp_path / "events.yaml").write_text(EVENTS)
    return tmp_path


def run(command: str, *arguments: object) -> str:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def test_speakers_come_with_their_offices(files):
    assert "2 new, 0 changed, 0 unchanged." in run("import_speakers", files / "speakers.yaml")

    office = Office.objects.get()
    assert Speaker.objects.get(slug="ada-varga").aliases == ["Varga", "Mayor, the"]
    assert (str(office), str(office.earliest), str(office.latest)) == (
        "mayor, Brod",
        "2029-01-01",
        "2031-12-31",
    )


def test_a_second_import_changes_nothing(files):
    run("import_speakers", files / "speakers.yaml")
    run("import_events", files / "events.yaml")
    offices = list(Office.objects.values())

    assert "0 new, 0 changed, 2 unchanged." in run("import_speakers", files / "speakers.yaml")
    assert "0 new, 0 changed, 1 unchanged." in run("import_events", files / "events.yaml")
    assert list(Office.objects.values()) == offices


def test_a_changed_file_changes_its_rows_and_removes_none(files):
    run("import_speakers", files / "speakers.yaml")
    (files / "speakers.yaml").write_text("[{name: Ada Varga, offices: [{title: minister}]}]")

    words = run("import_speakers", files / "speakers.yaml")

    assert "0 new, 1 changed, 0 unchanged." in words
    assert Speaker.objects.count() == 2
    assert Office.objects.get().title == "minister"


def test_what_an_editor_has_set_wins_over_the_file(files):
    run("import_speakers", files / "speakers.yaml")
    Speaker.objects.filter(slug="ada-varga").update(
        name="Ada Varga-Koss", gender="x", edited_fields=["name", "offices"]
    )
    Office.objects.all().delete()

    words = run("import_speakers", files / "speakers.yaml")

    ada = Speaker.objects.get(slug="ada-varga")
    assert (ada.name, ada.gender, ada.offices.count()) == ("Ada Varga-Koss", "f", 0)
    assert "kept as an editor set it: ada-varga: name" in words
    assert "kept as an editor set it: ada-varga: offices" in words


def test_an_events_days_are_known_to_its_row(files):
    run("import_events", files / "events.yaml")

    event = Event.objects.get()
    assert (event.slug, str(event.earliest), str(event.latest)) == (
        "opening-of-the-bridge",
        "2031-05-05",
        "2031-05-06",
    )


def test_a_file_with_faults_is_refused_whole_and_each_fault_named(files, capsys):
    (files / "speakers.yaml").write_text("[{name: Ada Varga}, {gender: q}, {name: B, born: soon}]")
    out, err = StringIO(), StringIO()

    with pytest.raises(SystemExit, match="1"):
        call_command("import_speakers", str(files / "speakers.yaml"), stdout=out, stderr=err)

    assert not Speaker.objects.exists()
    assert ["entry 2" in line or "entry 3" in line for line in err.getvalue().splitlines()]
    assert len(err.getvalue().splitlines()) >= 3


def test_the_outcome_may_be_json(files):
    outcome = json.loads(run("import_events", files / "events.yaml", "--json"))

    assert outcome["new"] == ["opening-of-the-bridge"]


def test_what_stored_articles_name_is_offered_to_them(files):
    make_archive()
    (files / "speakers.yaml").write_text("[{name: Nora Quill, aliases: [Nightbird]}]")
    (files / "events.yaml").write_text("[{title: Lantern Fair}]")

    words = run("import_speakers", files / "speakers.yaml")
    outcome = json.loads(run("import_events", files / "events.yaml", "--json"))

    command = "python manage.py reresolve --speaker nora-quill --dry-run"
    assert f"1 article names nora-quill: {command}" in words
    assert [(offer["slug"], offer["articles"]) for offer in outcome["offers"]] == [
        ("lantern-fair", 2)
    ]


def test_the_packaged_files_are_imported_where_none_is_given():
    run("import_speakers")
    run("import_events")

    assert Speaker.objects.filter(tracked=True).count() >= 5
    assert Event.objects.exists()
