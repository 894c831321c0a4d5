"""Why a file is no source, where its owner can do something particular about it."""


class Refusal(ValueError):  # noqa: N818 - it is caught as the ValueError that it is
    """The reason, as a clause without a full stop, and what to do, as a sentence."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def password() -> Refusal:
    """The file is protected."""
    return Refusal("it is protected by a password", "Open it with the password and save it without one.")


def oversized(megabytes: int) -> Refusal:
    """The container unpacks to too much."""
    reason = f"it unpacks to more than {megabytes} MB: this looks like a zip bomb"
    return Refusal(reason, "If it is an honest file, copy its text into a .txt file.")
