"""A category of patients: all whom a drug's conditions cannot tell apart, and what is the same for them.

A category is not a patient: no number that is shown may be taken from one. As a place it therefore has none.
"""

from collections.abc import Hashable, Sequence

from dosing.core.compile import Facts, Table, judge_of
from dosing.core.fact import EVERYWHERE, Fact, Value
from dosing.core.grade import MOST_REMEMBERED, Grades
from dosing.core.place import Place
from dosing.core.rule import At, Monitoring, Profile
from dosing.core.sheet import Graded, Sheet, Verdict


class Category:
    """What conditions read of one of its patients, how it is titrated, and what to say for each entry of monitoring."""

    def __init__(self, facts: Facts, profile: Profile | None, remarks: tuple[str, ...]) -> None:
        self.profile = profile
        self.remarks = remarks
        #: To judge by, never to show: they are those of the first of its patients.
        self.facts = facts
        self._grades: dict[Sheet, tuple[Hashable, ...]] = {}

    def verdict(self, graded: Graded) -> Verdict:
        """What becomes of the rules at a place, for a patient of this category."""
        sheet = graded.sheet
        grades = self._grades.get(sheet)
        if grades is None:
            grades = self._grades[sheet] = sheet.everywhere.of(self.facts)
        key = grades, graded.grades
        return sheet.verdicts.get(key) or sheet.judge(key, self.facts, graded.place.facts)

    def anyone(self) -> "PatientPlace":
        """Whoever is of this category, as a place: of the facts only the flags, which are the same for all."""
        flags: dict[Fact, Value] = {fact: value for fact, value in self.facts.items() if isinstance(value, bool)}
        return PatientPlace(facts=flags, category=self)


class Categories:
    """The categories that a drug's rules, its profiles and its monitoring tell apart."""

    def __init__(self, table: Table, profiles: Sequence[Profile], entries: Sequence[Monitoring]) -> None:
        self._profiles = [(profile, judge_of(profile.when, table.substances)) for profile in profiles]
        self._remarks = [
            [(remark.text, judge_of(remark.when, table.substances)) for remark in entry.remarks] for entry in entries
        ]
        conditions = [
            *(part for compiled in table.rules for part in (compiled.rule.when, compiled.rule.limit)),
            *(profile.when for profile in profiles),
            *(remark.when for entry in entries for remark in entry.remarks),
        ]
        self._grades = Grades(conditions, table.substances, among=EVERYWHERE)
        self.known: dict[tuple[Hashable, ...], Category] = {}

    def of(self, facts: Facts) -> Category:
        """The category of a patient with these facts."""
        grades = self._grades.of(facts)
        known = self.known.get(grades)
        if known is None:
            if len(self.known) >= MOST_REMEMBERED:
                self.known.clear()
            known = self.known[grades] = self._made({fact: facts[fact] for fact in self._grades.facts if fact in facts})
        return known

    def _made(self, facts: Facts) -> Category:
        """No profile where a fact that decides it is unknown, or where nothing may be titrated."""
        return Category(
            facts,
            profile=next((profile for profile, judge in self._profiles if judge(facts)), None),
            remarks=tuple(" ".join(text for text, judge in remarks if judge(facts)) for remarks in self._remarks),
        )


class PatientPlace(Place, frozen=True, kw_only=True):
    """The patient as a place: its facts hold at every other place too."""

    kinds: tuple[At, ...] = (At.PATIENT,)
    where: str = At.PATIENT.value
    category: Category
