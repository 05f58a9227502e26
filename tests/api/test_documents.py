"""The OpenAPI document, and that answers keep to it."""

import io
import json

import pytest
from django.core.management import call_command
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from claims.beliefs import believe
from claims.corrections import Decision, Field, decide
from claims.models import Correction, Reference, Statement
from tests.api.test_reading import LISTS
from tests.builders import make_editor, make_event, make_report, make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(api):
    return api.get("/api/v1/schema").json()


def check(document, path: str, answer, status: str = "200") -> None:
    """Fail unless the answer is as the document says of its path."""
    media_type = answer["Content-Type"]
    content = document["paths"][path]["get"]["responses"][status]["content"][media_type]
    validator(document, content["schema"]).validate(answer.json())


def validator(document, schema) -> OAS31Validator:
    """Of a schema that refers to others of the document."""
    resource = DRAFT202012.create_resource(document)
    absolute = json.loads(json.dumps(schema).replace("#/", "urn:document#/"))
    return OAS31Validator(absolute, registry=Registry().with_resource("urn:document", resource))


def make_a_full_statement() -> Statement:
    offices = [("Mayor", "Harbour", "2030", "")]
    evidence = {"speaker": [{"span": [0, 9], "rule": "name", "confidence": 0.8}]}
    report = make_report(
        speaker=make_speaker(offices=offices), said="2031-05-05", evidence=evidence
    )
    Reference.objects.create(report=report, event=make_event(), confidence=0.9)
    statement = believe(report.statement)
    decision = Decision(Field.KIND, "indirect")
    decide(statement.pk, [decision], editor=make_editor("zoe"), version=statement.version)
    return statement


def test_the_document_is_made_without_a_warning():
    output = io.StringIO()

    call_command("spectacular", "--fail-on-warn", "--validate", stdout=output)

    assert output.getvalue().startswith("openapi: 3.1")


def test_an_independent_validator_takes_the_document(document):
    OpenAPIV31SpecValidator(document).validate()

    assert document["openapi"].startswith("3.1")


def test_the_document_comes_as_yaml_on_request(api):
    answer = api.get("/api/v1/schema", headers={"Accept": "application/yaml"})

    assert answer.content.startswith(b"openapi: 3.1")


@pytest.mark.parametrize("name", LISTS)
def test_lists_and_details_are_as_the_document_says(api, document, name):
    make_a_full_statement()
    path = f"/api/v1/{name}"
    key = "slug" if name in ("speakers", "events", "outlets") else "id"

    page = api.get(path)
    detail = api.get(f"{path}/{page.json()['results'][0][key]}")

    check(document, path, page)
    check(document, f"{path}/{{{key}}}", detail)


@pytest.mark.parametrize("ending", ["ndjson", "csv", "atom", "feed.json"])
@pytest.mark.parametrize("name", LISTS)
def test_streams_and_feeds_are_as_the_document_says(api, document, name, ending):
    make_a_full_statement()
    path = f"/api/v1/{name}.{ending}"
    [told] = document["paths"][path]["get"]["responses"]["200"]["content"].values()

    text = b"".join(api.get(path)).decode()

    answer = json.loads(text) if ending == "feed.json" else text
    validator(document, told["schema"]).validate(answer)


def test_redirects_and_problems_are_as_the_document_says(api, document):
    merged = make_statement()
    Statement.objects.filter(pk=merged.pk).update(merged_into=make_statement())
    path = "/api/v1/statements/{id}"

    check(document, path, api.get(f"/api/v1/statements/{merged.pk}"), "301")
    check(document, path, api.get("/api/v1/statements/0"), "404")


def test_every_operation_says_what_it_does(document):
    operations = [operation for path in document["paths"].values() for operation in path.values()]

    assert all(operation.get("description") for operation in operations)


def test_every_decision_that_can_be_made_is_in_the_document(document):
    told = document["components"]["schemas"]["Correction"]["properties"]
    made = {"field": Field, "cause": Correction.Cause, "fault": Correction.Fault}

    enums = {name: set(told[name]["enum"]) for name in made}

    assert enums == {name: {*choices.values} for name, choices in made.items()} | {
        "fault": {"", *Correction.Fault.values}
    }


def test_the_docs_load_nothing_from_elsewhere_and_run_no_inline_script(api):
    page = api.get("/api/v1/docs").content.decode()

    assert "//" not in page.replace("http://testserver/", "")
    assert "<style" not in page
    assert page.count("<script src=") == page.count("<script") == 3


def test_the_docs_script_asks_no_validator_elsewhere(api):
    script = api.get("/api/v1/docs?script=")

    assert script["Content-Type"] == "application/javascript"
    assert '"validatorUrl": null' in script.content.decode()
