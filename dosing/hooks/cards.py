"""A judged order as one card: the worst of it in the summary, all of it in the detail, and what can be done about it.

One card for each order, not one for each rule: a dose that is too high breaks several rules at once, one decision
settles them all, and there is one nearest order that keeps them all.
"""

from collections.abc import Iterable, Sequence

from msgspec import UNSET

from dosing.fhir.issue import RULES
from dosing.fhir.parts.remark import KINDS, Remark
from dosing.hooks.card import Card, CardCoding, CardSource, Indicator, Link
from dosing.hooks.identity import MOST_RULES, card_id
from dosing.hooks.judged import Judged
from dosing.hooks.overrides import override_reasons
from dosing.hooks.suggestion import Way, way_out
from dosing.hooks.words import escaped, for_people, listed, missing_words, one_line, summary
from dosing.service.catalog import rules as known_rules
from dosing.translate.outbound import RULESET
from dosing.wire.answer import Finding
from dosing.wire.answered import ECHO

_GATES = ("stop", "confirm", "ask", "note")
_SEVERITIES: tuple[Indicator, ...] = ("critical", "warning", "info")
_MARKS = {"stop": "not allowed", "confirm": "needs a reason", "ask": "not known", "note": "note"}
_STOP, _CONFIRM, _ASK, _NOTE = _GATES
_WRITTEN = {"nsaid": "NSAID"}
_REPEATED = "Another order of this drug is signed with it: each was checked alone, and their doses were not added up."
#: What is not understood of an order though each dose is: a dose that is too high then is too high for sure.
_NOT_DAILY = "not-daily"
_SURE = frozenset({_NOT_DAILY, "no-timing"})
#: Remarks of which a card shows no more.
_MOST_REMARKS = 8


def card(judged: Judged, copy: int = 0, *, patient: str, url: str) -> Card:
    """The card; the client reaches the service at the URL. Of copies of an order, each has an id of its own."""
    findings = sorted(judged.findings, key=lambda one: (_GATES.index(one.gate), _SEVERITIES.index(one.severity)))
    gating = [one for one in findings if one.gate != _NOTE] or findings
    rules = list(dict.fromkeys(one.rule for one in gating))
    made_from = (patient.encode(), bytes(judged.sent), RULESET.digest.encode(), *([b"%d" % copy] if copy else []))
    uuid = card_id(made_from, rules)
    way = way_out(judged, uuid)
    reasons = override_reasons(_confirmed(judged, findings))
    return Card(
        uuid=str(uuid),
        summary=_summary(judged, gating),
        detail=_detail(judged, findings, way),
        indicator=_indicator(judged, findings),
        source=_source(gating, url),
        suggestions=way.suggestions or UNSET,
        selection_behavior="at-most-one" if way.suggestions else UNSET,
        override_reasons=reasons or UNSET,
        links=tuple(Link(f"Rule {rule}", f"{url}/v1/rules/{rule}") for rule in rules[:MOST_RULES]) or UNSET,
    )


def _confirmed(judged: Judged, findings: Sequence[Finding]) -> Iterable[str]:
    """The rules that a reason settles; none where something cannot be settled, or is not known."""
    gates = {one.gate for one in findings}
    if judged.errors or gates & {_STOP, _ASK}:
        return ()
    return (one.rule for one in findings if one.gate == _CONFIRM)


def _indicator(judged: Judged, findings: Sequence[Finding]) -> Indicator:
    """The worst severity of what is broken; what is only not known is a warning, for nothing is known to be wrong."""
    grave: set[Indicator] = {"warning" if one.outcome == "unknown" else one.severity for one in findings}
    if judged.errors or judged.doubts or judged.is_repeated:
        grave.add("warning")
    return next((severity for severity in _SEVERITIES if severity in grave), "info")


def _name(judged: Judged) -> str:
    """The drug as people write it; a name that a client made up is cut."""
    name = one_line(judged.reading.drug)[:ECHO].replace("-", " ")
    return _WRITTEN.get(name, name.capitalize()) or "An order"


