"""docs/evidence.md, made from records of runs: no figure in it is typed by hand."""

from pathlib import Path

from tests.evidence.fuzzing import fuzzing
from tests.evidence.measure import FAST, LAWS
from tests.evidence.record import RECORDS, ROOT, Json, read
from tests.mutation.unmutated import table

DOCUMENT = ROOT / "docs" / "evidence.md"
_LAWS = {
    "1": "every computed schedule checks `ok` as an order",
    "2": "tablets, vials and millilitres add up exactly",
    "3": "a higher dose removes no finding about a maximum; knowing less keeps no rule",
    "4": "no dose in an answer that is not `ok`",
    "5": "converting there and back gives the same exact number",
    "6": "every way in gives the same answer",
    "7": "every number is held: nudged by its resolution, it fails a vector",
    "8": "the four lists are disjoint and together all rules",
}


def documents() -> dict[Path, str]:
    """Everything that is made from the records, by its path."""
    return {DOCUMENT: evidence(), RECORDS / "unmutated.md": table()}


def evidence() -> str:
    """docs/evidence.md as a whole."""
    fast = read(FAST)
    parts, counted = fast["parts"], fast["counted"]
    sections = [
        _head(fast),
        _vectors(parts, counted),
        _nudges(parts, counted),
        _rules(parts, counted),
        _differential(parts, counted),
        _proofs(parts),
        _laws(parts),
        _mutation(),
        _coverage(),
        _seeded(parts, counted),
        fuzzing(),
        _texts(parts, counted),
    ]
    return "\n".join(sections)


def _head(fast: Json) -> str:
    return f"""# Evidence

What was run to show that the limits are kept, and what it came to. This page is made by `make evidence` from the
records in [evidence/](evidence/): every figure is of a run, with its command, commit and machine. A test says when it
is not what the records say, or when what can be counted at once has changed since.

{_made(fast)}
"""


def _made(record: Json) -> str:
    """Of what, where and when a record is."""
    rules = record["ruleset"]
    of = f"commit {record['commit']}, ruleset {rules['version']} ({rules['digest'][:12]})"
    return f"`{record['command']}` on {record['on']}: {of}; {record['machine']}."


def _passed(part: Json) -> str:
    return f"{part['passed']:,} of {part['tests']:,} tests passed, which took {part['seconds']:,} s one after the other"


def _vectors(parts: Json, counted: Json) -> str:
    edges = counted["vectors"]["edges"]
    return f"""## Vectors

{counted["vectors"]["vectors"]:,} published vectors in {counted["vectors"]["files"]} files, each at {len(edges)} edges
({", ".join(edges)}), ten of them as processes of their own: {_passed(parts["vectors"])}.
"""


def _nudges(parts: Json, counted: Json) -> str:
    nudges = counted["nudges"]
    rows = "\n".join(f"| {kind} | {count:,} |" for kind, count in nudges["kinds"].items())
    held = nudges["changes"] - nudges["invisible"]
    holes = parts["nudges"]["tests"] - parts["nudges"]["passed"]
    return f"""## Every number is held

Each value of the rules is changed by its resolution, both ways, and the vectors are asked: at least one must fail.

| what is changed | changes |
|---|---|
{rows}
| all | {nudges["changes"]:,} |
| that no request can show, each with its reason in `tests/vectors/test_numbers_held.py` | {nudges["invisible"]:,} |
| held by a vector | {held:,} |
| parts of the rules with a hole | {holes} |

{_passed(parts["nudges"])}.
"""


def _rules(parts: Json, counted: Json) -> str:
    return f"""## Rules about rules

{counted["rules"]} rules and {counted["monitoring"]} texts on monitoring: cited, unique, well formed, tiled without gap
or overlap, and as docs/rules.md has them; rules broken on purpose are refused by name:
{_passed(parts["rules about rules"])}.
"""


