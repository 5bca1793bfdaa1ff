"""Closed lists, each entry with its source or reason: codes, names of drugs, what people write for units."""
