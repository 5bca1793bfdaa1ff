"""Errors put into the service on purpose, one of each kind that dosing software is known for, and who must notice.

Each is put in for the length of a `with`, from outside: none is in the program.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, settings
from msgspec.structs import replace

from dosing.core.fact import Fact
from dosing.core.patient import Patient
from dosing.core.plan import TitrationOrder
from dosing.core.span import Span
from dosing.translate import inbound, steps
from dosing.wire import patient as wire
from dosing.wire import request
from tests.edges import ask, library
from tests.properties import test_law_2, test_law_3
from tests.vectors.instead import Change, all_changes, instead
from tests.vectors.runner import vectors
from tests.vectors.test_every_edge import test_the_answer_is_as_the_vector_expects

_MAXIMUM = Decimal(30)
_NORMAL_EGFR = Decimal(90)
#: That an example fails is enough: looking for the smallest one takes seconds.
_QUICK = settings(phases=(Phase.generate,), derandomize=True, database=None, deadline=None)


class Watch(NamedTuple):
    """A test that stands in the suite: its name there, and how to run it again."""

    name: str
    run: Callable[[], None]


class SeededError(NamedTuple):
    """A kind of error, what exactly is done, and the tests that must fail while it is in."""

    kind: str
    done: str
    put_in: Callable[[], AbstractContextManager[None]]
    noticed_by: tuple[Watch, ...]


def _vector(name: str) -> Watch:
    """A published vector, asked of the library."""
    test = test_the_answer_is_as_the_vector_expects
    vector = next(vector for vector in vectors() if vector.id == name)
    return Watch(f"{_place(test)}[{name}-library]", partial(test, vector=vector, edge=library))


def _law(test: Callable[..., None], **given: Any) -> Watch:  # noqa: ANN401 -- what the test is parametrised with
    """A law, asked of the library."""

    def run() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(test, "_hypothesis_internal_use_settings", _QUICK)
            test(ask=ask, **given)

    return Watch(f"{_place(test)}[{'-'.join(['library', *given.values()])}]", run)


def _place(test: Callable[..., None]) -> str:
    return f"{test.__module__.replace('.', '/')}.py::{test.__name__}"


def _span_of(rule: str, new: Span) -> AbstractContextManager[None]:
    """A rule's only span with one end that is another."""
    found = (change for change in all_changes() if change.rule == rule and isinstance(change.old, Span))
    change = next(change for change in found if change.old.at_most is not None)
    return instead(Change(change.root, change.path, change.old, new))


@contextmanager
def _patched(module: object, name: str, wrong: Callable[..., Any]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, partial(wrong, getattr(module, name)))
        yield


def _healthy_unless_told(right: Callable[[wire.Patient], Patient], sent: wire.Patient) -> Patient:
    found = right(sent)
    return replace(found, facts={Fact.GIVEN_EGFR: _NORMAL_EGFR, **found.facts})


def _capped(
    right: Callable[..., TitrationOrder], sent: request.BaclofenSchedule, usual: tuple[Decimal, ...]
) -> TitrationOrder:
    order = right(sent, usual)
    return order if order.target is None else replace(order, target=min(order.target, _MAXIMUM))


def _one_too_few(
    right: Callable[..., dict[Decimal, int] | None],
    *asked: Any,  # noqa: ANN401 -- passed on as it came
) -> dict[Decimal, int] | None:
    found = right(*asked)
    if not found or sum(found.values()) == 1:
        return found
    return {**found, min(found): found[min(found)] - 1}


ERRORS = (
    SeededError(
        "a bound off by a millionth",
        "baclofen.daily-max allows 30.000001 mg/d instead of 30 mg/d",
        partial(_span_of, "baclofen.daily-max", Span(at_most=_MAXIMUM + Decimal("0.000001"), unit="mg/d")),
        (_vector("baclofen.daily-max/phase-just-above-30"), _vector("baclofen.daily-max/target-just-above-30")),
    ),
    SeededError(
        "`<` for `<=`",
        "baclofen.abrupt-stop allows a stop from less than 5 mg/d instead of from at most 5 mg/d",
        partial(_span_of, "baclofen.abrupt-stop", Span(below=Decimal(5), unit="mg/d")),
        (_vector("baclofen.abrupt-stop/from-at-5"), _vector("baclofen.abrupt-stop/phase-from-at-5")),
    ),
    SeededError(
        "unknown as normal",
        "an eGFR that is not given is read as 90 mL/min/1.73 m²",
        partial(_patched, inbound, "patient", _healthy_unless_told),
        (
            _vector("baclofen.kidney.known/absent"),
            _law(
                test_law_3.test_a_fact_of_the_patient_that_is_removed_never_makes_a_rule_kept_that_was_not,
                name="/v1/schedules/baclofen",
            ),
        ),
    ),
    SeededError(
        "a cap applied silently",
        "a titration's target over 30 mg/d is lowered to 30 mg/d before it is judged",
        partial(_patched, inbound, "titration_order", _capped),
        (_vector("baclofen.daily-max/target-just-above-30"),),
    ),
    SeededError(
        "tablets that do not add up",
        "a dose of several tablets is answered with one tablet too few",
        partial(_patched, steps, "tablets_for", _one_too_few),
        (
            _law(
                test_law_2.test_the_tablets_of_every_step_add_up_to_its_single_doses_and_these_to_its_daily_dose,
            ),
        ),
    ),
)
