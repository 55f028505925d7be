"""The card in JupyterLab, judged by keyboard: the browser draws and listens, Python decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from analysis import errors
from analysis.review.desk import card as cards
from analysis.review.desk.sitting import Sitting

_HERE = Path(__file__).parent


class Desk(anywidget.AnyWidget):
    """Shows the card of a sitting and passes on what is pressed; it keeps no verdict itself.

    Everything that the browser is given stands in four values; all texts are drawn as text.
    """

    _esm = _HERE / "desk.js"
    _css = _HERE / "desk.css"
    card = traitlets.Any().tag(sync=True)
    progress = traitlets.Unicode().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    fault = traitlets.Unicode().tag(sync=True)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self.labels = cards.labels(sitting.language)
        self.on_msg(self._heard)
        self._show()

    def _show(self) -> None:
        with self.hold_sync():
            self.progress = cards.progress(self._sitting.progress(), self._sitting.language)
            self.card = self._sitting.card()

    def _heard(self, _widget: object, pressed: dict[str, Any], _buffers: object) -> None:
        self.press(pressed)

    def press(self, pressed: dict[str, Any]) -> None:
        """Do what was pressed: `decide` (verdict, note), `undo`, or `step` (by).

        A verdict is kept only for the card that the reviewer saw: a key pressed twice in haste
        judges nothing unseen.
        """
        self.fault = ""
        try:
            self._do(pressed)
            self._show()
        except errors.FiveLensesError as failure:
            self.fault = str(failure)

    def _do(self, pressed: dict[str, Any]) -> None:
        seen = self.card["pair_key"] if self.card else ""
        if pressed["do"] == "undo":
            self._sitting.undo()
        elif pressed["do"] == "step":
            self._sitting.step(int(pressed["by"]))
        elif pressed.get("pair_key") == seen:
            self._sitting.decide(str(pressed["verdict"]), str(pressed.get("note", "")))
