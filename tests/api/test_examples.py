"""The examples of the OpenAPI document: all there, as it says, and as the API has it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from claims.api.examples import examples
from tests.api.exemplary import World
from tests.api.test_documents import validator

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def document(api):
    return api.get("/api/v1/schema").json()


def contents(document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each body and each answer of a success that is JSON, by a name for it."""
    for operations in document["paths"].values():
        for operation in operations.values():
            name = operation["operationId"]
            if "requestBody" in operation:
                yield f"{name} request", operation["requestBody"]["content"][JSON]
            for status, answer in operation["responses"].items():
                if status.startswith("2") and JSON in answer["content"]:
                    yield f"{name} {status}", answer["content"][JSON]


def given(content: dict[str, Any]) -> list[Any]:
    named = [each["value"] for each in content.get("examples", {}).values()]
    return [*named, *([content["example"]] if "example" in content else [])]


def keys(value: Any) -> Any:
    """The keys of objects at every depth; rows of a list taken together, in whatever order."""
    if isinstance(value, dict):
        return {key: keys(value[key]) for key in sorted(value)}
    if not isinstance(value, list):
        return None
    return sorted({repr(keys(each)) for each in value})


def test_every_body_and_every_answer_has_one(document):
    assert [name for name, content in contents(document) if not given(content)] == []


def test_none_is_of_what_is_not_there(document):
    there = {name for name, _ in contents(document)}
    told = {f"{name} {status}" for name, each in examples().items() for status in each["answers"]}

    assert told <= there
    assert set(examples()) <= {name.split()[0] for name in there}


def test_each_is_as_the_document_says(document):
    faults = [
        f"{name}: {fault.message}"
        for name, content in contents(document)
        for value in given(content)
        for fault in validator(document, content["schema"]).iter_errors(value)
    ]

    assert faults == []


@time_machine.travel(datetime(2031, 5, 7, 9, 30, tzinfo=UTC))
def test_each_body_is_taken_and_each_answer_has_the_keys_of_a_live_one():
    world = World()

    world.ask_for_all()

    told = {name: each["answers"] for name, each in examples().items()}
    assert keys(told) == keys(world.answers)
