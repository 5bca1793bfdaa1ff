"""How much the property tests try: `fast` is for every change and repeats itself exactly, `deep` for the slow lane."""

import os
import tempfile

from hypothesis import settings

settings.register_profile("fast", derandomize=True, max_examples=100, deadline=None, database=None)
settings.register_profile("deep", max_examples=2000, deadline=None, database=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

#: What a service under test keeps, here or in a process of its own, is not for the place where a user's would be.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="dosing-tests-")
