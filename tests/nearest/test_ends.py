"""Where a search ends without what it looks for: what cannot be proposed is not, and the answer says so."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from msgspec import UNSET

from dosing.core import nearest as core
from dosing.core import plan
from dosing.core.category import PatientPlace
from dosing.core.fact import Fact, Value
from dosing.core.nearest import amounts, course, infusions, phases, schedules, volumes
from dosing.core.order import Current
from dosing.core.ordered import NamedOrder, shape_of
from dosing.core.patient import Patient
from dosing.core.plan import TaperOrder
from dosing.core.rule import Product, Titration
from dosing.core.span import Span
from dosing.core.suspension import VolumeOrder
from dosing.service import alike
from dosing.service.books import BOOKS
from dosing.translate import nearest as wire
from tests.edges import Json, ask
from tests.nearest.asked import CHECK, CHILD, CIRRHOTIC, LACKING, PATIENTS, course_of
from tests.vectors.instead import Change, all_changes, instead

ADULT = PATIENTS["standard"]
BACLOFEN = BOOKS["baclofen"]
TITRATION = shape_of(BACLOFEN, Titration)
_CURRENT = {"daily_dose": {"value": 10, "unit": "mg/d"}, "days_at_dose": 3, "days_on_drug": 30}
_SIX = [{"value": 6, "unit": "mg"}]
#: Orders and schedules that break a rule and have a nearest one, of every shape.
ASKED: dict[str, tuple[str, Json]] = {
    "phases": (CHECK, {"drug": "baclofen", "patient": ADULT, "phases": [{"doses": [{"value": 40, "unit": "mg"}]}]}),
    "amount": (
        CHECK,
        {
            "drug": "magnesium-oxide",
            "patient": LACKING,
            "daily_dose": {"value": 28, "unit": "mmol/d", "of": "magnesium"},
        },
    ),
    "volume": (
        CHECK,
        {
            "drug": "magnesium-hydroxide",
            "patient": CHILD,
            "daily_volume": {"value": 45, "unit": "mL/d"},
            "strength": {"value": 80, "unit": "mg/mL"},
        },
    ),
    "infusions": (
        CHECK,
        {
            "drug": "albumin",
            "patient": CIRRHOTIC,
            "product": "albumin-20",
            "infusions": [{"day": 1, "amount": {"value": 50, "unit": "g"}}],
        },
    ),
    "plan": (
        "/v1/schedules/albumin",
        {"patient": CIRRHOTIC, "product": "albumin-20", "weekly_dose": {"value": 50, "unit": "g/wk"}},
    ),
    "titration": ("/v1/schedules/baclofen", {"patient": ADULT, "target": {"value": 40, "unit": "mg/d"}}),
}


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """What was found before is remembered, and here things are changed of which nothing may be found."""
    alike._alike.cache_clear()
    yield
    alike._alike.cache_clear()


@pytest.mark.parametrize("name", ASKED)
def test_there_is_a_nearest_one(name: str) -> None:
    assert "drug" in ask(*ASKED[name])["nearest"]


@pytest.mark.parametrize("name", ASKED)
def test_what_does_not_check_ok_is_never_proposed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for module in (amounts, infusions, phases, schedules, volumes):
        monkeypatch.setattr(module, "is_ok", lambda *_: False)
    nearest = ask(*ASKED[name])["nearest"]
    assert set(nearest) == {"why"}
    assert nearest["why"]


@pytest.mark.parametrize("name", ["infusions", "plan"])
def test_where_the_smallest_vial_is_over_the_maximum_there_is_no_nearest_infusion(name: str) -> None:
    found = (change for change in all_changes() if change.rule == "albumin.weekly-max" and isinstance(change.old, Span))
    change = next(change for change in found if change.old.at_most is not None)
    with instead(Change(change.root, change.path, change.old, Span(at_most=Decimal(5), unit="g"))):
        nearest = ask(*ASKED[name])["nearest"]
    assert nearest["why"].startswith("No whole vial keeps albumin.weekly-max: the smallest holds more")


def test_a_schedule_that_takes_too_many_moves_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = {"patient": ADULT, "target": {"value": 30, "unit": "mg/d"}, "tablets": _SIX}
    assert "drug" in ask("/v1/schedules/baclofen", sent)["nearest"]
    monkeypatch.setattr(course, "MOST_MOVES", 0)
    nearest = ask("/v1/schedules/baclofen", sent)["nearest"]
    assert nearest == {"why": "There are too many doses that the tablets make to look for the nearest schedule."}


def test_an_order_of_more_phases_than_can_be_sent_is_not_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    order: Json = {"drug": "baclofen", "patient": ADULT, "phases": [{"doses": [{"value": 20, "unit": "mg"}]}]}
    order["current"] = {"daily_dose": {"value": 0, "unit": "mg/d"}}
    for most in (phases.MOST_PHASES, 2):
        monkeypatch.setattr(phases, "MOST_PHASES", most)
        assert len(ask(CHECK, order)["nearest"]["phases"]) == 2
        alike._alike.cache_clear()
    monkeypatch.setattr(phases, "MOST_PHASES", 1)
    alike._alike.cache_clear()
    assert "drug" not in ask(CHECK, order)["nearest"]


def test_a_dose_that_is_hoped_for_and_not_reached_gives_way_to_the_highest_that_is() -> None:
    order = {
        "drug": "baclofen",
        "patient": PATIENTS["reduced-kidney"],
        "current": _CURRENT,
        "phases": [{"doses": [{"value": 20, "unit": "mg"}]}],
        "tablets": _SIX,
    }
    nearest = ask(CHECK, order)["nearest"]
    assert course_of(nearest, is_open=True)[-1] < 20


def _stopped_from(milligrams: int) -> Json:
    """What is said of a dose that is taken for 400 days and then stopped."""
    daily = [{"value": 20, "unit": "mg"}] * (milligrams // 20)
    order = {
        "drug": "baclofen",
        "patient": ADULT,
        "current": {"daily_dose": {"value": milligrams, "unit": "mg/d"}, "days_at_dose": 30},
        "phases": [{"doses": daily, "days": 400}, {"doses": []}],
    }
    nearest: Json = ask(CHECK, order)["nearest"]
    return nearest


@pytest.mark.parametrize("milligrams", [160, 240, 320])
def test_the_way_down_begins_as_late_as_from_less(milligrams: int) -> None:
    """So many steps of a week each before the stop."""
    steps = [dose for dose in range(milligrams - 5, 0, -10) for _ in range(7)]
    course = course_of(_stopped_from(milligrams), is_open=False)
    assert course[:400] == [milligrams] * (400 - len(steps)) + steps


def test_where_not_every_dose_is_looked_at_that_is_said() -> None:
    nearest = _stopped_from(400)
    assert set(nearest) == {"why"}
    assert "among the doses ordered and multiples of 5 mg/d. The way down from 400 mg/d" in nearest["why"]


@pytest.mark.parametrize(("milligrams", "is_too_much"), [(990, False), (1000, True)])
def test_a_way_down_of_more_than_100_links_is_not_looked_for(milligrams: int, *, is_too_much: bool) -> None:
    daily = [{"value": milligrams / 2, "unit": "mg"}] * 2
    order = {"drug": "baclofen", "patient": ADULT, "phases": [{"doses": daily, "days": 9}, {"doses": []}]}
    why = ask(CHECK, order)["nearest"]["why"]
    assert ("too many" in why) == is_too_much


def test_a_dose_that_has_fallen_and_stays_has_not_risen_so_the_way_down_begins_before_it() -> None:
    """The 12 mg/d to which the order rises again cannot be made: 30 to 10 mg/d would be a step of the way down."""
    phases = [([10, 10, 10], 7), ([10], 7), ([10, 2], 21)]
    order = {
        "drug": "baclofen",
        "patient": ADULT,
        "current": {"daily_dose": {"value": 30, "unit": "mg/d"}, "days_at_dose": 100},
        "phases": [
            *({"doses": [{"value": dose, "unit": "mg"} for dose in doses], "days": days} for doses, days in phases),
            {"doses": []},
        ],
        "tablets": [{"value": 5, "unit": "mg"}],
    }
    course = course_of(ask(CHECK, order)["nearest"], is_open=False)
    assert course[:36] == [20] * 7 + [10] * 21 + [5] * 7 + [0]


def test_for_a_patient_who_must_not_have_the_drug_a_stop_before_the_last_is_no_way_down() -> None:
    order = {
        "drug": "baclofen",
        "patient": {"age": {"value": 50, "unit": "a"}, "dialysis": True},
        "current": {"daily_dose": {"value": 20, "unit": "mg/d"}, "days_at_dose": 13},
        "phases": [{"doses": [], "days": 1}, {"doses": [{"value": 5, "unit": "mg"}], "days": 7}, {"doses": []}],
    }
    assert ask(CHECK, order)["nearest"] == {
        "why": "No order of this drug keeps baclofen.kidney: no other dose changes that."
    }


def _adult() -> PatientPlace:
    facts: dict[Fact, Value] = {Fact.AGE: Decimal(54) * Decimal("365.25"), Fact.GIVEN_EGFR: Decimal(90)}
    return BACLOFEN.patient(Patient(facts, {}), ordered="baclofen")


def test_a_taper_that_can_be_had_has_no_nearest_one() -> None:
    order = TaperOrder(
        current=Current(daily_dose=Decimal(10), days_at_dose=30, days_on_drug=30), tablets=TITRATION.tablets
    )
    schedule = plan.taper(BACLOFEN, TITRATION, _adult(), order, ())
    assert core.nearest_taper(BACLOFEN, _adult(), order, (), schedule.report) is None


def test_a_drug_ordered_by_its_name_has_no_other_dose() -> None:
    with pytest.raises(TypeError, match="a drug that is ordered by its name has no other dose"):
        wire.nearest(core.Proposal(why="none", ordered=NamedOrder()), BOOKS[""])


def test_a_product_of_another_substance_is_written_without_it() -> None:
    odd = Product(name="", holds=Decimal(4), unit="mmol", of="calcium")
    assert wire._of(odd) is UNSET


def test_a_solution_that_the_contract_does_not_name_is_refused() -> None:
    with pytest.raises(ValueError, match="albumin-7"):
        wire._product("albumin-7")


def test_without_a_strength_no_volume_is_proposed() -> None:
    book = BOOKS["magnesium-hydroxide"]
    patient = book.patient(Patient({Fact.AGE: Decimal(8) * Decimal("365.25")}, {}), ordered=book.id)
    order = VolumeOrder(millilitres=Decimal(45), strength=None, days=None, is_at_bedtime=None)
    report = book.judge(patient, book.graded([patient]), ())
    assert volumes.nearest_volume(book, patient, order, (), report).ordered is None
