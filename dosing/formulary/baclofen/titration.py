"""How baclofen is titrated: a profile for each category of patients, the single doses of a day, the tablets."""

from decimal import Decimal

from dosing.core.rule import All, Profile, Splits, Titration
from dosing.formulary.kidney import REDUCED, STANDARD
from dosing.formulary.thresholds import BACLOFEN_FULL_DOSE, IS_OLDER_ADULT, IS_YOUNGER_ADULT


def _mg(*numbers: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, numbers))


TITRATION = Titration(
    profiles=(
        Profile(
            id="standard",
            when=All((IS_YOUNGER_ADULT, STANDARD)),
            start="baclofen.start",
            step="baclofen.step",
            ceiling="baclofen.daily-max",
        ),
        Profile(
            id="reduced-kidney",
            when=All((IS_YOUNGER_ADULT, REDUCED)),
            start="baclofen.start.reduced-kidney",
            step="baclofen.step.reduced-kidney",
            ceiling="baclofen.daily-max.reduced-kidney",
        ),
        Profile(
            id="older-adult",
            when=All((IS_OLDER_ADULT, STANDARD)),
            start="baclofen.start.older-adult",
            step="baclofen.step.older-adult",
            ceiling="baclofen.daily-max.older-adult",
        ),
        Profile(
            id="older-adult-reduced-kidney",
            when=All((IS_OLDER_ADULT, REDUCED)),
            start="baclofen.start.reduced-kidney",
            step=None,
            ceiling="baclofen.daily-max.older-adult.reduced-kidney",
        ),
    ),
    maximum="baclofen.daily-max",
    interval="baclofen.interval",
    taper_interval="baclofen.taper.interval",
    taper_duration="baclofen.taper.duration",
    grid=Decimal(5),
    splits=Splits(
        # Up to three times a day: cramps-despite-baclofen, Baclofen-Specific Warnings.
        usual=(_mg(5), _mg(5, 5), _mg(5, 5, 5), _mg(10, 10), _mg(10, 5, 10), _mg(10, 10, 10)),
        most_doses=3,
        largest_dose=Decimal(10),
        large_above=BACLOFEN_FULL_DOSE,
        large_most_doses=24,
        large_largest_dose=Decimal(20),
    ),
    tablets=_mg(5, 10, 20),
    tablet_grid=Decimal("0.5"),
)
