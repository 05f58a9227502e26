"""JSON Lines that stay whole in every reader."""

import json

# Where some readers end a line as well (Python's `splitlines`, httpx's `iter_lines`).
_ENDS = {mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}


def json_line(value: object) -> str:
    """The value as JSON without anything that anybody takes for the end of a line."""
    text = json.dumps(value, ensure_ascii=False)
    for mark, escaped in _ENDS.items():
        if mark in text:  # which it hardly ever is
            text = text.replace(mark, escaped)
    return text
