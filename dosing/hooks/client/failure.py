"""That a request is not let in: known to those who answer requests without cryptography having been loaded."""


class TokenRefusedError(Exception):
    """A request without a token, or with one that is not good; the message says why, and nothing of the token."""


class KeysUnavailableError(Exception):
    """A client's keys could not be had, so that nothing can be said about its token."""
