"""Drugs by name: what is ordered or taken, matched exactly, case aside; and what belongs to which class.

The classes are those of the WHO's ATC index, whose groups are named here. A name that is not here is no evidence
that a drug of the class is not taken.
"""

import re
from functools import lru_cache
from itertools import pairwise

from dosing.core.fact import Fact
from dosing.fhir.lists.other_names import OTHER_NAMES

#: The drug's id, or the class as which a drug is judged, by name.
ORDERED: dict[str, str] = {
    "baclofen": "baclofen",
    "magnesium oxide": "magnesium-oxide",
    "magnesium hydroxide": "magnesium-hydroxide",
    "milk of magnesia": "magnesium-hydroxide",
    "albumin": "albumin",
    "albumin human": "albumin",
    "albumin human, usp": "albumin",
    "human albumin": "albumin",
    # In German.
    "magnesiumoxid": "magnesium-oxide",
    "magnesiumhydroxid": "magnesium-hydroxide",
    "humanalbumin": "albumin",
}

#: Grams of albumin in 100 mL, by the product's name.
PERCENTS: dict[str, int] = {
    f"{name} {percent}{space}%": percent
    for name in ("albumin", "albumin human", "human albumin", "humanalbumin")
    for percent in (5, 20, 25)
    for space in ("", " ")
}
ORDERED |= dict.fromkeys(PERCENTS, "albumin")

_OF_CLASS: dict[str, tuple[str, ...]] = {
    # P01BC01, C01BA01
    "quinine": ("quinine", "quinine sulfate", "chinin", "chininsulfat"),
    "quinidine": ("quinidine", "quinidine sulfate", "quinidine gluconate"),
    # M03BX08, M03BA03, M03BC01
    "cyclobenzaprine": ("cyclobenzaprine", "cyclobenzaprine hydrochloride"),
    "methocarbamol": ("methocarbamol",),
    "orphenadrine": ("orphenadrine", "orphenadrine citrate"),
    # R06AX11
    "astemizole": ("astemizole",),
    # J01FA
    "macrolide": ("macrolide", "azithromycin", "clarithromycin", "erythromycin", "roxithromycin"),
    # J04AB02
    "rifampin": ("rifampin", "rifampicin"),
    # J05AE03
    "ritonavir": ("ritonavir",),
    # C03
    "diuretic": (
        "diuretic",
        "amiloride",
        "bumetanide",
        "chlorthalidone",
        "chlortalidone",
        "eplerenone",
        "furosemide",
        "hydrochlorothiazide",
        "indapamide",
        "metolazone",
        "spironolactone",
        "torsemide",
        "torasemide",
        "triamterene",
    ),
    # N02A
    "opioid": (
        "opioid",
        "buprenorphine",
        "codeine",
        "fentanyl",
        "hydrocodone",
        "hydromorphone",
        "methadone",
        "morphine",
        "oxycodone",
        "tapentadol",
        "tramadol",
    ),
    # N05BA, N05CD, N03AE
    "benzodiazepine": (
        "benzodiazepine",
        "alprazolam",
        "chlordiazepoxide",
        "clonazepam",
        "clorazepate",
        "diazepam",
        "lorazepam",
        "midazolam",
        "oxazepam",
        "temazepam",
        "triazolam",
    ),
    # M01A
    "nsaid": (
        "nsaid",
        "celecoxib",
        "diclofenac",
        "etoricoxib",
        "ibuprofen",
        "indomethacin",
        "ketorolac",
        "meloxicam",
        "naproxen",
        "piroxicam",
    ),
}
#: Classes that are taken beside a drug, but that no rule is about when they are ordered.
_TAKEN_ONLY: dict[str, tuple[str, ...]] = {
    # C10AA
    "statin": (
        "statin",
        "atorvastatin",
        "fluvastatin",
        "lovastatin",
        "pitavastatin",
        "pravastatin",
        "rosuvastatin",
        "simvastatin",
    ),
    # C07A
    "beta_blocker": (
        "beta blocker",
        "atenolol",
        "bisoprolol",
        "carvedilol",
        "labetalol",
        "metoprolol",
        "nadolol",
        "nebivolol",
        "propranolol",
    ),
    # M03B
    "other_muscle_relaxant": ("carisoprodol", "chlorzoxazone", "metaxalone", "tizanidine"),
}
_RELAXANTS = ("cyclobenzaprine", "methocarbamol", "orphenadrine")

ORDERED |= {name: drug for drug, names in _OF_CLASS.items() for name in names}
#: The fact that taking a drug of this name makes true.
TAKEN: dict[str, Fact] = {
    name: Fact(f"/patient/taking/{'other_muscle_relaxant' if of in _RELAXANTS else of}")
    for of, names in (_OF_CLASS | _TAKEN_ONLY).items()
    for name in names
    if of != "quinidine"
}

