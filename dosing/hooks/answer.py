"""Calls become cards: at most one for each order, and none where there is nothing to say."""

from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec import UNSET, Raw, Struct

from dosing.fhir.evidence import MEDICATIONS, evidence
from dosing.fhir.record import id_in
from dosing.fhir.resources import Kind
from dosing.hooks.call import AnyCall, MedicationVerify, OrdersCall, OrderSelect
from dosing.hooks.card import CardList
from dosing.hooks.cards import card
from dosing.hooks.judged import Judged, Sent, judged
from dosing.hooks.prefetched import beside, has_evidence, record
from dosing.hooks.words import missing_words

_KIND = msgspec.json.Decoder(Kind)
_ORDERED = "MedicationRequest"
_BESIDE = "Medication"


class NothingKnownError(Exception):
    """Nothing about the patient was sent, and without it nothing can be said; the message says what is needed."""


def cards_for_orders(call: OrdersCall, url: str, *, on: date) -> CardList:
    """Cards about the orders being signed, or of those not signed yet about the ones that were just selected.

    They are those of the day `on`, by which results are old.

    Raises:
        NothingKnownError: no prefetched data came at all, and nothing can be said without.

    """
    resources = [
        (f"%context.draftOrders.entry[{index}].resource", entry.resource)
        for index, entry in enumerate(call.context.draft_orders.entry or ())
        if entry.resource is not UNSET
    ]
    is_finished = not isinstance(call, OrderSelect)
    selected = frozenset(call.context.selections) if isinstance(call, OrderSelect) else None
    return _cards(call, resources, url, _Moment(on, is_finished=is_finished, selected=selected))


def cards_for_verification(call: MedicationVerify, url: str, *, on: date) -> CardList:
    """Cards about the order that is verified, as of the day `on`.

    Raises:
        NothingKnownError: no prefetched data came at all, and nothing can be said without.

    """
    return _cards(call, [("%context.medication", call.context.ordered)], url, _Moment(on))


class _Moment(Struct, frozen=True):
    """The day, whether orders are as they will be signed, and which of them are meant; none: all."""

    day: date
    is_finished: bool = True
    selected: frozenset[str] | None = None


def _cards(call: AnyCall, resources: Iterable[tuple[str, Raw]], url: str, moment: _Moment) -> CardList:
    selected = moment.selected
    orders: list[Sent] = []
    others = []
    for path, resource in resources:
        kind = _kind(resource)
        if kind.resourceType == _ORDERED:
            is_wanted = selected is None or f"{_ORDERED}/{kind.id}" in selected
            orders.append(Sent(path, resource, is_wanted))
        elif kind.resourceType == _BESIDE:
            others.append(evidence(resource, path, MEDICATIONS))
    if not any(one.is_wanted for one in orders):
        return CardList(())
    patient = id_in(call.context.patient_id) or ""
    known = record(call.fetched, of=patient)
    found = judged(orders, beside(known, others), now=moment.day, is_finished=moment.is_finished)
    told = [one for one in found if not one.is_silent]
    if told and not has_evidence(known) and all(map(_only_asks, told)):
        raise NothingKnownError("; ".join(dict.fromkeys(missing_words(one.missing) for one in told)))
    return CardList(tuple(card(one, patient=patient, url=url) for one in told))


def _kind(resource: Raw) -> Kind:
    """The type and id; of what has none that can be read, none."""
    try:
        return _KIND.decode(resource)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Kind()


def _only_asks(one: Judged) -> bool:
    return bool(one.findings) and not one.errors and all(finding.outcome == "unknown" for finding in one.findings)
