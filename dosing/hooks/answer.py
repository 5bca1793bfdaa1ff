"""Calls become cards: at most one for each order, and none where there is nothing to say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec
from msgspec import UNSET, Raw, Struct

from dosing.fhir.parts.resources import Kind
from dosing.fhir.record.evidence import MEDICATIONS, evidence
from dosing.fhir.record.known import id_in
from dosing.hooks.call import AnyCall, MedicationVerify, OrdersCall, OrderSelect
from dosing.hooks.card import CardList
from dosing.hooks.cards import card
from dosing.hooks.judged import Judged, Sent, judged
from dosing.hooks.prefetched import beside, has_evidence, record
from dosing.hooks.words import missing_words

_KIND = msgspec.json.Decoder(Kind)
_ORDERED = "MedicationRequest"
#: What is an order, or may be one, or has some in it; an order that is not read is said to be unread.
_ORDERS = frozenset({"", _ORDERED.casefold(), "medicationorder", "bundle"})
#: What has orders in it, or only refers to orders beside it.
_GROUPS = frozenset({"requestgroup", "requestorchestration", "careplan"})
_TYPED = b'"resourceType"'
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
    selected = call.context.selections if isinstance(call, OrderSelect) else None
    return _cards(call, resources, url, _Moment(on, selected=selected))


def cards_for_verification(call: MedicationVerify, url: str, *, on: date) -> CardList:
    """Cards about the order that is verified, as of the day `on`.

    Raises:
        NothingKnownError: no prefetched data came at all, and nothing can be said without.

    """
    return _cards(call, call.context.ordered, url, _Moment(on, is_order_sent=True))


class _Moment(Struct, frozen=True):
    """The day; which orders are meant of those not signed yet; and whether nothing but an order can have been sent."""

    day: date
    selected: Sequence[str] | None = None
    is_order_sent: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether orders are as they will be signed."""
        return self.selected is None


def _cards(call: AnyCall, resources: Iterable[tuple[str, Raw]], url: str, moment: _Moment) -> CardList:
    kinds = [(path, resource, _kind(resource)) for path, resource in resources]
    found = [one for one in kinds if moment.is_order_sent or _may_be_ordered(one[2], one[1])]
    wanted = _wanted([kind for _, _, kind in found], moment.selected)
    orders = [Sent(path, resource, is_wanted) for (path, resource, _), is_wanted in zip(found, wanted, strict=True)]
    others = [evidence(resource, path, MEDICATIONS) for path, resource, kind in kinds if kind.resourceType == _BESIDE]
    if not any(one.is_wanted for one in orders):
        return CardList(())
    patient = id_in(call.context.patient_id) or ""
    known = record(call.fetched, of=patient)
    about = judged(orders, beside(known, others), now=moment.day, is_finished=moment.is_finished)
    told = [one for one in about if not one.is_silent]
    if told and not has_evidence(known) and all(map(_only_asks, told)):
        raise NothingKnownError("; ".join(dict.fromkeys(missing_words(one.missing) for one in told)))
    copies = _copies(told)
    return CardList(tuple(card(one, n, patient=patient, url=url) for one, n in zip(told, copies, strict=True)))


def _copies(told: Sequence[Judged]) -> Iterator[int]:
    """Of each order, how many before it are the same to the letter: no two cards of one answer have the same id."""
    seen: Counter[bytes] = Counter()
    for one in told:
        sent = bytes(one.sent)
        yield seen[sent]
        seen[sent] += 1


def _kind(resource: Raw) -> Kind:
    """The type and id; of what has none that can be read, none."""
    try:
        return _KIND.decode(resource)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Kind()


def _may_be_ordered(kind: Kind, resource: Raw) -> bool:
    """Whether it is an order by its type, or has none that can be read, or holds one: then who reads it says so."""
    name = (kind.resourceType or "").casefold()
    return name in _ORDERS or (name in _GROUPS and bytes(resource).count(_TYPED) > 1)


def _named(kind: Kind) -> str:
    """Its type and id, as a selection names it."""
    name = kind.resourceType or _ORDERED
    return f"{_ORDERED if name.casefold() == _ORDERED.casefold() else name}/{kind.id}"


def _wanted(orders: Sequence[Kind], selected: Sequence[str] | None) -> list[bool]:
    """Whether each order is meant: all of them where one is selected that cannot be found among them."""
    if selected is None:
        return [True] * len(orders)
    asked = {"/".join(one.partition("/_history/")[0].split("/")[-2:]) for one in selected}
    ours = {one for one in asked if one.partition("/")[0] == _ORDERED or "/" not in one}
    ids = [_named(order) for order in orders]
    is_unclear = not ours <= set(ids)
    return [is_unclear or one in asked for one in ids]


def _only_asks(one: Judged) -> bool:
    return bool(one.findings) and not one.errors and all(finding.outcome == "unknown" for finding in one.findings)
