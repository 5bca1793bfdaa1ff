"""What hooks keep: feedback on cards, and the tokens that were used. SQLite files; nothing of a patient."""
