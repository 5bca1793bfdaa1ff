"""Methods, paths, headers and caching of every path in the operation table, as HTTP has them."""

import json

import pytest

from dosing.api.operation import FHIR_JSON, HTML, JSON, PROBLEM, Operation
from dosing.api.operations import OPERATIONS
from dosing.api.problems import KINDS
from dosing.service.catalog import rule_ids
from dosing.translate.outbound import RULESET
from tests.fhir.bodies import FHIR_BODIES
from tests.hooks.bodies import HOOK_BODIES
from tests.interfaces.bodies import BODIES
from tests.interfaces.client import Client

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY")


def _url(operation: Operation) -> str:
    """The operation's path, with the last value that its parameter can have."""
    if operation.parameter is None:
        return operation.path
    return operation.path.replace(f"{{{operation.parameter.name}}}", operation.parameter.values[-1])


ALLOWED: dict[str, list[str]] = {}
for _one in OPERATIONS:
    ALLOWED.setdefault(_url(_one), []).extend(["GET", "HEAD"] if _one.method == "GET" else [_one.method])
STABLE = [_url(operation) for operation in OPERATIONS if operation.is_stable]
READ = [operation for operation in OPERATIONS if operation.method == "GET"]
TAKING = {operation.path: operation for operation in OPERATIONS if operation.body is not None}


def _body(operation: Operation) -> bytes:
    bodies = BODIES | FHIR_BODIES | HOOK_BODIES
    return json.dumps(next(body for name, body in bodies.items() if name.split(" ")[0] == operation.id)).encode()


def test_every_operation_that_takes_a_body_has_one_in_these_tests() -> None:
    bodies = BODIES | FHIR_BODIES | HOOK_BODIES
    assert {name.split(" ")[0] for name in bodies} == {operation.id for operation in TAKING.values()}


@pytest.mark.parametrize("path", ALLOWED)
def test_every_other_method_is_a_405_whose_allow_is_the_truth(client: Client, path: str) -> None:
    allowed = {*ALLOWED[path], "OPTIONS"}
    for method in {*METHODS} - allowed:
        answer = client.ask(method, path)
        assert answer.status_code == 405, method
        assert set(answer.headers["allow"].split(", ")) == allowed
        assert method == "HEAD" or "method-not-allowed" in answer.text
    for method in allowed:
        assert client.ask(method, path).status_code != 405, method


@pytest.mark.parametrize("path", ALLOWED)
def test_options_is_answered_with_204_the_methods_and_nothing_else(client: Client, path: str) -> None:
    answer = client.ask("OPTIONS", path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert set(answer.headers["allow"].split(", ")) == {*ALLOWED[path], "OPTIONS"}
    assert "content-type" not in answer.headers


@pytest.mark.parametrize("path", [_url(operation) for operation in READ])
def test_head_has_the_headers_of_get_and_no_body(client: Client, path: str) -> None:
    head, get = client.ask("HEAD", path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers
    assert int(head.headers["content-length"]) == len(get.content) > 0


@pytest.mark.parametrize(
    ("path", "status"), [("/v1/egfr", 405), ("/nowhere", 404), ("/v1/rules/nothing", 404), ("/v1/rules/a/b", 404)]
)
def test_a_head_that_is_refused_has_no_body_either(client: Client, path: str, status: int) -> None:
    answer = client.ask("HEAD", path)
    assert (answer.status_code, answer.content) == (status, b"")
    assert answer.headers["content-type"] == "application/problem+json"
    # What is refused to a GET in other words has another length.
    assert status == 405 or answer.headers["content-length"] == client.get(path).headers["content-length"] != "0"


@pytest.mark.parametrize("path", ["/fhir/x", "/fhir/OperationDefinition", "/fhir/OperationDefinition/x/y"])
def test_where_fhir_is_spoken_a_path_that_is_not_there_is_refused_in_it(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, FHIR_JSON)
    assert answer.json()["resourceType"] == "OperationOutcome"


@pytest.mark.parametrize("path", ["/v1/rules", "/v1/rules/baclofen.daily-max", "/fhir/metadata", "/problems/not-found"])
def test_a_slash_at_the_end_or_twice_and_a_query_change_nothing(client: Client, path: str) -> None:
    for spelled in (f"{path}/", f"{path}//", "/" + path[1:].replace("/", "//"), f"{path}?x=%FF", f"{path}/?"):
        assert client.get(spelled).content == client.get(path).content, spelled


@pytest.mark.parametrize("host", ["a b", "http://a/", "é".encode(), "a	b"])
def test_what_is_no_host_is_refused_as_that(client: Client, host: str) -> None:
    answer = client.ask("GET", "/v1/rules", {"host": host})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-host")


@pytest.mark.parametrize("host", ["", "dosing_api:8000", "[::1]:8000", "10.0.0.1", "xn--bcher-kva.example."])
def test_every_host_that_a_network_may_have_is_one(client: Client, host: str) -> None:
    assert client.ask("GET", "/v1/rules", {"host": host}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/v1",
        "/v2/egfr",
        "/V1/egfr",
        "/v1/egfr/1",
        "/v1/schedules",
        "/v1/schedules/aspirin",
        "/v1/rules/baclofen.daily-max/limits",
        "/v1/rules/a/b/c",
        "/v1/sources/1",
        "/v1/rulesx",
        "/v1/rulesbaclofen.daily-max",
        "/v1/rulesx/baclofen.daily-max",
        "/problems",
        "/problemsnot-found",
        "/problems/not-found/1",
        "/health",
        "/openapi.json",
        "/docs/../v1",
        "/../../etc/passwd",
        "/v1/%00",
        "/v1/%FF",
        "/" + "a" * 8000,
    ],
)
def test_a_path_that_is_not_in_the_table_is_a_404_for_every_method(client: Client, path: str) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        answer = client.ask(method, path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
        assert answer.headers["content-type"] == PROBLEM


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/v1/rules/baclofen.daily-maximum", "unknown-rule"),
        ("/v1/rules/BACLOFEN.DAILY-MAX", "unknown-rule"),
        ("/v1/rules/%FF", "unknown-rule"),
        ("/v1/rules/" + "r" * 5000, "unknown-rule"),
        ("/problems/teapot", "unknown-problem"),
        ("/problems/<script>", "unknown-problem"),
    ],
)
def test_an_unknown_rule_or_problem_is_a_404_that_repeats_nothing(client: Client, path: str, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, code)
    assert path.rpartition("/")[2] not in answer.text


