"""The document of the API, laid out for a page that people read."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Schema = Mapping[str, Any]


class Field(NamedTuple):
    """A field of a request or of a shape; ``where`` it goes, empty in a shape."""

    name: str
    kind: str
    about: str
    must: bool
    where: str = ""


class Operation(NamedTuple):
    """What is done at an address; ``answer`` names the shape of what it gives, empty where it gives a file."""

    name: str
    method: str
    path: str
    about: Mapping[str, str]
    token: bool
    fields: tuple[Field, ...]
    statuses: tuple[str, ...]
    answer: str


class Shape(NamedTuple):
    """A shape of what is sent or given."""

    name: str
    about: str
    fields: tuple[Field, ...]


def operations(document: Schema) -> Iterator[Operation]:
    """All that the document offers, in its order."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            contents = (answer.get("content", {}) for status, answer in told["responses"].items() if int(status) < 300)
            answers = [
                kind(one["schema"]) for content in contents for one in content.values() if "$ref" in one["schema"]
            ]
            yield Operation(
                told["operationId"],
                method.upper(),
                path,
                {"zh": told["summary"], "en": told["description"]},
                "security" in told,
                (*(_field(one) for one in told["parameters"]), *_body(told, document)),
                tuple(sorted(map(str, told["responses"]))),
                next(iter(answers), ""),
            )


def shapes(document: Schema) -> Iterator[Shape]:
    """The shapes that answers and requests name."""
    for name, schema in document["components"]["schemas"].items():
        if "properties" in schema:
            yield Shape(name, schema.get("description", ""), tuple(_properties(schema)))


def _field(one: Schema) -> Field:
    schema = one["schema"]
    return Field(one["name"], kind(schema), schema.get("description", ""), one.get("required", False), one["in"])


def _body(told: Schema, document: Schema) -> Iterator[Field]:
    for how, content in told.get("requestBody", {}).get("content", {}).items():
        schema = content["schema"]
        if "$ref" in schema:
            schema = document["components"]["schemas"][kind(schema)]
        yield from _properties(schema, how)


def _properties(schema: Schema, where: str = "") -> Iterator[Field]:
    needed = schema.get("required", ())
    for name, one in schema["properties"].items():
        yield Field(name, kind(one), one.get("description", ""), name in needed, where)


def kind(schema: Schema) -> str:
    """What a schema allows, in a few signs: the name of a shape, a kind of value, a list of them."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{kind(schema['items'])}]"
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    found = str(schema.get("const") or schema.get("format") or schema.get("type"))
    least, most = schema.get("minimum"), schema.get("maximum")
    return found if least is None or most is None else f"{found} {least}–{most}"
