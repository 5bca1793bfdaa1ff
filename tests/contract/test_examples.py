"""The contract's examples: a plain one first, and every number of every rule with its two neighbours.

Which numbers were judged is seen from inside: while an example is answered, the facts of its places are written down.
The numbers of the rules are read from the formulary, not from what made the examples.
"""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

import pytest

from dosing.core.category import PatientPlace
from dosing.core.check import Judgement
from dosing.core.fact import FACT_UNITS, Fact, Measure, Value, form
from dosing.core.finding import Outcomes, Report
from dosing.core.rule import All, AnyOf, Condition, In, Not, OneOf, Rule
from dosing.core.sheet import Graded
from dosing.core.ucum import in_unit
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY
from dosing.service import alike
from tests.contract.contract import OPERATIONS, Described, Json
from tests.edges import OPERATIONS as SERVED
from tests.edges import library
from tests.formulary.every_rule import RULES

#: FHIR and CDS Hooks state their requests, and answer, by what day it is: their examples have tests beside theirs.
TAKING = [operation for operation in OPERATIONS if operation.takes_body and operation.path.startswith("/v1/")]
#: Operations in which rules judge what was asked, and the drugs whose rules they are. A taper is made by the rules
#: for the way down, and none of their numbers is asked for; of many orders each is judged as one alone is.
JUDGING = {
    "checkOrder": {drug.id for drug in FORMULARY.drugs},
    "scheduleBaclofen": {"baclofen"},
    "scheduleMagnesiumOxide": {"magnesium-oxide"},
    "scheduleMagnesiumHydroxide": {"magnesium-hydroxide"},
    "scheduleAlbumin": {"albumin"},
}
#: What a schedule is asked for beside the facts of the patient, which have a pointer as their name.
ASKED = {Fact.EGFR, Fact.DAILY_DOSE, Fact.DAILY_MAGNESIUM, Fact.DAILY_MASS, Fact.SEVEN_DAY_SUM, Fact.WEEK_SUM}
#: Rules of the steps that a schedule makes: it keeps them whatever it is asked for.
MADE = ("baclofen.start", "baclofen.step", "baclofen.interval", "baclofen.daily-min", "baclofen.single-dose")

_NOT_ABOUT = {"not_applicable"}

#: A fact and its number, in the form in which it is held.
Held = tuple[Fact, str, Decimal]


class Seen:
    """What rules saw: the numbers of facts, each with the rules that were judged beside it and what became of them."""

    def __init__(self) -> None:
        self.outcomes: dict[Held, dict[str, set[str]]] = {}

    def note(self, patient: PatientPlace, places: Iterable[Graded], report: Report) -> None:
        """The numbers of the patient and of the places, with what became of each rule."""
        facts = {pair for place in (patient, *(graded.place for graded in places)) for pair in place.facts.items()}
        for held in {held for fact, value in facts if fact in NUMBERS for held in _held(fact, value)}:
            seen = self.outcomes.setdefault(held, {})
            for outcome in Outcomes.__struct_fields__:
                for rule in getattr(report.outcomes, outcome):
                    seen.setdefault(rule, set()).add(outcome)


def _held(fact: Fact, value: Value) -> Iterator[Held]:
    if isinstance(value, Measure) and isinstance(value.known, Decimal):
        yield fact, value.form, value.known.normalize()
    elif isinstance(value, Decimal | int) and not isinstance(value, bool):
        yield fact, FACT_UNITS[fact], Decimal(value).normalize()
    elif isinstance(value, Fraction):
        yield fact, FACT_UNITS[fact], (Decimal(value.numerator) / Decimal(value.denominator)).normalize()


def numbers_of(condition: Condition) -> Iterator[tuple[Fact, str, str, Decimal]]:
    """Every number in a condition: its fact, unit, substance, and the number; a band's are those of the eGFR."""
    match condition:
        case In(fact, spans):
            bounded = [(fact, span) for span in spans]
        case OneOf(Fact.BAND, words):
            bounded = [(Fact.EGFR, KIDNEY.bands[word]) for word in words]
        case Not(part):
            yield from numbers_of(part)
            return
        case All(some) | AnyOf(some):
            for part in some:
                yield from numbers_of(part)
            return
        case _:
            return
    for fact, span in bounded:
        for end in (span.at_least, span.above, span.at_most, span.below):
            if end is not None:
                yield fact, span.unit, span.of, end


NUMBERS = {fact for rule in RULES.values() for fact, *_ in (*numbers_of(rule.limit), *numbers_of(rule.when))}


