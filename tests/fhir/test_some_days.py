"""Words of days without a dose beside a structure of every day: said where baclofen is meant, and only there."""

import pytest

from dosing.fhir.dosage.some_days import is_on_some_days
from tests.fhir.test_doses import errors
from tests.fhir.written import Json, codes, dosage, order, quantity, read, repeat

FIVE = quantity(5, "mg")
SOME_DAYS = [
    "as needed",
    "PRN",
    "Twice daily PRN",
    "5 mg p.r.n.",
    "Take 5 mg by mouth 2 (two) times a day as needed",
    "5 mg twice daily as needed for muscle spasms",
    "5 mg bd, only if cramps occur",
    "Take only when needed",
    "5 mg bd and 5 mg more at night if needed",
    "You may take 5 mg if required",
    "bei Bedarf",
    "1 Tablette bei Bedarf",
    "5 mg twice daily on weekdays only",
    "5 mg twice daily, Mon-Fri",
    "5 mg twice daily Monday to Friday",
    "5 mg twice daily on Mondays",
    "5 mg bd every Monday",
    "Monday, Wednesday and Friday",
    "5 mg bd Mon/Wed/Fri",
    "5 mg bd every day except Sundays",
    "5 mg bd except on Sunday",
    "2x täglich 5 mg Mo-Fr",
    "5 mg montags",
    "2x täglich 5 mg am Wochenende",
    "Nur am Wochenende",
    "an den Wochenenden",
    "5 mg wochenends",
    "5 mg as-needed",
    "5 mg bd whenever needed",
    "im Bedarfsfall",
    "Falls nötig 5 mg",
    "5 mg wenn erforderlich",
    "from Monday to Friday",
    "von Montag bis Freitag",
    "5 mg bd Mon. to Fri.",
    "2x täglich 5 mg, Mo.-Fr.",
    "Mo., Mi. und Fr.",
    "5 mg bd every weekday",
    "every weekend",
    "5 mg bd on week-ends",
    "5 mg bd on business days",
    "5 mg bd every other Monday",
    "5 mg bd MWF",
    "5 mg jeden Montag",
    "an jedem Mittwoch 5 mg",
    "2x täglich 5 mg außer Sonntag",
    "2x täglich 5 mg an Werktagen",
    "5 mg sonnabends",
    "If needed take 5 mg and call the clinic",
    "5 mg as needed, call the clinic if needed",
    "Call the clinic. 5 mg if needed",
    "If needed",
]
EVERY_DAY = [
    "5 mg twice daily, not as needed",
    "5 mg twice daily. Refill as needed",
    "Adjust the dose as needed",
    "5 mg twice daily. Laxative as needed",
    "Take an antacid if needed",
    "5 mg twice daily; take paracetamol 500 mg as needed",
    "Call the clinic if needed",
    "If needed call the clinic",
    "If needed, please call your doctor.",
    "call if needed",
    "5 mg twice daily, if needed call 555-123-4567",
    "As needed contact the pharmacist or the nurse for advice",
    "When necessary ask your pharmacist",
    "wenn nötig Arzt anrufen",
    "Bei Bedarf bitte den Hausarzt kontaktieren",
    "Falls erforderlich in der Praxis anrufen",
    "2x täglich 5 mg, bei Bedarf Apotheke fragen",
    "5 mg twice daily from Monday to Sunday",
    "5 mg twice daily, Mon-Sun",
    "5 mg twice daily, weekdays and weekends",
    "2x täglich 5 mg, werktags und am Wochenende",
    "2x täglich 5 mg, nicht bei Bedarf",
    "2x täglich 5 mg, ab Montag",
    "2x täglich 5 mg. Jeden Montag Kontrolle",
    "Tabletten montags in der Apotheke abholen",
    "Protect from the sun. Take 5 mg twice daily",
    "5 mg twice daily, every day of the week",
    "5 mg twice daily, starting on Monday",
    "5 mg twice daily starting Mon 23 Nov",
    "5 mg twice daily. Review on Mondays",
    "5 mg twice daily. The pharmacy is open Mon-Fri",
    "Protect from the sun",
    "5 mg twice daily, after dialysis on Mon, Wed and Fri",
]


@pytest.mark.parametrize("text", SOME_DAYS)
@pytest.mark.parametrize("place", ["text", "patientInstruction", "additionalInstruction", "note"])
def test_words_of_days_without_a_dose_beside_one_of_every_day_are_never_understood(place: str, text: str) -> None:
    one = dosage(FIVE, repeat(2))
    more: Json = {}
    if place == "note":
        more = {"note": [{"text": text}]}
    else:
        one |= {place: [{"text": text}] if place == "additionalInstruction" else text}
    reading = read(order(one, **more))
    assert "not-daily" in errors(reading)
    assert not reading.is_understood
    assert place in reading.remarks[-1].expression


@pytest.mark.parametrize("text", EVERY_DAY)
def test_words_of_something_else_than_days_without_a_dose_are_let_be(text: str) -> None:
    assert codes(read(order(dosage(FIVE, repeat(2), text=text)))) == []


@pytest.mark.parametrize(
    ("timing", "more"),
    [(repeat(2), {"asNeededBoolean": True}), (repeat(2, dayOfWeek=["mon", "tue", "wed", "thu", "fri"]), {})],
)
def test_what_the_structure_says_as_well_is_said_once(timing: Json, more: Json) -> None:
    text = "5 mg twice daily Mon-Fri as needed"
    assert errors(read(order(dosage(FIVE, timing, text=text, **more)))) == ["not-daily"]


def test_a_drug_that_may_be_left_out_is_taken_as_needed_without_alarm() -> None:
    one = dosage(quantity(12, "mmol"), repeat(when=["HS"]), text="12 mmol at bedtime as needed, Mon-Fri")
    assert codes(read(order(one, medication={"text": "magnesium oxide"}))) == []


def test_a_stop_may_be_told_in_any_words() -> None:
    steps = [
        dosage(FIVE, repeat(2, boundsDuration=quantity(7, "d")), sequence=1),
        dosage(quantity(0, "mg"), repeat(), sequence=2, text="None as needed"),
    ]
    assert codes(read(order(*steps))) == []


def test_words_are_cut_to_a_length_before_anything_is_looked_for() -> None:
    before = "Check " + "Mo.-Di., " * 90 + "; "
    assert is_on_some_days(before + "Mo.-Fr.", frozenset())
    assert not is_on_some_days(before.ljust(1000) + "Mo.-Fr.", frozenset())
