"""A site is of one warehouse: what it did not make says so, or is gone."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import duckdb
import pytest

from analysis.publish import earlier, record, site
from analysis.publish.jobs import Entry
from analysis.publish.plan import PublishOptions

PAGE = '<body>\n<header class="page-head">\n<h1>x</h1></header><footer class="provenance">'
KEPT = Entry(
    path="units/a.html",
    notebook="unit",
    status="kept",
    unit="甲科",
    as_of="2023-12-31",
    sha256="aa",
    edition="one",
    parameters={"language": "zh-Hans"},
)


@pytest.fixture
def settle(tmp_path):
    out, draft = tmp_path / "out", tmp_path / "draft"
    (out / "units").mkdir(parents=True)
    (out / "units" / "a.html").write_text(PAGE, encoding="utf-8")

    def settled(entry, **of):
        of = {"source": "one", "units": frozenset(["甲科"]), "language": "zh-Hans", **of}
        edition = earlier.Edition(last_year=2023, **of)
        return list(earlier.settled([entry], out, draft, edition)), draft / "units" / "a.html"

    return settled


def test_a_page_of_this_warehouse_stays_as_it_is(settle):
    entries, page = settle(KEPT)
    assert entries == [KEPT]
    assert not page.exists()


def test_a_page_of_other_rows_says_of_when_it_is_in_the_file_itself(settle):
    ((entry,), page) = settle(KEPT, source="two")
    assert entry.status == "earlier"
    assert entry.sha256 != KEPT.sha256
    assert "本页所用数据（截至2023年12月31日）与其他页面不同" in page.read_text(encoding="utf-8")


def test_a_page_of_another_year_says_of_which_in_the_file_itself(settle):
    of_2022 = replace(KEPT, parameters={"language": "zh-Hans", "year": 2022})
    ((entry,), page) = settle(of_2022)
    assert entry.status == "other_year"
    assert "本页为2022年度台账" in page.read_text(encoding="utf-8")


def test_a_page_of_the_last_year_is_of_another_year_beside_one_asked_for(settle):
    of_last = replace(KEPT, parameters={"language": "zh-Hans", "year": 0})
    assert settle(of_last)[0] == [of_last]
    assert settle(of_last, year=2023)[0] == [of_last]
    ((entry,), page) = settle(of_last, year=2022)
    assert entry.status == "other_year"
    assert "本页为2023年度台账" in page.read_text(encoding="utf-8")


def test_a_page_in_another_language_says_so_in_its_own(settle):
    ((entry,), page) = settle(KEPT, language="en")
    assert entry.status == "other_language"
    assert "其他页面为另一种语言" in page.read_text(encoding="utf-8")


def test_a_mark_goes_with_its_reason(settle, tmp_path):
    page = tmp_path / "out" / "units" / "a.html"
    page.write_text(earlier.marked(PAGE, KEPT, "other_language"), encoding="utf-8")
    _, made = settle(KEPT)
    assert made.read_text(encoding="utf-8") == PAGE


def test_a_page_is_marked_once(settle):
    text = earlier.marked(earlier.marked(PAGE, KEPT), KEPT)
    assert text.count("本页所用数据") == 1


def test_a_failed_page_of_other_rows_is_marked_and_stays_failed(settle):
    ((entry,), page) = settle(replace(KEPT, status="failed"), source="two")
    assert entry.status == "failed"
    assert page.exists()


def test_a_unit_that_is_gone_has_no_page(settle):
    assert settle(KEPT, units=frozenset(["乙科"]))[0] == []


@pytest.mark.slow
def test_pages_of_another_warehouse_do_not_stand_beside_new_ones_in_silence(
    warehouse_path, notebooks, tmp_path, limits
):
    folder = notebooks("seen", unit="good")
    out = tmp_path / "site"
    options = PublishOptions(notebooks=folder, limits=limits, units=("007", "县医疗保障局"))
    assert not site.publish_site(warehouse_path, out, options).failed
    other = shutil.copy(warehouse_path, tmp_path / "other.duckdb")
    with duckdb.connect(str(other)) as connection:
        connection.execute("delete from clean.registers where unit = '007'")
    site.publish_site(other, out, replace(options, units=(), pages=("seen",)))
    state = record.read(out)
    assert {page["path"]: page["status"] for page in state["pages"]} == {
        "seen.html": "published",
        "units/县医疗保障局.html": "earlier",
    }
    assert not (out / "units" / "007.html").exists()
    assert not (out / "data" / "units" / "007").exists()
    text = (out / "units" / "县医疗保障局.html").read_text(encoding="utf-8")
    assert "This page is based on other data (of Dec 20, 2024)" in text
    front = (out / "index.html").read_text(encoding="utf-8")
    assert "Based on other data (of Dec 20, 2024)" in front
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["record_sha256"]
