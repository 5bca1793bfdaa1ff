"""What is broken on purpose is read by a test, and collected by nothing."""

collect_ignore = ["broken"]
