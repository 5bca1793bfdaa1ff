"""What the operations take: a Parameters resource. What is not a Parameters is refused; what is in it is read.

Only this shape is refused (it is the schema of the contract); all that stands in the resources is said in the answer.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

#: An object that is read later, by what it turns out to be.
Later = Annotated[Raw, Meta(extra_json_schema={"type": "object"})]
#: FHIR's integers have 32 bits; they may be spelled 6.0.
Integer = Annotated[float, Meta(multiple_of=1, ge=-2147483648, le=2147483647)]
Text = Annotated[str, Meta(max_length=1000)]
MOST_PARAMETERS = 1000


class SentParameter(Struct, frozen=True, omit_defaults=True):
    """A name, and a resource, a value or parts.

    Attributes:
        name: The parameter's name, as the OperationDefinition has it.
        resource: A resource, read by its `resourceType`; it may have more than is read.
        valueQuantity: A number in a UCUM unit, as FHIR's Quantity.
        valueDate: A day, as YYYY-MM-DD.
        valueBoolean: True or false.
        valueInteger: A whole number of 32 bits.
        valueString: A text.
        valueCode: A code.
        part: The parameters that this one is made of.

    """

    name: Annotated[str, Meta(min_length=1, max_length=64)]
    resource: Later | UnsetType = UNSET
    valueQuantity: Later | UnsetType = UNSET
    valueDate: Text | UnsetType = UNSET
    valueBoolean: bool | UnsetType = UNSET
    valueInteger: Integer | UnsetType = UNSET
    valueString: Text | UnsetType = UNSET
    valueCode: Text | UnsetType = UNSET
    part: Annotated[tuple["SentParameter", ...], Meta(max_length=10)] = ()

    def __post_init__(self) -> None:
        """Refuse what is no object.

        Raises:
            ValueError: a resource or a quantity is none.

        """
        for field in (self.resource, self.valueQuantity):
            if field is not UNSET and not bytes(field).lstrip().startswith(b"{"):
                raise ValueError("Expected `object`")


class SentParameters(Struct, frozen=True, omit_defaults=True):
    """The body of an operation.

    Attributes:
        resourceType: Always `Parameters`.
        parameter: The parameters, in any order; the OperationDefinition says which are read.

    """

    resourceType: Literal["Parameters"]
    parameter: Annotated[tuple[SentParameter, ...], Meta(max_length=MOST_PARAMETERS)] = ()
