"""The rows of CDS Hooks in the operation table: discovery, and for each service its call and its feedback.

A service's id is a part of its path, so that the contract says which hooks each of them takes.
"""

from collections.abc import Callable, Mapping

from dosing.api.examples import typical_hooks
from dosing.api.examples.typical import Json
from dosing.api.operation import HOOK_BODY_LIMIT, HOOKS, Operation
from dosing.api.today import today
from dosing.hooks import discovery, feedback
from dosing.hooks.answer import cards_for_orders, cards_for_verification
from dosing.hooks.call import MedicationVerify, OrdersCall
from dosing.hooks.card import CardList, ServiceList
from dosing.hooks.discovery import ORDERS, VERIFICATION


def _call(
    named: tuple[str, str], body: object, handle: Callable[..., CardList], tells: str, plain: Mapping[str, Json]
) -> Operation:
    service, of = named
    return Operation(
        id=f"hook{of}",
        method="POST",
        path=f"{HOOKS}/{service}",
        tag="hooks",
        summary=tells,
        description=f"{tells}. One card for each order of which there is something to say; else no cards. What the "
        "client could not say is unknown, never normal, and a card asks for it. Only if no prefetched data came at all "
        "and nothing can be said, the answer is a 412. Nothing is fetched from the client.",
        body=body,
        body_limit=HOOK_BODY_LIMIT,
        is_open=True,
        answers=CardList,
        handle=lambda call, url: handle(call, url, on=today()),
        handle_example=lambda call: handle(call, typical_hooks.URL, on=typical_hooks.DAY),
        plain=plain,
        problems=("missing-data",),
    )


def _feedback(service: str, of: str) -> Operation:
    return Operation(
        id=f"feedback{of}",
        method="POST",
        path=f"{HOOKS}/{service}/feedback",
        tag="hooks",
        summary="What became of cards",
        description="What became of cards: accepted or overridden, and why. It is on the disk when the empty "
        "200 is sent. The same may be sent again, and is kept once. Comments of persons are kept only where the site "
        "says so.",
        body=feedback.FeedbackList,
        is_open=True,
        media_type="",
        handle=feedback.outcomes,
        plain=typical_hooks.FEEDBACK,
        problems=("feedback-off",),
    )


HOOK_OPERATIONS = (
    Operation(
        id="discoverServices",
        method="GET",
        path=HOOKS,
        tag="hooks",
        summary="The services for CDS Hooks",
        description="Which hooks there are services for, and what they ask a client to fetch beforehand.",
        answers=ServiceList,
        handle=discovery.services,
    ),
    _call(
        (ORDERS, "Orders"),
        OrdersCall,
        cards_for_orders,
        "Cards about orders that are selected or about to be signed",
        typical_hooks.ORDERS,
    ),
    _feedback(ORDERS, "Orders"),
    _call(
        (VERIFICATION, "Verification"),
        MedicationVerify,
        cards_for_verification,
        "Cards about a signed order that is verified",
        typical_hooks.VERIFICATION,
    ),
    _feedback(VERIFICATION, "Verification"),
)
