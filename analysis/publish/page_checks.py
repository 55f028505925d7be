"""What must be true of a page before it may replace the one that people read."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from analysis import errors

_ADDRESSES = ("src", "href", "srcset", "action", "formaction", "poster", "data", "background")
_OWN_SCRIPTS = {
    *("plotly-js", "draw", "unpack", "tables"),
    *("provenance", "chart-locale", "table-words"),
}
# Five megabytes that are ours: they run only if they are what the policy of the page says.
_LIBRARY = re.compile(r'(<script type="text/plain" id="plotly-js"[^>]*>).*?(</script>)', re.DOTALL)
_REFUSED = {"iframe", "object", "embed", "form", "base"}


def demand_sound(text: str, *, name: str, chart_count: int) -> None:
    """Refuse a page that is not whole, reaches for the network, or holds a foreign script.

    Args:
        text: the page as HTML.
        name: of the notebook, for the message.
        chart_count: plotly outputs of the notebook.

    Raises:
        PublishError: it names every fault found.
    """
    seen = _Seen()
    seen.feed(_LIBRARY.sub(r"\1\2", text))
    seen.close()
    faults = [*seen.faults, *_miscounted(seen, chart_count)]
    if faults:
        raise errors.PublishError(
            f"The page of notebook {name} is not sound: {'; '.join(faults)}.",
            "Show charts by `show.show` and build other pieces by analysis.markup.",
        )


def _miscounted(seen: _Seen, chart_count: int) -> list[str]:
    expected = {
        "chart": chart_count,
        "plotly-js": min(chart_count, 1),
        "h1": 1,
        "main": 1,
        "language": 1,
        "policy": 1,
    }
    return [
        f"{seen.counts[what]} × {what} instead of {count}"
        for what, count in expected.items()
        if seen.counts[what] != count
    ]


class _Seen(HTMLParser):
    """Counts and faults of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.counts[tag] += 1
        self.counts["chart"] += attributes.get("class") == "chart-data"
        self.counts["plotly-js"] += attributes.get("id") == "plotly-js"
        self.counts["language"] += tag == "html" and bool(attributes.get("lang"))
        self.counts["policy"] += attributes.get("http-equiv") == "Content-Security-Policy"
        self.faults += _foreign(tag, attributes)


def _foreign(tag: str, attributes: dict[str, str | None]) -> list[str]:
    faults = []
    if tag in _REFUSED:
        faults.append(f"it holds an element <{tag}>")
    if tag == "script" and not _is_ours(attributes):
        faults.append("it holds a script that is not ours")
    for key, value in attributes.items():
        address = (value or "").strip().lower()
        if key in _ADDRESSES and address.startswith(("http:", "https:", "//", "javascript:")):
            faults.append(f"<{tag} {key}> leads to {address[:60]}")
        if key.startswith("on"):
            faults.append(f"<{tag}> has a handler {key}")
    return faults


def _is_ours(attributes: dict[str, str | None]) -> bool:
    if attributes.get("class") == "chart-data":
        return True
    return attributes.get("id") in _OWN_SCRIPTS
