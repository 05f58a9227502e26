"""Corpora linked by what the others taught."""

import shutil
import sys

import pytest

from tests.gold.floors import HERE
from training.apart import evaluate_apart, main


@pytest.fixture
def folders(tmp_path):
    """A small corpus, under two names."""
    for name in ("one", "other"):
        shutil.copytree(HERE / "strait", tmp_path / name)
    return [tmp_path / "one", tmp_path / "other"]


def test_each_corpus_has_its_figures_from_several_confidences_on(folders):
    lines = list(evaluate_apart(folders))

    assert [line.split(":")[0] for line in lines[:2]] == ["one from 0.2", "one from 0.25"]
    assert len(lines) == 12
    assert float(lines[2].rpartition(" ")[2]) > 0.7


def test_the_more_is_asked_the_less_is_found(folders):
    lines = list(evaluate_apart(folders))[:6]

    recalls = [float(line.partition("recall ")[2].partition(",")[0]) for line in lines]

    assert recalls == sorted(recalls, reverse=True)
    assert recalls[0] > recalls[-1]


def test_one_corpus_alone_is_refused_with_the_remedy(monkeypatch, capsys, folders):
    monkeypatch.setattr(sys, "argv", ["apart", "--gold", str(folders[0])])

    with pytest.raises(SystemExit):
        main()

    assert "name at least two folders" in capsys.readouterr().err
