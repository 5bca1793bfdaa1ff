"""What is measured, table by table, with the targets."""

from collections import Counter
from collections.abc import Iterator

from bench import batch, guard, hooks, memory, parts, record, requests, scaling, sockets, start, units, without
from bench.report import Ratio, Sheet, compared, number, over

_PACE = 4_000
_MOST_MILLISECONDS = 10


def every(*, rounds: int, seconds: float, is_quick: bool) -> Iterator[Sheet]:
    """All tables, one after the other as they are measured."""
    yield _requests(rounds, seconds)
    yield _record(rounds, seconds)
    yield _hooks(rounds, seconds)
    yield _parts(rounds, seconds)
    yield _batch(rounds, seconds)
    yield from _scaling(rounds, seconds)
    yield _units(rounds, seconds)
    yield from _bytecodes()
    yield from _processes(2 if is_quick else min(rounds, 7))
    yield _memory(4_000 if is_quick else 100_000)
    yield _full_speed(1 if is_quick else 3, 1 if is_quick else 3)
    yield _paced(1 if is_quick else 3, 1 if is_quick else 5)


def _requests(rounds: int, seconds: float) -> Sheet:
    return compared(
        "An order of three phases as a request, in process, CPU",
        "µs",
        requests.measured(rounds=rounds, seconds=seconds),
        {
            requests.SERVICE: [
                Ratio(requests.RAW, 2.0, is_held=True),
                Ratio(requests.MODEL, 0.35, is_held=True),
                Ratio(requests.BYTES, 0.35, is_held=True),
                Ratio(requests.PINT),
            ],
            requests.EMPTY: [Ratio(requests.RAW)],
            requests.ECHO: [Ratio(requests.RAW)],
        },
        "The same order each time. All but the last two decode it, refuse repeated keys, judge it by the same kernel"
        " and give the same full answer.",
    )


def _record(rounds: int, seconds: float) -> Sheet:
    return compared(
        "An order of FHIR with its record of 100 resources, in process, CPU",
        "µs",
        record.measured(rounds=rounds, seconds=seconds),
        {},
        "Target: at most 5,000 µs.",
    )


def _hooks(rounds: int, seconds: float) -> Sheet:
    return compared(
        "A call of CDS Hooks with 100 prefetched resources, in process, CPU",
        "µs",
        hooks.measured(rounds=rounds, seconds=seconds),
        {},
        f"Target: at most {hooks.TARGET * 1000:,} µs.",
    )


def _parts(rounds: int, seconds: float) -> Sheet:
    return compared(
        "Its parts, CPU a call",
        "µs",
        parts.measured(rounds=rounds, seconds=seconds),
        {
            parts.DECODE_ONCE: [Ratio(parts.DECODE)],
            parts.CHECK: [Ratio(parts.DECODE, 5, is_held=True)],
            parts.CHECK_PATIENTS: [Ratio(parts.DECODE)],
            parts.CHECK_NEW: [Ratio(parts.DECODE)],
            parts.ENCODE: [Ratio(parts.DECODE)],
        },
        "Patients never seen differ in age and creatinine; orders never seen in doses and days too, and most of those"
        " break several rules, each of which is a finding to write.",
    )


def _batch(rounds: int, seconds: float) -> Sheet:
    rows: list[tuple[str, ...]] = []
    exceeded: list[str] = []
    for sort, timed in batch.measured(rounds=rounds, seconds=seconds).items():
        for name, each in timed.items():
            ratio = each.over(timed[batch.DECODE]).median
            rows.append((sort, name, number(each.median), f"{1e6 / each.median:,.0f}", number(ratio)))
            if sort in batch.HELD and name == batch.CHECK:
                exceeded += over(f"{sort}: {name} / {batch.DECODE}", ratio, batch.MOST)
    return Sheet(
        "Many orders in one request, full answers, one process",
        ("orders", "", "µs CPU an order", "orders/s", "to decoding"),
        tuple(rows),
        f"Targets: at least 90,000 orders a second; at most {batch.MOST} times the decoding, held but for phases never"
        " seen.",
        tuple(exceeded),
    )


def _scaling(rounds: int, seconds: float) -> Iterator[Sheet]:
    by_phases = scaling.by_phases(rounds=rounds, seconds=seconds)
    yield _grown("Orders never seen, by phases", "phases", by_phases, "Nothing of them is remembered.")
    judged, found = scaling.by_rules(rounds=rounds, seconds=seconds)
    yield _grown(
        "A made-up drug, by rules: judged", "rules", judged, "Each rule has a condition and bounds of its own."
    )
    yield _grown(
        "A made-up drug, by rules: remembered", "rules", found, "The whole report, for a category judged before."
    )


