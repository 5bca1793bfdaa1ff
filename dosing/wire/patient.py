"""The patient, as a request tells of one: everything may be left out, and what is left out is unknown."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from dosing.wire.quantity import Age, Creatinine, DailyDose, Egfr, Height, Potassium, SerumMagnesium, Weight

Flag = bool | UnsetType
Sex = Literal["female", "male"]


class Conditions(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the patient has (true) or has not (false)."""

    cirrhosis: Flag = UNSET
    ascites: Flag = UNSET
    kidney_disease: Flag = UNSET
    acute_kidney_injury: Flag = UNSET
    water_or_sodium_depletion: Flag = UNSET
    hepatic_encephalopathy: Flag = UNSET
    heart_failure_or_overload: Flag = UNSET
    diarrhea: Flag = UNSET
    incapacitating_cramps: Flag = UNSET
    chronic_non_cancer_pain: Flag = UNSET
    pregnancy: Flag = UNSET


class Taking(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the patient takes (true) or does not take (false); of baclofen, how much a day."""

    baclofen: DailyDose | UnsetType = UNSET
    diuretic: Flag = UNSET
    statin: Flag = UNSET
    beta_blocker: Flag = UNSET
    opioid: Flag = UNSET
    benzodiazepine: Flag = UNSET
    other_muscle_relaxant: Flag = UNSET
    alcohol: Flag = UNSET
    quinine: Flag = UNSET
    astemizole: Flag = UNSET
    macrolide: Flag = UNSET
    rifampin: Flag = UNSET
    ritonavir: Flag = UNSET
    nsaid: Flag = UNSET


class Patient(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The facts about a patient that rules are about."""

    age: Age | UnsetType = UNSET
    sex: Sex | UnsetType = UNSET
    egfr: Egfr | UnsetType = UNSET
    creatinine: Creatinine | UnsetType = UNSET
    height: Height | UnsetType = UNSET
    weight: Weight | UnsetType = UNSET
    dialysis: Flag = UNSET
    serum_magnesium: SerumMagnesium | UnsetType = UNSET
    potassium: Potassium | UnsetType = UNSET
    conditions: Conditions = Conditions()
    taking: Taking = Taking()
