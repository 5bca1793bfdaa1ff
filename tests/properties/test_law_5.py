"""Law 5: converting there and back gives the same exact number.

A value that has no finite decimal carries its exact fraction, and that can be sent back.
"""

import re
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from dosing.core.amount import ExactAmount
from dosing.core.convert import convert
from dosing.core.exact import to_digits
from dosing.formulary.substances import SUBSTANCES
from dosing.wire.quantity import CONVERTED, EXACT_PATTERN
from tests import strategies
from tests.answers import exact, value
from tests.edges import Ask, Json

_UNITS = st.sampled_from(sorted(CONVERTED))
_SUBSTANCES = st.sampled_from(sorted(SUBSTANCES))


@given(
    number=st.fractions(min_value=Fraction(1, 10**9), max_value=10**9),
    units=st.tuples(_UNITS, _UNITS),
    substances=st.tuples(_SUBSTANCES, _SUBSTANCES),
    strength=st.fractions(min_value=Fraction(1, 10**6), max_value=1000),
)
def test_any_fraction_comes_back_as_itself_whatever_the_units_and_the_substances(
    number: Fraction, units: tuple[str, str], substances: tuple[str, str], strength: Fraction
) -> None:
    of, to = (SUBSTANCES[name] for name in substances)
    there = convert(ExactAmount(number, units[0], of.id), of, units[1], to, strength)
    back = convert(there.result, to, units[0], of, strength)
    assert back.result == ExactAmount(number, units[0], of.id)
    assert there.factor * back.factor == 1


@given(sent=strategies.CONVERSIONS)
def test_an_answer_sent_back_gives_the_exact_number_that_was_sent(ask: Ask, sent: Json) -> None:
    there = ask("/v1/convert", sent)
    assume(there["status"] == "ok")
    amount, result = there["amount"], there["result"]
    back = {
        "amount": {**_as_sent(result)},
        "to": {"unit": sent["amount"]["unit"], "of": sent["amount"]["of"]},
        **({"strength": sent["strength"]} if "strength" in sent else {}),
    }
    assume(_is_within_bounds(back["amount"]))
    answer = ask("/v1/convert", back)
    assert answer["status"] == "ok"
    assert exact(answer["result"]) == exact(amount)
    assert ("exact" in answer["result"]) == ("exact" in amount)


@given(sent=strategies.CONVERSIONS)
def test_a_result_has_at_most_15_digits_and_a_fraction_exactly_where_they_are_not_all_of_it(
    ask: Ask, sent: Json
) -> None:
    answer = ask("/v1/convert", sent)
    assume(answer["status"] == "ok")
    for number in (answer["amount"], answer["result"]):
        assert len(to_digits(Fraction(number["value"])).as_tuple().digits) <= 15
        assert to_digits(exact(number)) == number["value"]
        assert ("exact" in number) == (exact(number) != Fraction(number["value"]))


def _as_sent(quantity: Json) -> Json:
    return {**quantity, "value": value(quantity["value"])}


def _is_within_bounds(quantity: Json) -> bool:
    """Results need not lie within what can be sent."""
    least, most = CONVERTED[quantity["unit"]]
    return least <= quantity["value"] <= most and bool(re.match(EXACT_PATTERN, quantity.get("exact", "1/1")))
