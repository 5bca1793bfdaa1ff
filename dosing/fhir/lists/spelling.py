"""What people write for a unit, in English or German: to find words beside a code that mean another unit than the code.

Used for nothing but that: no unit is ever read from these words, and words that are not here contradict nothing.
"""

import re
from functools import lru_cache

#: What is counted: tablets, capsules, doses.
COUNTED = "{count}"
#: International units, or things that are counted: it is not said which.
UNITS_OF_SOMETHING = "{unit}"

#: What means a unit, by the UCUM code that it means. What is counted in another way than tablets has a name of its own.
_SPELLINGS: dict[str, str] = {
    "kg": "kg kilogram kilograms kilo kilos kilogramm",
    "g": "g gm gms gr gram grams gramme grammes gramm",
    "mg": "mg mgs mgm milligram milligrams milligramme milligrammes milligramm",
    "ug": "ug mcg µg μg microgram micrograms microgramme microgrammes mikrogramm",
    "ng": "ng nanogram nanograms nanogramm",
    "L": "l liter liters litre litres",
    "dL": "dl deciliter deciliters decilitre decilitres",
    "mL": "ml mls cc milliliter milliliters millilitre millilitres",
    "uL": "ul microliter microliters microlitre microlitres",
    "mol": "mol mole moles",
    "mmol": "mmol mmols millimole millimoles",
    "umol": "umol µmol μmol micromole micromoles",
    "meq": "meq meqs milliequivalent milliequivalents",
    "[tsp_m]": "teaspoon teaspoons teaspoonful tsp teelöffel",
    "[tbs_m]": "tablespoon tablespoons tablespoonful tbsp esslöffel",
    COUNTED: "tablet tablets tab tabs tbl capsule capsules cap caps caplet caplets pill pills dose doses "
    "tablette tabletten kapsel kapseln stück",
    "{drop}": "drop drops gtt tropfen",
    "{vial}": "vial vials bottle bottles ampule ampules ampoule ampoules bag bags ampulle ampullen flasche flaschen",
    "{puff}": "puff puffs spray sprays actuation actuations hub hübe",
    "{patch}": "patch patches",
    "{sachet}": "sachet sachets packet packets beutel",
    "[iU]": "iu",
    UNITS_OF_SOMETHING: "unit units einheit einheiten",
    "%": "% percent",
    "s": "s sec secs second seconds",
    "min": "min mins minute minutes",
    "h": "h hr hrs hour hours stunde stunden",
    "d": "d day days tag tage",
    "wk": "wk wks week weeks woche wochen",
    "mo": "mo month months monat monate",
    "a": "a yr yrs year years jahr jahre",
}
_MEANT = {word: unit for unit, words in _SPELLINGS.items() for word in words.split()}
#: A filtration rate that is indexed to body surface has this behind its minutes, in many spellings.
_INDEXED = re.compile(r"/ ?\{?1[.,]73 ?[._]? ?m ?(?:2|\*2|\^2|²)\}?$")
#: What stands behind a unit and tells more of it: what a tablet holds. What a rate is indexed to is part of it.
_MORE = re.compile(r" ?\((?!.*1[.,]73)| of | à |, |(?<!/) (?=\d)")
_LONGEST = 64


@lru_cache(maxsize=1024)
def spelled(words: str) -> str:
    """The unit that the words mean, or nothing where they mean none that is known.

    >>> spelled("Milligrams"), spelled("tablet(s)"), spelled("mg per day"), spelled("mL/min/1.73m2"), spelled("spoon")
    ('mg', '{count}', 'mg/d', 'mL/min/{1.73_m2}', '')
    """
    plain = " ".join(words.casefold().replace("(s)", "").split())
    if not plain or len(plain) > _LONGEST:
        return ""
    rate = _INDEXED.sub("", _MORE.split(plain)[0])
    meant = [_MEANT.get(part.strip().strip("{}"), "") for part in rate.replace(" per ", "/").split("/")]
    if not all(meant):
        return ""
    return "/".join(meant) + ("/{1.73_m2}" if _INDEXED.search(plain) else "")
