"""JSON Schema 2020-12 documents of every request and answer, of rules and of vectors: bundled, one file each."""

import json
from typing import Any

from dosing.api.operations import OPERATIONS
from dosing.api.schema import Schema, components
from dosing.wire.catalog import Problem, RuleView, Vector, VectorFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: What the id of every document begins with.
ID = "urn:dosing:schema:"
_REF = "#/$defs/{name}"


def documents() -> dict[str, str]:
    """The text of each document by its file's name."""
    types: dict[str, Any] = {"rule": RuleView, "vector": Vector, "vectors": VectorFile, "problem": Problem}
    for operation in OPERATIONS:
        if operation.body is not None:
            types[f"{operation.id}.request"] = operation.body
        if operation.answers is not None:
            types[f"{operation.id}.answer"] = operation.answers
    return {f"{name}.schema.json": _text(name, kind) for name, kind in types.items()}


def _text(name: str, kind: Any) -> str:  # noqa: ANN401 -- any type of the wire
    (schema,), named = components([kind], _REF)
    document: Schema = {"$schema": DIALECT, "$id": f"{ID}{name}", **schema, "$defs": named}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
