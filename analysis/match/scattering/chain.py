"""The engine as a chain of stages: which rows each must see together."""

from __future__ import annotations

from functools import partial

from analysis.match.finding import equal
from analysis.match.scattering import work
from analysis.match.scattering.stages import Along, By, Stage, Whole

# What is there before the first stage; the numbers of issues, texts and units are given once.
GIVEN = {
    "entries": "from entries",
    "asked": "from asked",
    "forms": "from forms",
    "clean.texts": "select rowid, * from clean.texts",
    "found": "from found",
    "listed_again": "from listed_again",
    "folded_units": "from folded_units",
    "linked.reuse_classes": "from linked.reuse_classes",
}
_REUSE = Whole("linked.reuse_classes")
_TIMES = (Whole("times"), Whole("looks"))


def _texts(*named: str) -> tuple[Along, Along]:
    """The texts of numbers that rows routed before name."""
    forms = Along(("forms",), "text", named)
    return forms, Along(("clean.texts",), "rowid", ("forms.text_row",))


def _named(*tables: str, by: str = "entries.entry") -> Along:
    return Along(tables, "entry", (by,))


CHAIN = (
    Stage(
        "equal forms in the unit",
        (By("entries", ("unit",)), _named("asked", "found")),
        ("found", "open_entries"),
        work.equal_in_units,
    ),
    *(
        Stage(
            f"equal forms anywhere, N{level}",
            (By("open_entries", (f"form{level}",)),),
            ("found",),
            partial(work.equal_anywhere, level),
            is_added=True,
        )
        for level in equal.LEVELS
    ),
    Stage(
        "points of time", (By("open_entries", ("entry",)),), ("moments",), work.derived("moments")
    ),
    Stage(
        "times in order",
        (Whole("moments"),),
        ("times", "looks"),
        work.derived("times", "looks"),
        at_driver=True,
    ),
    Stage(
        "meeting in the unit",
        (By("open_entries", ("unit",)), *_TIMES, *_texts("open_entries.form")),
        ("events", "met_in_units"),
        work.meet_in_units,
    ),
    Stage(
        "shingles",
        (By("events", ("form",)), *_texts("events.form")),
        ("shingled",),
        work.shingles,
    ),
    Stage("rare shingles", (By("shingled", ("part",)),), ("rare", "posts"), work.rare),
    Stage("rarest of each issue", (By("rare", ("newer_form",)),), ("rarest",), work.rarest),
    Stage(
        "meeting anywhere",
        (By("rarest", ("newer_form",)), Along(("posts",), "shingle", ("rarest.shingle",))),
        ("met_anywhere",),
        work.meet_anywhere,
    ),
    Stage("what the registers teach", (), ("taught",), work.teach, at_driver=True),
    Stage(
        "likeness",
        (
            By("met_in_units", ("newer_form",)),
            By("met_anywhere", ("newer_form",)),
            Whole("looks"),
            Whole("taught"),
            *_texts(
                *(
                    f"{table}.{form}"
                    for table in ("met_in_units", "met_anywhere")
                    for form in ("newer_form", "older_form")
                )
            ),
        ),
        ("likeness",),
        work.measure,
    ),
    Stage(
        "likest entries",
        (
            By("open_entries", ("form",)),
            By("likeness", ("newer_form",)),
            Along(("open_entries",), "form", ("likeness.older_form",)),
            Whole("looks"),
        ),
        ("found",),
        work.find_similar,
        is_added=True,
    ),
    Stage(
        "what changed",
        (
            By("entries", ("form",)),
            By("likeness", ("newer_form",)),
            _named("asked", "found", "listed_again"),
            _named("entries", by="found.prior"),
            *_texts("entries.text", "entries.form"),
            Whole("folded_units"),
            Whole("taught"),
            _REUSE,
        ),
        ("ranked", "foreign_names", "date_classes"),
        work.rank,
    ),
    Stage("chains", (Whole("ranked"),), ("roots",), work.follow, at_driver=True),
    Stage(
        "changed texts",
        (
            By("roots", ("root",)),
            _named("entries", "ranked", by="roots.entry"),
            Along(("forms",), "text", ("entries.text",)),
            _REUSE,
        ),
        ("changed_texts",),
        work.derived("changed_texts"),
    ),
    Stage(
        "facts",
        (
            By("changed_texts", ("text",)),
            Along(("clean.texts",), "rowid", ("changed_texts.text_row",)),
        ),
        ("facts",),
        work.state_facts,
    ),
    Stage(
        "evidence",
        (
            By("roots", ("root",)),
            _named("entries", "ranked", by="roots.entry"),
            Along(("facts",), "text", ("entries.text",)),
            _REUSE,
        ),
        ("evidence_classes",),
        work.derived("evidence_classes"),
    ),
    Stage(
        "classes",
        (
            By("entries", ("entry",)),
            _named("asked", "found", "ranked", "date_classes", "foreign_names", "evidence_classes"),
            _named("entries", by="ranked.prior"),
        ),
        ("links", "classes"),
        work.classed,
    ),
)
