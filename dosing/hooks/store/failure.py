"""That a store failed: known to those who answer requests without SQLite having been loaded."""


class StoreError(Exception):
    """Something could not be kept or looked up. What was to be kept may be sent again."""
