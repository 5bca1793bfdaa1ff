"""What is known of the patient: a record's resources as facts, and what they leave unknown."""
