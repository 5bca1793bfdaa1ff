"""Bodies in which several fields have to meet before something happens: what dice would hardly throw.

Each is asked as it is, and points of the lattice lie near it like near any example. Only requests: what must be
answered is for the checks to say.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def _amount(value: float, unit: str, **more: Any) -> Json:  # noqa: ANN401 -- any field
    return {"value": value, "unit": unit, **more}


def _person(age: float = 54, egfr: float = 90, **more: Any) -> Json:  # noqa: ANN401 -- any fact
    return {"age": _amount(age, "a"), "egfr": _amount(egfr, "mL/min/{1.73_m2}"), **more}


_LACKING = _person(serum_magnesium=_amount(0.6, "mmol/L"))
_CIRRHOTIC = _person(conditions={"cirrhosis": True})
_CHILD: Json = {"age": _amount(8, "a"), "conditions": {"kidney_disease": False}}


def _stock(unit: str, *sizes: float, **more: Any) -> list[Json]:  # noqa: ANN401 -- any field
    return [_amount(size, unit, **more) for size in sizes]


def _phase(daily: float, days: int | None = None) -> Json:
    """A day's doses, none of them over 20 mg."""
    doses = [20] * int(daily // 20) + ([daily % 20] if daily % 20 else [])
    return {"doses": _stock("mg", *doses), **({} if days is None else {"days": days})}


def _phases(*daily: tuple[float, int | None]) -> list[Json]:
    return [_phase(*each) for each in daily]


def _current(daily: float, **days: int) -> Json:
    return {"daily_dose": _amount(daily, "mg/d"), **days}


def titrations() -> Iterator[Json]:
    """Stocks that reach less than the target, or nothing; a current dose over the ceiling, known or not."""
    for strengths in ((6,), (7.5,), (20,), (3,), (2.9999999999999996,), (0.7, 1.3, 2.1), (100,)):
        yield {"patient": _person(), "target": _amount(30, "mg/d"), "tablets": _stock("mg", *strengths)}
        yield {"patient": _person(egfr=45), "tablets": _stock("mg", *strengths)}
    for taken in (35, 40, 41, 500, 1000):
        for age, egfr in ((54, 90), (70, 90), (54, 45), (54, 20)):
            yield {"patient": _person(age, egfr), "current": _current(taken, days_at_dose=3, days_on_drug=30)}
    for start in ("2028-02-22", "2027-12-31", "2028-02-29", "2099-12-31"):
        yield {"patient": _person(), "target": _amount(30, "mg/d"), "start_date": start}
    yield {"patient": _person(), "current": _current(40), "tablets": _stock("mg", 20)}
    yield {"patient": _person(), "current": _current(20), "target": _amount(10, "mg/d")}


def tapers() -> Iterator[Json]:
    """Tapers that the stock makes only below, or not slowly enough."""
    for strengths in ((3,), (10,), (6,), (2.9999999999999996,), (7.5, 12.5), (0.1,)):
        for taken in (30, 45, 300):
            yield {"patient": _person(), "current": _current(taken), "tablets": _stock("mg", *strengths)}


def amounts() -> Iterator[Json]:
    """Products larger than what may be given; whose sum no decimal ends; odd ones that make no sum."""
    of_magnesium, of_oxide = {"of": "magnesium"}, {"of": "magnesium-oxide"}
    stocks = (
        _stock("mmol", 25, **of_magnesium),
        _stock("mg", 400, **of_oxide),
        [*_stock("mg", 400, **of_oxide), *_stock("mmol", 7, **of_magnesium)],
        [*_stock("mg", 401.3, **of_oxide), *_stock("mg", 0.7, **of_magnesium), *_stock("mmol", 4.1, **of_magnesium)],
        [*_stock("mg", 400, **of_oxide), *_stock("mg", 100, **of_magnesium)],
        _stock("mmol", 0.1001, 0.1003, 0.1007, **of_magnesium),
        _stock("mmol", 6.000001, 10.000003, 15.000007, **of_magnesium),
        _stock("mmol", 0.000001, 0.000003, 15.000007, **of_magnesium),
    )
    for stock in stocks:
        for daily in (25, 24.000001, 23.9, 13):
            yield {"patient": _LACKING, "daily_dose": _amount(daily, "mmol/d", **of_magnesium), "products": stock}


def volumes() -> Iterator[Json]:
    """Strengths so high that hardly a drop may be given."""
    for strength in (80, 170, 1000):
        for volume in (31, 40, 1000):
            yield {
                "patient": _CHILD,
                "daily_volume": _amount(volume, "mL/d"),
                "strength": _amount(strength, "mg/mL"),
            }


def plans() -> Iterator[Json]:
    """Weeks of more than may be given, from vials that are not whole in it, on more days than an order can have."""
    for product in ("albumin-25", "albumin-20", "albumin-5"):
        for grams in (5, 12, 45, 50, 200):
            weekly = {"patient": _CIRRHOTIC, "weekly_dose": _amount(grams, "g/wk"), "product": product}
            yield weekly
            yield {**weekly, "infusions_per_week": 4, "weeks": 52}
            yield {**weekly, "infusions_per_week": 7, "weeks": 52}


def orders() -> Iterator[Json]:
    """Orders of every shape that have a nearest one, or hardly one."""
    for one in amounts():
        yield {"drug": "magnesium-oxide", **one}
    for one in volumes():
        yield {"drug": "magnesium-hydroxide", **one, "days": 14}
    for product, grams in (("albumin-25", 12), ("albumin-25", 5), ("albumin-20", 45), ("albumin-5", 50)):
        for days in ((1,), (1, 1, 1, 1), (1, 2, 3, 8), (3650,), (3649, 3650, 3650)):
            infusions = [{"day": day, "amount": _amount(grams, "g")} for day in days]
            yield {"drug": "albumin", "patient": _CIRRHOTIC, "product": product, "infusions": infusions}
    yield from _phased()


def _phased() -> Iterator[Json]:
    courses = (
        _phases((20, None)),
        _phases((40, None)),
        _phases((20, 7), (40, 7), (0, None)),
        _phases((0, 1), (5, 7), (0, None)),
        _phases((10, 3650), (50, 3650), (45, 3650), (0, 3650)),
        _phases(*[(40, 3650)] * 100),
        _phases(*((5 * (1 + step % 9), 1) for step in range(100))),
        _phases(*((5 + step / 4, 3) for step in range(100))),
    )
    for patient in (_person(), _person(egfr=45), _person(70), _person(egfr=20)):
        for phases in courses:
            for current in (None, _current(10, days_at_dose=3, days_on_drug=30), _current(40, days_at_dose=13)):
                order = {"drug": "baclofen", "patient": patient, "phases": phases}
                yield order if current is None else {**order, "current": current}
                if current is not None:
                    yield {**order, "current": current, "tablets": _stock("mg", 6)}
    rising = [{"doses": _stock("mg", count / 2), "days": 3} for count in range(1, 101)]
    yield {"drug": "baclofen", "patient": _person(), "phases": rising, "tablets": _stock("mg", 0.5)}


#: By operation.
CORNERS = {
    "scheduleBaclofen": titrations,
    "scheduleBaclofenTaper": tapers,
    "scheduleMagnesiumOxide": amounts,
    "scheduleMagnesiumHydroxide": volumes,
    "scheduleAlbumin": plans,
    "checkOrder": orders,
}
