"""JSON Schema of the wire's types, as the service really takes and gives them.

msgspec makes it; here it is put right where JSON Schema can say more: numbers, integers, discriminators, constants.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

import msgspec

from dosing.wire.answered import AnsweredQuantity

Schema = dict[str, Any]


def components(types: Iterable[Any], ref_template: str) -> tuple[list[Schema], dict[str, Schema]]:
    """A schema for each type, and those that they refer to, by name."""
    hook = partial(_hook, quantity=ref_template.format(name=AnsweredQuantity.__name__))
    schemas, named = msgspec.json.schema_components(list(types), schema_hook=hook, ref_template=ref_template)
    return [_put_right(schema) for schema in schemas], {name: _put_right(schema) for name, schema in named.items()}


def _hook(kind: type, *, quantity: str) -> Schema:
    """The schema of what msgspec has none for; `quantity` refers to that of an answered quantity."""
    if kind is msgspec.Raw:
        return {"type": "object"}
    if kind.__name__ == "QuantityOrRange":
        one = {"$ref": quantity}
        ends = {"low": one, "high": one}
        pair = {"type": "object", "properties": ends, "required": list(ends), "additionalProperties": False}
        return {"oneOf": [one, pair]}
    raise NotImplementedError(kind.__name__)


def _put_right(schema: Any) -> Any:  # noqa: ANN401 -- any part of a schema
    if isinstance(schema, list):
        return [_put_right(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    right = {key: _put_right(value) for key, value in schema.items() if not (key == "default" and value in (None, {}))}
    if right.get("format") == "decimal":
        right = {**right, "type": "number"}
        del right["format"]
    if right.get("type") == "number" and right.get("multipleOf") == 1:
        del right["multipleOf"]
        right = {key: int(value) if key in {"minimum", "maximum"} else value for key, value in right.items()}
        right["type"] = "integer"
    if "anyOf" in right and "discriminator" in right:
        right["oneOf"] = right.pop("anyOf")
    if "enum" in right and "type" not in right:
        right = {"type": "string", **right}
        if len(right["enum"]) == 1:
            right["const"] = right.pop("enum")[0]
    return right
