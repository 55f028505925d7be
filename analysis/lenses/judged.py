"""How far people have judged the flags that a sentence counts: which of its wordings is true."""

from __future__ import annotations


def ending(flagged_count: int, confirmed_count: int) -> str:
    """What is added to the key of a sentence: nothing while no flag is confirmed.

    Dismissed flags count no more, so `_settled` says that all which stand are confirmed, and
    `_no_flags` that none stands.
    """
    if not flagged_count:
        return "_no_flags"
    if not confirmed_count:
        return ""
    return "_settled" if confirmed_count >= flagged_count else "_judged"
