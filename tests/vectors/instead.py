"""The service with one value of the formulary changed: what nudges and seeded errors put in the place of a rule.

In memory, for as long as it is looked at; nothing of it is in the program.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from dosing.core.monograph import Knowledge, monographs
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES
from dosing.service import books, calculations
from dosing.translate import inbound
from tests.vectors.nudges import Path, changed, changes

ROOTS = {"formulary": FORMULARY, "kidney": KIDNEY, "substances": SUBSTANCES}


class Change(NamedTuple):
    """A value, as it is and as it could be; the drug and the rule that it is part of, where it is part of one."""

    root: str
    path: Path
    old: Any
    new: Any

    @property
    def drug(self) -> str:
        return FORMULARY.drugs[int(self.path[1])].id if self.path[0] == "drugs" else ""

    @property
    def rule(self) -> str:
        if self.path[0] == "every_order":
            return FORMULARY.every_order[int(self.path[1])].id
        if self.drug and self.path[2] == "rules":
            return FORMULARY.drugs[int(self.path[1])].rules[int(self.path[3])].id
        return ""

    def __str__(self) -> str:
        place = "/".join(map(str, self.path[4:] if self.rule and self.drug else self.path))
        return f"{self.root} {self.drug} {self.rule} {place}: {self.old!r} -> {self.new!r}"


def all_changes() -> list[Change]:
    """Everything that can be changed."""
    return [Change(root, *found) for root, value in ROOTS.items() for found in changes(value)]


@contextmanager
def instead(change: Change) -> Iterator[None]:
    """The service with one value changed."""
    roots = {**ROOTS, change.root: changed(ROOTS[change.root], change.path, change.new)}
    formulary = roots["formulary"]
    if change.drug:
        formulary = replace(formulary, drugs=(formulary.drugs[int(change.path[1])],))
    made = monographs(formulary, Knowledge(roots["kidney"], roots["substances"]))
    with pytest.MonkeyPatch.context() as patch:
        for name, book in made.items():
            patch.setitem(books.BOOKS, name, book)
        patch.setattr(calculations, "KIDNEY", roots["kidney"])
        patch.setattr(inbound, "KIDNEY", roots["kidney"])
        patch.setattr(calculations, "SUBSTANCES", roots["substances"])
        yield
