"""A request and its answer as they went over the wire: what every check is given, wherever the request came from.

Nothing here believes the service: an answer is read again from its bytes, and what a request means from the contract.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any
from urllib.parse import unquote

from tests.fuzz.contract import CONTRACT, Described
from tests.fuzz.sent import Sent, read
from tests.oracle import answer as oracle
from tests.oracle.units import magnesium_mmol, milligrams

Json = dict[str, Any]
Headers = Mapping[str, str]

JSON = "application/json"
#: The paths that the oracle can answer.
INDEPENDENT = (
    "/v1/schedules/baclofen",
    "/v1/schedules/baclofen-taper",
    "/v1/schedules/magnesium-oxide",
    "/v1/schedules/magnesium-hydroxide",
    "/v1/schedules/albumin",
    "/v1/orders/check",
    "/v1/convert",
    "/v1/egfr",
)
#: Orders of many that are judged each for itself.
_FIRST = 5
#: Of which tablets and products the oracle is asked: what a pharmacy could have, and odd ones besides.
_MOST_SIZES, _FINEST = 4, 10**6
_SMALLEST_TABLET, _TABLET_GRID, _SMALLEST_PRODUCT = Fraction("0.3"), Fraction("0.05"), Fraction(1)
CHECK, MANY = "/v1/orders/check", "/v1/orders/check-many"


@dataclass(frozen=True)
class Asked:
    """A request: its headers have lower-case names."""

    method: str
    path: str
    headers: Headers
    body: bytes = b""

    def __str__(self) -> str:
        shown = self.body[:2000].decode("utf-8", "backslashreplace")
        return f"{self.method} {self.path} {dict(self.headers)} {shown}"


@dataclass(frozen=True)
class Answered:
    """An answer; of several headers of one name, the values stand in one, with commas between."""

    status: int
    headers: Headers
    body: bytes


def post(path: str, body: object) -> Asked:
    """A body of JSON, as it is usually sent."""
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Asked("POST", path, {"content-type": JSON}, text)


@dataclass(frozen=True)
class Judged:
    """One request that fits its schema, with its answer; of many orders, one of them."""

    path: str
    sent: Json
    answer: Json
    #: What was read of both answers to be compared, for all checks that compare.
    views: list[Json] = field(default_factory=list)

    @cached_property
    def expected(self) -> Json:
        """What the oracle says."""
        return oracle(self.path, self.sent)

    @cached_property
    def is_comparable(self) -> bool:
        """Whether the oracle answers soon and by the same search: its search for whole products has no bounds."""
        tablets = [milligrams(tablet) for tablet in self.sent.get("tablets", ())]
        products = [magnesium_mmol(product) for product in self.sent.get("products", ())]
        taken = milligrams(self.sent["current"]["daily_dose"]) if "current" in self.sent else Fraction(0)
        return (
            len(tablets) <= _MOST_SIZES
            and len(products) <= _MOST_SIZES
            and all(size >= _SMALLEST_TABLET and (size / _TABLET_GRID).denominator == 1 for size in tablets)
            and all(size >= _SMALLEST_PRODUCT and size.denominator <= _FINEST for size in products)
            and taken.denominator <= _FINEST
        )

    @property
    def is_ok(self) -> bool:
        """Whether the answer lets the order or the schedule go on."""
        return bool(self.answer.get("status") == "ok")

    @property
    def patient(self) -> Json:
        """The patient as sent; nobody known where there is none."""
        patient: Json = self.sent.get("patient", {})
        return patient


def _parsed(text: bytes) -> Any:  # noqa: ANN401 -- any JSON
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        return None


#: A catalog is the same each time, and large.
LARGE = 100_000
_parsed_once = lru_cache(maxsize=8)(_parsed)


class Exchange:
    """What was asked, what was answered, and what the contract says of both."""

    def __init__(self, asked: Asked, answered: Answered) -> None:
        self.asked = asked
        self.answered = answered

    @cached_property
    def path(self) -> str:
        """The path that was asked for, however it was spelled: without a query, its slashes as they should be."""
        spelled = unquote(self.asked.path.partition("?")[0])
        return "/" + "/".join(part for part in spelled.split("/") if part)

    @cached_property
    def described(self) -> Described | None:
        """The operation that was asked for, if the contract has it; a HEAD is a GET without the body."""
        method = "GET" if self.asked.method == "HEAD" else self.asked.method
        return CONTRACT.operation(method, self.path)

    @cached_property
    def methods(self) -> frozenset[str]:
        """The methods that the contract has for the path; none: there is no such path."""
        return CONTRACT.methods(self.path)

    @property
    def neighbours(self) -> list[Described]:
        """All operations of the path, whatever their method."""
        template = CONTRACT.template(self.path)
        return [one for one in CONTRACT.operations if one.path == template]

    @cached_property
    def sent(self) -> Sent:
        """What the body is, read without the service."""
        return read(self.asked.body)

    @cached_property
    def fits(self) -> bool:
        """Whether the operation's schema takes the body."""
        return self.described is not None and self.sent.is_json and self.described.takes(self.sent.value)

    @cached_property
    def is_media_type_taken(self) -> bool:
        """Whether the headers say that the body is of a type that the operation takes, and not encoded further."""
        taken = self.described.taken if self.described else frozenset()
        kind, _, parameters = self.asked.headers.get("content-type", "").partition(";")
        charset = parameters.strip().lower().replace('"', "")
        is_plain = not self.asked.headers.get("content-encoding")
        return is_plain and kind.strip().lower() in taken and charset in {"", "charset=utf-8"}

    @cached_property
    def document(self) -> Any:  # noqa: ANN401 -- any JSON
        """The answer as JSON with exact numbers; nothing where it is none."""
        return _parsed_once(self.answered.body) if len(self.answered.body) > LARGE else _parsed(self.answered.body)

    @cached_property
    def problem(self) -> Json:
        """The answer as a problem; empty where it is none."""
        is_one = "problem+json" in self.answered.headers.get("content-type", "")
        return self.document if is_one and isinstance(self.document, dict) else {}

    @cached_property
    def judged(self) -> list[Judged]:
        """Each request that the oracle can answer too, with its answer."""
        if self.answered.status != 200 or not self.fits or not isinstance(self.document, dict):
            return []
        if self.path in INDEPENDENT:
            return [Judged(self.path, self.sent.value, self.document)]
        if self.path == MANY and isinstance(self.document.get("answers"), list):
            pairs = zip(self.sent.value["orders"], self.document["answers"], strict=False)
            # Of a hundred orders some are enough here: all are compared with what each alone is answered.
            return [Judged(CHECK, order, answer) for order, answer in islice(pairs, _FIRST)]
        return []

    @cached_property
    def compared(self) -> list[Judged]:
        """Those of them that the oracle is asked about."""
        return [judged for judged in self.judged if judged.is_comparable]
