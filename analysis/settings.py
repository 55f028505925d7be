"""Typed, frozen settings, built once at the entry from `settings.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_DEFAULT = Path(__file__).with_name("settings.toml")


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Match(_Section):
    """Thresholds of the matching engine."""

    rule_version: str
    shingle_length: Annotated[int, Field(ge=1, le=4)]  # a number of 64 bits holds four
    rarest_kept: Annotated[int, Field(ge=2)]
    document_cap: Annotated[int, Field(ge=2, le=62)]  # counted in six bits
    weighed_per_form: Annotated[int, Field(ge=1)]
    reworded_edit: float
    reworded_jaccard: float
    reworded_alphabetic: float
    reworded_share: float
    ordered_edit: float
    strewn_surprise: float
    reworded_surprise: float
    padded_containment: float
    padded_ratio: float
    review_edit: float
    review_jaccard: float
    review_containment: float
    review_share: float
    review_surprise: float
    review_scattered: float
    stretch_share: float
    long_ratio: float
    exchanged_share: float
    held_share: float
    catalogue_share: float
    catalogue_rows: int
    catalogue_units: int
    catalogue_numbered: float
    catalogue_numbered_share: float
    catalogue_numbered_rows: int

    @property
    def catalogue(self) -> dict[str, float]:
        """What decides whether the texts of a source are sentences of a code list."""
        return {
            "catalogue_share": self.catalogue_share,
            "catalogue_rows": self.catalogue_rows,
            "catalogue_units": self.catalogue_units,
            "catalogue_numbered": self.catalogue_numbered,
            "catalogue_numbered_share": self.catalogue_numbered_share,
            "catalogue_numbered_rows": self.catalogue_numbered_rows,
        }

    import_share: float
    import_rows: int
    small_unit: int
    compared_per_entry: int
    other_number_text: float
    open_share: float
    listed_share: float
    listed_rows: int
    links_kept: int
    renamed_similarity: float
    other_unit_similarity: float
    sample_texts: Annotated[int, Field(ge=1)]
    weighed_texts: Annotated[int, Field(ge=1)]
    learning_texts: int
    rare_share: float
    common_share: float
    name_texts: int
    name_small_share: float
    name_common_share: float
    titled_share: float


class Outcomes(_Section):
    """When a problem has returned and when it is chronic."""

    return_days: int
    chronic_years: int
    look_back_years: int


class Planning(_Section):
    """When a plan item takes up a problem, and what of a plan's wording is its own."""

    recurring_years: int
    links_per_item: int
    field_problems: int
    phrase_problems: int
    phrase_items: int
    phrase_share: float
    boilerplate_share: float
    boilerplate_few_share: float
    boilerplate_few_units: int
    boilerplate_least: int


class Magnifier(_Section):
    """What a common problem is, and the hours in which it may happen."""

    common_share: float
    common_units: int
    least_units: int
    window_years: int
    risk_from: str
    risk_to: str
    risk_days: int


class Publish(_Section):
    """Limits of a run and of what a page shows."""

    cell_timeout_seconds: int
    page_timeout_seconds: int
    run_timeout_seconds: int
    worker_count: int
    card_count: int
    doubt_count: int
    sample_count: int
    row_count: int
    flag_count: int
    perfunctory_bar: float
    small_count: int
    complete_share: float


class Settings(_Section):
    """All settings of one run."""

    match: Match
    outcomes: Outcomes
    planning: Planning
    magnifier: Magnifier
    publish: Publish


def load(path: Path = _DEFAULT) -> Settings:
    """The settings written in `path`; an unknown or missing name is an error that names it."""
    return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