@pytest.mark.parametrize("rule_id", rule_ids())
def test_every_rule_is_found_by_its_id(client: Client, rule_id: str) -> None:
    assert client.get(f"/v1/rules/{rule_id}").json()["rule"]["id"] == rule_id


@pytest.mark.parametrize("code", KINDS)
def test_every_code_of_problem_has_a_page(client: Client, code: str) -> None:
    page = client.get(f"/problems/{code}")
    assert (page.status_code, page.headers["content-type"]) == (200, HTML)
    assert f"<code>{code}</code>" in page.text
    assert KINDS[code].title in page.text
    assert str(KINDS[code].status) in page.text


@pytest.mark.parametrize("path", STABLE)
@pytest.mark.parametrize(
    "spelled", ["{}", "W/{}", '"x", {}', '"x",W/{}', '{}, "x"', " {} ", "*", '"a", "b" , {} ,"c"'], ids=str
)
def test_who_has_the_answer_already_gets_a_304_without_a_body(client: Client, path: str, spelled: str) -> None:
    tag = client.get(path).headers["etag"]
    for method in ("GET", "HEAD"):
        answer = client.ask(method, path, {"if-none-match": spelled.format(tag)})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["ruleset-digest"] == RULESET.digest


@pytest.mark.parametrize("path", STABLE)
@pytest.mark.parametrize("spelled", ["", '"x"', '""', "W/", "x{}", "{}x", '"*"', ",,,", "**"])
def test_another_tag_gets_the_whole_answer(client: Client, path: str, spelled: str) -> None:
    usual = client.get(path)
    tag = usual.headers["etag"].strip('"')
    assert client.get(path, if_none_match=spelled.format(tag)).content == usual.content


def test_a_tag_is_a_quoted_text_and_differs_between_two_answers(client: Client) -> None:
    tags = [client.get(path).headers["etag"] for path in STABLE]
    assert len(set(tags)) == len(tags)
    assert all(tag[0] == tag[-1] == '"' and len(tag) > 10 for tag in tags)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_a_success_says_what_it_is_by_which_rules_and_how_long_it_may_be_kept(
    client: Client, operation: Operation
) -> None:
    path = _url(operation)
    answer = client.get(path) if operation.body is None else client.post(path, _body(operation))
    assert answer.status_code == 200
    assert answer.headers.get("content-type", "") == operation.media_type
    assert answer.headers["cache-control"] == ("no-cache" if operation.is_stable else "no-store")
    assert answer.headers["ruleset-digest"] == RULESET.digest
    assert ("etag" in answer.headers) == operation.is_stable
    if operation.media_type == JSON and operation.id != "checkOrders" and not operation.is_hook:
        assert answer.json()["ruleset"] == {"version": RULESET.version, "digest": RULESET.digest}


def test_a_query_that_nobody_asked_for_changes_nothing(client: Client) -> None:
    assert client.get("/v1/rules?drug=baclofen&drug=x").content == client.get("/v1/rules").content
