"""The way in which a drug is given, as the free words of an instruction tell it: only that it is another one.

No way is ever read as the drug's own from here, and words that tell of none contradict nothing. What merely sounds so
(the spinal cord, a proton pump inhibitor, stage IV) tells of no way.
"""

import re
from functools import lru_cache

_LONGEST = 1000
#: What sounds like a way and is none: found first, and passed over.
_NO_WAY = (
    r"(?i:\b(?:stage|grade|class|type|phase|schedule|ckd|nyha|child)[ -]IV\b"
    r"|\b(?:do not|don['’]t|never|not (?:to be|for|by|via)) (?:[\w/-]+ )?"
    r"(?:inject|infus|intra|rectal|topical|subcut|oral|I[VM]\b)\w*"
    r"|\b(?:proton|insulin|breast)[ -]pump\w*"
    r"|\brectal (?:bleed|pain|exam|discharge|surg|cancer|prolapse)\w*"
    r"|\bPO (?:intake|fluids?|diet|challenge|food|meds?|medications?|contrast|tolera)\w*)"
)
_NEVER_ORAL_OR_VENOUS = (
    r"(?i:\bintra[ -]?(?:muscular|spinal|dermal|periton[ei]al|nasal|osseous|articular|vesical|ventricular|ocular"
    r"|vaginal|cutaneous|pleural)(?:ly)?\b|\bintramuskulär"
    r"|\b(?:sub-?cutaneous|sublingual|epidural|peridural|buccal|transdermal|vaginal)(?:ly)?\b|\bsub-?(?:cut|q)\b|\bsubkutan"
    r"|\brectal(?:ly)?\b|\brektal\b|\bper rectum\b|\bas an? (?:enema|suppository)\b|\bzäpfchen\b"
    r"|\bunter (?:die|der) zunge\b"
    r"|\b(?:topical|nasal)ly\b|\btopical (?:use|route|application)\b"
    # Through a tube it may reach the stomach, or not.
    r"|\b(?:via|by|per|über|through|into|down) (?:[\w()/-]+ ){0,3}(?:tube|stoma|(?:gastr|jejun)ostomy|PE[GJ])\b"
    r"|\b(?:N[GJ]|OG|GJ?|J|PE[GJ]|feeding|gastric|enteral|(?:gastr|jejun)ostomy|naso(?:gastric|jejunal))[ -]?tube\b"
    r"|\bnaso(?:gastric|jejunal)(?:ly)?\b|\benterally\b|[\w-]{0,20}sonde\b)"
    # Small letters are German for `in the`, or the number of a list, where no time or amount stands beside them.
    r"|(?<![\w.])(?:IM|I\.M\.?|i\.m\.?|S[CQ]|S\.C\.?|s\.c\.?|[Ii]\. [Mm]\.|[Ss]\. [Cc]\.)(?!\w)"
    r"|\bim(?= (?:once|twice|thrice|three|four|daily|every|each|nightly|stat|[bt]\.?i\.?d|q\.?i\.?d|q ?\d))"
)
_NEVER_ORAL = (
    r"(?i:\bintra[ -]?(?:venous|arterial)(?:ly)?\b|\bintravenös|\bparenteral(?:ly)?\b"
    r"|\binject(?:ed)?\b(?! site)|\binfuse[ds]?\b|\binjizier|\bspritzen\b"
    r"|\b(?:by|as|via|per|for|als|zur) (?:\w+ ){0,2}(?:injection|(?:kurz|dauer)?infusion|injektion)\b(?! site)"
    r"|\b(?:continuous|drip) infusion\b"
    r"|\bpumpe?\b|\b(?:via|by|per|through|into) (?:[\w()/-]+ ){0,3}(?:catheter|port|central line|PICC)\b)"
    r"|(?<![\w.])(?:IV|I\.V\.?|i\.v\.?|[Ii]\. [Vv]\.|iv(?![).]))(?!\w)"
)
_NEVER_VENOUS = (
    r"(?i:\bby mouth\b|\bper os\b|\borally\b|\boral (?:route|use|administration|solution)\b|\bswallow\b"
    r"|\bperoral\b|\bzum einnehmen\b|\bschlucken\b)"
    r"|(?<![\w.])(?:PO|P\.O\.?|p\.o\.?)(?!\w)"
)
#: So short that they tell of a way only right behind an amount.
_SHORT = r"(?i:[\d.,]{1,9} ?(?:mg|mcg|ug|g|ml|mmol|meq|tab|tabs|tablets?) )(?P<short>IT|PR|SL|N[GJ]T?|GT|sc|sq)(?!\w)"


def _found(ways: str) -> re.Pattern[str]:
    # All begin where a word does: said once, nothing else is tried inside of words.
    return re.compile(rf"(?<!\w)(?:{_NO_WAY}|{_SHORT}|(?P<way>{ways}))")


_OTHER_THAN_BY_MOUTH = _found(f"{_NEVER_ORAL_OR_VENOUS}|{_NEVER_ORAL}")
_OTHER_THAN_INTO_A_VEIN = _found(f"{_NEVER_ORAL_OR_VENOUS}|{_NEVER_VENOUS}")


def other_way_told(words: str, *, is_into_a_vein: bool) -> str:
    """The words that tell of another way than by mouth, or than into a vein; nothing where none do.

    >>> other_way_told("5 mg IV twice a day", is_into_a_vein=False), other_way_told("20 g IV", is_into_a_vein=True)
    ('IV', '')
    """
    return _told(words[:_LONGEST], _OTHER_THAN_INTO_A_VEIN if is_into_a_vein else _OTHER_THAN_BY_MOUTH)


@lru_cache(maxsize=512)
def _told(words: str, ways: re.Pattern[str]) -> str:
    return next((match[match.lastgroup] for match in ways.finditer(words) if match.lastgroup), "")
