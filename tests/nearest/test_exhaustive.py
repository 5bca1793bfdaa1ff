"""Nothing that is compliant is nearer than the nearest: every dose on every day is tried, for small orders."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.answers import outside
from tests.edges import Json
from tests.nearest.asked import PATIENTS, answered, course_of, posted_back, request
from tests.nearest.courses import Ordered, Rules, key, nearest

_RULES = {
    "standard": Rules(start=10, step=10, ceiling=30),
    "reduced-kidney": Rules(start=5, step=5, ceiling=15),
    "older-adult": Rules(start=5, step=5, ceiling=15),
    "avoid": Rules(start=0, step=0, ceiling=0),
}
_DAYS = st.sampled_from((1, 6, 7, 8, 14))
_LONG = st.sampled_from((7, 13, 14, 21, 28))
_DOSES = st.sampled_from((5, 10, 15, 20, 30, 40))
_ANY = st.sampled_from((0, 5, 10, 12, 20, 30, 40))
_DOMAIN = (5, 10, 15, 20, 25, 30, 35, 40)


def _limits(profile: str, answer: Json) -> list[Rules]:
    """What is kept first of all, and what if nothing keeps that: in older adults start and step only note."""
    rules = _RULES[profile]
    if profile != "older-adult":
        return [rules]
    broken = outside(answer)
    start = None if "baclofen.start.older-adult" in broken else rules.start
    step = None if "baclofen.step.older-adult" in broken else rules.step
    return [replace(rules, start=start, step=step), replace(rules, start=None, step=None)]


@st.composite
def _orders(draw: st.DrawFn) -> Ordered:
    """Orders that stay, orders that end, and orders that stop."""
    kind = draw(st.sampled_from(("stays", "ends", "stops")))
    days = _LONG if kind == "stops" else _DAYS
    phases: list[tuple[int, int | None]] = list(
        draw(st.lists(st.tuples(_ANY, days), max_size=3 if kind == "stops" else 2))
    )
    match kind:
        case "stays":
            phases.append((draw(_DOSES), None))
        case "ends":
            phases.append((draw(_DOSES), draw(_DAYS)))
        case _:
            phases.append((0, draw(st.sampled_from((None, 7)))))
    before = draw(st.sampled_from((None, 0, 5, 10, 20, 30, 40)))
    at_dose = draw(st.sampled_from((None, 0, 3, 7))) if before else None
    use = {None: None, 0: 0}.get(before, draw(st.sampled_from((None, 3, 90))))
    if use is not None and at_dose is not None:
        use = max(use, at_dose)
    return Ordered(tuple(phases), before, at_dose, use)


@pytest.mark.parametrize("profile", _RULES)
@given(ordered=_orders())
def test_nothing_compliant_is_nearer_and_there_is_none_where_a_reason_is_given(profile: str, ordered: Ordered) -> None:
    sent = request(ordered, PATIENTS[profile])
    answer = answered(sent)
    if answer["status"] not in {"refused", "needs_review"}:
        assert "nearest" not in answer
        return
    only_down = "baclofen.kidney" in outside(answer)
    found = (nearest(ordered, rules, _DOMAIN, only_down=only_down) for rules in _limits(profile, answer))
    best = next((one for one in found if one is not None), None)
    proposal = answer["nearest"]
    if "drug" not in proposal:
        assert best is None, (sent, proposal)
        return
    assert answered(posted_back(sent, proposal))["status"] == "ok"
    assert key(ordered, course_of(proposal, is_open=ordered.stays)) == best, (sent, proposal)


#: Rises from 5 by 5, from 10 by 10: the numbers of the two profiles whose start and step gate.
_STARTS = st.sampled_from(((10, 20, 30), (5, 10, 15), (10, 15, 30), (5, 15, 25), (20, 25, 30), (5, 20, 30)))


@pytest.mark.parametrize("profile", ["standard", "reduced-kidney"])
@given(data=st.data())
def test_no_order_that_really_checks_ok_is_nearer(profile: str, data: st.DataObject) -> None:
    """The rules themselves decide here which orders are compliant, not a second writing of them."""
    ordered = Ordered(((data.draw(_DOSES), data.draw(_DAYS)), (40, None)))
    answer = answered(request(ordered, PATIENTS[profile]))
    best = key(ordered, course_of(answer["nearest"], is_open=True))
    days = ordered.days
    for _ in range(8):
        doses = data.draw(_STARTS)
        lengths = data.draw(st.tuples(_DAYS, _DAYS))
        phases = (*zip(doses, lengths, strict=False), (doses[-1], None))
        other = Ordered(phases)
        course = course_of(request(other, {}), is_open=True)
        if all(dose <= most for dose, most in zip(course, days, strict=False)):
            is_ok = answered(request(other, PATIENTS[profile]))["status"] == "ok"
            assert not is_ok or key(ordered, course) >= best


def test_one_that_needs_a_dose_held_for_longer_than_was_thought_is_found_too() -> None:
    """Rising to 12 first would put off the rise to 20: the 10 mg are held until the 30 are ordered."""
    sent = request(Ordered(((10, 7), (12, 3), (30, None))), PATIENTS["standard"], tablets=[{"value": 1, "unit": "mg"}])
    order = answered(sent)["nearest"]
    assert [phase.get("days") for phase in order["phases"]] == [10, 7, None]
