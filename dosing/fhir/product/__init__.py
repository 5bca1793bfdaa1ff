"""What is ordered: the drug, how much of it a product holds, and the way it is given."""