def _neighbours(fact: Fact, unit: str, of: str, number: Decimal) -> list[Held]:
    """The number and the two beside it, as the fact is held: days by one, all else by a millionth of its unit."""
    step = Decimal(1) if unit == "d" else Decimal("0.000001")
    held = FACT_UNITS.get(fact)
    return [
        (fact, form(unit, of), each.normalize())
        if held is None
        else (fact, held, in_unit(each, unit, held).normalize())
        for each in (number - step, number, number + step)
    ]


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    """What the rules saw while the examples of each operation were answered."""
    found: dict[str, Seen] = {}
    judge = Judgement.report
    with pytest.MonkeyPatch.context() as patch:
        # What is made once for all of a category is made of none of their numbers: here each patient is judged.
        patch.setattr(alike, "SHORT", 0)
        for operation in TAKING:
            noting = found[operation.id] = Seen()

            def report(
                self: Judgement, patient: PatientPlace, places: Iterable[Graded], noting: Seen = noting
            ) -> Report:
                judged = list(places)
                made = judge(self, patient, judged)
                noting.note(patient, judged, made)
                return made

            patch.setattr(Judgement, "report", report)
            for example in operation.examples.values():
                library(operation.path, json.dumps(example["value"]).encode())
    return found


def _rules(operation: str, seen: Seen) -> Iterator[Rule]:
    """The rules of the operation's drugs, and of those for every order the ones that are about any of them."""
    about = {rule for outcomes in seen.outcomes.values() for rule, all_of in outcomes.items() if all_of - _NOT_ABOUT}
    for drug in FORMULARY.drugs:
        if drug.id in JUDGING[operation]:
            yield from drug.rules
    yield from (rule for rule in FORMULARY.every_order if rule.id in about)


def _is_asked(operation: str, fact: Fact, rule: str) -> bool:
    if operation == "checkOrder":
        return True
    return (fact.startswith("/") or fact in ASKED) and not rule.startswith(MADE)


@pytest.mark.parametrize("operation", JUDGING)
def test_every_number_of_every_rule_is_an_example_with_its_neighbours_which_the_rule_tells_apart(
    operation: str, seen: dict[str, Seen]
) -> None:
    lacking: list[str] = []
    shown = 0
    for rule in _rules(operation, seen[operation]):
        for fact, unit, of, number in {*numbers_of(rule.limit), *numbers_of(rule.when)}:
            if not _is_asked(operation, fact, rule.id):
                continue
            outcomes = [
                seen[operation].outcomes.get(held, {}).get(rule.id, set())
                for held in _neighbours(fact, unit, of, number)
            ]
            shown += 1
            if not all(outcomes) or len(set(map(frozenset, outcomes))) == 1:
                lacking.append(f"{rule.id}: {fact} {number} {unit} {of}")
    assert lacking == []
    assert shown >= (60 if operation == "checkOrder" else 3)


def test_the_ages_of_the_equations_and_the_ends_of_the_bands_are_examples_with_their_neighbours() -> None:
    examples = next(operation for operation in TAKING if operation.id == "estimateEgfr").examples.values()
    answers = [library("/v1/egfr", json.dumps(example["value"]).encode()) for example in examples]
    millionth = Decimal("0.000001")
    ages = {Decimal(str(example["value"].get("age", {}).get("value", -1))) for example in examples}
    for age in (KIDNEY.adult.from_age, KIDNEY.child.from_age):
        assert {age - millionth, age, age + millionth} <= ages
    estimates = {Decimal(answer["egfr"]["value"]) for answer in answers if "egfr" in answer}
    for band in KIDNEY.bands.values():
        for end in (band.at_least, band.above, band.at_most, band.below):
            assert end is None or {end - millionth, end, end + millionth} <= estimates


@pytest.mark.parametrize("operation", TAKING, ids=lambda one: one.id)
def test_the_first_example_is_plain_and_is_answered_with_ok(operation: Described) -> None:
    first: Json = next(iter(operation.examples.values()))
    answer = library(operation.path, json.dumps(first["value"]).encode())
    answers = answer["answers"] if operation.id == "checkOrders" else [answer]
    assert answers[0]["status"] == "ok"
    assert operation.answer is not None
    assert json.loads(json.dumps(answer, default=float)) == operation.answer["examples"]["typical"]["value"]


def test_every_operation_that_takes_a_body_shows_the_plain_answer() -> None:
    assert {operation.path for operation in TAKING} == {path for path in SERVED if path.startswith("/v1/")}
