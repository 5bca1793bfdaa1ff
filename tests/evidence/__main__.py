"""Measures what takes minutes and writes docs/evidence.md; `--again`: writes it from the records as they are."""

import sys

from tests.evidence.document import documents
from tests.evidence.measure import measure

if "--again" not in sys.argv[1:]:
    measure()
for path, text in documents().items():
    path.write_text(text, encoding="utf-8")
