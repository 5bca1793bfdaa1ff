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

**Where the rest goes**: the table of bytecodes by file says it without a clock. An order that came before pays for its
report, its findings and its answer. A patient never seen adds kidney function (`core/kidney.py`, exact decimals around
two powers), the grades of the facts and the second finding that such patients have on average; phases never seen add
the facts of each phase, its grades, and four or five findings. A verdict never reached before costs what judging costs.
Framework: the service's own path through method, media type, size and problems is 1.1 times raw ASGI; litestar's router
and its two layers for exceptions are the rest of the ratio, and stay, for they carry the routes and the refusals.

**Targets that are not reached**: 90,000 orders a second with full answers. The same order each time came to 50,000 to
60,000 where little else ran, patients never seen to about a third of that, at about ten times the decoding; orders of
which nothing came before, most of them broken in several places, take twice that.
Requests a second and latency say something only where the load above is under 0.5 and the client was not late.

**What was not done.** Verdicts could be generated as code, and lists of rules and findings kept as encoded bytes: both
would be faster, and neither would leave answers as typed values that the library, the schema and the wire share. Bytes
of a body are no key: they never come again.
"""


def text(about: Sequence[str], sheets: Sequence[Sheet]) -> str:
    """The whole document."""
    return _BEFORE + markdown(about, sheets) + "\n" + _AFTER
