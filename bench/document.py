"""docs/performance.md: how to read the figures, the tables of the last run, and what makes it fast."""

from collections.abc import Sequence

from bench.report import Sheet, markdown
from dosing.core.nearest.course import MOST_MOVES

_BEFORE = """\
# Performance

<!-- Written by `make bench`; do not edit. The words stand in bench/document.py. -->

    make bench                      # some minutes; writes this file
    make bench ARGS="--quick"       # seconds: to see that it runs; writes nothing
    make bench ARGS="--rounds 31"   # narrower spread

## How to read it

- Quote **ratios**: they are of one run, round by round in turns (A B B A …), and hold on other machines.
- `±` is half the distance between the quartiles, as a part of the median. A ratio with more than 5 % was disturbed.
- CPU is CPU time of one process, so load beside it moves both sides. Wall-clock figures (start, sockets, latency) move
  with the machine: run again where the load below says that it was busy.
- The peers have an environment of their own, `.cache/bench`, pinned in `requirements/bench.lock`.
- The run fails if a ratio that is held is more than a tenth over its target, or if a check executes more bytecodes than
  it may. Nothing of it is part of `make test`: no test depends on a time.

## The last run

"""

_AFTER = f"""\
## What makes it fast, and where the rest goes

What is remembered, each bounded and each made of nothing but what decides it; the table of bytecodes with one technique
after the other switched off says what each gives:

- **An answer for a category.** Patients whom no condition of the rules can tell apart get the same answer to a short
  order, but for findings that show a number of their own or say what they lack. It is made once, for whoever is of the
  category: a place without numbers, so that no patient's number can stand in it (`service/alike.py`). Of a patient with
  such findings only these are found anew.
- **Verdicts by grades.** Between two bounds of the rules all numbers are alike (`core/sheet.py`, `core/grade.py`).
- **Sentences, citations, limits, units**, the places of short orders, a patient who is asked about again.

Each is remembered by value. A body's bytes are no key: they never come again.

Shapes of requests and answers are not collected (`gc=False`): frozen, of frozen values, they cannot be part of
themselves. Keys that stand twice are colons too few in what was kept; exponents are looked for by one letter.

The table of bytecodes by file says where the rest goes, without a clock. A patient never seen costs decoding, kidney
function (`core/kidney.py`: two powers in floating point), the grades of the facts, and an answer to encode that
has two findings on average. Phases never seen add their facts and grades, four or five findings, and most of all the
search for the nearest order (`core/nearest/course.py`), which most of them need. Framework: the service's own path
through method, media type, size and problems is 1.1 times raw ASGI; litestar's router and its two layers for exceptions
are the rest of the ratio, and stay, for they carry the routes and the refusals.

**What a request can cost.** A search looks at {MOST_MOVES:,} moves for one order at the most, and divides at most some
hundred doses into tablets: some ten milliseconds. There is no budget that the orders of a request share, for then the
same order would not be answered alike alone and among others. `tests/nearest/test_work.py` counts the work of the worst
kinds of orders. All else costs by the byte.

**The target that is not reached.** 90,000 orders a second is eleven times the decoding where a million orders are
decoded in one, and less where it is half of them, as here. Patients never seen keep the ratio, not the number; phases
never seen keep neither, for most of them need a nearest order. Verdicts could be generated as code, and findings kept
as encoded bytes: both would be faster, and neither would leave answers as typed values that the library, the schema and
the wire share.

Requests a second and latency say something only where the load above is under 0.5 and the client was not late.
"""


def text(about: Sequence[str], sheets: Sequence[Sheet]) -> str:
    """The whole document."""
    return _BEFORE + markdown(about, sheets) + "\n" + _AFTER