#: Names of classes: they name no substance.
_CLASSES = frozenset({"macrolide", "diuretic", "opioid", "benzodiazepine", "nsaid", "statin", "beta blocker"})
#: Other spellings and other names of the same substance.
_SAME = {
    "chinin": "quinine",
    "chininsulfat": "quinine",
    "rifampicin": "rifampin",
    "torasemide": "torsemide",
    "chlortalidone": "chlorthalidone",
    "paracetamol": "acetaminophen",
    "salbutamol": "albuterol",
    "ciclosporin": "cyclosporine",
    "aciclovir": "acyclovir",
    "cefalexin": "cephalexin",
    "glibenclamide": "glyburide",
    "valproic acid": "valproate",
    "divalproex": "valproate",
    "aluminium hydroxide": "aluminum hydroxide",
    "magnesium sulphate": "magnesium sulfate",
}
#: The substance that one word or two name. Salts of the drugs by class are told by their first word.
_SUBSTANCES: dict[str, str] = {
    **{name: _SAME.get(name, name) for name in OTHER_NAMES},
    **{
        first: _SAME.get(first, first)
        for names in (_OF_CLASS | _TAKEN_ONLY).values()
        for name in names
        if name not in _CLASSES and (first := name.partition(" ")[0])
    },
    "baclofen": "baclofen",
    "lioresal": "baclofen",
    "gablofen": "baclofen",
    "magnesium oxide": "magnesium-oxide",
    "magnesium hydroxide": "magnesium-hydroxide",
    "of magnesia": "magnesium-hydroxide",
    "albumin": "albumin",
    "magnesiumoxid": "magnesium-oxide",
    "magnesiumhydroxid": "magnesium-hydroxide",
    "humanalbumin": "albumin",
}
_WORD = re.compile(r"[^\W\d_]+")

#: A product's name as RxNorm writes it: the substance, a number, a unit.
_PRODUCT = re.compile(r"(?P<name>[^\d]+?) \d[\d.,]* ?(?:mg|g|mcg|ug|unt|meq|mmol)\b.*", re.IGNORECASE | re.DOTALL)


def plain_name(words: str) -> str:
    """A name as it is compared.

    >>> plain_name("  Baclofen ")
    'baclofen'
    """
    return " ".join(words.casefold().split())


def substance_name(words: str) -> str:
    """The substance of a product's name; of any other words, the words.

    >>> substance_name("Furosemide 40 MG Oral Tablet"), substance_name("water pill")
    ('furosemide', 'water pill')
    """
    name = plain_name(words[:200])
    found = _PRODUCT.fullmatch(name)
    return found["name"] if found else name


#: The drugs with doses: an order that has one of these words in it is about it, or about something very like it.
_MENTIONED = re.compile(
    r"\b(?:baclofen|lioresal|gablofen|magnesium|magnesia|albumin|quinine|quinidine"
    r"|magnesium(?:hydr)?oxid|humanalbumin|chinin(?:sulfat)?)\b",
    re.IGNORECASE,
)
#: Other salts of magnesium are other drugs, and no rule is about them.
_OTHER_SALTS = re.compile(
    rf"\b(?:{'|'.join(sorted(name for name in OTHER_NAMES if name.startswith('magnesium ')))})\b", re.IGNORECASE
)


_INTRATHECAL = re.compile(r"\b(?:intra[ -]?thecal(?:ly)?|intrathekal(?:e[nrs]?)?|gablofen)\b", re.IGNORECASE)


def is_intrathecal(words: str) -> bool:
    """Whether words name the way into the spinal canal, or a product for it."""
    return bool(_INTRATHECAL.search(words[:1000]))


def mentioned(words: str) -> str:
    """The drug that words speak of without being its name, or nothing."""
    found = _MENTIONED.search(_OTHER_SALTS.sub(" ", words[:1000]))
    return found[0].casefold() if found else ""


@lru_cache(maxsize=4096)
def substances(words: str) -> frozenset[str]:
    """The substances that words name, among those that are known; of words that name none of them, none.

    >>> sorted(substances("Baclofen 10 mg (not warfarin)")), substances("a muscle relaxant")
    (['baclofen', 'warfarin'], frozenset())
    """
    found = _WORD.findall(words[:1000].casefold())
    both = [f"{one} {other}" for one, other in pairwise(found)]
    return frozenset(_SUBSTANCES[name] for name in (*found, *both) if name in _SUBSTANCES)
