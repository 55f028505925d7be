"""A run that others can check: signed records, sealed packages, links that are of today."""

from __future__ import annotations

import shutil
import subprocess
import zipfile

import duckdb
import pytest

from analysis import settings


@pytest.fixture
def place(tmp_path, built):
    """A folder with a matched warehouse of its own."""
    (tmp_path / "out").mkdir()
    shutil.copy(built, tmp_path / "out" / "warehouse.duckdb")
    return tmp_path


@pytest.fixture
def published(run, place):
    assert run("key", "--to", place / "office.pem")[0] == 0
    words = ("--warehouse", place / "out" / "warehouse.duckdb", "--out", place / "site")
    assert run("publish", *words, "--sign", place / "office.pem")[0] == 0
    return place


def test_a_signed_site_is_known_by_the_public_key(run, published):
    code, told = run("verify", published / "site", "--key", published / "office.pub.pem")
    assert (code, "Signed by the key" in told) == (0, True)
    assert "Not protected" in run("verify", published / "site")[1]


def test_a_private_key_is_for_its_owner_only(published):
    assert (published / "office.pem").stat().st_mode & 0o077 == 0


def test_who_replaces_pages_and_record_together_is_known_by_the_signature(run, published):
    from analysis.publish import record

    state = record.read(published / "site")
    said = {name: value for name, value in state.items() if name != "record_sha256"}
    record.write(published / "site", {**said, "as_of": None})
    assert run("verify", published / "site")[0] == 0
    code, told = run("verify", published / "site", "--key", published / "office.pub.pem")
    assert (code, "The signature is not one of the key" in told) == (5, True)


def test_another_key_or_no_signature_is_refused(run, published):
    run("key", "--to", published / "other.pem")
    other = ("--key", published / "other.pub.pem")
    assert run("verify", published / "site", *other)[0] == 5
    words = ("--warehouse", published / "out" / "warehouse.duckdb", "--out", published / "site")
    assert run("publish", *words)[0] == 0
    assert not (published / "site" / "run.json.sig").exists()
    assert run("verify", published / "site", "--key", published / "office.pub.pem")[0] == 5


def test_what_is_no_key_is_refused_in_words(run, published):
    notes = published / "notes.pem"
    notes.write_text("not a key")
    assert run("verify", published / "site", "--key", notes)[0] == 2
    words = ("--warehouse", published / "out" / "warehouse.duckdb", "--out", published / "two")
    code, told = run("publish", *words, "--sign", notes)
    assert (code, "no private Ed25519 key" in told) == (2, True)
    assert run("key", "--to", published / "office.pem")[0] == 2


def seal(run, place, name="run.zip"):
    words = ("--warehouse", place / "out" / "warehouse.duckdb", "--to", place / name)
    return run("package", place / "site", *words, "--sign", place / "office.pem")


def test_a_package_is_checked_without_our_program_and_with_it(run, published, tmp_path):
    assert seal(run, published)[0] == 0
    key = ("--key", published / "office.pub.pem")
    assert run("verify", published / "run.zip", *key)[0] == 0
    with zipfile.ZipFile(published / "run.zip") as archive:
        archive.extractall(tmp_path / "opened")
    held = {p.relative_to(tmp_path / "opened").as_posix() for p in (tmp_path / "opened").rglob("*")}
    assert {"site/run.json", "rows/linked.links.csv", "rows/raw.files.csv", "manifest.json"} <= held
    subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "opened", check=True)
    assert seal(run, published, "again.zip")[0] == 0
    assert (published / "again.zip").read_bytes() == (published / "run.zip").read_bytes()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("site/index.html", "site/index.html was changed."),
        ("extra.txt", "extra.txt is not one of its files."),
    ],
)
def test_a_package_that_was_changed_is_told(run, published, name, said):
    seal(run, published)
    with zipfile.ZipFile(published / "run.zip") as archive:
        held = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(published / "two.zip", "w") as archive:
        for each, content in {**held, name: b"planted"}.items():
            archive.writestr(each, content)
    code, told = run("verify", published / "two.zip")
    assert (code, said in told) == (5, True)


def test_a_site_of_other_rows_is_not_sealed(run, published):
    with duckdb.connect(str(published / "out" / "warehouse.duckdb")) as connection:
        connection.execute("delete from linked.links")
    code, told = seal(run, published)
    assert (code, "was not made of" in told) == (3, True)


def publish(run, place):
    words = ("--warehouse", place / "out" / "warehouse.duckdb", "--out", place / "site")
    return run("publish", *words)


def test_links_older_than_the_verdicts_are_not_published(run, place):
    from analysis.review import store

    header = ",".join(store.Decision._fields)
    (place / "out" / "decisions").mkdir()
    (place / "out" / "decisions" / "verdicts.csv").write_text(header + "\n", encoding="utf-8")
    code, told = publish(run, place)
    assert (code, "The links were made before" in told, "fivelens match" in told) == (3, True, True)
    assert run("match", "--warehouse", place / "out" / "warehouse.duckdb")[0] == 0
    assert publish(run, place)[0] == 0


def test_links_older_than_a_reviewed_name_are_not_published(run, place):
    (place / "out" / "decisions").mkdir()
    (place / "out" / "decisions" / "names.csv").write_text("name\n鸿达\n", encoding="utf-8")
    code, told = publish(run, place)
    assert (code, "names.csv" in told, "load the registers again" in told) == (3, True, True)


def test_registers_read_by_another_mapping_are_not_published(run, place, registers):
    mapping = place / "m.toml"
    mapping.write_text('name = "m"\n[[tables]]\nkind = "registers"\n', encoding="utf-8")
    warehouse = ("--warehouse", place / "out" / "warehouse.duckdb")
    assert run("load", registers, *warehouse, "--mapping", mapping)[0] == 0
    assert run("match", *warehouse)[0] == 0
    assert publish(run, place)[0] == 0
    mapping.write_text(mapping.read_text() + 'text_kind = "catalogue"\n', encoding="utf-8")
    code, told = publish(run, place)
    assert (code, "another version of the mapping" in told) == (3, True)


def test_links_of_other_rules_are_not_published_and_pages_name_those_of_the_links(
    run, place, monkeypatch
):
    from analysis.publish import provenance

    chosen = settings.load()
    newer = chosen.model_copy(
        update={"match": chosen.match.model_copy(update={"rule_version": "999"})}
    )
    monkeypatch.setattr(settings, "load", lambda: newer)
    told = provenance.collect(place / "out" / "warehouse.duckdb")
    assert told["definitions"]["rule_version"] == chosen.match.rule_version
    code, said = publish(run, place)
    assert (code, "this program has 999" in said, "fivelens match" in said) == (3, True, True)


@pytest.mark.parametrize("table", ["shown_classes", "rules"])
def test_a_warehouse_matched_by_an_earlier_version_is_refused_in_words(run, place, table):
    with duckdb.connect(str(place / "out" / "warehouse.duckdb")) as connection:
        connection.execute(f"drop table linked.{table}")
    code, told = publish(run, place)
    assert (code, "made by an earlier version of Five Lenses" in told) == (3, True)
    assert run("match", "--warehouse", place / "out" / "warehouse.duckdb")[0] == 0
    assert publish(run, place)[0] == 0
