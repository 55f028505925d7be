"""Records that a part of a page needs and nobody filed: said once, with the sheet to fill in."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages
from analysis.lenses import queries, titles


def lacking(frame: pd.DataFrame, lens: str, *records: str) -> pd.DataFrame:
    """The frame, marked as one that these records would make possible.

    Args:
        frame: rows of a chart that cannot be drawn for want of records.
        lens: the lens; `<lens>.lacks_<record>` (`_` for the colon) says what the record would show.
        records: kinds of record, as `fivelens template` names them; behind a colon which part
            of the kind (`inspections:tests`) where one is filed in part.
    """
    return queries.titled(frame, lens=lens, lacks=records)


def wanting(frame: pd.DataFrame, lens: str, *records: str) -> pd.DataFrame:
    """The frame, which is drawn, marked as one of which these records would tell more."""
    return queries.titled(frame, lens=lens, wants=records)


def is_lacking(frame: pd.DataFrame) -> bool:
    """Whether the frame stands for records that nobody filed."""
    return bool(frame.attrs.get("lacks"))


def nothing(frame: pd.DataFrame, chart: str, language: str) -> go.Figure:
    """In place of a chart for want of records; a page leaves it out and says it once."""
    said = " ".join(lines([frame], language))
    figure = titles.silent(chart, language, "no_denominator", said)
    figure.update_layout(meta={**figure.layout.meta, "lacks": list(frame.attrs["lacks"])})
    return figure


def part(frame: pd.DataFrame, key: str, language: str) -> markup.Markup:
    """The heading of a part of the page, or nothing where its records are lacking."""
    return markup.join() if is_lacking(frame) else titles.section(key, language)


def needed(frames: Iterable[pd.DataFrame], language: str) -> markup.Markup:
    """What the page could show with records that nobody filed: one line for each, or nothing."""
    said = lines(frames, language)
    if not said:
        return markup.join()
    return markup.limits(language, said, title=messages.say(language, "records.needed"))


def lines(frames: Iterable[pd.DataFrame], language: str) -> list[str]:
    """What the records that are lacking, or would tell more, would show: one line for each."""
    lacked = dict.fromkeys(
        (frame.attrs["lens"], record)
        for frame in frames
        for name in ("lacks", "wants")
        for record in frame.attrs.get(name, ())
    )
    return [
        messages.say(
            language,
            "records.line",
            what_text=messages.say(language, f"{lens}.lacks_{record.replace(':', '_')}"),
            form_text=messages.say(language, f"record.{record.partition(':')[0]}"),
        )
        for lens, record in lacked
    ]
