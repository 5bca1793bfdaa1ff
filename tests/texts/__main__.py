"""Writes down what answers say: python -m tests.texts."""

from tests.texts.said import WRITTEN, said

WRITTEN.write_text(said(), encoding="utf-8")
