import json

import pytest
from msgspec import Raw

from dosing.fhir.record.evidence import ANYTHING, KNOWN_EMPTY, RESULTS, UNKNOWN, State, evidence, joined
from tests.fhir.written import Json, egfr, person, raw, searched

NEXT = {"link": [{"relation": "self", "url": "a"}, {"relation": "next", "url": "b"}]}
OUTCOME = {"resourceType": "OperationOutcome", "issue": []}


@pytest.mark.parametrize(
    ("sent", "state", "is_complete"),
    [
        (None, State.KNOWN_EMPTY, True),
        (searched(), State.KNOWN_EMPTY, True),
        ({"resourceType": "Bundle"}, State.KNOWN_EMPTY, True),
        (searched(egfr()), State.PRESENT, True),
        (searched(egfr(), type="collection"), State.PRESENT, False),
        (searched(egfr(), **NEXT), State.PRESENT, False),
        (searched(**NEXT), State.UNKNOWN, False),
        (searched(OUTCOME), State.UNKNOWN, False),
        (searched(egfr(), OUTCOME), State.PRESENT, False),
        (OUTCOME, State.UNKNOWN, False),
        (egfr(), State.PRESENT, False),
        (person(), State.UNKNOWN, False),
        ("text", State.UNKNOWN, False),
        ({"resourceType": "Bundle", "entry": {}}, State.UNKNOWN, False),
    ],
)
def test_there_none_and_not_known_are_three_things(sent: object, state: State, is_complete: bool) -> None:  # noqa: FBT001 -- a parameter
    found = evidence(raw(sent), "key", RESULTS)
    assert (found.state, found.is_complete) == (state, is_complete)


def test_a_key_that_is_not_there_is_unknown() -> None:
    assert evidence(None, "key", RESULTS) is UNKNOWN


def test_a_resource_that_is_not_wanted_is_passed_over_however_it_is_built() -> None:
    odd = {"resourceType": "Procedure", "code": 5, "status": []}
    found = evidence(raw(searched(odd, egfr())), "key", RESULTS)
    assert [(one.kind, one.path) for one in found.found] == [("Observation", "key.entry[1].resource")]
    assert found.remarks == ()


def test_a_wanted_resource_that_is_not_built_as_one_is_said() -> None:
    found = evidence(raw(searched({"resourceType": "Observation", "code": 5})), "key", RESULTS)
    assert [(remark.code, remark.expression) for remark in found.remarks] == [
        ("evidence-unreadable", "key.entry[0].resource")
    ]


def test_bytes_that_are_no_text_are_unknown() -> None:
    text = json.dumps(egfr()).encode().replace(b"final", b"f\xffnal")
    assert evidence(Raw(text), "key", RESULTS).state is State.UNKNOWN


def test_parts_are_complete_together_only_if_each_is() -> None:
    there = evidence(raw(searched(egfr())), "a", RESULTS)
    assert joined((there, KNOWN_EMPTY)).is_complete
    assert joined((there, UNKNOWN)).state is State.PRESENT
    assert not joined((there, UNKNOWN)).is_complete
    assert joined((KNOWN_EMPTY, KNOWN_EMPTY)).state is State.KNOWN_EMPTY
    assert joined((KNOWN_EMPTY, UNKNOWN)).state is State.UNKNOWN
    assert joined(()).state is State.UNKNOWN


def test_everything_in_one_bundle_is_taken_apart_by_type() -> None:
    everything: Json = searched(person(), egfr(), {"resourceType": "Claim"})
    assert [one.kind for one in evidence(raw(everything), "b", ANYTHING).found] == ["Patient", "Observation"]
