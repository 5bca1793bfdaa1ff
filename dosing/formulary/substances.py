"""The magnesium compounds: what a mole of each weighs, and the charge of the magnesium in it."""

from decimal import Decimal

from dosing.core.convert import Substance
from dosing.core.evidence import Citation, Source

ATOMIC_WEIGHTS = Source(
    id="standard-atomic-weights",
    title="Standard atomic weights of the elements",
    reference="IUPAC Commission on Isotopic Abundances and Atomic Weights, abridged values",
)
MOLAR_MASSES = Citation(ATOMIC_WEIGHTS, "Magnesium, oxygen, hydrogen")

MAGNESIUM = Substance(id="magnesium", molar_mass=Decimal("24.305"), charge=2)
MAGNESIUM_OXIDE = Substance(id="magnesium-oxide", molar_mass=Decimal("40.304"), charge=2)
MAGNESIUM_HYDROXIDE = Substance(id="magnesium-hydroxide", molar_mass=Decimal("58.319"), charge=2)

SUBSTANCES = {substance.id: substance for substance in (MAGNESIUM, MAGNESIUM_OXIDE, MAGNESIUM_HYDROXIDE)}
