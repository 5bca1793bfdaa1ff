"""Calls of a client: the hook, its context, and what the client fetched beforehand.

Open objects, as the standard says: members that are not known here are passed over without being read, among them
`fhirAuthorization`, because nothing is fetched from the client. Resources are kept as bytes; who reads them decides.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from dosing.wire.answered import ECHO

#: A resource; what is in it is not looked at here.
Resource = Annotated[Raw, Meta(extra_json_schema={"type": "object", "additionalProperties": True})]
MaybeResource = Annotated[Raw, Meta(extra_json_schema={"type": ["object", "null"], "additionalProperties": True})]
Id = Annotated[str, Meta(min_length=1, max_length=500)]
MaybeId = Annotated[str, Meta(max_length=500)] | UnsetType | None

_OBJECT, _NULL = ord("{"), ord("n")
#: Prefetched resources by the service's keys: present, null (searched, and there is none), or left out (unknown).
Prefetch = Annotated[dict[Annotated[str, Meta(max_length=200)], MaybeResource], Meta(max_length=100)]


def _has(member: str) -> dict[str, object]:
    """A schema of what has the member."""
    return {"required": [member], "properties": {member: {"type": "object"}}}


class Entry(Struct, frozen=True, omit_defaults=True):
    """A place in a Bundle.

    Attributes:
        resource: An order, or a Medication that orders refer to; others are passed over.

    """

    resource: Resource | UnsetType = UNSET

    def __post_init__(self) -> None:
        """A resource is an object.

        Raises:
            ValueError: it is something else.

        """
        if self.resource is not UNSET and _kind(self.resource) != _OBJECT:
            raise ValueError("Expected `object` as `resource`")


class Bundle(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Orders together; their Bundle may be of any type, or none.

    Attributes:
        resource_type: A Bundle, where it says what it is; an order by itself is none.
        entry: The places of the orders.

    """

    resource_type: Literal["Bundle"] | UnsetType = UNSET
    entry: Annotated[tuple[Entry, ...], Meta(max_length=1000)] | UnsetType | None = UNSET


class OrdersContext(Struct, frozen=True, omit_defaults=True, rename="camel", kw_only=True):
    """Who orders what, for whom. Orders that are signed again need not be drafts.

    Attributes:
        user_id: Who orders, as `Practitioner/7`; nothing is looked up.
        patient_id: The id of the patient, with or without `Patient/`: orders and what was prefetched have to be of
            this one. It goes into the ids of cards.
        encounter_id: The id of the encounter; it is not used.
        draft_orders: The orders that are not signed yet.

    """

    user_id: Id
    patient_id: Id
    encounter_id: MaybeId = UNSET
    draft_orders: Bundle


class SelectionContext(OrdersContext, frozen=True, omit_defaults=True, rename="camel", kw_only=True):
    """The orders that were just selected, by type and id, among those not signed yet; a dose may still be missing.

    Attributes:
        selections: The selected orders, as `MedicationRequest/1`; others are not judged.

    """

    selections: Annotated[tuple[Annotated[str, Meta(max_length=500)], ...], Meta(max_length=1000)]


class VerifiedOrder(Struct, frozen=True, omit_defaults=True):
    """The order where the hook's own example has it.

    Attributes:
        resource: The order.

    """

    resource: Resource

    def __post_init__(self) -> None:
        """A resource is an object.

        Raises:
            ValueError: it is something else.

        """
        if _kind(self.resource) != _OBJECT:
            raise ValueError("Expected `object` as `resource`")


class VerificationContext(Struct, frozen=True, omit_defaults=True, rename="camel", kw_only=True):
    """Which signed order a pharmacist verifies: in `medication`, or in `order.resource` as in the hook's example.

    Attributes:
        user_id: Who verifies, as `Practitioner/7`; nothing is looked up.
        patient_id: The id of the patient, with or without `Patient/`: orders and what was prefetched have to be of
            this one. It goes into the ids of cards.
        encounter_id: The id of the encounter; it is not used.
        medication: The order.
        order: The order in a `resource` of its own; if it is another one than `medication`, both are verified.

    """

    user_id: Id
    patient_id: Id
    encounter_id: MaybeId = UNSET
    medication: Resource | UnsetType = UNSET
    order: VerifiedOrder | UnsetType = UNSET

    def __post_init__(self) -> None:
        """There is an order.

        Raises:
            ValueError: there is none, or it is no object.

        """
        if self.medication is UNSET and self.order is UNSET:
            raise ValueError("Object missing required field `medication`")
        if self.medication is not UNSET and _kind(self.medication) != _OBJECT:
            raise ValueError("Expected `object` as `medication`")

    @property
    def ordered(self) -> tuple[tuple[str, Raw], ...]:
        """The order, and where it stands; of two that are not the same, both."""
        places = [("%context.medication", self.medication)] if self.medication is not UNSET else []
        if self.order is not UNSET and (not places or bytes(places[0][1]) != bytes(self.order.resource)):
            places.append(("%context.order.resource", self.order.resource))
        return tuple(places)


class Call(Struct, frozen=True, omit_defaults=True, rename="camel", kw_only=True):
    """What every call has.

    Attributes:
        hook_instance: The id of this call; it is not used.
        prefetch: What was fetched beforehand, by the keys of discovery: a resource or a Bundle; null if it was
            searched and there is none. What is left out is unknown. Other keys are passed over.

    """

    hook_instance: Id
    prefetch: Prefetch | UnsetType | None = UNSET

    def __post_init__(self) -> None:
        """What was prefetched are objects or nulls.

        Raises:
            ValueError: something is neither.

        """
        for key, resource in (self.prefetch or {}).items():
            if _kind(resource) not in {_OBJECT, _NULL}:
                named = f"{key[:ECHO]}{'…' if len(key) > ECHO else ''}"
                # A decoder's message ends with where; of what is refused here it knows no more than the call.
                raise ValueError(f"Expected `object | null` as `{named}` - at `$.prefetch`")

    @property
    def fetched(self) -> dict[str, Raw | None]:
        """What was prefetched, by key; what was searched and is not there is none."""
        found = self.prefetch or {}
        return {key: None if _kind(resource) == _NULL else resource for key, resource in found.items()}


class OrderSelect(
    Call, frozen=True, omit_defaults=True, rename="camel", tag_field="hook", tag="order-select", kw_only=True
):
    """An order was selected; it may be incomplete.

    Attributes:
        hook: The hook.
        context: Who selected which orders, for whom.

    """

    context: SelectionContext


class OrderSign(
    Call, frozen=True, omit_defaults=True, rename="camel", tag_field="hook", tag="order-sign", kw_only=True
):
    """Orders are about to be signed.

    Attributes:
        hook: The hook.
        context: Who signs which orders, for whom.

    """

    context: OrdersContext


class MedicationVerify(Call, frozen=True, omit_defaults=True, rename="camel", kw_only=True):
    """A signed order is verified.

    Attributes:
        hook: The hook.
        context: Who verifies which order, for whom.

    """

    #: No tag: where there is nothing to tell apart, a missing one would pass.
    hook: Literal["medication-verify"]
    context: Annotated[
        VerificationContext,
        Meta(extra_json_schema={"anyOf": [_has("medication"), _has("order")]}),
    ]


OrdersCall: TypeAlias = OrderSelect | OrderSign
AnyCall: TypeAlias = OrdersCall | MedicationVerify


def _kind(resource: Raw) -> int:
    """The first byte of a JSON value: what kind of value it is."""
    return memoryview(resource)[0]
