"""How far people have judged the flags that a sentence counts: which of its wordings is true."""

from __future__ import annotations

from analysis import messages


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


def with_first(said: str, first_flagged_count: int, language: str) -> str:
    """The sentence, and that first registers repeat entries of their own, where they do.

    Such an entry is flagged (contract, ruling 1: within a year, earlier by the found date) and
    stands in no share, because no earlier register says what a first one could have repeated.
    """
    if not first_flagged_count:
        return said
    more = messages.say(language, "judged.first", first_flagged_count=first_flagged_count)
    return messages.say(language, "indicator.joint").join([said, more])
