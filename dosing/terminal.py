"""Answers as a person reads them on a terminal: what is given when, what is broken, what to watch."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import UNSET
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from dosing.wire import answer, calculation, catalog, nearest
from dosing.wire.answered import AnsweredQuantity

if TYPE_CHECKING:
    from dosing.hooks.store.rates import Rate  # with it comes SQLite

_COLOURS = {"critical": "red", "warning": "yellow", "info": "cyan"}
_STATUS_COLOURS = {"ok": "green", "needs_review": "yellow", "needs_input": "yellow", "not_covered": "cyan"}


def show(shown: object, console: Console | None = None) -> None:
    """Print an answer: a line for its status, then a table of what is in it."""
    out = console or Console()
    match shown:
        case answer.Judged():
            _judged(out, shown)
        case calculation.Converted():
            out.print(f"{written(shown.amount)} = [bold]{written(shown.result)}[/bold]  ({shown.formula})")
        case calculation.Estimated():
            _estimated(out, shown)
        case calculation.ConvertNeedsInput() | calculation.EstimateNeedsInput():
            out.print(shown.message)
            out.print(f"Missing, any one of: {_ways(shown.missing)}")
        case catalog.RuleList():
            _rules(out, shown.rules)
        case catalog.OneRule():
            _rules(out, [shown.rule])
            for source in shown.rule.sources:
                out.print(Text(f"  {source.title}" + ("" if source.section is UNSET else f": {source.section}")))
        case _:
            raise TypeError(type(shown).__name__)


def show_rates(rates: "Sequence[Rate]", console: Console | None = None) -> None:
    """Print how often the cards of each rule were accepted and overridden."""
    out = console or Console()
    table = Table("rule", "service", "accepted", "overridden", "override rate", "reasons", box=None, pad_edge=False)
    for rate in rates:
        reasons = ", ".join(f"{count} × {code}" for code, count in rate.reasons.items())
        share = f"{float(rate.override_rate):.0%}"
        cells = (rate.rule, rate.service, str(rate.accepted), str(rate.overridden), share, reasons)
        table.add_row(*(Text(_printable(cell)) for cell in cells))
    out.print(table if rates else "No feedback yet.")


def _printable(text: str) -> str:
    """Text without control characters, which a terminal would obey."""
    return "".join(character if character.isprintable() else "�" for character in text)


def written(quantity: AnsweredQuantity) -> str:
    """A quantity as people write it.

    >>> from decimal import Decimal
    >>> written(AnsweredQuantity(Decimal(12), "mmol", "magnesium"))
    '12 mmol of magnesium'
    """
    comparator = "" if quantity.comparator is UNSET else f"{quantity.comparator} "
    of = "" if quantity.of is UNSET else f" of {quantity.of.replace('-', ' ')}"
    return f"{comparator}{quantity.value:f} {quantity.unit}{of}"


def _judged(out: Console, judged: answer.Judged) -> None:
    colour = _STATUS_COLOURS.get(judged.status, "red")
    # A name may be made up by a client.
    out.print(Text.assemble(_printable(judged.drug), ": ", (judged.status.replace("_", " "), f"bold {colour}")))
    if isinstance(judged, answer.OkDoses | answer.OkAmount | answer.OkVolume | answer.OkInfusions):
        _steps(out, judged)
    if isinstance(judged, answer.NotCovered):
        out.print(Text(judged.why))
    if isinstance(judged, answer.NotOk) and judged.missing:
        out.print(f"Missing, any one of: {_ways(judged.missing)}")
    if judged.findings:
        table = Table(_id(), "where", "gate", "what", title="Findings", title_justify="left")
        for finding in judged.findings:
            acknowledged = "" if finding.acknowledged is UNSET else " (acknowledged)"
            table.add_row(
                Text(finding.rule, style=_COLOURS[finding.severity]),
                finding.where,
                f"{finding.gate}{acknowledged}",
                finding.message,
            )
        out.print(table)
    if isinstance(judged, answer.NeedsReview | answer.Refused) and judged.nearest is not UNSET:
        _nearest(out, judged.nearest)
    for entry in judged.monitoring:
        out.print(Text(f"Monitoring: {entry.text}"))


def _steps(out: Console, ok: answer.OkDoses | answer.OkAmount | answer.OkVolume | answer.OkInfusions) -> None:
    table = Table("from day", "to day", "what", title="Schedule", title_justify="left")
    for step in ok.steps:
        last = getattr(step, "last_day", UNSET)
        then = getattr(step, "then", UNSET)
        what = step.text + ("" if then is UNSET else f"; then {then}")
        table.add_row(str(step.first_day), "" if last is UNSET else str(last), what)
    out.print(table)


def _nearest(out: Console, found: nearest.Nearest) -> None:
    """Why it is what it is; its doses stand in that sentence, but for infusions, of which there may be many."""
    out.print(Text(f"Nearest: {found.why}"))
    if found.infusions is not UNSET:
        table = Table("day", "amount")
        for infusion in found.infusions:
            table.add_row(str(infusion.day), written(infusion.amount))
        out.print(table)


def _estimated(out: Console, estimated: calculation.Estimated) -> None:
    band = "" if estimated.band is UNSET else f", band {estimated.band}"
    out.print(f"eGFR [bold]{written(estimated.egfr)}[/bold]{band} ({estimated.equation})")
    if estimated.creatinine_clearance is not UNSET:
        out.print(f"Creatinine clearance {written(estimated.creatinine_clearance)} (not indexed)")


def _id() -> Column:
    """A column of ids, which are never cut: a person acknowledges a rule by the whole of its id."""
    return Column("rule", overflow="fold")


def _rules(out: Console, views: Iterable[catalog.RuleView]) -> None:
    table = Table(_id(), "what it says", "severity", "gate", "basis")
    for view in views:
        table.add_row(view.id, view.says, Text(view.severity, style=_COLOURS[view.severity]), view.gate, view.basis)
    out.print(table)


def _ways(missing: Iterable[Iterable[str]]) -> str:
    return "; or ".join(" and ".join(way) for way in missing)
