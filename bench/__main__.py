"""Measures what the performance claims are made from: `python -m bench`."""

import gc
import sys
from pathlib import Path

import click

from bench import document, sheets
from bench.report import heading, show


@click.command()
@click.option("--rounds", default=15, show_default=True, type=click.IntRange(1), help="How often each takes its turn.")
@click.option("--quick", is_flag=True, help="Short turns and few starts: to see that it runs, not to quote.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the document here; not with --quick.")
def main(rounds: int, out: Path | None, *, quick: bool) -> None:
    """Measure the order check and its parts beside what they are compared with; every ratio is of one run."""
    about = heading()
    gc.freeze()  # as the server does
    made = list(sheets.every(rounds=3 if quick else rounds, seconds=0.02 if quick else 0.2, is_quick=quick))
    show(about, made)
    if out is not None and not quick:
        out.write_text(document.text(about, made))
    exceeded = [words for sheet in made for words in sheet.exceeded]
    for words in exceeded:
        click.echo(f"too much: {words}", err=True)
    sys.exit(1 if exceeded else 0)


if __name__ == "__main__":
    main()
