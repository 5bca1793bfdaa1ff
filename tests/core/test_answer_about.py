"""What a patient's facts alone say of a drug, where nothing is understood of what is ordered."""

from decimal import Decimal

from dosing.core.fact import Fact
from dosing.core.ordered import NamedOrder
from dosing.core.patient import Patient
from dosing.service.orders import Asked, answer_about


def test_without_an_order_the_rules_about_the_patient_are_judged_and_those_about_doses_are_not() -> None:
    patient = Patient({Fact.AGE: Decimal(54) * Decimal("365.25"), Fact.GIVEN_EGFR: Decimal(20)}, {})
    answer = answer_about(Asked(name="baclofen", patient=patient, ordered=NamedOrder()))
    assert answer.status == "refused"
    assert "baclofen.kidney" in answer.rules.outside
    assert {"baclofen.daily-max", "baclofen.step", "baclofen.start"} <= set(answer.rules.not_applicable)
