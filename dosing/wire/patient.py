"""The patient, as a request tells of one: everything may be left out, and what is left out is unknown."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from dosing.wire.quantity import Age, Creatinine, DailyDose, Egfr, Height, Potassium, SerumMagnesium, Weight

Flag = bool | UnsetType
Sex = Literal["female", "male"]


class Conditions(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What the patient has (true) or has not (false).

    Attributes:
        cirrhosis: Cirrhosis of the liver.
        ascites: Ascites.
        kidney_disease: Kidney disease.
        acute_kidney_injury: Acute kidney injury, now.
        water_or_sodium_depletion: Depletion of water or sodium.
        hepatic_encephalopathy: Active hepatic encephalopathy.
        heart_failure_or_overload: Heart failure or fluid overload.
        diarrhea: Diarrhea.
        incapacitating_cramps: Cramps that incapacitate.
        chronic_non_cancer_pain: Chronic pain that is not from cancer.
        pregnancy: Pregnancy.

    """

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


class Taking(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What the patient takes (true) or does not take (false); of baclofen, how much a day.

    Attributes:
        baclofen: Baclofen by mouth, how much a day; 0 means none.
        diuretic: A diuretic.
        statin: A statin.
        beta_blocker: A beta blocker.
        opioid: An opioid.
        benzodiazepine: A benzodiazepine.
        other_muscle_relaxant: A muscle relaxant other than baclofen.
        alcohol: Alcohol.
        quinine: Quinine.
        astemizole: Astemizole.
        macrolide: A macrolide antibiotic.
        rifampin: Rifampin.
        ritonavir: Ritonavir.
        nsaid: A nonsteroidal anti-inflammatory drug.

    """

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


class Patient(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """The facts about a patient that rules are about.

    Attributes:
        sex: The sex that the equations of kidney function ask for.
        dialysis: Whether the patient is on dialysis: kidney function then counts as in the lowest band.
        conditions: What the patient has.
        taking: What the patient takes.

    """

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
