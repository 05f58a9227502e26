"""The gold format: what is taken, and how faults are named."""

import pytest

from claims.evaluation.gold import read_gold
from claims.interchange import InterchangeError
from tests.evaluation.folders import GOLD_TEXT, make_gold_folder
from tests.evaluation.lines import URL


def test_a_folder_has_texts_labels_speakers_and_events(tmp_path):
    gold = read_gold(make_gold_folder(tmp_path))

    assert gold.texts() == {URL: GOLD_TEXT}
    assert gold.statements[0]["content"] == [(9, 32)]
    assert list(gold.catalogue.events) == ["pact"]


def test_what_a_label_leaves_out_has_its_usual_value(tmp_path):
    [statement] = read_gold(make_gold_folder(tmp_path, also=[{"content": [[13, 32]]}])).statements

    assert statement["also"] == [{"content": [(13, 32)], "kind": "indirect"}]
    assert [statement[key] for key in ("said", "via", "optional", "listed")] == [
        *("", (), False),
        True,
    ]


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        ({"article": "urn:x"}, "statements 1, article: urn:x is not in articles.jsonl: add it"),
        ({"kind": "loud"}, "kind: 'loud' is unknown: write direct or mixed or indirect"),
        ({"kind": None}, "kind: missing"),
        ({"content": []}, r"content: \[\] are no spans of the article: write \[\[start, end\]"),
        ({"content": [[5, 99]]}, "no spans"),
        ({"content": [[5]]}, "no spans"),
        ({"also": [{"content": 5}]}, "also 1, content: 5 are no spans"),
        ({"said": "May"}, "said: "),
    ],
)
def test_a_bad_label_is_named_by_its_place_with_the_remedy(tmp_path, label, problem):
    folder = make_gold_folder(tmp_path, **label)

    with pytest.raises(InterchangeError, match=problem):
        read_gold(folder)


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("articles.jsonl", "{broken", r"articles\.jsonl, line 1: not JSON"),
        ("gold.json", "{broken", r"gold\.json: not JSON .* mend it"),
        ("gold.json", "[]", r"gold\.json: no mapping"),
        ("speakers.yaml", "- {aliases: [Osk]}", "entry 1, name: missing"),
    ],
)
def test_a_broken_file_is_named(tmp_path, file, content, problem):
    (make_gold_folder(tmp_path) / file).write_text(content)

    with pytest.raises(InterchangeError, match=problem):
        read_gold(tmp_path)


def test_a_folder_of_something_else_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(InterchangeError) as error:
        read_gold(tmp_path)

    assert len(error.value.problems) == 3
    assert "gold.json: missing: a gold folder holds" in str(error.value)
