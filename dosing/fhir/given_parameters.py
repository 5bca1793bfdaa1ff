"""The parameters of an operation: its resources as evidence, its values as what they stand for.

A parameter that is not what it should be is said; which are read is declared in `definition.py`.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import msgspec
from msgspec import UNSET, Raw

from dosing.core.finding import Acknowledgement
from dosing.core.ucum import UNITS, in_unit
from dosing.fhir.parts.elements import Quantity
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.parts.unit import measured
from dosing.fhir.record.evidence import (
    ANYTHING,
    CONDITIONS,
    MEDICATIONS,
    PATIENT,
    RESULTS,
    Evidence,
    Record,
    evidence,
    joined,
    of_kind,
)
from dosing.fhir.sent import SentParameter, SentParameters
from dosing.wire.answer import UnusedAcknowledgement
from dosing.wire.answered import ECHO

_QUANTITY = msgspec.json.Decoder(Quantity)
#: The parameters that tell of the patient, and which resources each of them holds.
_EVIDENCE = {
    "patient": PATIENT,
    "observation": RESULTS,
    "condition": CONDITIONS,
    "medication": MEDICATIONS,
    "record": ANYTHING,
}
_LONGEST_REASON = 200


class Given:
    """What an operation was given, by name."""

    def __init__(self, sent: SentParameters, read: Sequence[str], said: Remarks) -> None:
        self._by_name: dict[str, list[tuple[str, SentParameter]]] = {}
        self._said = said
        for index, parameter in enumerate(sent.parameter):
            path = f"Parameters.parameter[{index}]"
            if parameter.name not in read:
                said.say("parameter-unknown", f"The parameter {parameter.name[:ECHO]!r} is not read.", path)
            self._by_name.setdefault(parameter.name, []).append((path, parameter))

    def _all(self, name: str) -> list[tuple[str, SentParameter]]:
        return self._by_name.get(name, [])

    def one(self, name: str) -> tuple[str, SentParameter] | None:
        """The parameter of this name, if there is one.

        Raises:
            NotUnderstoodError: there are several.

        """
        found = self._all(name)
        if len(found) > 1:
            raise NotUnderstoodError("parameter-wrong", f"Only one {name} can be given.", found[1][0])
        return found[0] if found else None

    def resource(self, *names: str) -> tuple[str, Raw]:
        """The one resource that was given under one of these names, and where.

        Raises:
            NotUnderstoodError: there is none, or there are several.

        """
        found = [pair for name in names for pair in self._all(name)]
        sent = found[0][1].resource if len(found) == 1 else UNSET
        if sent is UNSET:
            path = found[-1][0] if found else "Parameters"
            raise NotUnderstoodError("parameter-wrong", f"Exactly one {names[0]} is needed, with a resource.", path)
        return f"{found[0][0]}.resource", sent

    def record(self) -> Record:
        """What is known of the patient."""
        parts: dict[str, list[Evidence]] = {name: [] for name in _EVIDENCE}
        for name, wanted in _EVIDENCE.items():
            for path, parameter in self._all(name):
                if parameter.resource is UNSET:
                    self._said.say("parameter-unknown", f"The parameter {name!r} has no resource.", path)
                    continue
                found = evidence(parameter.resource, f"{path}.resource", wanted)
                parts[name].append(found)
                if not found.found and not found.is_complete and not found.remarks:
                    self._said.say("parameter-unknown", f"Nothing that is read is in {name!r}.", path)

        def of(name: str, kinds: frozenset[str]) -> Evidence:
            return joined((*parts[name], *(of_kind(whole, kinds) for whole in parts["record"])))

        return Record(
            patient=of("patient", PATIENT),
            results=of("observation", RESULTS),
            conditions=of("condition", CONDITIONS),
            medications=of("medication", MEDICATIONS),
        )

    def quantities(self, name: str, unit: str, least: Decimal, most: Decimal) -> list[Decimal]:
        """Numbers in this unit, from the least to the most.

        Raises:
            NotUnderstoodError: one is none.

        """
        found = []
        for path, parameter in self._all(name):
            place = f"{path}.valueQuantity"
            try:
                stated = Quantity() if parameter.valueQuantity is UNSET else _QUANTITY.decode(parameter.valueQuantity)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise NotUnderstoodError("parameter-wrong", f"The {name} is no quantity.", place) from error
            amount = measured(stated, place, self._said)
            if amount.unit not in UNITS or UNITS[amount.unit].kind != UNITS[unit].kind:
                raise NotUnderstoodError("unit", f"The {name} is needed in {unit}.", place)
            value = in_unit(amount.value, amount.unit, unit)
            if not least <= value <= most:
                raise NotUnderstoodError("parameter-wrong", f"The {name} is {least} to {most} {unit}.", place)
            found.append(value)
        return found

    def quantity(self, name: str, unit: str, least: Decimal, most: Decimal) -> Decimal | None:
        """The one number of this name, if it was given.

        Raises:
            NotUnderstoodError: it is none, or there are several.

        """
        self.one(name)
        found = self.quantities(name, unit, least, most)
        return found[0] if found else None

    def integer(self, name: str, most: int) -> int | None:
        """A whole number from 0 to the most, if one was given.

        Raises:
            NotUnderstoodError: it is none.

        """
        found = self.one(name)
        if found is None:
            return None
        value = found[1].valueInteger
        if value is UNSET or not 0 <= value <= most:
            raise NotUnderstoodError("parameter-wrong", f"The {name} is a whole number from 0 to {most}.", found[0])
        return int(value)

    def is_true(self, name: str) -> bool:
        """Whether this was given as true.

        Raises:
            NotUnderstoodError: it was given as neither true nor false.

        """
        found = self.one(name)
        if found is None:
            return False
        if found[1].valueBoolean is UNSET:
            raise NotUnderstoodError("parameter-wrong", f"The {name} is true or false.", found[0])
        return found[1].valueBoolean

    def day(self, name: str) -> date | None:
        """A date of the years 2000 to 2099, if one was given.

        Raises:
            NotUnderstoodError: it is none.

        """
        found = self.one(name)
        if found is None:
            return None
        written = found[1].valueDate
        try:
            day = None if written is UNSET or len(written) != len("2026-11-21") else date.fromisoformat(written)
        except ValueError:
            day = None
        if day is None or not 2000 <= day.year <= 2099:  # noqa: PLR2004 -- as in the rest of the contract
            raise NotUnderstoodError("parameter-wrong", f"The {name} is a date of the years 2000 to 2099.", found[0])
        return day

    def pass_over(self, name: str, why: str, *, after: int = 0) -> None:
        """Say that the parameters of this name, or those after the first ones, are not read though they are known."""
        for path, _ in self._all(name)[after:]:
            self._said.say("parameter-unknown", f"The parameter {name!r} is not read here: {why}.", path)

    def acknowledged(self) -> list[Acknowledgement]:
        """The words of persons: a rule's id and a reason, and where it is about one place only, that.

        Raises:
            NotUnderstoodError: one has no rule or no reason.

        """
        return [word for _, word in self._words()]

    def say_unused(self, unused: Sequence[UnusedAcknowledgement]) -> None:
        """Say of which acknowledgements the answer made no use."""
        for path, word in self._words():
            if UnusedAcknowledgement(word.rule, word.reason, word.where or UNSET) in unused:
                text = f"The acknowledgement of {word.rule[:ECHO]!r} was for nothing: no finding here is settled by it."
                self._said.say("acknowledgement-unused", text, path)

    def _words(self) -> list[tuple[str, Acknowledgement]]:
        words = []
        for path, parameter in self._all("acknowledged"):
            parts = {part.name: part.valueString or part.valueCode or "" for part in parameter.part}
            reason = parts.get("reason", "").strip()
            if not parts.get("rule") or not 3 <= len(reason) <= _LONGEST_REASON:  # noqa: PLR2004 -- as in the contract
                text = f"An acknowledgement has a rule, and a reason of 3 to {_LONGEST_REASON} characters."
                raise NotUnderstoodError("parameter-wrong", text, path)
            words.append((path, Acknowledgement(parts["rule"], reason, parts.get("where") or None)))
        return words
