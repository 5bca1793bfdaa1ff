"""The codes that are matched, each with where it was read; a code that no source confirms is in `NOT_MATCHED`.

Matched are codes that stand in a published value set, profile or example, or in two sources independent of each other.
"""

from dosing.core.fact import Fact

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
ATC = "http://www.whocc.no/atc"
UCUM = "http://unitsofmeasure.org"
#: ICD-10 of WHO and its national modifications: compared by the beginning of the code.
ICD_10 = (
    "http://hl7.org/fhir/sid/icd-10",
    "http://hl7.org/fhir/sid/icd-10-cm",
    # The German modification, under the names of its publisher now and before.
    "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
    "http://fhir.de/CodeSystem/dimdi/icd-10-gm",
)
ROUTES = "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration"
DOSE_FORMS = "http://terminology.hl7.org/CodeSystem/v3-orderableDrugForm"

Code = tuple[str, str]

#: Where codes were read.
US_CORE = "US Core 2.0.0 value set expansions"
BACLOFEN_SET = "VSAC 2.16.840.1.113762.1.4.1021.73, in cqframework/cds4cpm"
ATC_INDEX = "WHO ATC/DDD index, 2026"
TWO = "two independent published tables"
HL7_EXAMPLES = "HL7 FHIR R4 examples"
CDS4CPM = "value sets of cqframework/cds4cpm"
LAB_PROFILE = "profile texts of hl7ch/ch-lab-report"

#: Codes of what is ordered by mouth or into a vein: the drug's id, and the source.
DRUGS: dict[Code, tuple[str, str]] = {
    (RXNORM, "1292"): ("baclofen", US_CORE),
    (RXNORM, "430902"): ("baclofen", BACLOFEN_SET),
    (RXNORM, "197391"): ("baclofen", BACLOFEN_SET),
    (RXNORM, "197392"): ("baclofen", BACLOFEN_SET),
    (RXNORM, "250976"): ("baclofen", BACLOFEN_SET),
    (RXNORM, "617299"): ("baclofen", BACLOFEN_SET),
    (RXNORM, "617298"): ("baclofen", BACLOFEN_SET),
    (ATC, "M03BX01"): ("baclofen", ATC_INDEX),
    (RXNORM, "6582"): ("magnesium-oxide", US_CORE),
    (ATC, "A02AA02"): ("magnesium-oxide", ATC_INDEX),
    (ATC, "A06AD02"): ("magnesium-oxide", ATC_INDEX),
    (ATC, "A12CC10"): ("magnesium-oxide", ATC_INDEX),
    (RXNORM, "6581"): ("magnesium-hydroxide", US_CORE),
    (RXNORM, "104015"): ("magnesium-hydroxide", US_CORE),
    (ATC, "A02AA04"): ("magnesium-hydroxide", ATC_INDEX),
    (ATC, "G04BX01"): ("magnesium-hydroxide", ATC_INDEX),
    (RXNORM, "828529"): ("albumin", TWO),
    (ATC, "B05AA01"): ("albumin", ATC_INDEX),
}

#: Baclofen into the spinal canal: another drug than the one that the rules are about. Source: `BACLOFEN_SET`.
INTRATHECAL: frozenset[Code] = frozenset(
    (RXNORM, code)
    for code in (
        "1666613",
        "1666622",
        "1300890",
        "308516",
        "308517",
        "1047437",
        "1369783",
        "1369787",
        "1369791",
    )
)

#: What one of a product holds: mg in a tablet, or mg in a mL. The number is part of the code's own name.
STRENGTHS: dict[Code, tuple[str, str]] = {
    (RXNORM, "430902"): ("5", "mg"),
    (RXNORM, "197391"): ("10", "mg"),
    (RXNORM, "197392"): ("20", "mg"),
    (RXNORM, "617299"): ("10", "mg"),
    (RXNORM, "617298"): ("20", "mg"),
    (RXNORM, "250976"): ("1", "mg/mL"),
    (RXNORM, "104015"): ("83", "mg/mL"),
}

#: Routes by which the drugs are given that the rules are about. Source: `HL7_EXAMPLES`; `PO` is "Swallow, oral"
#: in HL7's own table of routes.
ORAL: frozenset[Code] = frozenset({(SNOMED, "26643006"), (ROUTES, "PO")})
INTRAVENOUS: frozenset[Code] = frozenset({(SNOMED, "47625008")})
#: How something is done that is taken by mouth: swallow (`HL7_EXAMPLES`), take (`TWO`).
METHODS_BY_MOUTH: frozenset[Code] = frozenset({(SNOMED, "421521009"), (SNOMED, "419652001")})

