"""Drugs ordered by name: a rule or two each, no doses."""

from dosing.core.evidence import Basis, Citation
from dosing.core.fact import Fact
from dosing.core.rule import NEVER, All, At, Drug, Gate, Given, In, Is, Not, OneOf, Rule, Severity
from dosing.core.span import Span
from dosing.formulary.other_cramp_drugs.sources import QUININE_WARNING
from dosing.formulary.sources import BEERS, CHILD, DESPITE_BACLOFEN, NUMBNESS, REFRACTORY, WORKUP
from dosing.formulary.thresholds import ADULT, BACLOFEN_FULL_DOSE, IS_CHILD, IS_OLDER_ADULT

_CRAMPS = ("muscle-cramps",)
_AVOID = Citation(DESPITE_BACLOFEN, "Medications to Avoid")
_SECOND_LINE = Citation(DESPITE_BACLOFEN, "If Baclofen at 30 mg/day is Insufficient")


def _avoid_for_cramps(name: str, says: str, *cites: Citation) -> tuple[Rule, Rule]:
    return (
        Rule(
            id=f"{name}.indication.known",
            says="The indication must be known.",
            at=(At.INDICATION,),
            limit=Given(Fact.INDICATION),
            severity=Severity.CRITICAL,
            gate=Gate.ASK,
            basis=Basis.DERIVED,
            cites=cites,
        ),
        Rule(
            id=f"{name}.avoid",
            says=says,
            at=(At.NAME,),
            limit=Not(OneOf(Fact.INDICATION, _CRAMPS)),
            severity=Severity.CRITICAL,
            gate=Gate.STOP,
            basis=Basis.DOCUMENTED,
            cites=cites,
        ),
    )


def _not_for_older_adults(name: str, says: str, *cites: Citation, severity: Severity, gate: Gate, basis: Basis) -> Rule:
    return Rule(
        id=f"{name}.older-adult",
        says=says,
        when=IS_OLDER_ADULT,
        limit=NEVER,
        shows=Fact.AGE,
        severity=severity,
        gate=gate,
        basis=basis,
        cites=cites,
    )


def _second_line(name: str) -> tuple[Rule, Rule]:
    return (
        Rule(
            id=f"{name}.second-line",
            says=f"{name.capitalize()} should come after baclofen has reached its full dose, {{limit}}.",
            limit=In(Fact.TAKING_BACLOFEN, (Span(at_least=BACLOFEN_FULL_DOSE, unit="mg/d"),)),
            severity=Severity.WARNING,
            gate=Gate.NOTE,
            basis=Basis.DOCUMENTED,
            cites=(_SECOND_LINE,),
        ),
        _not_for_older_adults(
            name,
            f"{name.capitalize()} should be avoided in older adults: it sedates, and falls follow.",
            Citation(BEERS, "Skeletal muscle relaxants"),
            severity=Severity.WARNING,
            gate=Gate.NOTE,
            basis=Basis.PUBLISHED,
        ),
    )


OTHER_DRUGS = (
    Drug(
        id="quinine",
        name="Quinine",
        indications=_CRAMPS,
        is_cramp_drug=True,
        # One source says treatment may include it, two say to avoid it: the boxed warning decides.
        rules=_avoid_for_cramps(
            "quinine",
            "No quinine for cramps: its risks outweigh its benefit.",
            Citation(WORKUP, "Evidence-Based Pharmacological Options"),
            Citation(CHILD, "What to Avoid"),
            Citation(REFRACTORY, "From the FDA Drug Label"),
            Citation(QUININE_WARNING, "Boxed warning"),
        ),
    ),
    Drug(
        id="quinidine",
        name="Quinidine",
        indications=_CRAMPS,
        is_cramp_drug=True,
        rules=_avoid_for_cramps(
            "quinidine",
            "No quinidine for cramps: at 400 mg a day diarrhea makes about a third of patients stop.",
            _AVOID,
        ),
    ),
    Drug(
        id="opioid",
        name="Opioids",
        rules=(
            Rule(
                id="opioid.child",
                says=f"No opioid for chronic non-cancer pain under {ADULT} years.",
                when=IS_CHILD,
                limit=Not(Is(Fact.CHRONIC_PAIN)),
                severity=Severity.CRITICAL,
                gate=Gate.CONFIRM,
                basis=Basis.DOCUMENTED,
                cites=(Citation(CHILD, "What to Avoid"),),
            ),
        ),
    ),
    Drug(
        id="cyclobenzaprine",
        name="Cyclobenzaprine",
        indications=_CRAMPS,
        is_cramp_drug=True,
        rules=(
            Rule(
                id="cyclobenzaprine.avoid",
                says="No cyclobenzaprine for cramps: it does not relieve muscle spasm directly.",
                at=(At.NAME,),
                limit=NEVER,
                severity=Severity.WARNING,
                gate=Gate.NOTE,
                basis=Basis.DOCUMENTED,
                cites=(_AVOID,),
            ),
            _not_for_older_adults(
                "cyclobenzaprine",
                "No cyclobenzaprine in older adults: it makes falls more likely.",
                _AVOID,
                severity=Severity.CRITICAL,
                gate=Gate.CONFIRM,
                basis=Basis.DOCUMENTED,
            ),
        ),
    ),
    Drug(
        id="benzodiazepine",
        name="Benzodiazepines",
        is_cramp_drug=True,
        rules=(
            Rule(
                id="benzodiazepine.short-trial",
                says="A benzodiazepine should be given for a short trial only.",
                at=(At.NAME,),
                limit=NEVER,
                severity=Severity.WARNING,
                gate=Gate.NOTE,
                basis=Basis.DOCUMENTED,
                cites=(_SECOND_LINE,),
            ),
            _not_for_older_adults(
                "benzodiazepine",
                "No benzodiazepine in older adults: its risks are high there.",
                _SECOND_LINE,
                severity=Severity.CRITICAL,
                gate=Gate.CONFIRM,
                basis=Basis.DOCUMENTED,
            ),
        ),
    ),
    *(
        Drug(
            id=name,
            name=name.capitalize(),
            indications=_CRAMPS,
            is_cramp_drug=True,
            rules=_second_line(name),
        )
        for name in ("methocarbamol", "orphenadrine")
    ),
    Drug(
        id="diuretic",
        name="Diuretics",
        rules=(
            Rule(
                id="diuretic.incapacitating-cramps",
                says="No diuretic with incapacitating cramps in cirrhosis.",
                limit=Not(All((Is(Fact.INCAPACITATING_CRAMPS), Is(Fact.CIRRHOSIS)))),
                severity=Severity.CRITICAL,
                gate=Gate.CONFIRM,
                basis=Basis.DOCUMENTED,
                cites=(Citation(WORKUP, "Cirrhosis Patients on Diuretics"),),
            ),
        ),
    ),
    Drug(
        id="nsaid",
        name="Non-steroidal anti-inflammatory drugs",
        rules=(
            Rule(
                id="nsaid.kidney",
                says="An NSAID can harm the kidneys.",
                at=(At.NAME,),
                limit=NEVER,
                severity=Severity.WARNING,
                gate=Gate.NOTE,
                basis=Basis.DOCUMENTED,
                cites=(Citation(NUMBNESS, "For Cramps"),),
            ),
        ),
    ),
)
