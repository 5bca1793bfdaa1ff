"""Which rules these are: their version, and a digest of everything in them that an answer depends on."""

from hashlib import sha256

import msgspec

from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES

VERSION = FORMULARY.version
DIGEST = sha256(msgspec.json.encode((FORMULARY, KIDNEY, SUBSTANCES), order="deterministic")).hexdigest()
