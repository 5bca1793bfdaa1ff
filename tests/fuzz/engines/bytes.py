"""Hostile bytes as an engine: spoilt bodies, wrong media types, sizes, methods and paths, for any operation.

A new operation is spoilt by itself: where no body of the tests is known, from an example of the contract.
"""

from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

from tests.fuzz.checks.refusals import limit_of
from tests.fuzz.contract import Described
from tests.fuzz.engines import sites
from tests.fuzz.engines.outcome import Outcome
from tests.fuzz.exchange import JSON, Asked
from tests.fuzz.lattice.points import points
from tests.fuzz.sent import read
from tests.fuzz.service import service
from tests.interfaces.bodies import BODIES
from tests.interfaces.byte_vectors import FAMILIES
from tests.interfaces.spoilt import places, with_value, written

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "SEARCH", "get", "X")
_TYPES = (
    *("", "text/plain", "application/xml", "application/msgpack", "application/x-www-form-urlencoded", "*/*", "json"),
    *("application/jsonx", "application/vnd.api+json", "multipart/form-data; boundary=x", "application/json/x", "é"),
    *("application/json; charset=latin-1", "application/json; charset=utf-16", "application/json; q=1"),
)
_RIGHT_TYPES = (
    *("Application/JSON", "application/json;charset=utf-8", 'application/json; charset="UTF-8"', " application/json "),
)
_ENCODINGS = ("gzip", "deflate", "br", "identity", "utf-8", "gzip, gzip")
_DEEP = (b"[" * 100_000, b'{"a":' * 5_000, b'{"patient":' * 5_000, b"[" * 50_000 + b"]" * 50_000)
_TAGS = ("*", '"x"', 'W/"x"', "", '"', ",", '"x", *', "é")
#: A path in other spellings, and others that begin like it.
_SPELLED = ("{}/", "{}//", "/{}", "{}?", "{}?x=%FF&y", "{}/?x", "{}x", "{}/x", "{}%2F", "{}%20", "{}%00", "{}/..")
_NO_VALUES = ("nothing", "x" * 5_000, "%00", "%2F", "..", "%FF", "a%20b", "é", "a/b")
#: Keys that are made to look like the end of what is said about them.
_KEYS = ("a` - at `$.b", "a`", "`", "$", "a` - at `$.patient`")
#: So many of the requests are also asked of the services of other sites.
_ELSEWHERE = 100


def _bodies(described: Described) -> list[Any]:
    known = [body for name, body in BODIES.items() if name.partition(" ")[0] == described.id]
    return known or described.examples[:2] or [read(next(points(described, 0, 1))).value]


def _post(described: Described, headers: dict[str, str], body: bytes) -> Asked:
    return Asked("POST", described.path, headers, body)


def families(described: Described) -> Iterator[list[Asked]]:
    """The spoilt bodies, by how they are spoilt."""
    kind = JSON if JSON in described.taken else next(iter(described.taken))
    for family in FAMILIES.values():
        spoilt = (one.body for body in _bodies(described) for one in family(body))
        yield [_post(described, {"content-type": kind}, body) for body in spoilt]


def _around_the_body(described: Described) -> Iterator[Asked]:
    kind = JSON if JSON in described.taken else next(iter(described.taken))
    right = {"content-type": kind}
    text = written(_bodies(described)[0])
    limit = limit_of(described.path)
    for wrong in _TYPES:
        yield _post(described, {"content-type": wrong} if wrong else {}, text)
    for spelled in _RIGHT_TYPES if kind == JSON else ():
        yield _post(described, {"content-type": spelled}, text)
    for encoding in _ENCODINGS:
        yield _post(described, right | {"content-encoding": encoding}, text)
    for size in (limit, limit + 1):
        yield _post(described, right, text + b" " * (size - len(text)))
    for stated in (str(limit + 1), "9" * 20):
        yield _post(described, right | {"content-length": stated}, text)
    for spoilt in (text, b"", *_DEEP):
        yield _post(described, right, spoilt)
    in_pieces = right | {"transfer-encoding": "chunked"}
    for size in (len(text), limit, limit + 1):
        yield _post(described, in_pieces, text + b" " * (size - len(text)))
    for sent in (text, text[:-1], b""):
        yield _post(described, right | {"content-length": str(len(text) + 1)}, sent)


