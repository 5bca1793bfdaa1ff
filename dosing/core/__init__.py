"""The pure part: exact arithmetic, the language of rules, checks and plans. No I/O, no clock, no drug by name."""
