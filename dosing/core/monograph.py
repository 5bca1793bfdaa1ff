"""A drug with its rules compiled, and the judging of what is ordered of it."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dosing.core.bounds import Bounds, bounds_of, require_bounds
from dosing.core.check import Judgement
from dosing.core.compile import BrokenRuleError, Table, compile_rules
from dosing.core.convert import Substance
from dosing.core.fact import Fact, Value
from dosing.core.finding import Acknowledgement, Report, Status
from dosing.core.kidney import KidneyFunction
from dosing.core.patient import Patient, known_facts
from dosing.core.place import Place
from dosing.core.rule import At, Drug, Formulary
from dosing.core.sheet import Graded, graded

Facts = dict[Fact, Value]


class Knowledge(Struct, frozen=True):
    """What every drug's rules build on: kidney function, and the substances by id."""

    kidney: KidneyFunction
    substances: Mapping[str, Substance]


class Monograph(Struct, frozen=True, kw_only=True):
    """A drug, or where there is none a name that no rule is about; its rules, and those for every order."""

    drug: Drug | None
    table: Table
    every_order: Table
    bounds: Bounds
    knowledge: Knowledge

    @property
    def id(self) -> str:
        """The drug's id; nothing where there is no drug."""
        return self.drug.id if self.drug else ""

    def patient(self, patient: Patient, *, ordered: str, indication: str | None = None) -> Place:
        """The patient as a place, with what is known of the order as a whole."""
        facts = known_facts(patient, self.knowledge.kidney)
        facts[Fact.ORDERED] = ordered
        facts[Fact.IS_CRAMP_DRUG] = self.drug is not None and self.drug.is_cramp_drug
        if indication is not None:
            facts[Fact.INDICATION] = indication
        notes = {Fact.BAND: "Here: on dialysis."} if facts.get(Fact.DIALYSIS) is True else {}
        return Place(kinds=(At.PATIENT,), where=At.PATIENT.value, facts=facts, shown=dict(patient.stated), notes=notes)

    def covers(self, indication: str | None) -> bool:
        """Whether a rule is about this drug for this indication; none given means the documented one."""
        if self.drug is None:
            return False
        return not self.drug.indications or indication is None or indication in self.drug.indications

    def graded(self, places: Iterable[Place]) -> list[Graded]:
        """The places, ready to be judged by this drug's rules."""
        return [graded(self.table, place) for place in places]

    def judge(self, patient: Place, places: Iterable[Graded], acknowledged: Sequence[Acknowledgement]) -> Report:
        """All rules at these places, of this patient."""
        judgement = Judgement(self.table, self.knowledge.kidney, self.knowledge.substances, acknowledged)
        return judgement.report(patient.facts, places)

    def judge_uncovered(self, patient: Place, acknowledged: Sequence[Acknowledgement]) -> Report:
        """The rules for every order alone; where none of them gates, the order is not covered."""
        judgement = Judgement(self.every_order, self.knowledge.kidney, self.knowledge.substances, acknowledged)
        report = judgement.report(patient.facts, [graded(self.every_order, patient)])
        judged = {compiled.rule.id for compiled in self.every_order.rules}
        others = tuple(compiled.rule.id for compiled in self.table.rules if compiled.rule.id not in judged)
        outcomes = replace(report.outcomes, not_applicable=others + report.outcomes.not_applicable)
        status = Status.NOT_COVERED if report.status is Status.OK else report.status
        return replace(report, status=status, outcomes=outcomes)


def monographs(formulary: Formulary, knowledge: Knowledge) -> dict[str, Monograph]:
    """Every drug's, by id; under "" that of a drug without one.

    Raises:
        BrokenRuleError: a rule cannot be judged as it stands, a schedule lacks one, or a drug stands twice.

    """
    every_order = compile_rules(formulary.every_order, knowledge.substances)
    books = {
        "": Monograph(drug=None, table=every_order, every_order=every_order, bounds=bounds_of(()), knowledge=knowledge)
    }
    for drug in formulary.drugs:
        if drug.id in books:
            raise BrokenRuleError(f"{drug.id}: the drug stands twice")
        bounds = bounds_of(drug.rules)
        require_bounds(drug.shape, bounds)
        books[drug.id] = Monograph(
            drug=drug,
            table=compile_rules((*drug.rules, *formulary.every_order), knowledge.substances),
            every_order=every_order,
            bounds=bounds,
            knowledge=knowledge,
        )
    return books
