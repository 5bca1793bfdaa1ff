"""A drug with its rules compiled, and the judging of what is ordered of it."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dosing.core.bounds import Bounds, bounds_of, require_bounds
from dosing.core.check import Judgement
from dosing.core.compile import BrokenRuleError, Facts, Table, compile_rules, judge_of
from dosing.core.convert import Substance
from dosing.core.fact import Fact
from dosing.core.finding import Acknowledgement, Report, Status
from dosing.core.grade import ByGrade, Grades
from dosing.core.kidney import KidneyFunction
from dosing.core.patient import Patient, known_facts
from dosing.core.place import Place
from dosing.core.rule import At, Drug, Formulary, Monitoring, Profile, Titration
from dosing.core.sheet import Graded, graded
from dosing.core.titration import profiles_of

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
    #: How the patient is titrated, and what to say about watching the treatment, entry by entry.
    profiles: ByGrade[Profile | None]
    remarks: ByGrade[tuple[str, ...]]

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

    def monograph(drug: Drug | None) -> Monograph:
        rules = drug.rules if drug else ()
        bounds = bounds_of(rules)
        shape = drug.shape if drug else None
        require_bounds(shape, bounds)
        return Monograph(
            drug=drug,
            table=compile_rules((*rules, *formulary.every_order), knowledge.substances) if drug else every_order,
            every_order=every_order,
            bounds=bounds,
            knowledge=knowledge,
            profiles=profiles_of(shape.profiles if isinstance(shape, Titration) else ()),
            remarks=_remarks_of(drug.monitoring if drug else ()),
        )

    books = {"": monograph(None)}
    for drug in formulary.drugs:
        if drug.id in books:
            raise BrokenRuleError(f"{drug.id}: the drug stands twice")
        books[drug.id] = monograph(drug)
    return books


def _remarks_of(entries: Sequence[Monitoring]) -> ByGrade[tuple[str, ...]]:
    """For each entry what it says to a patient with these facts."""
    judged = [[(remark.text, judge_of(remark.when, {})) for remark in entry.remarks] for entry in entries]

    def find(facts: Facts) -> tuple[str, ...]:
        return tuple(" ".join(text for text, judge in remarks if judge(facts)) for remarks in judged)

    return ByGrade(Grades((remark.when for entry in entries for remark in entry.remarks), {}), find)
