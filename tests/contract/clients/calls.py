"""Programs that call every operation of the contract with each of its examples, made for clients that are made from it.

A new operation is called as soon as it is in the contract.
"""

import json

from openapi_python_client.strings import ClassName, PythonIdentifier

from tests.contract.contract import CONTRACT, OPERATIONS, Described, Json, parts, resolved

_PYTHON = '''"""Calls every operation of the service at the given address, and prints what came of each call."""

import json
import sys
from http import HTTPStatus
from typing import Any

from dosing_client import AuthenticatedClient, Client, models
from dosing_client.types import Response
{imports}


def told(name: str, answer: Response[Any]) -> None:
    parsed: Any = answer.parsed
    is_whole = hasattr(parsed, "to_dict") and parsed.to_dict() == json.loads(answer.content)
    tags = {{key: value for key, value in json.loads(answer.content).items() if key in {tags}}} if is_whole else {{}}
    print(json.dumps([name, answer.status_code == HTTPStatus.OK, tags, type(parsed).__name__, is_whole]))


client = Client(base_url=sys.argv[1])
#: Where a site may want a token such a client is to have one; this service wants none.
client_with_token = AuthenticatedClient(base_url=sys.argv[1], token="none")
{calls}
'''

#: What tells of which type an answer is that can be of several.
_TAGS = sorted({part["propertyName"] for part in parts(CONTRACT) if isinstance(part.get("propertyName"), str)})

_TYPESCRIPT = """// Calls every operation of the service at the given address, and prints what came of each call.
import createClient from "openapi-fetch";
import type {{ paths }} from "./contract.js";

declare const process: {{ argv: string[] }};
const client = createClient<paths>({{ baseUrl: process.argv[2] ?? "" }});

function told(name: string, answer: {{ data?: unknown; error?: unknown; response: Response }}): void {{
  console.log(JSON.stringify([name, answer.response.status === 200 && answer.error === undefined, typeof answer.data]));
}}

{calls}
"""


def python() -> str:
    """The program for the client of openapi-python-client."""
    imports = sorted(
        {f"from dosing_client.api.{_name(one.part['tags'][0])} import {_name(one.id)}" for one in OPERATIONS}
    )
    calls = [
        f'told("{one.id}", {_name(one.id)}.sync_detailed({", ".join([_client(one), *_path(one), *body])}))'
        for one in OPERATIONS
        for body in _bodies(one)
    ]
    return _PYTHON.format(imports="\n".join(imports), calls="\n".join(calls), tags=_TAGS)


def _client(operation: Described) -> str:
    return "client=client_with_token" if operation.part.get("security") else "client=client"


def _name(words: str) -> str:
    return str(PythonIdentifier(words, prefix=""))


def _path(operation: Described) -> list[str]:
    """The parameters of the path, each by the type of its values."""
    found = []
    for each in operation.parameters:
        if each["in"] == "path":
            kind = ClassName(f"{operation.id}_{each['name']}", prefix="")
            found.append(f'{_name(each["name"])}=models.{kind}("{each["example"]}")')
    return found


def _bodies(operation: Described) -> list[list[str]]:
    if not operation.takes_body:
        return [[]]
    return [
        [f"body=models.{_model(operation, example['value'])}.from_dict({example['value']!r})"]
        for example in operation.examples.values()
    ]


def _model(operation: Described, body: Json) -> str:
    return str(ClassName(kind_of(operation.body["schema"], body), prefix=""))


def kind_of(schema: Json, value: Json) -> str:
    """The name of the value's type: of several, the one that its discriminator maps to."""
    if "discriminator" in schema:
        tag = value[schema["discriminator"]["propertyName"]]
        return str(schema["discriminator"]["mapping"][tag]).rpartition("/")[2]
    assert resolved(schema) is not schema
    return str(schema["$ref"]).rpartition("/")[2]


def typescript() -> str:
    """The program for openapi-fetch with the types of openapi-typescript: the compiler reads every example."""
    calls = [
        f'told("{one.id}", await client.{one.method}("{one.path}", {{ {", ".join([*_options(one), *body])} }}));'
        for one in OPERATIONS
        for body in (
            [[f"body: {json.dumps(example['value'])}"] for example in one.examples.values()] if one.takes_body else [[]]
        )
    ]
    return _TYPESCRIPT.format(calls="\n".join(calls))


def _options(operation: Described) -> list[str]:
    path = {each["name"]: each["example"] for each in operation.parameters if each["in"] == "path"}
    options = [f"params: {{ path: {json.dumps(path)} }}"] if path else []
    return [*options, 'parseAs: "text"'] if operation.answer is None else options
