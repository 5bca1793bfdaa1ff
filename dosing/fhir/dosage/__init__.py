"""How it is to be taken: the instructions of an order, structure and words, as what the rules judge."""
