"""Names that analysts know: another of them is another subject, however little is left."""

import datetime as dt

import duckdb
import pytest

from analysis import errors, match, normalise, settings, warehouse
from analysis.ingest import load

TEXTS = {2023: "阳光宝贝双语艺术幼儿园未公示收费", 2024: "金太阳实验学校附属分园未公示收费"}


@pytest.fixture
def linked(tmp_path):
    """The masked texts, and the class of the later year, given a file of names."""

    def run(names: str | None):
        decisions = tmp_path / "decisions"
        decisions.mkdir(exist_ok=True)
        if names is not None:
            (decisions / "names.csv").write_text(names, encoding="utf-8")
        (tmp_path / "registers").mkdir(exist_ok=True)
        for year, text in TEXTS.items():
            path = tmp_path / "registers" / f"{year}.csv"
            path.write_text(f"单位,年度,存在问题\n教育科,{year},{text}\n", encoding="utf-8")
        with duckdb.connect() as connection:
            for schema in ("clean", "linked"):
                connection.execute(f"create schema {schema}")
            load.load(connection, [tmp_path / "registers"], loaded_at=dt.datetime(2025, 1, 1))
            normalise.clean(connection, decisions)
            match.link(connection, settings.load().match)
            forms = "select distinct coalesce(n5, n4) from clean.texts order by 1"
            classes = (
                "select reuse_class from linked.classes inner join clean.issues using (issue_id)"
                " where register_year = 2024"
            )
            return (
                [form for (form,) in warehouse.rows(connection, forms)],
                warehouse.rows(connection, classes)[0][0],
            )

    return run


def test_two_reviewed_names_in_one_sentence_are_a_look_alike(linked):
    names = "name,reason,role,date\n阳光宝贝双语艺术幼儿园,名录,科员,2024-01-01\n"
    masked, reuse = linked(names + "金太阳实验学校附属分园,名录,科员,2024-01-01\n")
    assert masked == ["⟨O⟩未公示收费"]
    assert reuse == "name_swapped"


def test_without_the_names_so_little_in_common_says_nothing(linked):
    masked, reuse = linked(None)
    assert len(masked) == 2
    assert reuse in ("none", "review")


def test_a_file_of_names_without_its_column_is_refused_in_words(linked):
    with pytest.raises(errors.InputError, match="names.csv has the columns"):
        linked("who,reason\n阳光宝贝双语艺术幼儿园,名录\n")
