"""Examples for the OpenAPI document: of each body that is sent, and of each answer with one."""

import json
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

Schema = dict[str, Any]
_FILE = Path(__file__).with_name("examples.json")


class Examples(TypedDict):
    """Of one operation: bodies by what they do, answers by their status."""

    requests: dict[str, Any]
    answers: dict[str, Any]


@cache
def examples() -> dict[str, Examples]:
    """By operation; all of invented people."""
    told: dict[str, Examples] = json.loads(_FILE.read_text("utf-8"))
    return told


def give_examples(result: Schema, generator: object, request: object, public: object) -> Schema:
    """Put each example beside the schema that it is one of."""
    for operations in result["paths"].values():
        for operation in operations.values():
            if told := examples().get(operation["operationId"]):
                _put(operation, told)
    return result


def _put(operation: Schema, told: Examples) -> None:
    for status, value in told["answers"].items():
        _json(operation["responses"][status])["example"] = value
    if told["requests"]:
        _json(operation["requestBody"])["examples"] = {
            summary: {"summary": summary, "value": value}
            for summary, value in told["requests"].items()
        }


def _json(described: Schema) -> Schema:
    content: Schema = described["content"]["application/json"]
    return content
