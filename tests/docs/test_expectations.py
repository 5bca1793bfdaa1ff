"""The README says of everything that a vector can expect what must hold."""

import re
from pathlib import Path

from tests.vectors.runner import READERS, expected, vectors

_README = Path(__file__).parents[2] / "README.md"


def test_the_readme_explains_every_name_that_vectors_expect_and_that_is_no_field_of_the_answer() -> None:
    text = _README.read_text(encoding="utf-8").partition("| in `expect` |")[2].partition("any other name")[0]
    cells = (line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    explained = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert explained == set(READERS)
    assert explained < {name for vector in vectors() for name in expected(vector)}
