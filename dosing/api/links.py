"""Where answers lead, as far as OpenAPI's runtime expressions can say it: the rules of findings, a schedule's check."""

from typing import Any

from dosing.api.operation import Link

_STEP = "$response.body#/steps/0"
_SENT = "$request.body#"


def rule_at(pointer: str, what: str) -> Link:
    """To the rule whose id stands there in the answer."""
    return Link(
        name=f"rule-of-{what}",
        description=f"The rule of the first {what}, with its limits and sources.",
        operation="getRule",
        parameters={"id": f"$response.body#{pointer}"},
    )


#: From an answer about a drug.
TO_RULES = (rule_at("/findings/0/rule", "finding"), rule_at("/monitoring/0/rule", "monitoring"))
TO_RULES_OF_MANY = (rule_at("/answers/0/findings/0/rule", "finding"),)


def _check(name: str, description: str, drug: str, **order: Any) -> Link:  # noqa: ANN401 -- any part of an order
    return Link(
        name=name,
        description=description,
        operation="checkOrder",
        body={"drug": drug, "patient": f"{_SENT}/patient", **order},
    )


_FIRST_STEP = "The first step as an order; a whole plan has a phase for each step, with its `doses` and `days`"
BACLOFEN = (
    _check(
        "check-start",
        f"{_FIRST_STEP}, and `current` with a daily dose of 0.",
        "baclofen",
        phases=[{"doses": f"{_STEP}/doses"}],
    ),
    _check(
        "check-from-current",
        f"{_FIRST_STEP}.",
        "baclofen",
        current=f"{_SENT}/current",
        phases=[{"doses": f"{_STEP}/doses"}],
    ),
)
BACLOFEN_TAPER = BACLOFEN[1:]
MAGNESIUM_OXIDE = (
    _check(
        "check", "What was asked for, as an order.", "magnesium-oxide", daily_dose=f"{_SENT}/daily_dose", at_night=True
    ),
)
MAGNESIUM_HYDROXIDE = (
    _check(
        "check",
        "The volume that was asked for, as an order.",
        "magnesium-hydroxide",
        daily_volume=f"{_SENT}/daily_volume",
        strength=f"{_SENT}/strength",
        at_bedtime=True,
    ),
    *(
        _check(
            f"check-{end}",
            f"The {end} end of a plan's range as an order.",
            "magnesium-hydroxide",
            daily_volume=f"{_STEP}/volume/{end}",
            strength=f"{_SENT}/strength",
            at_bedtime=True,
        )
        for end in ("low", "high")
    ),
)
ALBUMIN = (
    _check(
        "check",
        "The first infusion as an order; a whole plan has all of them.",
        "albumin",
        product=f"{_SENT}/product",
        infusions=[{"day": f"{_STEP}/infusions/0/day", "amount": f"{_STEP}/infusions/0/amount"}],
    ),
)
