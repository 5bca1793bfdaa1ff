"""What only baclofen rests on: its label, and three studies."""

from dosing.core.evidence import Source

LABEL = Source(id="baclofen-label", title="Baclofen tablets, prescribing information", reference="US product label")
VLAVONOU = Source(
    id="vlavonou-2014",
    title="Pharmacokinetic characterization of baclofen in patients with chronic kidney disease:"
    " dose adjustment proposal",
    reference="Vlavonou et al., J Clin Pharmacol 2014, doi 10.1002/jcph.247",
)
MUANDA = Source(
    id="muanda-2019",
    title="Association of baclofen with encephalopathy in patients with chronic kidney disease",
    reference="Muanda et al., JAMA 2019;322:1987",
)
NCT02298868 = Source(
    id="nct02298868",
    title="Baclofen for muscle cramps in cirrhosis, a trial",
    reference="ClinicalTrials.gov NCT02298868",
)
