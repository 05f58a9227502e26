"""Rules and merges of speakers out of one database and into another."""

import json
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from claims.merging import merge_speakers, undo_merge
from claims.models import Receipt, Rule, Speaker, SpeakerMerge, Statement
from claims.rules import accept_rule, make_rule, withdraw_rule
from claims.wording import Wording
from tests.builders import make_chief, make_speaker, make_statement
from tests.knowing import make_archive

pytestmark = pytest.mark.django_db

NIGHTBIRD = Wording("alias", "Nightbird", "ada-varga", start="2031")


@pytest.fixture
def chief():
    return make_chief()


def exported(what, tmp_path):
    file = tmp_path / f"{what}.jsonl"
    with file.open("w") as out:
        call_command("export", what, stdout=out)
    return file


def imported(what, file):
    out = StringIO()
    call_command(f"import_{what}", str(file), "--json", stdout=out, stderr=out)
    return json.loads(out.getvalue().splitlines()[-1])


def refused(what, file):
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command(f"import_{what}", str(file), stdout=out, stderr=out)
    return out.getvalue()


def test_rules_come_back_with_who_decided_what_of_them(chief, tmp_path):
    make_speaker()
    first = make_rule(NIGHTBIRD, editor=chief, reason="On\nstage.")
    accept_rule(first.pk, chief=chief)
    edited = make_rule(
        Wording("title", "singer", "ada-varga", "Brod"), editor=chief, replaces=first
    )
    accept_rule(edited.pk, chief=chief)
    before = sorted(map(rule_told, Rule.objects.all()))
    file = exported("rules", tmp_path)
    Rule.objects.all().update(replaces=None)
    Rule.objects.all().delete()
    User.objects.all().delete()

    outcome = imported("rules", file)

    assert (outcome["new"], outcome["known"], outcome["editors"]) == (2, 0, ["chief"])
    assert sorted(map(rule_told, Rule.objects.all())) == before


def rule_told(rule: Rule) -> tuple[str, ...]:
    people = (rule.made_by, rule.accepted_by, rule.withdrawn_by)
    replaced = str(rule.replaces.key) if rule.replaces else ""
    names = [user.username if user else "" for user in people]
    return (str(rule.key), str(rule), rule.reason, rule.period, rule.state, *names, replaced)


def test_a_rule_that_stands_is_followed_where_it_comes_in(chief, tmp_path):
    archive = make_archive()
    rule = accept_rule(make_rule(NIGHTBIRD, editor=chief).pk, chief=chief)
    file = exported("rules", tmp_path)
    rule.delete()
    Receipt.objects.pending().delete()

    imported("rules", file)

    assert list(Receipt.objects.pending().values_list("reading", flat=True)) == [
        archive["concert"].pk
    ]


def test_a_known_rule_is_withdrawn_as_the_file_says_and_stays_so(chief, tmp_path):
    make_speaker()
    rule = accept_rule(make_rule(NIGHTBIRD, editor=chief).pk, chief=chief)
    standing = exported("rules", tmp_path).read_text()
    withdraw_rule(rule.pk, chief=chief, why="Another.")
    withdrawn = exported("rules", tmp_path)
    Rule.objects.update(withdrawn_by=None, withdrawn_at=None, withdrawn_why="")

    assert imported("rules", withdrawn)["known"] == 1
    withdrawn.write_text(standing)
    imported("rules", withdrawn)

    assert (Rule.objects.get().state, Rule.objects.get().withdrawn_why) == ("withdrawn", "Another.")


def test_merges_come_back_with_who_was_merged(chief, tmp_path):
    gone = make_speaker("A Vargova", aliases=["Vargova"])
    middle, stays = make_speaker("A Varga"), make_speaker()
    merge_speakers(gone.pk, middle.pk, chief=chief, reason="One person.")
    merge_speakers(middle.pk, stays.pk, chief=chief)
    file = exported("merges", tmp_path)
    Speaker.objects.update(merged_into=None)
    Speaker.objects.exclude(pk=stays.pk).delete()
    make_statement(speaker_name="A Vargova")

    outcome = imported("merges", file)

    back = Speaker.objects.get(slug="a-vargova")
    assert (outcome["new"], back.aliases, back.merged_into.slug) == (2, ["Vargova"], "a-varga")
    assert back.merged_into.merged_into == stays
    assert imported("merges", file)["known"] == 2


