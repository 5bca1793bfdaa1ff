"""Every sentence is as it was read and agreed to."""

from difflib import unified_diff

from tests.texts.said import COMMAND, WRITTEN, said


def test_the_answers_say_what_is_written_down() -> None:
    written, now = WRITTEN.read_text(encoding="utf-8").splitlines(), said().splitlines()
    changes = list(unified_diff(written, now, "written down", "said now", lineterm="", n=0))
    assert not changes, "\n".join([*changes[:40], f"If that is what should be said: {COMMAND}"])