def _differential(parts: Json, counted: Json) -> str:
    every = f"""## A second opinion

`tests/oracle/` is a second implementation of the documented limits, written from them alone, on fractions; it imports
nothing of `dosing`. Its own tests: {_passed(parts["oracle"])}.

In `make test`: {counted["fast_comparisons"]:,} answers compared; {_passed(parts["differential"])}.
"""
    if not (RECORDS / "differential.json").exists():
        return f"{every}\nThe long lane (`make differential`) has not been run: there is no figure of it.\n"
    long = read(RECORDS / "differential.json")
    grid, pairs = long["grid"], long["pairs"]
    return f"""{every}
The long lane: **{long["cases"]:,} answers compared, {long["differing"]:,} differ**, in {long["seconds"]:,} s (seed
{long["seed"]}, from {long["start"]}). Age × eGFR: {grid["covered"]:,} of {grid["of"]:,} places; every two fields with
every two of their boundary values: {pairs["covered"]:,} of {pairs["of"]:,}; the rest at random. Unless told otherwise
`make differential` compares 20,000,000.

{_made(long)}
"""


def _proofs(parts: Json) -> str:
    return f"""## Proofs

z3 discharges {parts["proofs"]["obligations"]} obligations that are made from the rules: bands and profiles are complete
and disjoint, no titration exceeds its ceiling in any week, tapers reach 0 with no step over the bound:
{_passed(parts["proofs"])}.
"""


def _laws(parts: Json) -> str:
    rows = "\n".join(
        f"| {law} | {_LAWS[law]} | {parts[f'law {law}']['passed']:,} of {parts[f'law {law}']['tests']:,} |"
        for law in LAWS
    )
    return f"""## Laws

Property tests, each of the library and over HTTP; law 6 of every two edges, and of FHIR beside them.

| law | | tests passed |
|---|---|---|
{rows}
"""


def _mutation() -> str:
    file = RECORDS / "mutation.json"
    if not file.exists():
        return """## Mutation

`make mutation` has not been run to its end: there is no figure of it. What cannot be mutated, and what holds it:
[unmutated.md](evidence/unmutated.md).
"""
    record = read(file)
    rows = "\n".join(_row(f"`{module}`", row) for module, row in record["modules"].items())
    return f"""## Mutation

**{record["total"]["mutants"]:,} mutants, {record["score"]} % killed**, in {record["seconds"]:,} s. Each that survives
stands in `tests/mutation/survivors.toml`, with the reason why it is the same program. What cannot be mutated, and what
holds it: [unmutated.md](evidence/unmutated.md).

| module | mutants | killed | too slow | survived |
|---|---|---|---|---|
{rows}
{_row("all", record["total"])}

{_made(record)}
"""


def _row(name: str, row: Json) -> str:
    return f"| {name} | {row['mutants']:,} | {row['killed']:,} | {row['timed_out']:,} | {row['survived']:,} |"


def _coverage() -> str:
    file = RECORDS / "coverage.json"
    if not file.exists():
        return """## Coverage

`make coverage` has not been run: there is no figure of it.
"""
    record = read(file)
    return f"""## Coverage

{_covered(record)}. Under 100 % `make coverage` fails.

Told, but held by nothing: {_covered(record["beside"])}.

{_made(record)}
"""


def _covered(part: Json) -> str:
    of = ", ".join(part["of"])
    return f"{part['percent']} % of {part['lines']:,} lines and {part['branches']:,} branches of {of}"


def _seeded(parts: Json, counted: Json) -> str:
    rows = "\n".join(
        f"| {error['kind']} | {error['done']} | {'<br>'.join(f'`{name}`' for name in error['noticed_by'])} |"
        for error in counted["seeded"]
    )
    return f"""## Seeded errors

Put in on purpose, one of each kind; each named test fails while it is in, and passes without it:
{_passed(parts["seeded errors"])}.

| kind | what is done | noticed by |
|---|---|---|
{rows}
"""


def _texts(parts: Json, counted: Json) -> str:
    return f"""## Words

{counted["sentences"]:,} sentences that answers say are written down in `tests/texts/said.txt`:
{_passed(parts["texts"])}.
"""
