"""What no view says of itself in the OpenAPI document: errors, polling, parts of rows."""

from typing import Any

from claims.api.idempotency import HEADER, REPLAYED
from claims.models.kept_answers import LONGEST_KEY

Schema = dict[str, Any]


def describe_problems(result: Schema, generator: object, request: object, public: object) -> Schema:
    """Say of each operation with which errors it can answer, and that reading may be open."""
    result["components"]["schemas"]["Problem"] = _PROBLEM
    _describe_parts(result["components"]["schemas"])
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            fails = _READING_FAILS | (_WRITING_FAILS if method in _WRITES else {})
            if method == "patch":
                fails |= _CHANGING_FAILS
            if path.endswith(("/statements/{id}", "/reports/{id}", "/articles/{id}")):
                fails |= _GONE
            operation["responses"].update(
                {str(status): _problem(fails[status]) for status in fails}
            )
            if method == "get":
                operation["security"] = [{"token": []}, {"cookieAuth": []}, {}]
                _describe_polling(operation["responses"])
            if method in _WRITES:
                _describe_doing_once(operation)
    return result


def _describe_parts(components: Schema) -> None:
    """A row of a page may have some keys alone (`fields`), and the costly ones (`include`)."""
    for page in [name for name in components if name.startswith("Paginated")]:
        results = components[page]["properties"]["results"]
        whole = results["items"]["$ref"].rpartition("/")[2]
        detail = _DETAILS.get(whole, whole)
        components[f"{whole}Part"] = _part(whole, [components[whole], components[detail]])
        options = [whole, f"{whole}Part"]
        results["items"] = {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in options]}


def _part(name: str, wholes: list[Schema]) -> Schema:
    properties: Schema = {}
    for key, schema in (
        (key, each) for whole in wholes for key, each in whole["properties"].items()
    ):
        known = properties.setdefault(key, schema)
        if known != schema:
            properties[key] = {"anyOf": [known, schema]}
    told = f"Some keys of {name}, or more than a list has unless asked: see `fields` and `include`."
    return {
        "type": "object",
        "description": told,
        "properties": properties,
        "additionalProperties": False,
    }


# What `include` can add comes from the detail of a row.
_DETAILS = {
    "Statement": "StatementInFull",
    "ReportLine": "ReportInContext",
    "Article": "ArticleInFull",
}


def _describe_doing_once(operation: Schema) -> None:
    """A write may name itself; what it came to is told again under that name."""
    operation.setdefault("parameters", []).append(_KEY)
    for status, response in operation["responses"].items():
        if status.startswith(("2", "3")):
            response.setdefault("headers", {})[REPLAYED] = _REPLAYED


def _describe_polling(responses: Schema) -> None:
    if responses["200"]["content"].keys() & _TAGGED:
        responses["200"]["headers"] = {"ETag": _ETAG, "Link": _LINK}
        responses["304"] = {"description": "It is as If-None-Match says."}


_WRITES = ("post", "patch")
_TAGGED = {"application/json", "application/feed+json", "application/atom+xml"}
_KEY = {
    "name": HEADER,
    "in": "header",
    "description": "Names this write for a day: sent again, it is answered again, not done again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
}
_REPLAYED = {
    "description": "There where this is the answer that the key was given before.",
    "schema": {"type": "string", "const": "true"},
}
_LINK = {
    "description": "RFC 8288: `next` and `prev` page, `alternate` forms, page for people, papers.",
    "schema": {"type": "string"},
}
_ETAG = {"description": "Changes with any byte.", "schema": {"type": "string"}}
_READING_FAILS = {
    400: "A parameter or value that can't be.",
    401: "The token is wrong or has expired, or reading needs one here.",
    403: "The token was not made for this.",
    404: "Nothing under this address.",
    406: "No such format.",
    429: "Too many requests: Retry-After says when to come back.",
}
_WRITING_FAILS = {
    403: "Not an editor, or the token was not made for this.",
    409: "It stands in the way of what is here; or the same write, by its key, is under way.",
    410: "It was done, but its answer is kept no more.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "The Idempotency-Key was sent with another request.",
}
_CHANGING_FAILS = {
    412: "It has changed since; `current` is how it stands.",
    428: "If-Match is missing.",
}
_GONE = {410: "Rejected, no longer found, or its article was taken down."}
_PROBLEM: Schema = {
    "type": "object",
    "description": "An error as RFC 9457 has it; some types have members of their own.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Never changes."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


def _problem(told: str) -> Schema:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": told, "content": {"application/problem+json": {"schema": schema}}}
