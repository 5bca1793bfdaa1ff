"""Faults of limits: a number one step off, an end in that is out, units that are others, facts that are made up, caps.

The rules are altered as values, and everything that is computed from them follows: as if a folder of the formulary
had a wrong number in it.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import UNSET
from msgspec.structs import replace as with_fields

from dosing.core.span import Span
from dosing.core.ucum import UNITS, Unit
from dosing.formulary.substances import SUBSTANCES
from dosing.wire import patient as wire_patient
from dosing.wire import quantity as wire
from tests.fuzz.exchange import post
from tests.fuzz.faults import requests as some
from tests.fuzz.faults.fault import (
    Broken,
    Fault,
    in_the_bands,
    in_the_condition,
    in_the_dict,
    in_the_limit,
    of_the_request,
    patched,
)

_LISTS, _STATUS = "rules_are_judged_as_documented", "status_is_that_of_the_documents"
_CAPPED, _NORMAL = "excess_is_never_capped", "unknown_is_not_normal"
_TITRATION = "scheduleBaclofen"
_OLDER, _REDUCED = some.person(65), some.person(egfr=45)
_ON_TEN = {"daily_dose": some.amount(10, "mg/d")}


def _unit(code: str, factor: str) -> Broken:
    return in_the_dict(UNITS, {code: Unit(UNITS[code].kind, Decimal(factor))})


def _quantity(kind: Any, value: float, unit: str, **more: str) -> Any:  # noqa: ANN401 -- a quantity of the wire
    return msgspec.convert({"value": value, "unit": unit, **more}, kind)


def _made_up(operation: str, field: str, value: object) -> Broken:
    """A fact about the patient that was not given is taken as this."""

    def change(sent: Any) -> Any:  # noqa: ANN401 -- a request
        if getattr(sent.patient, field) is not UNSET:
            return sent
        return with_fields(sent, patient=with_fields(sent.patient, **{field: value}))

    return of_the_request(operation, change)


def _all_false(sent: Any) -> Any:  # noqa: ANN401 -- a request
    """Conditions that were not given are taken as absent."""
    given = sent.patient.conditions
    flags = {name: flag if (flag := getattr(given, name)) is not UNSET else False for name in given.__struct_fields__}
    return with_fields(sent, patient=with_fields(sent.patient, conditions=wire_patient.Conditions(**flags)))


def _long_enough(sent: Any) -> Any:  # noqa: ANN401 -- a request
    if sent.current is UNSET or sent.current.days_at_dose is not UNSET:
        return sent
    return with_fields(sent, current=with_fields(sent.current, days_at_dose=7.0))


def _capped(field: str, unit: str, most: float) -> Callable[[Any], Any]:
    """What is over the maximum is the maximum."""

    def change(sent: Any) -> Any:  # noqa: ANN401 -- a request
        asked = getattr(sent, field)
        if asked is UNSET or asked.unit != unit or asked.value <= most:
            return sent
        return with_fields(sent, **{field: with_fields(asked, value=float(most))})

    return change


def _strength(sent: Any) -> Any:  # noqa: ANN401 -- a request
    if sent.strength is not UNSET:
        return sent
    return with_fields(sent, strength=_quantity(wire.Strength, 80, "mg/mL"))


def _uncompared(quantity: Any, value: Decimal) -> Decimal:  # noqa: ANN401, ARG001 -- a quantity of the wire
    return value


def _as_micromoles(sent: Any) -> Decimal:  # noqa: ANN401 -- a quantity of the wire
    return Decimal(repr(sent.value))


_KIDNEYS = _quantity(wire.Egfr, 90, some.EGFR)
_FORTY = _quantity(wire.Age, 40, "a")
_SINGLE = {name: with_fields(substance, charge=1) for name, substance in SUBSTANCES.items()}
_CONFUSED = {"magnesium-oxide": with_fields(SUBSTANCES["magnesium-oxide"], molar_mass=Decimal("58.319"))}
_INCHES = {"age": some.amount(10, "a"), "height": some.amount(55, "[in_i]")}

FAULTS = (
    Fault(
        "limit",
        "baclofen up to 31 mg/d",
        _TITRATION,
        _CAPPED,
        in_the_limit("baclofen.daily-max", at_most=Decimal(31)),
        some.titration(target=some.amount(30.000001, "mg/d")),
    ),
    Fault(
        "limit",
        "reduced kidneys take 20 mg/d",
        _TITRATION,
        "ceiling_is_kept",
        in_the_limit("baclofen.daily-max.reduced-kidney", at_most=Decimal(20)),
        some.titration(_REDUCED),
    ),
    Fault(
        "limit",
        "a start of 15 mg/d",
        _TITRATION,
        "start_is_low",
        in_the_limit("baclofen.start", at_most=Decimal(15)),
        some.titration(),
    ),
    Fault(
        "limit",
        "a step of 15 mg/d",
        _TITRATION,
        "step_is_kept",
        in_the_limit("baclofen.step", at_most=Decimal(15)),
        some.titration(),
    ),
    Fault(
        "limit",
        "a taper step of 9 mg/d",
        "checkOrder",
        _LISTS,
        in_the_limit("baclofen.taper.step", at_most=Decimal(9)),
        some.order(10, 0, current={"daily_dose": some.amount(20, "mg/d")}),
    ),
    Fault(
        "limit",
        "five days at a dose on the way down",
        "scheduleBaclofenTaper",
        "taper_is_slow",
        in_the_limit("baclofen.taper.interval", at_least=Decimal(5)),
        some.taper(),
    ),
    Fault(
        "limit",
        "24 mmol/d of magnesium are too much",
        "scheduleMagnesiumOxide",
        _STATUS,
        in_the_limit("magnesium-oxide.daily-max", at_most=Decimal("23.999999")),
        some.oxide(some.amount(24, "mmol/d", of="magnesium")),
    ),
    Fault(
        "limit",
        "24.1 mmol/d of magnesium are not",
        "scheduleMagnesiumOxide",
        _CAPPED,
        in_the_limit("magnesium-oxide.daily-max", at_most=Decimal("24.1")),
        some.oxide(some.amount(24.000001, "mmol/d", of="magnesium")),
    ),
    Fault(
        "limit",
        "40.5 g of albumin in a week",
        "scheduleAlbumin",
        _CAPPED,
        in_the_limit("albumin.weekly-max", at_most=Decimal("40.5")),
        some.albumin(40.000001),
    ),
    Fault(
        "limit",
        "a child of 12 is one of 6 to 11",
        "scheduleMagnesiumHydroxide",
        _STATUS,
        in_the_limit("magnesium-hydroxide.age", at_least=Decimal(6), at_most=Decimal(12)),
        some.hydroxide(12),
    ),
    Fault(
        "limit",
        "a potassium of 3.5 is low",
        _TITRATION,
        _LISTS,
        in_the_limit("potassium.low", above=Decimal("3.5")),
        some.titration(some.person(potassium=some.amount(3.5, "mmol/L"))),
    ),
    Fault(
        "limit",
        "at 18 not yet an adult",
        _TITRATION,
        _STATUS,
        in_the_limit("baclofen.age", above=Decimal(18)),
        some.titration(some.person(18)),
    ),
    Fault(
        "edge of a band",
        "an eGFR of 30 is to be avoided",
        _TITRATION,
        _STATUS,
        in_the_bands(avoid=Span(at_most=Decimal(30)), reduced=Span(above=Decimal(30), at_most=Decimal(60))),
        some.titration(some.person(egfr=30)),
    ),
    Fault(
        "edge of a band",
        "an eGFR of 60 is standard",
        _TITRATION,
        "ceiling_is_kept",
        in_the_bands(reduced=Span(at_least=Decimal(30), below=Decimal(60)), standard=Span(at_least=Decimal(60))),
        some.titration(some.person(egfr=60)),
    ),
    Fault(
        "edge of a band",
        "29.96 is rounded to 30",
        _TITRATION,
        "ceiling_is_kept",
        in_the_bands(avoid=Span(below=Decimal("29.95")), reduced=Span(at_least=Decimal("29.95"), at_most=Decimal(60))),
        some.titration(some.person(egfr=29.96)),
    ),
    Fault(
        "condition",
        "65 is not yet an older adult",
        "checkOrder",
        _LISTS,
        in_the_condition("baclofen.daily-max.older-adult", above=Decimal(65)),
        some.order(10, patient=_OLDER),
    ),
    Fault(
        "condition",
        "opioids from 17 on",
        "checkOrder",
        _LISTS,
        in_the_condition("opioid.child", below=Decimal(17)),
        post(
            some.CHECK,
            {
                "drug": "other",
                "name": "opioid",
                "patient": {"age": some.amount(17, "a"), "conditions": {"chronic_non_cancer_pain": True}},
            },
        ),
    ),
    Fault(
        "unit",
        "months are read as years",
        _TITRATION,
        _LISTS,
        _unit("mo", "365.25"),
        some.titration({**some.person(), "age": some.amount(600, "mo")}),
    ),
    Fault(
        "unit",
        "grams are read as milligrams",
        _TITRATION,
        _LISTS,
        _unit("g/d", "1"),
        some.titration(target=some.amount(1, "g/d")),
    ),
    Fault(
        "unit",
        "a tablespoon of 20 mL",
        "scheduleMagnesiumHydroxide",
        "amounts_are_as_ordered",
        _unit("[tbs_m]/d", "20"),
        some.hydroxide(daily_volume=some.amount(1, "[tbs_m]/d")),
    ),
    Fault(
        "unit",
        "an inch of 2.5 cm",
        "estimateEgfr",
        "egfr_is_recomputed",
        _unit("[in_i]", "2.5"),
        some.estimate(**_INCHES),
    ),
    Fault(
        "unit",
        "a pound of 0.5 kg",
        "estimateEgfr",
        "clearance_is_recomputed",
        _unit("[lb_av]", "500000"),
        some.estimate(weight=some.amount(150, "[lb_av]")),
    ),
    Fault(
        "unit",
        "mg/dL of creatinine are read as µmol/L",
        "estimateEgfr",
        "egfr_is_recomputed",
        patched("dosing.translate.inbound.creatinine", _as_micromoles),
        some.estimate(),
    ),
    Fault(
        "unit",
        "a magnesium ion with one charge",
        "convertAmount",
        "conversions_invert",
        in_the_dict(SUBSTANCES, _SINGLE),
        some.conversion(12, "mmol", "meq"),
    ),
    Fault(
        "unit",
        "the oxide weighed as the hydroxide",
        "convertAmount",
        "conversions_invert",
        in_the_dict(SUBSTANCES, _CONFUSED),
        some.conversion(12, "mmol", "mg", to_of="magnesium-oxide"),
    ),
    Fault(
        "unknown as normal",
        "kidneys are well",
        _TITRATION,
        _NORMAL,
        _made_up(_TITRATION, "egfr", _KIDNEYS),
        some.titration(some.person(egfr=None)),
    ),
    Fault(
        "unknown as normal",
        "the age is 40",
        _TITRATION,
        _NORMAL,
        _made_up(_TITRATION, "age", _FORTY),
        some.titration({"egfr": some.amount(90, some.EGFR)}),
    ),
    Fault(
        "unknown as normal",
        "the sex is male",
        _TITRATION,
        _NORMAL,
        _made_up(_TITRATION, "sex", "male"),
        some.titration({"age": some.amount(50, "a"), "creatinine": some.amount(1.1, "mg/dL")}),
    ),
    Fault(
        "unknown as normal",
        "what is not said is not so",
        _TITRATION,
        _NORMAL,
        of_the_request(_TITRATION, _all_false),
        some.titration(),
    ),
    Fault(
        "unknown as normal",
        "seven days at the dose",
        _TITRATION,
        "interval_is_kept",
        of_the_request(_TITRATION, _long_enough),
        some.titration(current=_ON_TEN),
    ),
    Fault(
        "unknown as normal",
        "the usual strength",
        "scheduleMagnesiumHydroxide",
        _NORMAL,
        of_the_request("scheduleMagnesiumHydroxide", _strength),
        post(some.HYDROXIDE, {"patient": some.person(8)}),
    ),
    Fault(
        "unknown as normal",
        "a comparator is passed over",
        "estimateEgfr",
        "band_has_its_ends",
        patched("dosing.translate.inbound._known", _uncompared),
        some.estimate(creatinine=some.amount(0.7, "mg/dL", comparator=">")),
    ),
    Fault(
        "cap",
        "a target is passed over",
        _TITRATION,
        "target_is_kept",
        of_the_request(_TITRATION, lambda sent: with_fields(sent, target=UNSET)),
        some.titration(target=some.amount(15, "mg/d")),
    ),
    Fault(
        "cap",
        "a target over 30 mg/d is 30",
        _TITRATION,
        _CAPPED,
        of_the_request(_TITRATION, _capped("target", "mg/d", 30)),
        some.titration(target=some.amount(31, "mg/d")),
    ),
    Fault(
        "cap",
        "magnesium over 24 mmol/d is 24",
        "scheduleMagnesiumOxide",
        _CAPPED,
        of_the_request("scheduleMagnesiumOxide", _capped("daily_dose", "mmol/d", 24)),
        some.oxide(some.amount(25, "mmol/d", of="magnesium")),
    ),
    Fault(
        "cap",
        "a volume over 30 mL/d is 30",
        "scheduleMagnesiumHydroxide",
        _CAPPED,
        of_the_request("scheduleMagnesiumHydroxide", _capped("daily_volume", "mL/d", 30)),
        some.hydroxide(daily_volume=some.amount(31, "mL/d")),
    ),
    Fault(
        "cap",
        "albumin over 40 g/wk is 40",
        "scheduleAlbumin",
        _CAPPED,
        of_the_request("scheduleAlbumin", _capped("weekly_dose", "g/wk", 40)),
        some.albumin(41),
    ),
)
