"""What the verbs of `review` answer, line by line, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.review.imported import Imported
    from analysis.review.learning import Bars, Proposal

Found = dict[str, Any]


def lines(found: Found, language: str) -> Iterator[str]:
    """The links to judge, three lines each, then the accounts, then what verdicts there are."""
    from analysis import messages
    from analysis.review import words

    counts = {"open_count": found["open_count"], "shown_count": len(found["links"])}
    yield messages.say(language, "review.open", **counts)
    if found["waiting_count"]:
        waiting = found["waiting_count"]
        yield messages.say(language, "review.waiting", waiting_count=waiting)
    for link in found["links"]:
        yield from map(_plain, _link(link, language))
    yield from _accounts(found, language)
    yield from map(_plain, _disputed(found, language))
    told = [
        messages.say(language, "review.verdict_means", verdict_text=word, meaning_text=meaning)
        for word, meaning in words.meanings(language).items()
    ]
    yield messages.say(
        language, "review.verdicts", verdicts_text=", ".join(words.verdicts(language))
    )
    yield from (f"    {line}" for line in told)


def imported(done: Imported, file_name: str, folder: Path, language: str) -> Iterator[str]:
    """What an import took, refused, and took although the sheet has another text."""
    from analysis import messages
    from analysis.review import words

    said = "imported" if done.is_applied else "not_imported"
    yield messages.say(
        language,
        f"review.{said}",
        added_count=done.added,
        folder_text=str(folder),
        unchanged_count=done.unchanged,
        refused_count=len(done.refused),
    )
    for one in done.refused:
        at = {"file_name": file_name, "row_text": str(one.row)}
        yield messages.say(language, "review.refused", reason_text=one.said(language), **at)
    for conflict in done.conflicts:
        at = {"file_name": file_name, "row_text": str(conflict.row)}
        word = words.verdict(conflict.verdict, language)
        told = at | {"reviewer": conflict.reviewer, "verdict_text": word}
        yield messages.say(language, "review.row_conflict", **told)
    if done.reply_count:
        yield messages.say(language, "review.replies", reply_count=done.reply_count)
    for row, name in done.edited:
        at = {"file_name": file_name, "row_text": str(row)}
        column = words.header(name, language)
        yield messages.say(language, "review.edited", column_text=column, **at)


def learnt(proposal: Proposal, now: Bars, language: str) -> Iterator[str]:
    """What proposed bars would do on links that they were not fitted on, or why there are none."""
    from analysis import messages
    from analysis.review import learning

    counts = {name: count for name, count in proposal._asdict().items() if name.endswith("_count")}
    if proposal.bars is None:
        least = {"least_count": 2 * learning.LEAST}
        yield messages.say(language, "review.learnt_few", **counts, **least)
        return
    yield messages.say(language, "review.learnt_head", **counts)
    for name, stands, proposed in zip(now._fields, now, proposal.bars, strict=True):
        told = {"bar_name": name, "bar_text": f"{stands:.3f}", "proposed_text": f"{proposed:.3f}"}
        key = "review.learnt_stays" if stands == proposed else "review.learnt_bar"
        yield messages.say(language, key, **told)
    for name, rates in (("before", proposal.before), ("after", proposal.after)):
        told = {
            f"{rate}_text": "–" if share is None else messages.percent(language, share, 1)
            for rate, share in rates._asdict().items()
        }
        yield messages.say(language, f"review.learnt_{name}", **told, **counts)
    yield messages.say(
        language, "review.learnt_better" if proposal.is_better else "review.learnt_worse"
    )


def _link(link: Found, language: str) -> Iterator[str]:
    from analysis import messages

    waits = messages.say(language, "review.waits") if link["is_waiting"] else ""
    shown = messages.say(language, f"class.{link['shown_class']}")
    yield "  ".join(filter(None, [link["pair_key"], shown, link["changed"], waits]))
    for prefix in ("", "prior_"):
        names = (f"{prefix}source_file", f"{prefix}source_sheet", f"{prefix}source_row")
        place = ", ".join(str(link[name]) for name in names if link[name] is not None)
        yield (
            f"    {link[f'{prefix}register_year']} {link[f'{prefix}unit']}:"
            f" {link[f'{prefix}issue_text']}  [{place}]"
        )


def _accounts(found: Found, language: str) -> Iterator[str]:
    """How many flags are judged, how right they were, how far reviewers agree."""
    from analysis import messages

    counts = found["reviewed"]
    yield messages.say(language, "review.flags", **counts)
    if counts["precision"] is not None:
        shares = zip(
            ("precision_text", "low_text", "high_text"),
            (counts["precision"], *counts["interval"]),
            strict=True,
        )
        told = {name: messages.percent(language, share, 1) for name, share in shares}
        yield messages.say(language, "review.precision", **told)
    if counts["needed_count"]:
        yield messages.say(language, "review.needed", needed_count=counts["needed_count"])
    for one in found["agreement"]:
        unknown = one["kappa"] is None
        kappa = messages.say(language, "review.kappa_none") if unknown else f"{one['kappa']:.2f}"
        yield messages.say(language, "review.agreement", kappa_text=kappa, **one)


def _disputed(found: Found, language: str) -> Iterator[str]:
    """Where reviewers differ, and verdicts on what is no longer there."""
    from analysis import messages
    from analysis.review import words

    for made in found["conflicts"]:
        said = [
            messages.say(
                language,
                "review.says",
                reviewer=one["reviewer"],
                verdict_text=words.verdict(one["verdict"], language),
            )
            for one in made
        ]
        key = made[0]["pair_key"]
        yield messages.say(language, "review.conflict", pair_key=key, said_text=", ".join(said))
    for one in found["stale"]:
        word = words.verdict(one["verdict"], language)
        at = {"reviewer": one["reviewer"], "pair_key": one["pair_key"]}
        yield messages.say(language, "review.stale", verdict_text=word, **at)


def _plain(line: str) -> str:
    """The line without what would break it or command a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in line)
