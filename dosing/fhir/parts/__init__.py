"""What resources are made of: dates, numbers, units, references, and what is said of a part that was not understood."""
