"""What the service tells of itself: rules, sources, drugs, test vectors, health, and problems."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from dosing.wire.answer import Basis, Gate, Limit, Severity
from dosing.wire.answered import Ruleset, Source

OrderedAs = Literal["phases", "daily dose", "daily volume", "infusions", "name"]


class RuleView(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A documented limit: what it says, what follows when it is broken, and where it comes from."""

    id: str
    drugs: tuple[str, ...]
    says: str
    severity: Severity
    gate: Gate
    basis: Basis
    limits: tuple[Limit, ...]
    is_monitoring: bool
    sources: tuple[Source, ...]


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """Every documented limit."""

    rules: tuple[RuleView, ...]
    ruleset: Ruleset


class OneRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One documented limit."""

    rule: RuleView
    ruleset: Ruleset


class Sources(Struct, frozen=True, forbid_unknown_fields=True):
    """Every document that a limit, an equation or a factor comes from."""

    sources: tuple[Source, ...]
    ruleset: Ruleset


class DrugView(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A drug, the indications that its rules cover (none named: any), and its rules."""

    id: str
    name: str
    indications: tuple[str, ...]
    ordered_as: OrderedAs
    rules: tuple[str, ...]


class Drugs(Struct, frozen=True, forbid_unknown_fields=True):
    """Every drug with a rule, and the rules for every order."""

    drugs: tuple[DrugView, ...]
    every_order: tuple[str, ...]
    ruleset: Ruleset


class Vector(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A request and what its answer must hold, with which another system can prove itself."""

    id: str
    operation: str
    request: Raw
    expect: Raw
    holds: tuple[str, ...]
    because: str
    harm: str


class VectorFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The vectors of one drug, or of a calculation, as the file beside its rules holds them."""

    schema: Literal["vectors.schema.json"]
    drug: str
    vectors: tuple[Vector, ...]


class Vectors(Struct, frozen=True, forbid_unknown_fields=True):
    """The test vectors of all drugs."""

    vectors: tuple[Vector, ...]
    ruleset: Ruleset


class Health(Struct, frozen=True, forbid_unknown_fields=True):
    """That the service answers, and by which rules."""

    status: Literal["ok"]
    ruleset: Ruleset


class Problem(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Why a request was not answered (RFC 9457); `type` leads to a page about the code."""

    type: str
    title: str
    status: Annotated[int, Meta(ge=400, le=599)]
    code: str
    detail: str
    pointer: str | UnsetType = UNSET
