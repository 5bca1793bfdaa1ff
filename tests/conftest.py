"""How much the property tests try: `fast` is for every change and repeats itself exactly, `deep` for the slow lane."""

import os

from hypothesis import settings

settings.register_profile("fast", derandomize=True, max_examples=100, deadline=None, database=None)
settings.register_profile("deep", max_examples=2000, deadline=None, database=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