def _of_words(described: Described) -> Iterator[Asked]:
    """Texts that nearly fit, and keys that look like a message."""
    kind = JSON if JSON in described.taken else next(iter(described.taken))
    for body in _bodies(described):
        for path, node in places(body):
            for text in _near(node) if isinstance(node, str) else ():
                yield _post(described, {"content-type": kind}, with_value(body, path, text))
            for key in _KEYS if isinstance(node, dict) else ():
                yield _post(described, {"content-type": kind}, with_value(body, path, {**node, key: 1}))


def _of_the_path(described: Described) -> Iterator[Asked]:
    """Every method, with and without a body; for what is read also tags, other spellings, values that are not there."""
    path = described.paths[0]
    for method in _METHODS:
        yield Asked(method, path, {})
        yield Asked(method, path, {"content-type": JSON}, b"{}")
    headers, body = _rightly(described)
    for spelled in (*_SPELLED, path[:2] + path[2:].replace("/", "//"), f"/%{ord(path[1]):02x}{path[2:]}"):
        yield Asked(described.method, spelled.format(path), headers, body)
    yield Asked("HEAD", f"{path}/x/x", {})
    if described.method != "GET":
        return
    for each in described.paths[:200]:
        yield Asked("GET", each, {})
    for tag in _TAGS:
        yield Asked("GET", path, {"if-none-match": tag})
    for each in described.paths[:1] if described.parameters else ():
        yield Asked("GET", "".join(each.rpartition("/")[::2]), {})
    for value in _NO_VALUES if described.parameters else ():
        yield Asked("GET", described.path.partition("{")[0] + value, {})


def _rightly(described: Described) -> tuple[dict[str, str], bytes]:
    """The headers and the body of a request with which nothing is wrong."""
    if described.body is None:
        return {}, b""
    return {"content-type": min(described.taken)}, written(_bodies(described)[0])


def _near(text: str) -> tuple[str, ...]:
    return (f"{text} ", f" {text}", text[:-1], f"{text[:-1]}x", text.upper(), f"{text}\n")


def around(described: Described) -> Iterator[Asked]:
    """What is wrong with the path, the method, the headers or the size; some are right."""
    yield from _of_the_path(described)
    if described.body is not None:
        yield from _around_the_body(described)


def requests(described: Described, seed: int = 0) -> list[Asked]:
    """All of them: what is around the body and one of each family of bodies first, the rest as the seed decides."""
    chance = Random(seed)  # noqa: S311 -- an order, not a secret
    spoilt = [*families(described), list(_of_words(described))] if described.body is not None else []
    for family in spoilt:
        chance.shuffle(family)
    first = [*around(described), *(one for family in spoilt for one in family[:1])]
    rest = [one for family in spoilt for one in family[1:]]
    chance.shuffle(first)
    chance.shuffle(rest)
    return first + rest


def by_bytes(described: Described, seed: int, count: int, app: Any = None, until: str = "") -> Outcome:  # noqa: ANN401 -- any ASGI application
    """So many of the requests, in an order that the seed decides; then, of what is read, its own tag."""
    every = requests(described, seed)
    outcome = Outcome("bytes", described.id)
    with service(app) as asked:
        outcome.run(asked, islice(every, count), until)
        tag = asked.ask(Asked("GET", described.paths[0], {})).answered.headers.get("etag")
        if tag and described.method == "GET":
            again = (Asked("GET", described.paths[0], {"if-none-match": each}) for each in (tag, f'W/{tag}, "y"'))
            outcome.run(asked, again, until)
    if app is None and described.path.startswith(sites.HOOKS):
        with sites.apps() as elsewhere:
            for number, each in enumerate(elsewhere):
                with service(each) as asked:
                    some = sites.asked_elsewhere(every[number :: len(elsewhere)][:_ELSEWHERE])
                    outcome.run(asked, some, until, sites.NOT_JUDGED)
    return outcome
