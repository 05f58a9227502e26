"""Labels and report lines to score, alike unless a test says otherwise."""

from typing import Any

URL = "https://ledger.example/a"


def make_gold(**fields):
    defaults = {
        "article": URL,
        "key": "a1s1",
        "speaker": "Edda Varn",
        "label": "Varn",
        "kind": "direct",
        "content": [[0, 10]],
        "said": "2031-01-02",
        "via": ["Radio Quay"],
        "events": ["ban"],
        "optional": False,
    }
    return {**defaults, **fields}


def make_line(**fields):
    defaults: dict[str, Any] = {
        "article": {"url": URL},
        "speaker": {"slug": "edda-varn", "name": "Edda Varn"},
        "body": None,
        "speaker_label": "Varn",
        "kind": "direct",
        "text": "words found",
        "content": [[0, 10]],
        "source": [],
        "said": {"edtf": "2031-01-02"},
        "via": ["the Radio Quay"],
        "parent": None,
        "events": [{"slug": "ban"}],
        "confidence": 1.0,
        "evidence": {"speaker": [], "said": [], "via": []},
    }
    return {**defaults, **fields}
