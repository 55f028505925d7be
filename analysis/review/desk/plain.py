"""The card without a script of its own: plain widgets, where the other cannot be shown."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial

import ipywidgets

from analysis.review import store
from analysis.review.desk import card as cards
from analysis.review.desk.sitting import Sitting


def plain(sitting: Sitting, *, is_asked: bool = True) -> ipywidgets.VBox | None:
    """The card of a sitting with buttons and a line for the note; None where it is not asked."""
    if not is_asked:
        return None
    labels = cards.labels(sitting.language)
    shown = ipywidgets.HTML(_drawn(sitting, labels))
    note = ipywidgets.Text(placeholder=labels["note_hint"], description=labels["note"])

    seen = {"pair_key": _key(sitting)}

    def pressed(action: Callable[[], object], _: object) -> None:
        action()
        shown.value, note.value = _drawn(sitting, labels), ""
        seen["pair_key"] = _key(sitting)

    def decide(verdict: str) -> None:
        # The card of the sitting may be another one by now: judged is only what was shown.
        if seen["pair_key"] and seen["pair_key"] == _key(sitting):
            sitting.decide(verdict, note.value)

    actions: dict[str, Callable[[], object]] = {
        **{verdict: partial(decide, verdict) for verdict in store.VERDICTS},
        "undo": sitting.undo,
        "back": partial(sitting.step, -1),
        "next": partial(sitting.step, 1),
    }
    buttons = {name: ipywidgets.Button(description=labels[name]) for name in actions}
    for name, button in buttons.items():
        button.on_click(partial(pressed, actions[name]))
    return ipywidgets.VBox([shown, ipywidgets.HBox(list(buttons.values())), note])


def _key(sitting: Sitting) -> str:
    card = sitting.card()
    return card["pair_key"] if card else ""


def _drawn(sitting: Sitting, labels: dict[str, str]) -> str:
    """The card as plain HTML; every text of people is escaped."""
    lines = [cards.progress(sitting.progress(), sitting.language)]
    card = sitting.card()
    if card is None:
        return "<br>".join([*lines, labels["done"]])
    lines.append(f"<b>{html.escape(card['title'])}</b>")
    for side in card["sides"]:
        text = "".join(piece for _, piece in side["spans"])
        lines += [f"<i>{html.escape(side['when'])}</i>", html.escape(text)]
        lines.append(f"<small>{html.escape(side['source'])}</small>")
    lines.append(f"<b>{html.escape(card['question'])}</b>")
    lines.append(html.escape(f"{labels['changed']} {card['changed']}"))
    lines += [
        html.escape(f"{fact['label']}: {fact['older'] or '–'} → {fact['newer'] or '–'}")
        for fact in card["facts"]
    ]
    lines += [
        html.escape(f"{part['label']}: {part['value']:.2f} ({part['bar_text']})")
        for part in card["scores"]
    ]
    lines.append(html.escape(card["runner_up"]))
    if card["reply"]:
        lines.append(html.escape(f"{labels['reply']} {card['reply']}"))
    return "<br>".join(lines)
