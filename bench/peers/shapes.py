"""A baclofen order and its answer as pydantic models: the same fields and bounds as the service's own shapes.

What only other drugs have is left out, which is to the peers' advantage.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, ConfigDict, Field, create_model

from dosing.wire import quantity as wire

Bounds = Mapping[str, tuple[float, float]]


class Closed(BaseModel):
    """No field but those that are declared, and no number that was a string."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _quantity(name: str, bounds: Bounds, **more: Any) -> Any:  # noqa: ANN401 -- a union of models
    """One model for each unit, told apart by `unit`."""
    models = []
    for index, (unit, (least, most)) in enumerate(bounds.items()):
        value: Any = (Annotated[float, Field(ge=least, le=most)], ...)
        tag: Any = (Literal[unit], ...)
        models.append(create_model(f"{name}{index}", __base__=Closed, value=value, unit=tag, **more))
    return models[0] if len(models) == 1 else Annotated[Union[tuple(models)], Field(discriminator="unit")]  # noqa: UP007 -- made from a list


_COMPARED: dict[str, Any] = {"comparator": (Literal["<", ">"] | None, None)}
Age = _quantity("Age", wire.AGE)
SingleDose = _quantity("SingleDose", wire.SINGLE_DOSE)
DailyDose = _quantity("DailyDose", wire.DAILY_DOSE)
Egfr = _quantity("Egfr", wire.EGFR, **_COMPARED)
Creatinine = _quantity("Creatinine", wire.CREATININE, **_COMPARED)
SerumMagnesium = _quantity("SerumMagnesium", wire.SERUM_MAGNESIUM, **_COMPARED)
Potassium = _quantity("Potassium", wire.POTASSIUM, **_COMPARED)
Height = _quantity("Height", wire.HEIGHT)
Weight = _quantity("Weight", wire.WEIGHT)
DaysBefore = Annotated[float, Field(ge=0, le=3650, multiple_of=1)]
Days = Annotated[float, Field(ge=1, le=3650, multiple_of=1)]


class Conditions(Closed):
    cirrhosis: bool | None = None
    ascites: bool | None = None
    kidney_disease: bool | None = None
    acute_kidney_injury: bool | None = None
    water_or_sodium_depletion: bool | None = None
    hepatic_encephalopathy: bool | None = None
    heart_failure_or_overload: bool | None = None
    diarrhea: bool | None = None
    incapacitating_cramps: bool | None = None
    chronic_non_cancer_pain: bool | None = None
    pregnancy: bool | None = None


class Taking(Closed):
    baclofen: DailyDose | None = None
    diuretic: bool | None = None
    statin: bool | None = None
    beta_blocker: bool | None = None
    opioid: bool | None = None
    benzodiazepine: bool | None = None
    other_muscle_relaxant: bool | None = None
    alcohol: bool | None = None
    quinine: bool | None = None
    astemizole: bool | None = None
    macrolide: bool | None = None
    rifampin: bool | None = None
    ritonavir: bool | None = None
    nsaid: bool | None = None


class Patient(Closed):
    age: Age | None = None
    sex: Literal["female", "male"] | None = None
    egfr: Egfr | None = None
    creatinine: Creatinine | None = None
    height: Height | None = None
    weight: Weight | None = None
    dialysis: bool | None = None
    serum_magnesium: SerumMagnesium | None = None
    potassium: Potassium | None = None
    conditions: Conditions = Conditions()
    taking: Taking = Taking()


class Phase(Closed):
    doses: Annotated[list[SingleDose], Field(max_length=24)]
    days: Days | None = None


class Current(Closed):
    daily_dose: DailyDose
    days_at_dose: DaysBefore | None = None
    days_on_drug: DaysBefore | None = None


class Order(Closed):
    drug: Literal["baclofen"]
    patient: Patient = Patient()
    indication: Literal["muscle-cramps", "hypomagnesemia", "other"] | None = None
    phases: Annotated[list[Phase], Field(min_length=1, max_length=100)]
    current: Current | None = None
    tablets: Annotated[list[SingleDose], Field(min_length=1, max_length=10)] | None = None


class Quantity(BaseModel):
    value: float
    unit: str
    comparator: str | None = None
    exact: str | None = None


class Limit(BaseModel):
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None
    unit: str


class Source(BaseModel):
    id: str
    title: str
    section: str


class Finding(BaseModel):
    rule: str
    outcome: Literal["outside", "unknown"]
    severity: Literal["critical", "warning", "info"]
    gate: Literal["stop", "ask", "confirm", "note"]
    basis: Literal["documented", "published", "derived"]
    message: str
    where: str
    day: int | None = None
    observed: Quantity | None = None
    limit: Limit | None = None
    missing: list[list[str]] | None = None
    sources: list[Source]


class RuleLists(BaseModel):
    kept: list[str]
    outside: list[str]
    unknown: list[str]
    not_applicable: list[str]


class Monitoring(BaseModel):
    rule: str
    text: str
    days: list[int]


class Ruleset(BaseModel):
    version: str
    digest: str


class Answer(BaseModel):
    status: Literal["ok", "needs_review", "needs_input", "refused", "not_covered"]
    drug: str
    findings: list[Finding]
    rules: RuleLists
    monitoring: list[Monitoring]
    unused_acknowledgements: list[str] = []
    ruleset: Ruleset
    profile: str | None = None
    missing: list[list[str]] | None = None