def _summary(judged: Judged, gating: Sequence[Finding]) -> str:
    """What was not understood comes first, if what was found rests on a reading of it; else what was found does."""
    name = _name(judged)
    outside = [one for one in gating if one.outcome == "outside"]
    is_sure = outside and outside[0].gate == _STOP and {one.code for one in judged.errors} <= _SURE
    if judged.errors and not is_sure:
        return summary(f"{name} could not be checked. {KINDS[judged.errors[0].code].means}", len(judged.errors) - 1)
    if judged.missing and all(one.gate == _NOTE for one in outside):
        return summary(f"{name} was not checked. Needed: {missing_words(judged.missing)}.")
    if outside:
        short = _short(outside[0])
        is_named = name.casefold() in short.casefold()
        more = len({one.rule for one in outside}) - 1 + len(judged.errors)
        return summary(short if is_named else f"{name}: {short}", more)
    if judged.is_repeated:
        return summary(f"{name}: {_REPEATED}")
    return summary(f"{name}, to be looked at. {_plain(judged.doubts[0])}", len({one.text for one in judged.doubts}) - 1)


def _plain(remark: Remark) -> str:
    """What a remark says, unless it has a client's own words in it that could be read as markup."""
    return remark.text if escaped(remark.text) == one_line(remark.text) else KINDS[remark.code].means


def _short(finding: Finding) -> str:
    """The rule, and what is there instead; why, and what to do about it, stands in the detail."""
    rule, here, rest = finding.message.partition(" Here: ")
    said = rule.partition(". ")[0].partition(": ")[0].rstrip(".")
    return f"{said}. Here: {rest.partition('. ')[0].rstrip('.')}." if here else f"{said}."


def _detail(judged: Judged, findings: Sequence[Finding], way: Way) -> str:
    # What was not understood was not ordered like that for sure.
    ordered = f", {_as_what(judged)}: {way.ordered}" if way.ordered else ""
    parts = [f"**{escaped(_name(judged))}**{ordered}"]
    if judged.errors:
        parts.append("**Not understood, so not checked as a whole:**\n\n" + _remarks(judged.errors))
    if findings:
        parts.append(listed(_lines(findings)))
    if judged.is_repeated:
        parts.append(_REPEATED)
    if judged.missing:
        parts.append(f"**Needed:** {missing_words(judged.missing)}.")
    if way.words:
        parts.append(way.words)
    others = [one for one in judged.reading.remarks if one.severity != "error"]
    if others:
        parts.append("How the order and the record were read:\n\n" + _remarks(others))
    parts.append(f"Ruleset {RULESET.version}.")
    return "\n\n".join(parts)


def _remarks(remarks: Sequence[Remark]) -> str:
    texts = list(dict.fromkeys(escaped(one.text) for one in remarks))
    shown = texts[:_MOST_REMARKS]
    more = len(texts) - len(shown)
    return listed([*shown, *([f"and {more} more"] if more else [])])


def _as_what(judged: Judged) -> str:
    if any(one.code == _NOT_DAILY for one in judged.errors):
        return "on its fullest day"
    return "read as" if judged.errors else "ordered"


def _lines(findings: Sequence[Finding]) -> list[str]:
    """A line for each finding; of one that stands at several places, one line with the days."""
    same: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        same.setdefault((one.rule, one.message), []).append(one)
    return [_line(first, [one.day for one in later if one.day]) for first, *later in same.values()]


def _line(finding: Finding, later: Sequence[int]) -> str:
    sources = "; ".join(one.title + ("" if one.section is UNSET else f", {one.section}") for one in finding.sources)
    day = "" if finding.day is UNSET or finding.day == 1 else f" (from day {finding.day})"
    if later:
        day = f" (from day {', '.join(map(str, [finding.day or 1, *later]))})"
    said = for_people(finding.message)
    return f"**{_MARKS[finding.gate]}:** {said}{day} *{sources}* (`{finding.rule}`, {finding.basis})"


def _source(gating: Sequence[Finding], url: str) -> CardSource:
    """The document of the rule that the card is most about, and the rule."""
    if not gating:
        return CardSource(label=f"dosing, ruleset {RULESET.version}", url=f"{url}/v1/rules")
    lead = gating[0]
    topic = CardCoding(code=lead.rule, system=RULES, display=_SAYS[lead.rule])
    return CardSource(label=lead.sources[0].title, url=f"{url}/v1/rules/{lead.rule}", topic=topic)


_SAYS = {view.id: view.says for view in known_rules().rules}