def _grown(title: str, of: str, figures: dict[int, scaling.Grown], note: str) -> Sheet:
    rows = tuple(
        (
            f"{count:,}",
            number(grown.cpu.median),
            number(grown.cpu.median / count),
            f"{grown.bytecodes:,}",
            number(grown.bytecodes / count),
        )
        for count, grown in figures.items()
    )
    return Sheet(title, (of, "µs CPU", "for one", "bytecodes", "for one"), rows, note)


def _units(rounds: int, seconds: float) -> Sheet:
    return compared(
        "A quantity put into another unit and compared, CPU",
        "µs",
        units.measured(rounds=rounds, seconds=seconds),
        {
            units.TABLE: [Ratio(units.PINT_TEXT, 0.002), Ratio(units.PINT)],
            units.PINT_CONVERSION: [Ratio(units.PINT)],
        },
    )


def _bytecodes() -> Iterator[Sheet]:
    found = guard.counted()
    yield Sheet(
        "Bytecodes that CPython executes, which is the same in every run",
        ("", "bytecodes", "at the most"),
        tuple((name, f"{sum(each.values()):,}", f"{guard.MOST[name]:,}") for name, each in found.items()),
        f"Held for CPython {'.'.join(map(str, guard.HELD_FOR))}; more fails the run. Of orders never seen the mean.",
        tuple(guard.too_many(found)),
    )
    checks = [found[name] for name in (guard.SAME, guard.PATIENT, guard.NEW)]
    together = sum((Counter(each) for each in checks), Counter[str]())
    yield Sheet(
        "Where they go, by file",
        ("", guard.SAME, guard.PATIENT, guard.NEW),
        tuple((name, *(f"{each.get(name, 0):,}" for each in checks)) for name, _ in together.most_common()),
    )
    yield Sheet(
        "What remembering gives: bytecodes with one technique after the other switched off",
        ("", guard.SAME, guard.PATIENT),
        tuple((name, *(f"{count:,}" for count in each)) for name, each in without.counted().items()),
    )


def _processes(rounds: int) -> Iterator[Sheet]:
    starts = start.measured(rounds=rounds)
    held, against = [Ratio(start.EMPTY, 1.3, is_held=True)], [Ratio(start.EMPTY)]
    yield compared("From a new process to its first answer, CPU", "ms", starts.cpu, {start.SERVICE: held})
    yield compared("The same by the clock", "ms", starts.wall, {start.SERVICE: [Ratio(start.EMPTY, 1.3)]})
    yield compared("Idle memory after it", "MiB", starts.memory, {start.SERVICE: against}, "Target: 80 MB, 76 MiB.")


def _memory(count: int) -> Sheet:
    found = memory.measured(count)
    return Sheet(
        "Memory of a process that checks orders of eight phases, none of which it saw before",
        ("orders", "MiB before", f"after {count // 5:,}", "after all"),
        ((f"{count:,}", *map(number, found)),) if found else (),
    )


def _full_speed(rounds: int, seconds: float) -> Sheet:
    rates, used = sockets.at_full_speed(rounds=rounds, seconds=seconds)
    rows = tuple(
        (name, number(rate.median), number(used[name].median), number(used[sockets.SERVICE].over(used[name]).median))
        for name, rate in rates.items()
    )
    return Sheet(
        "Through sockets as fast as they are answered: wrk, 16 connections, one worker",
        ("", "requests/s", "server's CPU µs a request", "the service's CPU / this"),
        rows,
        "" if rows else sockets.WRK_MISSING,
    )


def _paced(rounds: int, seconds: float) -> Sheet:
    paces = sockets.at_pace(_PACE, rounds=rounds, seconds=seconds)
    rows = tuple(
        (str(index), number(pace.p50), number(pace.p99), number(pace.p999), number(pace.late))
        for index, pace in enumerate(paces, 1)
    )
    return Sheet(
        f"At {_PACE:,} checks a second, whatever the answers do: latency from when each was due, one worker",
        ("run", "p50 ms", "p99 ms", "p99.9 ms", "client late, p99 ms"),
        rows,
        f"Target: p99 at most {_MOST_MILLISECONDS} ms. Where the client itself was late, the machine was busy.",
    )
