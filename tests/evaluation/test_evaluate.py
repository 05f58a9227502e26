"""`manage.py evaluate`: figures side by side, errors by type."""

import json

import pytest
from django.core.management import CommandError, call_command

from claims.extraction import Credit, ExtractedReading, ExtractedReport, Said, Span
from claims.interchange import extracts
from tests.evaluation.folders import make_gold_folder, make_nested, make_polnear


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    """A reader that takes whatever follows "Osk said" for a statement of hers."""

    def read(document, registry, **options):
        start = document.text.index("Osk said ")
        report = ExtractedReport(
            content=(Span(start + 9, len(document.text)),),
            source=(Span(start, start + 3),),
            cue=(Span(start + 4, start + 8),),
            kind="indirect",
            label="Osk",
            speaker=Credit("Marta Osk"),
            body=None,
            said=Said(),
            confidence=0.9,
        )
        inner = ExtractedReport(**{**_fields(report), "parent": 0})
        return ExtractedReading("1", (report, inner) if "Never" in document.text else (report,))

    monkeypatch.setattr(extracts, "read", read)


def _fields(report):
    return {name: getattr(report, name) for name in report.__slots__}


def run(capsys, *args):
    status: object = 0
    try:
        call_command("evaluate", *map(str, args))
    except SystemExit as end:
        status = end.code
    out, err = capsys.readouterr()
    return status, out, err


def test_the_corpora_stand_side_by_side(capsys, tmp_path):
    args = (
        make_gold_folder(tmp_path / "strait"),
        *("--polnear", make_polnear(tmp_path)),
        *("--nested", make_nested(tmp_path, {})),
    )

    status, out, _ = run(capsys, *args)

    rows = {line[:22].strip(): line[22:].split() for line in out.splitlines()}
    assert (status, rows[""]) == (0, ["strait", "polnear", "dev", "nested"])
    assert rows["statements_f1"] == ["1.000", "-", "-"]
    assert rows["triple_f1"] == ["-", "1.000", "-"]
    assert rows["nested_right"] == ["-", "-", "0.000"]
    assert rows["errors: missed"] == ["0", "0", "1"]


def test_errors_are_written_out_on_request(capsys, tmp_path):
    folder = make_gold_folder(tmp_path / "strait", speaker="Edda Varn")

    _, silent, _ = run(capsys, folder)
    _, out, _ = run(capsys, folder, "--errors", "1")

    assert out.startswith(silent)
    assert out.removeprefix(silent).splitlines() == [
        "",
        "strait, speaker (1)",
        "  https://ledger.example/a: gold Edda Varn, found Marta Osk (“Osk”)",
        "    the ferry pact was dead.",
    ]


def test_no_more_errors_are_written_out_than_asked_for(capsys, tmp_path):
    path = make_nested(tmp_path, {"id": "n1"}, {"id": "n2"}, {"id": "n3"})

    _, out, _ = run(capsys, "--nested", path, "--errors", "2")

    assert "nested, missed (3)" in out
    assert ("n2: " in out, "n3: " in out) == (True, False)


def test_a_program_gets_json(capsys, tmp_path):
    folder = make_gold_folder(tmp_path / "strait", speaker="Edda Varn")

    _, out, _ = run(capsys, folder, "--json", "--errors", "1")

    [corpus] = json.loads(out)["corpora"]
    assert (corpus["corpus"], corpus["figures"]["speaker"]) == ("strait", 0.0)
    assert (corpus["errors"]["speaker"], corpus["errors"]["missed"]) == (1, 0)
    assert corpus["examples"][0]["type"] == "speaker"


def test_polnear_leaves_nested_reports_out(capsys, tmp_path):
    _, out, _ = run(capsys, "--polnear", make_polnear(tmp_path), "--json")

    assert json.loads(out)["corpora"][0]["errors"]["invented"] == 0


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        ([], "Nothing to evaluate: name a GOLD_DIR"),
        (["nowhere"], "nowhere/gold.json: missing"),
        (["--polnear", "nowhere"], "nowhere/metadata.tsv: missing"),
        (["--nested", "nowhere.jsonl"], "nowhere.jsonl: missing"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_status_is_1(capsys, args, problem):
    status, out, err = run(capsys, *args)

    assert (status, out) == (1, "")
    assert problem in err


def test_a_number_of_errors_is_a_number():
    with pytest.raises(CommandError, match="'some' is no number of errors: write 0 or more"):
        call_command("evaluate", "--errors", "some")
