"""JSON Schema of the wire's types, as the service really takes and gives them.

msgspec makes it; here it is put right where JSON Schema can say more: numbers, integers, discriminators, constants.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct

from dosing.api.described import fields, structs, summary
from dosing.wire.answered import AnsweredQuantity
from dosing.wire.step import QuantityRange, VolumeStep

Schema = dict[str, Any]


def components(types: Iterable[Any], ref_template: str) -> tuple[list[Schema], dict[str, Schema]]:
    """A schema for each type, and those that they refer to, by name."""
    wanted = list(types)
    beside = [QuantityRange] if VolumeStep in structs(wanted).values() else []
    hook = partial(_hook, ref_template=ref_template)
    schemas, named = msgspec.json.schema_components([*wanted, *beside], schema_hook=hook, ref_template=ref_template)
    for name, kind in structs([*wanted, *beside]).items():
        _describe(named[name], kind)
    right = {name: _put_right(schema) for name, schema in named.items()}
    return [_put_right(schema) for schema in schemas[: len(wanted)]], right


def _describe(schema: Schema, kind: type[Struct]) -> None:
    """The words of the type's docstring, each with what it is about; what is open is said to be, for typed clients."""
    schema["description"] = summary(kind)
    if not kind.__struct_config__.forbid_unknown_fields:
        schema["additionalProperties"] = True
    words = fields(kind)
    for name, described in schema["properties"].items():
        if not described:
            # JSON that is kept as it stands: the requests and expectations of vectors.
            described["type"] = "object"
        if name in words:
            described["description"] = words[name]


def _hook(kind: type, *, ref_template: str) -> Schema:
    """The schema of what msgspec has none for."""
    if kind.__name__ == "QuantityOrRange":
        return {
            "oneOf": [{"$ref": ref_template.format(name=one.__name__)} for one in (AnsweredQuantity, QuantityRange)]
        }
    raise NotImplementedError(kind.__name__)


def _put_right(schema: Any) -> Any:  # noqa: ANN401 -- any part of a schema
    if isinstance(schema, list):
        return [_put_right(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    right = {
        key: _put_right(value) for key, value in schema.items() if not (key == "default" and value in (None, (), {}))
    }
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
