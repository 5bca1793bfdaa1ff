"""What fuzzing came to, as a section of docs/evidence.md: the long run, and the seeded faults that engines found."""

from collections import Counter

from tests.evidence.record import RECORDS, Json, read

_NONE = """## Fuzzing

`make fuzz-deep` has not been run: there is no figure of it.
"""
_RUN = """## Fuzzing

**{requests:,} requests of three engines, {failures} failures**, each answer held against all checks
({schemathesis} of schemathesis, {own} of our own): {examples:,} examples with each of {seeds} seeds, {points:,} points
of the lattice for each body, every hostile request. {far}. [How](fuzzing.md).

| operation | schemathesis | its boundaries | lattice | bytes |
|---|---|---|---|---|
{rows}

{made}
"""
_FAULTS = """
Put in on purpose, each on {seeds}: [{faults} faults and what killed them](fuzz-faults.md): {kills:,} of {hunts:,}
killed; {requests:,} requests to the service without them, {failures} failures.
"""


def fuzzing() -> str:
    """The section, from the records that there are."""
    run, hunts = RECORDS / "fuzz.json", RECORDS / "fuzz-faults.json"
    text = _of_the_run(read(run)) if run.exists() else _NONE
    return text + (_of_the_faults(read(hunts)) if hunts.exists() else "")


def _of_the_run(record: Json) -> str:
    asked = Counter({(row["operation"], row["engine"]): row["requests"] for row in record["done"]})
    engines = ("schemathesis", "boundaries", "lattice", "bytes")
    rows = (
        "".join([f"| {operation} |", *(f" {asked[operation, engine]:,} |" for engine in engines)])
        for operation in sorted({row["operation"] for row in record["done"]})
    )
    done, of = record["tasks"]["done"], record["tasks"]["of"]
    effort, rules = record["effort"], record["ruleset"]
    return _RUN.format(
        requests=record["requests"],
        failures=len(record["failures"]) or "no",
        **effort["checks"],
        examples=effort["examples"],
        seeds=len(effort["seeds"]),
        points=effort["points"],
        far="All of it was asked" if done == of else f"So far {done:,} of its {of:,} parts were asked",
        rows="\n".join(rows),
        made=f"`{record['command']}` on {record['on']}: commit {record['commit']}, ruleset {rules['version']} "
        f"({rules['digest'][:12]}); {record['machine']}.",
    )


def _of_the_faults(record: Json) -> str:
    seeds = record["seeds"].values()
    return _FAULTS.format(
        seeds=f"{len(seeds)} seed{'s' * (len(seeds) > 1)}",
        faults=max(len(seed["kills"]) for seed in seeds),
        kills=sum(sum(map(bool, seed["kills"].values())) for seed in seeds),
        hunts=sum(len(seed["kills"]) for seed in seeds),
        requests=sum(sum(seed["healthy"].values()) for seed in seeds),
        failures=sum(len(seed["failures"]) for seed in seeds),
    )
