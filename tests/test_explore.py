"""What analysts ask in a notebook: all issues in a frame, two years, the call of every chart."""

import shutil
from datetime import date

import nbformat
import pandas as pd
import papermill
import pytest

from analysis import explore, indicators, settings, warehouse
from analysis.pipeline import stages
from analysis.publish import plan

REGISTER = "序号,部门,类别,问题描述,发现日期,整改措施\n"
THINGS = (
    *("灭火器过期未换", "配电箱门没有上锁", "样品登记本缺页"),
    *("计量器具超期未检", "值班记录不全"),
)
BOOKS = ("start_here", "explore")


@pytest.fixture(scope="module")
def bureau(tmp_path_factory):
    """A warehouse of two units and three years: one copies last year's list, one finds anew."""
    folder = tmp_path_factory.mktemp("explored")
    (folder / "in").mkdir()
    places = {2022: "一号仓库", 2023: "二号厂房", 2024: "三号车间"}
    for year, place in places.items():
        lines = [
            f"{n},办公室,安全,{thing},{year}-03-0{n},每月检查" for n, thing in enumerate(THINGS, 1)
        ]
        lines += [
            f"{n},检验科,业务,{place}{thing}{year}{n}号,{year}-05-0{n},科长于{year}年6月30日前整改"
            for n, thing in enumerate(THINGS, 1)
        ]
        text = REGISTER + "\n".join(lines) + "\n"
        (folder / "in" / f"{year}年问题台账.csv").write_text(text, encoding="utf-8")
    stages.build(folder / "warehouse.duckdb", stages.Inputs([folder / "in"]), settings.load())
    return folder / "warehouse.duckdb"


@pytest.fixture(scope="module")
def issues(bureau):
    with warehouse.connect(bureau) as connection:
        return explore.issues(connection)


def test_every_issue_stands_in_the_frame_once_with_class_problem_and_measure(bureau, issues):
    with warehouse.connect(bureau) as connection:
        [(count,)] = warehouse.rows(connection, "select count(*) from clean.issues")
    assert len(issues) == issues["issue_id"].nunique() == count == 30
    assert issues[["shown_class", "problem_id", "measure_text"]].notna().all().all()


def test_filters_keep_a_unit_and_words_as_they_stand(issues):
    assert set(explore.filtered(issues, unit="办公室")["unit"]) == {"办公室"}
    assert len(explore.filtered(issues, words="灭火器")) == 6
    assert explore.filtered(issues, words="(").empty
    assert explore.filtered(issues) is issues


def rows(flags):
    """Issues from (year, field, flagged, duplicate, first register)."""
    names = ["register_year", "category", "is_redated_only", "is_duplicate", "is_baseline"]
    return pd.DataFrame(flags, columns=names)


def test_two_years_have_newcombes_interval_and_leave_out_what_has_nothing_earlier():
    told = [(2023, "a", n < 48, False, False) for n in range(80)]
    told += [(2024, "a", n < 56, False, False) for n in range(70)]
    told += [(2024, "a", True, True, False), (2023, "a", True, False, True)]
    [row] = explore.two_years(rows(told), by="category", first=2023, second=2024).to_dict("records")
    assert (row["first_share"], row["second_share"]) == (0.6, 0.8)
    # Known answer: 56/70 less 48/80 (Newcombe 1998, method 10).
    assert (row["low"], row["high"]) == pytest.approx((0.0524, 0.3339), abs=1e-4)


def test_a_year_without_rows_has_no_share_and_no_difference():
    told = explore.two_years(
        rows([(2024, None, True, False, False)]), by="category", first=0, second=2024
    )
    assert told[["first_total", "second_total"]].to_numpy().tolist() == [[0, 1]]
    assert told[["first_share", "difference", "low"]].isna().all().all()


def test_the_call_of_every_chart_can_be_pasted_and_gives_its_rows(bureau):
    limits = settings.load()
    with warehouse.connect(bureau) as connection:
        told = explore.charts("zh-Hans")
        names = {
            "connection": connection,
            "year": indicators.reporting_year(connection),
            "limits": limits,
            "small": limits.publish.small_count,
        }
        for call in told["call"]:
            exec(call, names)
            assert isinstance(names.pop("rows"), pd.DataFrame)
    assert told["what"].all() and len(told) > 40
    assert {"telescope", "plane_mirror", "magnifier", "microscope", "convex_lens"} < set(
        told["lens"]
    )


@pytest.mark.parametrize("name", BOOKS)
def test_the_notebook_runs_from_top_to_bottom_on_ones_own_warehouse(bureau, tmp_path, name):
    shutil.copyfile(plan.NOTEBOOKS / f"{name}.ipynb", tmp_path / "in.ipynb")
    papermill.execute_notebook(
        tmp_path / "in.ipynb",
        tmp_path / "out.ipynb",
        parameters={"warehouse_path": str(bureau)},
        progress_bar=False,
        cwd=plan.NOTEBOOKS.parent,
    )
    cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    shown = [cell for cell in cells if cell.cell_type == "code" and cell.outputs]
    assert len(shown) >= 4
    assert all("text/html" in cell.outputs[0].get("data", {}) for cell in shown)


def test_start_here_leads_to_every_other_notebook():
    text = (plan.NOTEBOOKS / "start_here.ipynb").read_text("utf-8")
    others = {path.name for path in plan.NOTEBOOKS.glob("*.ipynb")} - {"start_here.ipynb"}
    assert [name for name in sorted(others) if f"]({name})" not in text] == []


def test_the_day_of_finding_is_a_date(issues):
    assert issues["found_date"].min().date() == date(2022, 3, 1)
