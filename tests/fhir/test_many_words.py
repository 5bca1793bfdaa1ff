"""Many instructions with many words beside them: each word is compared once, with what all instructions say."""

from tests.fhir.work import lines_of
from tests.fhir.written import Json, dosage, order, quantity, repeat


def _noted(times: int) -> Json:
    steps = [dosage(quantity(5, "mg"), repeat(boundsDuration=quantity(7, "d")), sequence=n + 1) for n in range(times)]
    return order(*steps, note=[{"text": f"5 mg twice a day, {n}"} for n in range(10 * times)])


def test_twice_as_many_instructions_and_notes_take_about_twice_as_many_lines_of_code() -> None:
    few, many = lines_of(_noted(20)), lines_of(_noted(40))
    assert many < 2.5 * few