def test_a_known_merge_is_undone_as_the_file_says(chief, tmp_path):
    gone, stays = make_speaker("A Vargova"), make_speaker()
    make_statement(speaker=gone)
    merge = merge_speakers(gone.pk, stays.pk, chief=chief)
    undo_merge(merge.pk, chief=chief, why="Sisters.")
    file = exported("merges", tmp_path)
    merge.delete()
    again = merge_speakers(gone.pk, stays.pk, chief=chief)
    SpeakerMerge.objects.filter(pk=again.pk).update(key=merge.key)

    imported("merges", file)

    assert SpeakerMerge.objects.get().undone_why == "Sisters."
    assert Statement.objects.get().speaker == gone


def test_whom_a_file_names_has_to_be_known(chief, tmp_path):
    gone, stays = make_speaker("A Vargova"), make_speaker()
    make_rule(NIGHTBIRD, editor=chief)
    merge_speakers(gone.pk, stays.pk, chief=chief)
    files = {what: exported(what, tmp_path) for what in ("rules", "merges")}
    SpeakerMerge.objects.all().delete()
    Rule.objects.all().delete()
    Speaker.objects.update(merged_into=None)
    stays.delete()

    told = [refused(what, file) for what, file in files.items()]

    assert all(
        "line 1" in each and "'ada-varga': import the speakers first" in each for each in told
    )
    assert not SpeakerMerge.objects.exists()


def test_somebody_who_is_merged_otherwise_here_is_no_case_for_a_file(chief, tmp_path):
    gone, stays = make_speaker("A Vargova"), make_speaker()
    merge = merge_speakers(gone.pk, stays.pk, chief=chief)
    file = exported("merges", tmp_path)
    undo_merge(merge.pk, chief=chief)
    SpeakerMerge.objects.all().delete()
    merge_speakers(gone.pk, make_speaker("Ilo Brandt").pk, chief=chief)

    assert "merged here already" in refused("merges", file)


def test_two_who_are_merged_the_other_way_round_here_are_no_case_for_a_file(chief, tmp_path):
    one, other = make_speaker("A Vargova"), make_speaker()
    merge = merge_speakers(one.pk, other.pk, chief=chief)
    file = exported("merges", tmp_path)
    undo_merge(merge.pk, chief=chief)
    SpeakerMerge.objects.all().delete()
    merge_speakers(other.pk, one.pk, chief=chief)

    assert "'ada-varga' is merged into 'a-vargova' here" in refused("merges", file)


def test_a_rule_in_a_file_of_its_own_still_tells_what_it_replaces(chief, tmp_path):
    make_speaker()
    first = make_rule(NIGHTBIRD, editor=chief)
    make_rule(Wording("title", "singer", "ada-varga"), editor=chief, replaces=first)
    file = exported("rules", tmp_path)
    file.write_text(file.read_text().splitlines()[1])

    imported("rules", file)

    assert Rule.objects.get(words="singer").replaces == first


@pytest.mark.parametrize(
    ("what", "line", "problems"),
    [
        ("rules", {}, ["key", "made", "kind", "words", "speaker"]),
        ("rules", {"kind": "nickname", "from": "soon"}, ["'nickname' is unknown", "soon"]),
        ("rules", {"accepted": "today"}, ["accepted: 'today' is no time", "accepted_by: missing"]),
        ("rules", {"replaces": "x", "wordz": "y"}, ["replaces", "did you mean words"]),
        ("merges", {}, ["key", "made", "into", "no mapping"]),
    ],
)
def test_every_fault_of_a_line_is_named(tmp_path, what, line, problems):
    file = tmp_path / "file.jsonl"
    file.write_text(json.dumps(line))

    told = refused(what, file)

    assert [problem for problem in problems if problem not in told] == []
