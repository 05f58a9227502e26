"""`manage.py import_outlets`: what is missing is added, what is there stays, faults are named."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from sources.models import Feed, Outlet
from tests.builders import make_outlet

pytestmark = pytest.mark.django_db

YAML = """
- name: The Lantern
  homepage: https://lantern.example/
  feeds:
    - https://lantern.example/feed
    - {url: https://lantern.example/news.xml, every_minutes: 5, active: no}
- name: The Quay
"""
OPML = """<opml><body>
<outline text="The Lantern - World" xmlUrl="https://lantern.example/world" htmlUrl="https://lantern.example"/>
<outline text="Quay" xmlUrl="https://quay.example/feed" htmlUrl="https://quay.example"/>
</body></opml>"""
FAULTY = """
- {name: Good, feeds: [https://good.example/feed]}
- {homepage: lantern}
- {name: B, feeds: [7, {every_minutes: 5}, {url: https://b.example/f, every_minutes: never}]}
- {name: C, feed: [https://c.example/f]}
- seven
"""


def run(path, text, *arguments) -> str:
    path.write_text(text)
    out = StringIO()
    call_command("import_outlets", str(path), *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_outlets_come_with_their_feeds(tmp_path):
    words = run(tmp_path / "a.yaml", YAML)

    assert "2 outlets new, 0 changed, 0 unchanged; 2 feeds new." in words
    slow = Feed.objects.get(url__endswith="news.xml")
    assert (slow.outlet.name, slow.every_minutes, slow.active) == ("The Lantern", 5, False)
    assert Outlet.objects.get(name="The Lantern").site == "lantern.example"


def test_a_second_import_changes_nothing(tmp_path):
    run(tmp_path / "a.yaml", YAML)
    before = list(Outlet.objects.values()) + list(Feed.objects.values())

    words = run(tmp_path / "a.yaml", YAML)

    assert "0 outlets new, 0 changed, 2 unchanged; 0 feeds new." in words
    assert list(Outlet.objects.values()) + list(Feed.objects.values()) == before


def test_what_is_set_here_stays_and_is_said(tmp_path):
    outlet = make_outlet(name="The Lantern", homepage="https://old.example/")
    other = make_outlet(name="Other")
    Feed.objects.create(outlet=other, url="https://lantern.example/feed", every_minutes=60)

    words = run(tmp_path / "a.yaml", YAML)

    outlet.refresh_from_db()
    assert outlet.homepage == "https://old.example/"
    assert Feed.objects.get(url__endswith="/feed").every_minutes == 60
    assert "kept as it is here: The Lantern: homepage https://old.example/" in words
    assert "kept as it is here: https://lantern.example/feed: outlet Other" in words


def test_a_feed_in_opml_goes_to_the_outlet_of_its_site(tmp_path):
    run(tmp_path / "a.yaml", YAML)

    run(tmp_path / "a.opml", OPML)

    assert Feed.objects.get(url__endswith="/world").outlet.name == "The Lantern"
    assert Feed.objects.get(url__startswith="https://quay").outlet.name == "Quay"


def test_bad_entries_are_named_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(FAULTY)
    out, err = StringIO(), StringIO()

    with pytest.raises(SystemExit, match="1"):
        call_command("import_outlets", str(path), "--json", stdout=out, stderr=err)

    outcome = json.loads(out.getvalue())
    assert (outcome["new"], outcome["feeds"]) == (["Good"], ["https://good.example/feed"])
    assert outcome["faults"] == err.getvalue().splitlines()
    for piece in (
        "entry 2, homepage: 'lantern' is no web address: write one",
        "entry 2, name: missing: every entry needs a name",
        "entry 3, feed 1, url: '7' is no web address",
        "entry 3, feed 2, url: missing",
        "entry 3, feed 3, every_minutes: 'never' is no number",
        "entry 4, feed: unknown key: did you mean feeds?",
        "entry 5: no mapping",
    ):
        assert piece in err.getvalue()


@pytest.mark.parametrize(("name", "text"), [("a.yaml", "[" * 9), ("a.opml", "no"), ("a.json", "7")])
def test_a_file_that_can_not_be_read_is_named(tmp_path, name, text):
    with pytest.raises(SystemExit, match="1"):
        run(tmp_path / name, text)


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    with pytest.raises(SystemExit, match="1"):
        call_command("import_outlets", str(tmp_path / "none.opml"))

    assert "none.opml: No such file or directory: give a file" in capsys.readouterr().err
