"""A warehouse of an earlier version is refused in words, whatever column it lacks."""

import shutil

import pytest

from analysis import errors, settings, warehouse
from analysis.pipeline import filing, layout, matched, stages

SETTINGS = settings.load()
ROWS = "单位,问题,发现日期,年度\n质检所,二楼消防通道被杂物堵塞。,2024-03-01,2024\n"
LACKING = [
    "clean.issues.document_number",
    "clean.texts.oldest_year",
    "raw.registers.repeat_tick_text",
]


@pytest.fixture(scope="session")
def registers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("layout") / "registers"
    folder.mkdir()
    (folder / "2024.csv").write_text(ROWS, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def today(registers):
    path = registers.parent / "today.duckdb"
    stages.build(path, stages.Inputs([registers]), SETTINGS)
    return path


@pytest.fixture(params=LACKING)
def outdated(today, tmp_path, request):
    """A warehouse of a version that did not know one of today's columns, and its name."""
    path = shutil.copy(today, tmp_path / "w.duckdb")
    table, _, column = request.param.rpartition(".")
    with warehouse.connect(path, read_only=False) as connection:
        connection.execute(f'alter table {table} drop column "{column}"')
        connection.execute("update clean.forms set version = 'of that version'")
        matched.note_loaded(connection)
        matched.note_matched(connection, SETTINGS)
    return path, request.param


def refused(column):
    return pytest.raises(errors.InputError, match=rf"(?s)earlier version.*{column}.*fivelens load")


def test_matching_says_which_column_is_lacking_and_to_load_again(outdated):
    path, column = outdated
    before = path.read_bytes()
    with refused(column):
        stages.link(path, SETTINGS)
    assert path.read_bytes() == before


def test_reading_the_links_says_the_same(outdated):
    path, column = outdated
    with refused(column), matched.opened(path):
        pass


def test_a_register_is_not_checked_against_what_another_version_kept(outdated, registers):
    path, column = outdated
    with refused(column):
        filing.check(path, stages.Inputs([registers]), SETTINGS.match)


def test_loading_again_mends_it(outdated, registers):
    path, _ = outdated
    stages.load(path, stages.Inputs([registers]))
    stages.link(path, SETTINGS)
    with matched.opened(path):
        pass


def test_a_warehouse_of_today_lacks_nothing_and_an_empty_one_is_no_older(today):
    for path in (today, ":memory:"):
        with warehouse.connect(path, read_only=path == today) as connection:
            layout.refuse_outdated(connection, path)


def test_links_of_other_queries_are_not_those_of_this_program(monkeypatch):
    version, content = matched.rules_now(SETTINGS)
    monkeypatch.setattr("analysis.publish.program.judging_hash", lambda: "another")
    assert matched.rules_now(SETTINGS)[0] == version
    assert matched.rules_now(SETTINGS)[1] != content
