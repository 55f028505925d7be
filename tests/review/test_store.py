"""The store of decisions: whole whatever happens, and refused where it cannot be right."""

import pytest

from analysis import errors, match, settings
from analysis.pipeline import stages
from analysis.review import store

SETTINGS = settings.load()


def decision(pair, reviewer, verdict):
    filler = dict.fromkeys(store.Decision._fields, "")
    return store.Decision(**filler | {"pair_key": pair, "reviewer": reviewer, "verdict": verdict})


def test_a_crash_while_writing_leaves_the_store_as_it_was(tmp_path, monkeypatch):
    store.append(tmp_path, [decision("p", "a", "confirmed")])
    before = (tmp_path / "verdicts.csv").read_bytes()

    def crash(handle):
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", crash)
    with pytest.raises(OSError, match="no space"):
        store.append(tmp_path, [decision("p", "a", "dismissed")])
    assert (tmp_path / "verdicts.csv").read_bytes() == before


def test_a_store_saved_by_a_chinese_spreadsheet_program_is_read_and_added_to(tmp_path):
    first, second = decision("p", "甲科", "confirmed"), decision("q", "乙科", "dismissed")
    path = store.append(tmp_path, [first])
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("gb18030"))
    assert store.read(tmp_path) == [first]
    store.append(tmp_path, [second])
    assert store.read(tmp_path) == [first, second]


def test_a_store_that_cannot_be_right_is_refused_before_anything_is_compared(bureau, monkeypatch):
    bureau.decisions.mkdir()
    (bureau.decisions / "verdicts.csv").write_text("pair_key,verdict\n")
    monkeypatch.setattr(match, "link", lambda *_: pytest.fail("compared"))
    with pytest.raises(errors.InputError, match="lacks the columns"):
        stages.link(bureau.path, SETTINGS, bureau.decisions)


def test_a_store_with_a_missing_column_is_refused_by_its_name(tmp_path):
    (tmp_path / "verdicts.csv").write_text("pair_key,verdict\nx,confirmed\n")
    with pytest.raises(Exception, match="lacks the columns issue_id"):
        store.read(tmp_path)
