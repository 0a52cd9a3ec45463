"""The description of an API that programs read (OpenAPI 3.0), made from the same lists that the views read by."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.open_data.domain import LICENCE, LICENCE_ADDRESS, Endpoint, Parameter, Shape, told

SCHEMAS = {
    "HSDS-UK-3.0": "https://openreferraluk.org/specifications/3.0/schema/",
    "HSDS-UK-1.0": "https://openreferraluk.org/specifications/1.0/schema/",
}
_PROBLEM: Mapping[str, Any] = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string"},
    },
}


def description(endpoints: Iterable[Endpoint], version: str, address: str) -> Shape:
    """The whole description of the API at an address."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Open Referral UK",
            "version": version,
            "description": "The directory of this council as open data. Everything is read with GET, without a key.",
            "license": {"name": LICENCE, "url": LICENCE_ADDRESS},
        },
        "servers": [{"url": address}],
        "paths": {endpoint.path: {"get": _operation(endpoint, SCHEMAS[version])} for endpoint in endpoints},
        "components": {"schemas": {"Problem": _PROBLEM}},
    }


def _operation(endpoint: Endpoint, schemas: str) -> Shape:
    return {
        "operationId": endpoint.operation,
        "summary": endpoint.summary,
        "tags": ["required" if endpoint.required else "optional"],
        "parameters": [*_ids(endpoint), *(_parameter(parameter) for parameter in endpoint.parameters)],
        "responses": {
            "200": {"description": endpoint.summary, "content": _content(endpoint, schemas)},
            "304": {"description": "What the program holds, by If-None-Match, is still right"},
            "400": _problem("A parameter is wrong or unknown"),
            **({"404": _problem("There is nothing by this id")} if "{id}" in endpoint.path else {}),
        },
    }


def _ids(endpoint: Endpoint) -> list[Shape]:
    if "{id}" not in endpoint.path:
        return []
    return [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}]


def _parameter(parameter: Parameter) -> Shape:
    return told(
        name=parameter.name,
        **{"in": "query"},
        description=parameter.about,
        schema=parameter.schema,
        example=parameter.example,
    ) | {"required": False}


def _content(endpoint: Endpoint, schemas: str) -> Shape:
    if endpoint.answers == "vocabularies":
        return {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}
    content: Shape = {"application/json": {"schema": {"$ref": f"{schemas}{endpoint.answers}.json"}}}
    if endpoint.streams:
        content["application/x-ndjson"] = {"schema": {"type": "string"}}
    return content


def _problem(words: str) -> Shape:
    return {
        "description": words,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
