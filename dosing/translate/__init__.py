"""Between the wire and the core: requests become exact values, reports become answers. Decides nothing."""
