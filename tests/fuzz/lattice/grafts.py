"""What FHIR allows in places that a schema leaves open, and no example shows: put in there, now and then.

Right and wrong alike: the contract takes any resource, and what is not understood must be answered as that.
"""

import json
from pathlib import Path
from typing import Any

#: By the key under which an object stands: what it may have, each with its values.
GRAFTS: dict[str, dict[str, list[Any]]] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
