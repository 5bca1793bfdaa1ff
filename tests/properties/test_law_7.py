"""Law 7: every number is held: nudge it by its resolution, and a vector fails. Of any change, asked either way.

All changes, one by one, are asked about by `tests/vectors/test_numbers_held.py`.
"""

import json

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dosing.core.compile import BrokenRuleError
from tests.edges import Ask
from tests.vectors.instead import Change, all_changes, instead
from tests.vectors.runner import differences
from tests.vectors.test_numbers_held import is_invisible, that_may_see, with_the_end_moved

_EXAMPLES = 200
_CHANGES = st.sampled_from([change for change in all_changes() if not is_invisible(change)])


def _is_held(change: Change, ask: Ask) -> bool:
    near = that_may_see(change)
    try:
        with instead(change):
            return any(
                differences(expect, ask(vector.operation, json.loads(bytes(vector.request)))) for vector, expect in near
            )
    except BrokenRuleError:
        return _is_held(with_the_end_moved(change), ask)
    except (AssertionError, ArithmeticError, TypeError, StopIteration):
        return True


@settings(max_examples=_EXAMPLES, phases=(Phase.generate,))
@given(change=_CHANGES)
def test_whatever_is_nudged_a_vector_fails(ask: Ask, change: Change) -> None:
    assert _is_held(change, ask), str(change)
