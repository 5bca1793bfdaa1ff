"""Measures what the performance claims are made from: `python -m bench`."""

import click

from bench import parts, record, requests, start, units
from bench.report import Ratio, show, table


@click.command()
@click.option("--rounds", default=15, show_default=True, type=click.IntRange(1), help="How often each takes its turn.")
@click.option("--quick", is_flag=True, help="Short turns and few starts: to see that it runs, not to quote.")
def main(rounds: int, *, quick: bool) -> None:
    """Measure the order check and its parts beside what they are compared with; every ratio is of one run."""
    seconds = 0.02 if quick else 0.2
    by_request = requests.measured(rounds=rounds, seconds=seconds)
    by_record = record.measured(rounds=rounds, seconds=seconds)
    by_part = parts.measured(rounds=rounds, seconds=seconds)
    by_unit = units.measured(rounds=rounds, seconds=seconds)
    starts, memory = start.measured(rounds=min(rounds, 2 if quick else 7))
    show(
        [
            table(
                "An order of three phases checked in process, CPU a request",
                "µs",
                by_request,
                {
                    requests.SERVICE: Ratio(requests.RAW, 2.0),
                    requests.EMPTY: Ratio(requests.RAW),
                    requests.ECHO: Ratio(requests.RAW),
                },
            ),
            table("An order of FHIR with its record (target: at most 5,000 µs)", "µs", by_record, {}),
            table(
                "Its parts, CPU a call",
                "µs",
                by_part,
                {
                    parts.DECODE_ONCE: Ratio(parts.DECODE),
                    parts.CHECK: Ratio(parts.DECODE, 5),
                    parts.ENCODE: Ratio(parts.DECODE),
                },
            ),
            table(
                "A quantity put into another unit and compared, CPU",
                "µs",
                by_unit,
                {units.TABLE: Ratio(units.PINT, 0.002), units.PINT_CONVERSION: Ratio(units.PINT)},
            ),
            table("From a new process to its first answer", "ms", starts, {start.SERVICE: Ratio(start.EMPTY, 1.3)}),
            table("Idle memory (target: at most 76 MiB)", "MiB", memory, {start.SERVICE: Ratio(start.EMPTY)}),
        ]
    )


if __name__ == "__main__":
    main()
