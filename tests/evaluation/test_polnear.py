"""PolNeAR's files, on an article of one sentence."""

import json

import pytest

from claims.evaluation.polnear import read_days, read_split
from claims.extraction import Span
from claims.interchange import InterchangeError
from tests.evaluation.folders import make_polnear


def test_an_article_comes_with_its_attributions_by_role(tmp_path):
    [article] = read_split(make_polnear(tmp_path), "dev", with_names=False)

    assert (article.key, article.text) == ("story", "Osk said no. Never.")
    assert article.statements == (
        {"source": (Span(0, 3),), "cue": (Span(4, 8),), "content": (Span(9, 12), Span(13, 19))},
    )


def test_the_first_annotator_is_believed(tmp_path):
    folder = make_polnear(tmp_path)
    (folder / "dev" / "attributions" / "story_bbbb.ann").write_text("")

    [article] = read_split(folder, "dev", with_names=False)

    assert len(article.statements) == 1


def test_an_article_without_labels_has_no_attributions(tmp_path):
    folder = make_polnear(tmp_path)
    (folder / "dev" / "attributions" / "story_aaaa.ann").unlink()

    [article] = read_split(folder, "dev", with_names=False)

    assert article.statements == ()


def test_names_come_for_training(tmp_path):
    folder = make_polnear(tmp_path)
    names = {"id": "story", "entities": [[0, 3, "PERSON"]]}
    (folder / "dev.corenlp.jsonl").write_text(json.dumps(names))

    [article] = read_split(folder, "dev")

    assert article.names == ((Span(0, 3), "PERSON"),)


def test_articles_have_the_day_of_the_metadata_if_any(tmp_path):
    folder = make_polnear(tmp_path)
    (folder / "metadata.tsv").write_text(
        "filename\tpublication_date\ttitle\nstory\t2031-01-02\t“No\nother\t\tYes\n"
    )

    assert {key: day.iso for key, day in read_days(folder).items()} == {"story": "2031-01-02"}


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("dev/attributions/story_aaaa.ann", b"T1\tCue 4 x\tsaid", "stand-off"),
        ("dev/attributions/story_aaaa.ann", b"E1\tAttribution:T9 Content:T7", "stand-off"),
        ("dev/text/story.txt", b"\xff", "no text"),
        ("metadata.tsv", b"filename\nstory\n", "no table"),
        ("metadata.tsv", b"filename\tpublication_date\nstory\tMay\n", "'May' is no date"),
    ],
)
def test_a_broken_file_is_named(tmp_path, file, content, problem):
    folder = make_polnear(tmp_path)
    (folder / file).write_bytes(content)

    with pytest.raises(InterchangeError) as error:
        list(read_split(folder, "dev", with_names=False)), read_days(folder)

    assert str(error.value).startswith(f"{folder / file}: ")
    assert problem in str(error.value)


def test_a_folder_of_something_else_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(InterchangeError, match=r"dev/text: no articles there: name the folder"):
        list(read_split(tmp_path, "dev"))
    with pytest.raises(InterchangeError, match=r"metadata\.tsv: missing: name the folder"):
        read_days(tmp_path)
