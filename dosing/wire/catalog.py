"""What the service tells of itself: rules, sources, drugs, test vectors, health, and problems."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from dosing.wire.answer import Basis, Gate, Limit, Severity
from dosing.wire.answered import Ruleset, Source

OrderedAs = Literal["phases", "daily dose", "daily volume", "infusions", "name"]


class RuleView(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A limit: what it says, what follows when it is broken, and where it comes from.

    Attributes:
        id: The rule's id, from general to special; findings name it.
        drugs: The drugs whose orders are judged by it; none named: every order.
        says: The rule as a sentence.
        limits: Its numbers, each in the unit that it is stated in.
        is_monitoring: Whether it is a text about what to watch, which is never broken.
        sources: Where it is documented.

    """

    id: str
    drugs: tuple[str, ...]
    says: str
    severity: Severity
    gate: Gate
    basis: Basis
    limits: tuple[Limit, ...]
    is_monitoring: bool
    sources: tuple[Source, ...]


class RuleList(Struct, frozen=True, forbid_unknown_fields=True):
    """Every limit.

    Attributes:
        rules: The rules, drug by drug.

    """

    rules: tuple[RuleView, ...]
    ruleset: Ruleset


class OneRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One limit.

    Attributes:
        rule: The rule.

    """

    rule: RuleView
    ruleset: Ruleset


class SourceList(Struct, frozen=True, forbid_unknown_fields=True):
    """Every document that a limit, an equation or a factor comes from.

    Attributes:
        sources: The documents.

    """

    sources: tuple[Source, ...]
    ruleset: Ruleset


class DrugView(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A drug, the indications that its rules cover (none named: any), and its rules.

    Attributes:
        id: The drug's id: `drug` of an order, or the name of one ordered by name.
        name: What its rules are about, in words.
        indications: The indications that its rules cover; none named: any.
        ordered_as: How an order states it.
        rules: The ids of its rules.

    """

    id: str
    name: str
    indications: tuple[str, ...]
    ordered_as: OrderedAs
    rules: tuple[str, ...]


class DrugList(Struct, frozen=True, forbid_unknown_fields=True):
    """Every drug with a rule, and the rules for every order.

    Attributes:
        drugs: The drugs.
        every_order: The ids of the rules for every order, whatever the drug.

    """

    drugs: tuple[DrugView, ...]
    every_order: tuple[str, ...]
    ruleset: Ruleset


class Vector(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A request and what its answer must hold, with which another system can prove itself.

    Attributes:
        id: The vector's id: its first rule, and where it stands.
        operation: The path that the request is for.
        request: The request's body.
        expect: What the answer must hold.
        holds: The rules that it holds.
        because: Why it stands where it stands.
        harm: What a wrong answer would do.

    """

    id: str
    operation: str
    request: Raw
    expect: Raw
    holds: tuple[str, ...]
    because: str
    harm: str


class VectorFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The vectors of one drug, or of a calculation, as the file beside its rules holds them.

    Attributes:
        schema: The schema of such a file.
        drug: The drug's id, or the calculation.
        vectors: The vectors.

    """

    schema: Literal["vectors.schema.json"]
    drug: str
    vectors: tuple[Vector, ...]


class VectorList(Struct, frozen=True, forbid_unknown_fields=True):
    """The test vectors of all drugs.

    Attributes:
        vectors: The vectors.

    """

    vectors: tuple[Vector, ...]
    ruleset: Ruleset


class Health(Struct, frozen=True, forbid_unknown_fields=True):
    """That the service answers, and by which rules.

    Attributes:
        status: `ok`: the service answers.

    """

    status: Literal["ok"]
    ruleset: Ruleset


class Problem(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Why a request was not answered (RFC 9457); `type` leads to a page about the code.

    Attributes:
        type: A link to the page about the code.
        title: What kind of problem it is: the same words for each of its cases.
        status: The HTTP status.
        code: The kind of problem, for programs.
        detail: What is wrong here.
        pointer: A JSON pointer to what does not fit; empty: the whole body.

    """

    type: str
    title: str
    status: Annotated[int, Meta(ge=400, le=599)]
    code: str
    detail: str
    pointer: str | UnsetType = UNSET
