"""The documents and publications that several drugs rest on, each once; a drug's own stand in its folder.

Statements are made in our own words; a citation names the heading under which the fact stands.
"""

from dosing.core.evidence import Source

DESPITE_BACLOFEN = Source(id="cramps-despite-baclofen", title="Management of Muscle Cramps Despite Baclofen Therapy")
WORKUP = Source(id="leg-cramps-workup", title="Initial Workup and Management of Leg Cramps")
CHILD = Source(
    id="crampy-leg-pain-11y",
    title="Management of Chronic Intermittent Crampy Leg Pain in an 11-Year-Old Female",
)
REFRACTORY = Source(
    id="refractory-cramps",
    title="What are the treatment options for refractory muscle cramps"
    " (muscle cramps that do not respond to standard treatment)?",
    reference="Says of itself that it awaits human review.",
)
NUMBNESS = Source(id="cramps-and-numbness", title="Management of Cramps and Numbness")

KDIGO = Source(
    id="kdigo-ckd",
    title="KDIGO Clinical Practice Guideline for the Evaluation and Management of Chronic Kidney Disease",
    reference="Kidney Int 2024;105(4S):S117–S314",
)
BEERS = Source(
    id="ags-beers-2023",
    title="American Geriatrics Society 2023 updated AGS Beers Criteria for potentially inappropriate medication use",
    reference="J Am Geriatr Soc 2023;71:2052–2081",
)
UK_REFERENCE_RANGE = Source(
    id="uk-serum-magnesium", title="UK reference range of serum magnesium in adults", reference="0.7–1.0 mmol/L"
)
POTASSIUM_RANGE = Source(
    id="serum-potassium", title="Reference range of serum potassium in adults", reference="from 3.5 mmol/L"
)
