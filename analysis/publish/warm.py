"""Imported once by the process from which all others are forked: what pages need takes long."""

from __future__ import annotations

import importlib
import pkgutil

import papermill
import plotly.graph_objects  # noqa: F401  # the charts of every page

from analysis import indicators, lenses
from analysis.publish import cells, jobs, page_checks, pieces, render, runner

__all__ = ["cells", "indicators", "jobs", "page_checks", "papermill", "pieces", "render", "runner"]

for _module in pkgutil.walk_packages(lenses.__path__, "analysis.lenses."):
    importlib.import_module(_module.name)
