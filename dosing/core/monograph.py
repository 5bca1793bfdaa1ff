"""A drug with its rules compiled, and the judging of what is ordered of it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from dosing.core.bounds import Bounds, bounds_of, require_bounds
from dosing.core.category import Categories, PatientPlace
from dosing.core.check import Judgement
from dosing.core.compile import BrokenRuleError, Table, compile_rules
from dosing.core.convert import Substance
from dosing.core.fact import BAND, DIALYSIS, INDICATION, IS_CRAMP_DRUG, ORDERED
from dosing.core.finding import Acknowledgement, Report, Status
from dosing.core.kidney import KidneyFunction
from dosing.core.patient import REMEMBERED, Patient, known_facts
from dosing.core.place import Place
from dosing.core.rule import Drug, Formulary, Titration
from dosing.core.sheet import Graded, graded


class Knowledge(Struct, frozen=True):
    """What every drug's rules build on: kidney function, and the substances by id."""

    kidney: KidneyFunction
    substances: Mapping[str, Substance]


class Monograph(Struct, frozen=True, kw_only=True, eq=False):
    """A drug, or where there is none a name that no rule is about; its rules, and those for every order."""

    drug: Drug | None
    table: Table
    every_order: Table
    bounds: Bounds
    knowledge: Knowledge
    categories: Categories

    @property
    def id(self) -> str:
        """The drug's id; nothing where there is no drug."""
        return self.drug.id if self.drug else ""

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 -- monographs live as long as the process
    def patient(self, patient: Patient, ordered: str, indication: str | None = None) -> PatientPlace:
        """The patient as a place, with what is known of the order as a whole."""
        facts = known_facts(patient, self.knowledge.kidney)
        facts[ORDERED] = ordered
        facts[IS_CRAMP_DRUG] = self.drug is not None and self.drug.is_cramp_drug
        if indication is not None:
            facts[INDICATION] = indication
        notes = {BAND: "Here: on dialysis."} if facts.get(DIALYSIS) is True else {}
        return PatientPlace(
            facts=facts,
            shown=patient.stated,
            notes=notes,
            category=self.categories.of(facts),
        )

    def covers(self, indication: str | None) -> bool:
        """Whether a rule is about this drug for this indication; none given means the documented one."""
        if self.drug is None:
            return False
        return not self.drug.indications or indication is None or indication in self.drug.indications

    def graded(self, places: Iterable[Place]) -> list[Graded]:
        """The places, ready to be judged by this drug's rules."""
        return [graded(self.table, place) for place in places]

    def judge(self, patient: PatientPlace, places: Iterable[Graded], acknowledged: Sequence[Acknowledgement]) -> Report:
        """All rules at these places, of this patient."""
        return self._judgement(self.table, acknowledged).report(patient, places)

    def of_one(self, patient: PatientPlace, report: Report) -> Report:
        """The report about anyone of a category, as that about a patient of it, of whom there are no notes."""
        return self._judgement(self.table).of_one(patient, report)

    def judge_uncovered(self, patient: PatientPlace, acknowledged: Sequence[Acknowledgement]) -> Report:
        """The rules for every order alone; where none of them gates, the order is not covered."""
        report = self._judgement(self.every_order, acknowledged).report(patient, [graded(self.every_order, patient)])
        judged = {compiled.rule.id for compiled in self.every_order.rules}
        others = tuple(compiled.rule.id for compiled in self.table.rules if compiled.rule.id not in judged)
        outcomes = replace(report.outcomes, not_applicable=others + report.outcomes.not_applicable)
        status = Status.NOT_COVERED if report.status is Status.OK else report.status
        return replace(report, status=status, outcomes=outcomes)

    def _judgement(self, table: Table, acknowledged: Sequence[Acknowledgement] = ()) -> Judgement:
        return Judgement(table, self.knowledge.kidney, self.knowledge.substances, acknowledged)


def monographs(formulary: Formulary, knowledge: Knowledge) -> dict[str, Monograph]:
    """Every drug's, by id; under "" that of a drug without one.

    Raises:
        BrokenRuleError: a rule cannot be judged as it stands, a schedule lacks one, or a drug stands twice.

    """
    every_order = compile_rules(formulary.every_order, knowledge.substances)

    def monograph(drug: Drug | None) -> Monograph:
        rules = drug.rules if drug else ()
        bounds = bounds_of(rules)
        shape = drug.shape if drug else None
        require_bounds(shape, bounds)
        table = compile_rules((*rules, *formulary.every_order), knowledge.substances) if drug else every_order
        return Monograph(
            drug=drug,
            table=table,
            every_order=every_order,
            bounds=bounds,
            knowledge=knowledge,
            categories=Categories(
                table,
                profiles=shape.profiles if isinstance(shape, Titration) else (),
                entries=drug.monitoring if drug else (),
            ),
        )

    books = {"": monograph(None)}
    for drug in formulary.drugs:
        if drug.id in books:
            raise BrokenRuleError(f"{drug.id}: the drug stands twice")
        books[drug.id] = monograph(drug)
    return books
