"""What `check` says before filing is what `load` and `match` would say after it."""

from pathlib import Path

import pytest

from analysis import errors, settings, warehouse
from analysis.pipeline import filing, stages

ROOT = Path(__file__).parents[2]
SETTINGS = settings.load()
FILED = """
select issues.source_row, issues.part, classes.shown_class, older.source_row as prior_row
from clean.issues as issues
inner join linked.classes as classes on classes.issue_id = issues.issue_id
left join clean.issues as older
    on older.issue_id = coalesce(classes.prior_issue_id, classes.duplicate_of)
where issues.source_file = $file
order by issues.source_sheet nulls first, issues.source_row, issues.part
"""


def told(found):
    rows = found.rows.astype({"prior_source_row": "Int64"})
    columns = ["source_row", "part", "shown_class", "prior_source_row"]
    values = rows[columns].astype(object).where(rows[columns].notna(), None)
    return [tuple(row) for row in values.itertuples(index=False)]


@pytest.mark.parametrize(
    "file",
    [
        "registers/2023/标准化科.xlsx",
        "registers/机关科室/2023年度机关科室问题整改汇总表.xlsx",
        pytest.param("registers/财务科历年问题台账.xlsx", marks=pytest.mark.slow),
        pytest.param("registers/計量所/計量所2023年度問題臺賬.xlsx", marks=pytest.mark.slow),
        pytest.param("registers/稽查大队/稽查大队2023年问题清单.csv", marks=pytest.mark.slow),
    ],
)
def test_each_row_is_told_the_class_and_the_row_that_filing_gives(pingyi_warehouse, file):
    inputs = stages.Inputs([ROOT / "data" / "pingyi" / file], decisions=ROOT / "data" / "decisions")
    found = filing.check(pingyi_warehouse, inputs, SETTINGS.match)
    with warehouse.connect(pingyi_warehouse) as connection:
        filed = warehouse.rows(connection, FILED, file=file)
    assert told(found) == filed


@pytest.fixture
def bureau(tmp_path):
    """A warehouse with one year, and a function that checks a file of the next."""
    registers = tmp_path / "registers"
    registers.mkdir()
    write(registers / "2023年问题台账.csv", "质检所,二楼消防通道被杂物堵塞,2023-03-01,2023")
    path = tmp_path / "warehouse.duckdb"
    stages.build(path, stages.Inputs([registers]), SETTINGS)

    def check(*lines, name="2024年问题台账.csv"):
        file = write(tmp_path / name, *lines)
        return filing.check(path, stages.Inputs([file]), SETTINGS.match)

    check.path = path
    return check


def write(path, *lines):
    path.write_text("部门,问题描述,发现日期,年度\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_unit_in_the_other_script_is_the_same_unit(bureau):
    found = bureau("質檢所,二楼消防通道被杂物堵塞,2024-03-01,2024")
    assert told(found) == [(2, 1, "verbatim_copy", 2)]


def test_an_entry_of_another_unit_is_told_as_such(bureau):
    found = bureau("食品科,二楼消防通道被杂物堵塞,2024-03-01,2024")
    assert found.rows["shown_class"].tolist() == ["cross_unit_copy"]


def test_an_entry_that_stands_in_the_years_register_already_is_a_duplicate(bureau):
    again = "质检所,二楼消防通道被杂物堵塞,2023-03-01,2023"
    found = bureau("质检所,门岗登记本缺页,2023-03-02,2023", again, name="2023年补报.csv")
    assert told(found) == [(2, 1, "no_baseline", None), (3, 1, "duplicate_entry", 2)]
    assert found.rows["prior_source_file"].tolist()[1] == "2023年问题台账.csv"


def test_a_file_that_stands_in_the_warehouse_is_not_compared_with_itself(bureau):
    found = bureau("质检所,二楼消防通道被杂物堵塞,2023-03-01,2023", name="renamed.csv")
    assert told(found) == [(2, 1, "no_baseline", None)]


def test_a_row_without_a_text_is_a_filing_error(bureau):
    found = bureau("质检所,电梯未检,2024-03-01,2024", "质检所,,2024-03-02,2024")
    assert found.remarks[["kind", "source_row", "rule"]].values.tolist() == [
        ["rejected", 3, "no_issue_text"]
    ]


def test_nothing_is_stored(bureau):
    before = bureau.path.read_bytes()
    bureau("质检所,二楼消防通道被杂物堵塞,2024-03-01,2024")
    assert bureau.path.read_bytes() == before


def test_a_file_without_a_register_is_refused(bureau):
    with pytest.raises(errors.InputError):
        bureau("", name="empty.csv")


def test_a_warehouse_not_matched_yet_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "warehouse.duckdb"
    file = write(tmp_path / "2024.csv", "质检所,电梯未检,2024-03-01,2024")
    stages.load(path, stages.Inputs([file]))
    with pytest.raises(errors.InputError, match="fivelens match"):
        filing.check(path, stages.Inputs([file]), SETTINGS.match)


def test_names_that_analysts_list_count_before_filing_too(tmp_path):
    decisions, registers = tmp_path / "decisions", tmp_path / "registers"
    for folder in (decisions, registers):
        folder.mkdir()
    names = "name\n江汇置业有限公司\n宏达机械制造厂\n"
    (decisions / "names.csv").write_text(names, encoding="utf-8")
    kinds = [chr(0x4E00 + n) for n in range(SETTINGS.match.small_unit + 60)]
    crowd = [f"质检所,{kind}类设备{kind}处{kind}损坏,2023-03-01,2023" for kind in kinds]
    write(registers / "2023年问题台账.csv", "质检所,查江汇置业有限公司缺证,2023-03-01,2023", *crowd)
    path = tmp_path / "warehouse.duckdb"
    stages.build(path, stages.Inputs([registers], decisions=decisions), SETTINGS)
    file = write(tmp_path / "2024年问题台账.csv", "质检所,查宏达机械制造厂缺证照,2024-03-01,2024")
    found = filing.check(path, stages.Inputs([file], decisions=decisions), SETTINGS.match)
    assert found.rows["shown_class"].tolist() == ["look_alike"]


def test_names_that_the_history_teaches_count_before_filing_too(tmp_path):
    registers = tmp_path / "registers"
    registers.mkdir()
    letters = "abcdefghijkl"
    bodies = [f"{one.upper()}arbo {two.upper()}unri" for one in letters for two in letters]
    teaching = [f"商贸科,We saw that {body} had no scales.,2022-03-01,2022" for body in bodies]
    older = (
        "质检所,During the Q1 review at Aarbo Bunri the boiler log missed entries.,2023-03-01,2023"
    )
    write(registers / "2022年问题台账.csv", *teaching)
    write(registers / "2023年问题台账.csv", older)
    path = tmp_path / "warehouse.duckdb"
    stages.build(path, stages.Inputs([registers]), SETTINGS)
    newer = (
        older.replace("Aarbo Bunri", "Bunri").replace("missed", "lacked").replace("2023", "2024")
    )
    file = write(registers / "2024年问题台账.csv", newer)
    found = filing.check(path, stages.Inputs([file]), SETTINGS.match)
    assert found.rows["shown_class"].tolist() == ["look_alike"]
    stages.build(path, stages.Inputs([registers]), SETTINGS)
    with warehouse.connect(path) as connection:
        filed = warehouse.rows(connection, FILED, file=file.name)
    assert [row[2] for row in filed] == ["look_alike"]
