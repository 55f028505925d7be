import pyarrow as pa
import pytest

from analysis import errors, warehouse


def test_a_block_that_fails_leaves_the_warehouse_as_it_was(tmp_path):
    path = tmp_path / "w.duckdb"
    with warehouse.rebuilt(path) as connection:
        warehouse.store(connection, "clean.issues", pa.table({"issue_id": ["a"]}))
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError), warehouse.rebuilt(path) as connection:
        warehouse.store(connection, "clean.issues", pa.table({"issue_id": ["b"]}))
        raise ZeroDivisionError
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["w.duckdb"]


def test_R8_readers_keep_reading_while_a_new_warehouse_is_built(tmp_path):
    path = tmp_path / "w.duckdb"
    with warehouse.rebuilt(path) as connection:
        warehouse.store(connection, "clean.issues", pa.table({"issue_id": ["a"]}))
    reader = warehouse.connect(path)
    with warehouse.rebuilt(path) as connection:
        warehouse.store(connection, "clean.issues", pa.table({"issue_id": ["b"]}))
    assert warehouse.rows(reader, "select issue_id from clean.issues") == [("a",)]
    reader.close()
    assert warehouse.rows(warehouse.connect(path), "select issue_id from clean.issues") == [("b",)]


def test_a_missing_warehouse_is_said_with_what_to_do(tmp_path):
    with pytest.raises(errors.InputError, match="no warehouse.*\n.*fivelens load"):
        warehouse.connect(tmp_path / "none.duckdb")


def test_a_file_that_is_no_warehouse_is_refused(tmp_path):
    path = tmp_path / "notes.duckdb"
    path.write_text("not a database, but long enough to be looked at as one " * 100)
    with pytest.raises(errors.InputError, match="cannot be read as a warehouse"):
        warehouse.connect(path)


def test_R9_a_missing_extension_is_never_downloaded(tmp_path):
    path = tmp_path / "w.duckdb"
    with warehouse.rebuilt(path) as connection:
        kept = "select value from duckdb_settings() where name like 'auto%known_extensions'"
        assert warehouse.rows(connection, kept) == [("false",), ("false",)]


def test_a_value_is_bound_and_never_pasted(tmp_path):
    with warehouse.rebuilt(tmp_path / "w.duckdb") as connection:
        hostile = "'; drop schema clean; --"
        assert warehouse.rows(connection, "select $name", name=hostile) == [(hostile,)]
        assert len(warehouse.read(connection, "select $n as n", n=1)) == 1


def test_a_table_of_an_attached_warehouse_is_not_ours():
    with warehouse.connect(":memory:", read_only=False) as connection:
        connection.execute("attach ':memory:' as history")
        connection.execute("create schema history.linked; create schema linked")
        connection.execute("create table history.linked.compared as select 1 as a")
        assert not warehouse.has_table(connection, "linked.compared")
        connection.execute("create table linked.compared as select 1 as a")
        assert warehouse.has_table(connection, "linked.compared")


@pytest.mark.parametrize("name", ["raw", "Clean", "linked.2024"])
def test_a_warehouse_named_as_one_of_its_parts_is_refused_in_words(tmp_path, name):
    with pytest.raises(errors.UsageError, match="cannot be called"):
        warehouse.connect(tmp_path / f"{name}.duckdb", read_only=False)
