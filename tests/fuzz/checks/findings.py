"""Findings and lists: complete, disjoint, about rules that are documented, and without a dose where there is none."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.answers import within
from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import Exchange, Json, Judged

_RULES = Path(__file__).parents[3] / "docs" / "rules.md"
_ROW = re.compile(r"^\| `([a-z.-]+)` \|.*\| (\w+) · (\w+) \| (\w+)", re.MULTILINE)
_LISTS = ("kept", "outside", "unknown", "not_applicable")
#: What tells how much is given.
_DOSES = frozenset(
    {
        "steps",
        "dose",
        "doses",
        "daily_dose",
        "products",
        "vials",
        "volume",
        "infusions",
        "tablespoons",
        "mass",
        "amount",
    }
)
#: Where a number may stand all the same: what was observed and what the limit is, and the way to what would be ok.
_ALLOWED = frozenset({"findings", "nearest"})
_PRECEDENCE = (("stop", "refused"), ("ask", "needs_input"), ("confirm", "needs_review"))


@cache
def documented() -> dict[str, tuple[str, str, str]]:
    """Severity, gate and basis of every rule, as `docs/rules.md` says."""
    found = _ROW.findall(_RULES.read_text(encoding="utf-8"))
    return {rule: (severity, gate, basis) for rule, severity, gate, basis in found}


def _about_drugs(exchange: Exchange) -> Iterator[Judged]:
    return _with_findings(exchange.judged)


def _compared(exchange: Exchange) -> Iterator[Judged]:
    """Those that the oracle is asked about."""
    return _with_findings(exchange.compared)


def _with_findings(judged: list[Judged]) -> Iterator[Judged]:
    return (one for one in judged if isinstance(one.answer.get("findings"), list))


@check
def no_dose_unless_ok(exchange: Exchange) -> Iterator[str]:
    """An answer that is not ok has no steps, doses, products or volumes, outside findings and `nearest`."""
    for judged in _about_drugs(exchange):
        if judged.is_ok:
            continue
        for path, _ in within({name: part for name, part in judged.answer.items() if name not in _ALLOWED}):
            if path and path[-1] in _DOSES:
                yield f"{'/'.join(path)} with status {judged.answer.get('status')}"


@check
def findings_cite_documented_rules(exchange: Exchange) -> Iterator[str]:
    """Each finding is about a rule of `docs/rules.md`, with its severity, gate and basis, and names a source."""
    for judged in _about_drugs(exchange):
        for finding in judged.answer["findings"]:
            said = (finding.get("severity"), finding.get("gate"), finding.get("basis"))
            if documented().get(finding.get("rule")) != said:
                yield f"{finding.get('rule')} {said}, documented is {documented().get(finding.get('rule'))}"
            if not finding.get("sources") or not finding.get("message"):
                yield f"{finding.get('rule')} has no source or no words"
        for entry in judged.answer.get("monitoring", ()):
            if entry.get("rule") not in documented():
                yield f"{entry.get('rule')} is not documented"


@check
def lists_are_disjoint_and_complete(exchange: Exchange) -> Iterator[str]:
    """The four lists have every rule of the drug, and every rule for all orders, exactly once."""
    for judged in _compared(exchange):
        listed = [rule for name in _LISTS for rule in judged.answer["rules"].get(name, ())]
        if twice := sorted({rule for rule in listed if listed.count(rule) > 1}):
            yield f"twice: {twice}"
        every = {rule for name in _LISTS for rule in judged.expected["rules"][name]}
        if set(listed) != every:
            yield f"missing: {sorted(every - set(listed))}, too many: {sorted(set(listed) - every)}"


@check
def findings_are_those_of_the_lists(exchange: Exchange) -> Iterator[str]:
    """What is broken has a finding and is listed as `outside`; what is asked for, as `unknown`."""
    for judged in _about_drugs(exchange):
        answer = judged.answer
        for outcome in ("outside", "unknown"):
            found = {finding["rule"] for finding in answer["findings"] if finding.get("outcome") == outcome}
            listed = set(answer["rules"].get(outcome, ()))
            if outcome == "unknown":
                listed = {rule for rule in listed if documented().get(rule, ("", "", ""))[1] == "ask"}
                found -= set(answer["rules"].get("outside", ()))
            if found != listed:
                yield f"{outcome}: findings about {sorted(found)}, listed {sorted(listed)}"


@check
def status_follows_from_the_findings(exchange: Exchange) -> Iterator[str]:
    """Refused before needs_input before needs_review before ok, by the documented gates and what was acknowledged."""
    for judged in _about_drugs(exchange):
        gates = {
            documented().get(finding["rule"], ("", "", ""))[1]
            for finding in judged.answer["findings"]
            if not _is_acknowledged(judged.sent, finding)
        }
        right = next((status for gate, status in _PRECEDENCE if gate in gates), "ok")
        status = judged.answer.get("status")
        if status != right and not (right == "ok" and status == "not_covered"):
            yield f"{status}, but the findings make it {right}"


def _is_acknowledged(sent: Json, finding: Json) -> bool:
    if documented().get(finding["rule"], ("", "", ""))[1] != "confirm":
        return False
    return any(
        word["rule"] == finding["rule"] and word.get("where", finding.get("where")) == finding.get("where")
        for word in sent.get("acknowledged", ())
    )


@check
def acknowledgements_are_marked(exchange: Exchange) -> Iterator[str]:
    """A finding is marked exactly if its rule was acknowledged there, with the reason that was sent."""
    for judged in _about_drugs(exchange):
        for finding in judged.answer["findings"]:
            marked = finding.get("acknowledged")
            if (marked is not None) != _is_acknowledged(judged.sent, finding):
                yield f"{finding['rule']} at {finding.get('where')} marked {marked}"
            reasons = {
                word["reason"] for word in judged.sent.get("acknowledged", ()) if word["rule"] == finding["rule"]
            }
            if marked is not None and marked.get("reason") not in reasons:
                yield f"{finding['rule']} marked with {marked}"


@check
def unknown_is_not_normal(exchange: Exchange) -> Iterator[str]:
    """A rule that nobody can decide, because a fact was not given, is never listed as kept."""
    for judged in _compared(exchange):
        unknown = set(judged.expected["rules"]["unknown"])
        if taken := sorted(
            unknown & {*judged.answer["rules"].get("kept", ()), *judged.answer["rules"]["not_applicable"]}
        ):
            yield f"unknown, but listed as kept or not applicable: {taken}"


@check
def missing_facts_are_named(exchange: Exchange) -> Iterator[str]:
    """`needs_input` says by pointers what is missing, and nothing that was sent already is asked for."""
    for judged in exchange.judged:
        answer = judged.answer
        if answer.get("status") != "needs_input":
            continue
        if not answer.get("missing"):
            yield "nothing is named"
        for way in answer.get("missing", ()):
            for pointer in way:
                if pointer != "/amount/exact" and _was_sent(judged, pointer):
                    yield f"{pointer} was sent"


def _was_sent(judged: Judged, pointer: str) -> bool:
    """Whether the fact was given: one with a comparator may have to be given again without."""
    node: object = judged.sent
    for step in pointer.split("/")[1:]:
        if isinstance(node, list):
            node = node[int(step)] if int(step) < len(node) else None
        else:
            node = node.get(step) if isinstance(node, dict) else None
        if node is None:
            return False
    return not (isinstance(node, dict) and "value" in node)
