"""The speakers file, its faults, and the registry made of it."""

import json
from datetime import date

import pytest

from claims.interchange import InterchangeError, OfficeEntry, read_speakers, registry_of

YAML = """
- name: Marta Osk
  aliases: [Osk, Martha Osk, Osk]
  wikidata: Q1
  gender: f
  born: 1961
  tracked: no
  side: Port Osk
  offices:
    - {title: Mayor, of: Port Osk, from: 2013, to: 2019-03-31}
    - {title: Harbour Master, of: Port Osk, from: "2019-04"}
- {name: the Quay, kind: body, wikidata: null}
"""


def write(tmp_path, content, name="speakers.yaml"):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def problems_of(tmp_path, content, name="speakers.yaml"):
    path = write(tmp_path, content, name)
    with pytest.raises(InterchangeError) as refusal:
        read_speakers(path)
    return [problem.removeprefix(f"{path}") for problem in refusal.value.problems]


def test_an_entry_carries_all_that_the_file_says(tmp_path):
    osk, _ = read_speakers(write(tmp_path, YAML))

    assert (osk.name, osk.slug, osk.aliases) == ("Marta Osk", "marta-osk", ("Osk", "Martha Osk"))
    assert (osk.wikidata, osk.gender, osk.born, osk.side) == ("Q1", "f", "1961", "Port Osk")
    assert osk.tracked is False
    assert osk.offices[0] == OfficeEntry("Mayor", "Port Osk", "2013", "2019-03-31")


def test_a_name_alone_makes_a_tracked_person(tmp_path):
    _, quay = read_speakers(write(tmp_path, YAML))

    assert (quay.slug, quay.kind, quay.tracked, quay.wikidata) == ("the-quay", "body", True, "")


@pytest.mark.parametrize("name", ["speakers.json", "speakers.jsonl"])
def test_json_and_json_lines_say_the_same(tmp_path, name):
    entry = json.dumps({"name": "Ida Böhm", "tracked": True, "born": 1970, "gender": None})
    content = f"[{entry}]" if name.endswith("json") else f"{entry}\n\n"

    (speaker,) = read_speakers(write(tmp_path, content, name))

    assert (speaker.slug, speaker.born, speaker.gender) == ("ida-bohm", "1970", "")


def test_a_name_in_other_letters_has_a_slug_too(tmp_path):
    (speaker,) = read_speakers(write(tmp_path, "- name: Марта Оск"))

    assert speaker.slug.startswith("name-")


def test_every_problem_is_named_at_once_with_its_place_and_remedy(tmp_path):
    content = """
- {alias: [Osk], gender: q, born: long ago, tracked: maybe}
- {name: Marta Osk, aliases: Osk, offices: [{of: Osk, from: 2020, to: 2019}, 7]}
- just a name
"""

    problems = problems_of(tmp_path, content)

    assert [problem.split(":")[0] for problem in problems] == [
        *(", entry 3", ", entry 1, alias", ", entry 1, name", ", entry 1, gender"),
        *(", entry 1, born", ", entry 1, tracked", ", entry 2, aliases"),
        *(", entry 2, offices 1, title", ", entry 2, offices 1, to", ", entry 2, offices 2"),
    ]
    assert "did you mean aliases?" in problems[1]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("- {name: [a]}", ", entry 1, name: ['a'] is no text: write it in quotation marks"),
        (f"- name: {'a' * 201}", ", entry 1, name: longer than 200 characters: shorten it"),
        ("- {name: A, aliases: ['']}", ", entry 1, aliases: '' is empty or longer than 200"),
        ("- {name: A, offices: x}", ", entry 1, offices: not a list: start each of them with"),
        ("- name: A B\n- name: a-b", ", entry 2, slug: 'a-b' is that of "),
        ("name: A", ": no list of entries: write a list"),
        ("- 'a", ": while scanning a quoted scalar"),
    ],
)
def test_a_problem_says_what_to_do(tmp_path, content, problem):
    (found,) = problems_of(tmp_path, content)

    assert found.startswith(problem)


def test_two_people_of_one_name_are_told_apart_by_slugs_of_their_own(tmp_path):
    speakers = read_speakers(write(tmp_path, "- name: A B\n- {name: A B, slug: a-b-mayor}"))

    assert [speaker.slug for speaker in speakers] == ["a-b", "a-b-mayor"]


def test_broken_json_lines_are_named_each_by_its_number(tmp_path):
    problems = problems_of(tmp_path, '{"name": "A"}\n{\nx\n', "speakers.jsonl")

    assert [problem.split(" (")[0] for problem in problems] == [
        ", line 2: not JSON",
        ", line 3: not JSON",
    ]


def test_a_file_that_cannot_be_opened_or_decoded_is_a_problem_too(tmp_path):
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("- name: Böhm".encode("latin-1"))

    for path in (latin, tmp_path / "missing.yaml"):
        with pytest.raises(InterchangeError, match=f"{path.name}: (not UTF-8|No such file)"):
            read_speakers(path)


def test_the_registry_bounds_offices_by_the_days_they_may_cover(tmp_path):
    registry = registry_of(read_speakers(write(tmp_path, YAML)))

    mayor, master = registry.by_slug["marta-osk"].offices
    assert (mayor.start, mayor.end) == (date(2013, 1, 1), date(2019, 3, 31))
    assert (master.start, master.end) == (date(2019, 4, 1), None)


def test_the_registrys_version_is_that_of_its_content_in_any_order(tmp_path):
    speakers = read_speakers(write(tmp_path, YAML))

    same, other = registry_of(reversed(speakers)), registry_of(speakers[:1])

    assert same.version == registry_of(speakers).version
    assert other.version != same.version
