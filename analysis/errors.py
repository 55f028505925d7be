"""What can go wrong for a reason a person can mend; each kind has its exit code."""

from __future__ import annotations


class FiveLensesError(Exception):
    """Says what is wrong (cause) and what to do about it (remedy)."""

    exit_code = 1

    def __init__(self, cause: str, remedy: str = "") -> None:
        super().__init__(f"{cause}\n{remedy}" if remedy else cause)
        self.cause = cause
        self.remedy = remedy


class UsageError(FiveLensesError):
    """A command or a notebook was called with something it does not take."""

    exit_code = 2


class InputError(FiveLensesError):
    """A file cannot be read as what it is said to be, or nothing in it can be loaded."""

    exit_code = 3


class LockedError(FiveLensesError):
    """Another run holds the lock, or another program holds the file."""

    exit_code = 4


class CheckError(FiveLensesError):
    """A check on our own results failed, so nothing was published."""

    exit_code = 5


class PublishError(FiveLensesError):
    """A page could not be made; the page published before it stands."""

    exit_code = 1
