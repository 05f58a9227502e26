"""Small corpora on disk."""

import json
from typing import Any

from tests.evaluation.lines import URL

GOLD_TEXT = "Osk said the ferry pact was dead."
NESTED: dict[str, Any] = {
    "id": "n1",
    "text": "She rowed. Osk said she had sworn the pact was dead.",
    "outer": {"source": "Osk", "cue": "said", "content": ["she had sworn the pact was dead"]},
    "inner": {"source": "she", "cue": "had sworn", "content": ["the pact was dead"]},
    "speakers": {"outer": "Marta Osk", "inner": "Edda Varn"},
}


def make_gold_folder(folder, **statement):
    folder.mkdir(exist_ok=True)
    article = {"url": URL, "text": GOLD_TEXT}
    label = {"article": URL, "speaker": "Marta Osk", "kind": "indirect", "content": [[9, 32]]}
    labels = {
        "events": [{"key": "pact", "title": "Ferry pact", "date": "2031"}],
        "statements": [{**label, **statement}],
    }
    (folder / "articles.jsonl").write_text(json.dumps(article))
    (folder / "gold.json").write_text(json.dumps(labels))
    (folder / "speakers.yaml").write_text("- {name: Marta Osk, aliases: [Osk]}")
    return folder


def make_polnear(folder):
    for name in ("text", "attributions"):
        (folder / "dev" / name).mkdir(parents=True)
    (folder / "dev" / "text" / "story.txt").write_text("Osk said no. Never.")
    (folder / "dev" / "attributions" / "story_aaaa.ann").write_text(
        "T1\tSource 0 3\tOsk\n"
        "T2\tCue 4 8\tsaid\n"
        "T3\tContent 9 12;13 19\tno. Never.\n"
        "T4\tAttribution 4 8\tsaid\n"
        "T5\tDiscuss 9 11\tno\n"
        "A1\tunsure T1\n"
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content1:T3\n"
        "E2\tAttribution:T4 Source:T1\n"
    )
    (folder / "metadata.tsv").write_text("filename\tpublication_date\nstory\t2031-01-02\n")
    return folder


def make_nested(folder, *cases):
    path = folder / "nested.jsonl"
    path.write_text("\n".join(json.dumps({**NESTED, **case}) for case in cases))
    return path
