"""Measures what takes minutes and writes docs/evidence.md; `--again`: writes it from the records as they are."""

import sys

from tests.evidence.document import DOCUMENT, document
from tests.evidence.measure import measure

if "--again" not in sys.argv[1:]:
    measure()
DOCUMENT.write_text(document(), encoding="utf-8")
