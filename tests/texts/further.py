"""Requests whose answers say what no vector's answer says; each is here for its words."""

FURTHER: tuple[tuple[str, bytes], ...] = ()
