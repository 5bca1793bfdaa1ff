"""docs/performance.md: how to read the figures, the tables of the last run, and what was changed and why."""

from collections.abc import Sequence

from bench.report import Sheet, markdown

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

_AFTER = """\
## What was changed, and what it gave

An order of three phases, everything decoded, CPU of the check alone, interleaved:

| | µs | × its decode |
|---|---:|---:|
| every rule judged at every place, nothing shared | 162 | 78 |
| places hold only their own facts, a phase is one place, verdicts by grades | 61 | 29 |
| kidney function, profiles, monitoring and phases looked up | 28 | 13 |
| a category of patients holds what is the same for all of them | 21 | 10 |
| sentences, citations, limits and numbers in words made once | 16 | 7.7 |
| bounds looked up by value; the same patient not translated again | 11 | 5.3 |
| one look-up a place, enum members as constants | 9.6 | 4.6 |

And of the request around it: keys are counted without a pattern where every colon follows a quote (6 → 3 µs beside the
decode), headers are read in one pass.

**Where the rest goes**, of the 9.6 µs: verdicts and the report 3.2, one finding 2.2, the answer 1.4, the request's
shapes to exact ones 1.2, the rest 1.6. A patient never seen adds the translation of the patient (1.4), kidney function
(1 if looked up, 6 if computed), the category (1.6) and the place (0.5); each finding some 4 µs; phases never seen some
10 µs each. A verdict never reached before costs what judging costs: about 20 µs for the patient's rules.

**What was not done.** Verdicts could be generated as code, and lists of rules and findings kept as encoded bytes: both
would be faster, and neither would leave answers as typed values that the library, the schema and the wire share.
"""


def text(about: Sequence[str], sheets: Sequence[Sheet]) -> str:
    """The whole document."""
    return _BEFORE + markdown(about, sheets) + "\n" + _AFTER
