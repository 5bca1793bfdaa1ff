"""CDS Hooks: what an order entry system asks while an order is written, and the cards that it gets."""