#: Analytes by LOINC; what was measured is decided by the unit, never by the code.
RESULTS: dict[str, tuple[Fact, str]] = {
    "98979-8": (Fact.GIVEN_EGFR, LAB_PROFILE),
    "98980-6": (Fact.GIVEN_EGFR, LAB_PROFILE),
    "62238-1": (Fact.GIVEN_EGFR, TWO),
    "33914-3": (Fact.GIVEN_EGFR, HL7_EXAMPLES),
    "48642-3": (Fact.GIVEN_EGFR, HL7_EXAMPLES),
    "48643-1": (Fact.GIVEN_EGFR, HL7_EXAMPLES),
    "2160-0": (Fact.CREATININE, US_CORE),
    "14682-9": (Fact.CREATININE, HL7_EXAMPLES),
    "38483-4": (Fact.CREATININE, HL7_EXAMPLES),
    "19123-9": (Fact.SERUM_MAGNESIUM, TWO),
    "2601-3": (Fact.SERUM_MAGNESIUM, TWO),
    "2823-3": (Fact.POTASSIUM, HL7_EXAMPLES),
    "6298-4": (Fact.POTASSIUM, HL7_EXAMPLES),
}

#: Conditions by SNOMED CT: the flags that each of them means.
CONDITIONS: dict[str, tuple[tuple[Fact, ...], str]] = {
    "19943007": ((Fact.CIRRHOSIS,), CDS4CPM),
    "420054005": ((Fact.CIRRHOSIS,), CDS4CPM),
    "389026000": ((Fact.ASCITES,), TWO),
    "105502003": ((Fact.DIALYSIS, Fact.KIDNEY_DISEASE), TWO),
    "236435004": ((Fact.DIALYSIS, Fact.KIDNEY_DISEASE), CDS4CPM),
    "46177005": ((Fact.KIDNEY_DISEASE,), CDS4CPM),
    "709044004": ((Fact.KIDNEY_DISEASE,), CDS4CPM),
    "433144002": ((Fact.KIDNEY_DISEASE,), CDS4CPM),
    "700378005": ((Fact.KIDNEY_DISEASE,), CDS4CPM),
    "700379002": ((Fact.KIDNEY_DISEASE,), CDS4CPM),
    "431857002": ((Fact.KIDNEY_DISEASE,), CDS4CPM),
    "433146000": ((Fact.KIDNEY_DISEASE,), CDS4CPM),
}

#: Conditions by ICD-10 and its modifications, by the beginning of the code. K70.31 and K71.51 hold ascites in them.
CONDITIONS_ICD: dict[str, tuple[tuple[Fact, ...], str]] = {
    "K70.31": ((Fact.CIRRHOSIS, Fact.ASCITES), CDS4CPM),
    "K70.3": ((Fact.CIRRHOSIS,), CDS4CPM),
    "K71.7": ((Fact.CIRRHOSIS,), CDS4CPM),
    "K71.51": ((Fact.ASCITES,), CDS4CPM),
    "K74.6": ((Fact.CIRRHOSIS,), CDS4CPM),
    "R18.8": ((Fact.ASCITES,), CDS4CPM),
    "N18": ((Fact.KIDNEY_DISEASE,), CDS4CPM),
    "Z99.2": ((Fact.DIALYSIS, Fact.KIDNEY_DISEASE), TWO),
}

#: Of these the ones that mean that the kidneys fail (stage 5, the end stage, dialysis): an eGFR must agree with them.
KIDNEY_FAILURE = frozenset({"105502003", "236435004", "46177005", "433146000"})
KIDNEY_FAILURE_ICD = ("N18.5", "N18.6", "Z99.2")

#: Chapters of ICD-10 in which a condition that is not matched neither proves nor excludes the flag.
NEAR: dict[Fact, tuple[str, ...]] = {
    Fact.CIRRHOSIS: ("B15", "B16", "B17", "B18", "B19", "I85", "K7", "P78", "R16", "R17", "R18"),
    Fact.ASCITES: ("B15", "B16", "B17", "B18", "B19", "I50", "I85", "K7", "R18", "R19"),
}

#: Why something is ordered: the indications that rules know, by code and by words.
INDICATIONS: dict[Code, tuple[str, str]] = {
    (SNOMED, "190855004"): ("hypomagnesemia", TWO),
    (ICD_10[1], "E83.42"): ("hypomagnesemia", TWO),
    (ICD_10[1], "R25.2"): ("muscle-cramps", TWO),
    (ICD_10[0], "R25.2"): ("muscle-cramps", TWO),
}
INDICATION_WORDS: dict[str, str] = {
    "muscle cramps": "muscle-cramps",
    "muscle cramp": "muscle-cramps",
    "hypomagnesemia": "hypomagnesemia",
    "hypomagnesaemia": "hypomagnesemia",
}

#: Codes that were seen in one place, or are remembered, or contradicted: nothing is concluded from them.
NOT_MATCHED: dict[Code, str] = {
    (LOINC, "88293-6"): "eGFR CKD-EPI 2009, black: one source",
    (SNOMED, "431855005"): "chronic kidney disease stage 1: not confirmed",
    (SNOMED, "431856006"): "chronic kidney disease stage 2: not confirmed",
    (SNOMED, "302497006"): "haemodialysis: not confirmed, and a procedure",
    (SNOMED, "265764009"): "renal dialysis: not confirmed, and a procedure",
    (SNOMED, "55300003"): "muscle cramp: the tables that have it contradict one another",
    (ICD_10[1], "K72.90"): "hepatic failure without coma: no encephalopathy by itself",
    (ICD_10[1], "R18.0"): "malignant ascites: not that of cirrhosis",
    (ICD_10[1], "N17"): "acute kidney injury: not confirmed",
}
