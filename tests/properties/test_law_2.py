"""Law 2: the tablets, vials or mL of every dose add up exactly to the dose."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from dosing.formulary.substances import SUBSTANCES
from tests import strategies
from tests.answers import exact
from tests.edges import Ask, Json

_TABLESPOON = 15
_FORMS = {"mg": Fraction(1), "g": Fraction(1000)}
_USUAL = [{"value": strength, "unit": "mg"} for strength in (5, 10, 20)]
_baclofen = st.one_of(
    st.tuples(st.just("/v1/schedules/baclofen"), strategies.baclofen_schedules(strategies.treatable("baclofen"))),
    st.tuples(st.just("/v1/schedules/baclofen-taper"), strategies.baclofen_tapers()),
)


@given(request=_baclofen)
def test_the_tablets_of_every_step_add_up_to_its_single_doses_and_these_to_its_daily_dose(
    ask: Ask,
    request: tuple[str, Json],
) -> None:
    path, sent = request
    answer = ask(path, sent)
    assume(answer["status"] == "ok")
    in_stock = {_milligrams(strength) for strength in sent.get("tablets", _USUAL)}
    for step in answer["steps"]:
        daily = exact(step["daily_dose"])
        assert sum(map(exact, step["doses"])) == daily
        assert sum(exact(product["strength"]) * product["per_day"] for product in step["products"]) == daily
        assert {exact(product["strength"]) for product in step["products"]} <= in_stock
        for product in step["products"]:
            days = step["last_day"] - step["first_day"] + 1 if "last_day" in step else None
            assert product.get("total") == (None if days is None else product["per_day"] * days)


def _milligrams(strength: Json) -> Fraction:
    factor = {"mg": Fraction(1), "g": Fraction(1000), "ug": Fraction(1, 1000)}[strength["unit"]]
    return Fraction(repr(float(strength["value"]))) * factor


@given(sent=strategies.magnesium_oxide_schedules(strategies.treatable("magnesium-oxide")))
def test_the_whole_products_of_a_daily_amount_add_up_to_each_of_its_forms_or_are_left_out(ask: Ask, sent: Json) -> None:
    answer = ask("/v1/schedules/magnesium-oxide", sent)
    assume(answer["status"] == "ok")
    (step,) = answer["steps"]
    daily = _millimoles(step["daily_dose"])
    for form in step["forms"]:
        assert _millimoles(form) == daily
    made = sum(_millimoles(product["strength"]) * product["per_day"] for product in step["products"])
    assert made == (0 if "magnesium-oxide.whole-products" in answer["rules"]["outside"] else daily)


def _millimoles(amount: Json) -> Fraction:
    substance = SUBSTANCES[amount["of"]]
    factors = {
        "mmol": Fraction(1),
        "meq": Fraction(1, substance.charge),
        "mg": 1 / Fraction(substance.molar_mass),
        "g": 1000 / Fraction(substance.molar_mass),
    }
    return exact(amount) * factors[amount["unit"].removesuffix("/d")]


@given(sent=strategies.magnesium_hydroxide_schedules(strategies.treatable("magnesium-hydroxide")))
def test_the_millilitres_of_a_suspension_are_its_tablespoons_its_mass_and_its_amount(ask: Ask, sent: Json) -> None:
    answer = ask("/v1/schedules/magnesium-hydroxide", sent)
    assume(answer["status"] == "ok")
    (step,) = answer["steps"]
    strength = Fraction(repr(float(sent["strength"]["value"])))
    for end in ("",) if "value" in step["volume"] else ("low", "high"):
        volume, tablespoons, mass, amount = (
            exact(step[name][end] if end else step[name]) for name in ("volume", "tablespoons", "mass", "amount")
        )
        assert tablespoons * _TABLESPOON == volume
        assert mass == volume * strength
        assert amount * Fraction(SUBSTANCES["magnesium-hydroxide"].molar_mass) == mass


@given(sent=strategies.albumin_schedules(strategies.treatable("albumin")))
def test_the_vials_of_an_infusion_add_up_to_its_grams_and_the_infusions_of_a_week_to_the_weekly_dose(
    ask: Ask,
    sent: Json,
) -> None:
    answer = ask("/v1/schedules/albumin", sent)
    assume(answer["status"] == "ok")
    percent = int(sent["product"].removeprefix("albumin-"))
    has_no_vials = "albumin.whole-vials" in answer["rules"]["outside"]
    for step in answer["steps"]:
        grams = [exact(infusion["amount"]) for infusion in step["infusions"]]
        assert sum(grams) == Fraction(repr(float(sent["weekly_dose"]["value"])))
        assert grams == sorted(grams, reverse=True)
        for infusion in step["infusions"]:
            amount, volume = exact(infusion["amount"]), exact(infusion["volume"])
            assert volume * percent == amount * 100
            if has_no_vials:
                assert infusion["vials"] == []
                continue
            assert sum(exact(vial["strength"]) * vial["count"] for vial in infusion["vials"]) == amount
            assert sum(exact(vial["volume"]) * vial["count"] for vial in infusion["vials"]) == volume
