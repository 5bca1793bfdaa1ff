"""The HTTP edge: one table of operations, from which handlers, decoders and the contract are made."""
