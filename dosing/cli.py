"""The command line: the same requests and answers as over HTTP, and a readable table on a terminal.

Exit code 0: ok; 1: any other status; 2: bad usage, or a request that does not fit. Of `serve` 3: it cannot listen.
"""

import os
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn

import click
import msgspec

from dosing.api.body import decode
from dosing.api.numbers import encode
from dosing.api.operation import Operation
from dosing.api.operations import OPERATIONS, contract
from dosing.api.problems import ProblemError
from dosing.translate.outbound import RULESET

GATES, DOES_NOT_FIT = 1, 2

_BY_PATH = {operation.path: operation for operation in OPERATIONS}
_SCHEDULES = sorted(path.rpartition("/")[2] for path in _BY_PATH if path.startswith("/v1/schedules/"))

_request = click.argument("request_file", metavar="REQUEST", type=click.File("rb"))
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, on a terminal too.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(RULESET.version, message="dosing, ruleset %(version)s")
def main() -> None:
    """Dosing schedules and order checks from documented limits, exact and cited.

    A REQUEST is a file of JSON as the HTTP service takes it, or - for standard input.
    """


@main.command()
def serve() -> None:
    """Answer HTTP requests on HOST:PORT (127.0.0.1:8000), until told to stop."""
    from dosing.api.server import serve as answer_requests
    from dosing.api.settings import settings_from, terms_of

    try:
        settings = settings_from(os.environ)
        terms = terms_of(settings)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    answer_requests(settings, terms)


@main.command()
@click.argument("schedule", type=click.Choice(_SCHEDULES))
@_request
@_as_json
def plan(schedule: str, request_file: BinaryIO, *, as_json: bool) -> None:
    """Compute a schedule."""
    _answer(_BY_PATH[f"/v1/schedules/{schedule}"], request_file, as_json=as_json)


@main.command()
@_request
@_as_json
def check(request_file: BinaryIO, *, as_json: bool) -> None:
    """Check an order against every rule of its drug."""
    _answer(_BY_PATH["/v1/orders/check"], request_file, as_json=as_json)


@main.command()
@_request
@_as_json
def convert(request_file: BinaryIO, *, as_json: bool) -> None:
    """State an amount of a magnesium compound otherwise, exactly."""
    _answer(_BY_PATH["/v1/convert"], request_file, as_json=as_json)


@main.command()
@_request
@_as_json
def egfr(request_file: BinaryIO, *, as_json: bool) -> None:
    """Estimate kidney function from creatinine."""
    _answer(_BY_PATH["/v1/egfr"], request_file, as_json=as_json)


@main.command()
@click.argument("rule_id", required=False)
@_as_json
def rules(rule_id: str | None, *, as_json: bool) -> None:
    """List every limit, or show one by its id."""
    operation = _BY_PATH["/v1/rules/{id}" if rule_id else "/v1/rules"]
    try:
        answer = operation.handle(*([rule_id] if rule_id else []))
    except ProblemError as error:
        _does_not_fit(error)
    _show(answer, as_json=as_json)


@main.command()
@_as_json
def feedback(*, as_json: bool) -> None:
    """Show for each rule how often its cards were accepted, and how often overridden and why."""
    from dosing.api.settings import settings_from
    from dosing.hooks.store.failure import StoreError
    from dosing.hooks.store.feedback import kept_in
    from dosing.hooks.store.place import feedback_file
    from dosing.hooks.store.rates import rates

    try:
        file = feedback_file(settings_from(os.environ).feedback, os.environ)
        found = rates(kept_in(file) if file is not None else ())
    except (ValueError, StoreError) as error:
        raise click.UsageError(str(error)) from error
    if as_json or not sys.stdout.isatty():
        click.echo(encode({"rates": [rate.as_shown() for rate in found]}))
        return
    from dosing.terminal import show_rates

    show_rates(found)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; without it, standard output.")
def openapi(out: Path | None) -> None:
    """Write the contract, OpenAPI 3.1."""
    if out is None:
        click.echo(contract(), nl=False)
    else:
        out.write_text(contract(), encoding="utf-8")


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("schemas"), show_default=True)
def schemas(out: Path) -> None:
    """Write a JSON Schema document for every request, answer, rule and vector."""
    from dosing.api.schemas import ID, documents

    out.mkdir(exist_ok=True)
    for found in out.glob("*.schema.json"):
        if ID in found.read_text(encoding="utf-8"):
            found.unlink()
    for name, text in documents().items():
        (out / name).write_text(text, encoding="utf-8")


def _answer(operation: Operation, request_file: BinaryIO, *, as_json: bool) -> None:
    try:
        request = decode(msgspec.json.Decoder(operation.body), request_file.read())
    except ProblemError as error:
        _does_not_fit(error)
    answer = operation.handle(request)
    _show(answer, as_json=as_json)
    if msgspec.to_builtins(answer)["status"] != "ok":
        sys.exit(GATES)


def _show(answer: object, *, as_json: bool) -> None:
    if as_json or not sys.stdout.isatty():
        click.echo(encode(answer))
        return
    from dosing.terminal import show

    show(answer)


def _does_not_fit(error: ProblemError) -> NoReturn:
    click.echo(encode(error.problem), err=True)
    sys.exit(DOES_NOT_FIT)
