"""How the cost of a check grows: with the phases of an order, and with the rules of a made-up drug."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import msgspec
from msgspec import Struct

from bench.bytecodes import bytecodes
from bench.clock import Timed, interleaved, repeated
from bench.orders import never_seen
from bench.parts import each_in_turn
from dosing import service
from dosing.core.amount import Amount
from dosing.core.evidence import Basis, Citation, Source
from dosing.core.fact import Fact, Value
from dosing.core.monograph import Knowledge, Monograph, monographs
from dosing.core.patient import Patient
from dosing.core.rule import All, Drug, Formulary, Gate, In, Is, Not, Rule, Severity
from dosing.core.sheet import graded
from dosing.core.span import Span
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES
from dosing.wire.request import AnyOrder


class Grown(Struct, frozen=True):
    """What it takes at one size: microseconds of CPU, and bytecodes."""

    cpu: Timed
    bytecodes: int


PHASES = (1, 10, 100)
RULES = (10, 100, 1000)
#: More than is remembered, so that every order is judged anew.
_ORDERS = 2_000
_COUNTED = 20


def by_phases(*, rounds: int, seconds: float) -> dict[int, Grown]:
    """An order never seen, by its number of phases."""
    decoder = msgspec.json.Decoder(AnyOrder)
    orders = {count: [decoder.decode(body) for body in never_seen(_ORDERS // count + 20, count)] for count in PHASES}
    others = {count: [decoder.decode(body) for body in never_seen(_COUNTED, count, seed=3)] for count in PHASES}
    works = {str(count): each_in_turn(service.check, each) for count, each in orders.items()}
    timed = interleaved(works, rounds=rounds, seconds=seconds)
    counted = {count: sum(bytecodes(partial(service.check, order)) for order in each) for count, each in others.items()}
    return {count: Grown(timed[str(count)], counted[count] // _COUNTED) for count in PHASES}


def by_rules(*, rounds: int, seconds: float) -> tuple[dict[int, Grown], dict[int, Grown]]:
    """By the number of rules: where they are judged, and where the verdict is remembered."""
    books = {count: _book(count) for count in RULES}
    return _grown(books, _judged, rounds, seconds), _grown(books, _reported, rounds, seconds)


def _grown(
    books: dict[int, Monograph], call: Callable[[Monograph], None], rounds: int, seconds: float
) -> dict[int, Grown]:
    calls = {str(count): partial(call, book) for count, book in books.items()}
    timed = interleaved({name: repeated(each) for name, each in calls.items()}, rounds=rounds, seconds=seconds)
    return {int(name): Grown(timed[name], bytecodes(each)) for name, each in calls.items()}


_FACTS: dict[Fact, Value] = {Fact.AGE: Decimal(20_000), Fact.CIRRHOSIS: True, Fact.PREGNANCY: False}
_PATIENT = Patient(_FACTS, {Fact.AGE: Amount(Decimal(55), "a")})


def _judged(book: Monograph) -> None:
    patient = book.patient(_PATIENT, ordered=book.id)
    place = graded(book.table, patient)
    place.sheet.verdicts.clear()
    patient.category.verdict(place)


def _reported(book: Monograph) -> None:
    patient = book.patient(_PATIENT, ordered=book.id)
    book.judge(patient, book.graded([patient]), ())


def _book(count: int) -> Monograph:
    """A drug of so many rules, each with bounds of its own and a condition; none is broken."""
    drug = Drug(id=f"made-up-{count}", name="Made up", rules=tuple(map(_rule, range(count))))
    formulary = Formulary(version="0", drugs=(drug,), every_order=())
    return monographs(formulary, Knowledge(KIDNEY, SUBSTANCES))[drug.id]


def _rule(number: int) -> Rule:
    return Rule(
        id=f"made-up.{number}",
        says="The age must be {limit}.",
        when=All((Is(Fact.CIRRHOSIS), Not(Is(Fact.PREGNANCY)))),
        limit=In(Fact.AGE, (Span(at_least=Decimal(number) / 100, unit="a"),)),
        severity=Severity.INFO,
        gate=Gate.NOTE,
        basis=Basis.DERIVED,
        cites=(Citation(Source(id="made-up", title="Made up"), "Everywhere"),),
    )
