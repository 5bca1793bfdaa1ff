"""The two operations as FHIR defines them: what each takes and what it answers."""

from msgspec import UNSET, Struct, UnsetType

from dosing.formulary.ruleset import VERSION

Text = str | UnsetType
#: Since when it is as it is: the month of the ruleset.
SINCE = "-".join(part.zfill(2) for part in VERSION.split(".")[:2])
_URL = "urn:dosing:fhir:OperationDefinition:"


class ParameterDefinition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A parameter, in or out.

    Attributes:
        name: The parameter's name.
        use: `in` or `out`.
        min: How many there are at least.
        max: How many there are at most; `*` for any number.
        documentation: What it is for.
        type: The FHIR type of its value; without it, it has parts.
        part: Its parts.

    """

    name: str
    use: str
    min: int
    max: str
    documentation: str
    type: Text = UNSET
    part: tuple["ParameterDefinition", ...] = ()


class OperationDefinition(
    Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="resourceType"
):
    """An operation.

    Attributes:
        resourceType: Always `OperationDefinition`.
        id: The operation's code.
        url: The definition's URI, which names it everywhere.
        version: The version of the ruleset.
        name: The name for programs.
        title: What the operation does, in a few words.
        status: Always `active`.
        kind: Always `operation`.
        date: Since when it is as it is: the month of the ruleset.
        description: What it answers.
        affectsState: Whether it changes anything: never.
        code: The code by which it is called, after `$`.
        system: Whether it is called at the base of the service.
        type: Whether it is called on a type of resource.
        instance: Whether it is called on one resource: never.
        parameter: What it takes and what it answers.
        resource: The type of resource that it is called on.

    """

    id: str
    url: str
    version: str
    name: str
    title: str
    status: str
    kind: str
    date: str
    description: str
    affectsState: bool
    code: str
    system: bool
    type: bool
    instance: bool
    parameter: tuple[ParameterDefinition, ...]
    resource: tuple[str, ...] = ()

    @property
    def takes(self) -> tuple[str, ...]:
        """The names of the parameters that it reads."""
        return tuple(parameter.name for parameter in self.parameter if parameter.use == "in")


def _in(name: str, kind: str, documentation: str, most: str = "1", least: int = 0) -> ParameterDefinition:
    return ParameterDefinition(name, "in", least, most, documentation, kind)


def _out(name: str, kind: str, documentation: str, most: str = "1", least: int = 1) -> ParameterDefinition:
    return ParameterDefinition(name, "out", least, most, documentation, kind)


_ACKNOWLEDGED = ParameterDefinition(
    "acknowledged",
    "in",
    0,
    "*",
    "A person's word for going on though a rule is broken.",
    part=(
        _in("rule", "string", "The rule's id.", least=1),
        _in("reason", "string", "Why: 3 to 200 characters.", least=1),
        _in("where", "string", "The one place that it is about, as a finding names it."),
    ),
)
_PATIENT = (
    _in("patient", "Patient", "Whose order it is: birth date and sex are read."),
    _in("observation", "Observation", "A result, or a searchset Bundle of them.", "*"),
    _in("condition", "Condition", "A condition, or the searchset Bundle of all of them.", "*"),
    _in("medication", "Resource", "What is taken: orders, statements, products, or a Bundle of them.", "*"),
    _in("record", "Bundle", "Any of the four above, together.", "*"),
    _ACKNOWLEDGED,
)


def _operation(
    code: str, title: str, description: str, *parameters: ParameterDefinition, of: str = ""
) -> OperationDefinition:
    return OperationDefinition(
        id=code,
        url=f"{_URL}{code}",
        version=VERSION,
        name="".join(word.capitalize() for word in code.split("-")),
        title=title,
        status="active",
        kind="operation",
        date=SINCE,
        description=description,
        affectsState=False,
        code=code,
        system=not of,
        type=bool(of),
        instance=False,
        parameter=parameters,
        resource=(of,) if of else (),
    )


CHECK_DOSAGE = _operation(
    "check-dosage",
    "One order against every limit",
    "An order that is refused or not understood is answered with 200: the outcome tells.",
    _in("resource", "MedicationRequest", "The order; `order` is another name for it.", least=0),
    _in("order", "MedicationRequest", "The order; `resource` is another name for it. One of the two is needed."),
    *_PATIENT,
    _out("return", "OperationOutcome", "What the answer is as a whole, each finding, and what was said while reading."),
    _out(
        "nearest",
        "MedicationRequest",
        "The order that was sent, with the closest instructions that keep the limits, where there are some.",
        least=0,
    ),
    _out("detected", "DetectedIssue", "Each finding as a clinical issue.", "*", 0),
    of="MedicationRequest",
)
TITRATION_SCHEDULE = _operation(
    "titration-schedule",
    "A weekly baclofen titration, or a taper",
    "The schedule as a proposed order with an instruction for each step; where there is none, an OperationOutcome.",
    *_PATIENT,
    _in("current", "Quantity", "What is taken now, in mg/d; without it, what an order in force in the record says."),
    _in("daysAtDose", "integer", "For how many days at this dose."),
    _in("daysOnDrug", "integer", "For how many days at all."),
    _in("target", "Quantity", "Where to, in mg/d; without it, to the most for the patient."),
    _in("tablet", "Quantity", "A strength in stock, in mg.", "10"),
    _in("start", "date", "The first day."),
    _in("taper", "boolean", "True: down to a stop, not up to the target."),
    _out("return", "Resource", "A MedicationRequest, or the OperationOutcome that says why there is none."),
)
DEFINITIONS = {definition.id: definition for definition in (CHECK_DOSAGE, TITRATION_SCHEDULE)}


def definition(operation: str) -> OperationDefinition | None:
    """An operation's definition by its id."""
    return DEFINITIONS.get(operation)
