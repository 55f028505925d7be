"""A site changes all at once; killed at any step of it, the old one stands."""

from __future__ import annotations

import os

import pytest

from analysis.publish import install


@pytest.fixture
def folders(tmp_path):
    def write(name, **files):
        for path, text in files.items():
            target = tmp_path / name / path.replace("__", "/").replace("_", ".")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        return tmp_path / name

    draft = write("draft", a_html="new", run_json="new", data__a_csv="new")
    out = write(
        "out",
        a_html="old",
        b_html="kept",
        run_json="old",
        data__gone_csv="x",
        my_txt="m",
        data__my_csv="m",
    )
    return draft, out


def texts(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


DROPPED = {"data/gone.csv"}
AFTER = {
    "a.html": "new",
    "b.html": "kept",
    "data/a.csv": "new",
    "data/my.csv": "m",
    "my.txt": "m",
    "run.json": "new",
}


def test_new_files_stand_beside_what_the_folder_held_and_only_rows_of_the_last_site_go(folders):
    draft, out = folders
    install.install(draft, out, DROPPED, last="run.json")
    assert texts(out) == AFTER


def test_the_first_site_of_a_folder(folders, tmp_path):
    draft, _ = folders
    install.install(draft, tmp_path / "first", DROPPED, last="run.json")
    assert sorted(texts(tmp_path / "first")) == ["a.html", "data/a.csv", "run.json"]


def test_where_folders_cannot_change_places_each_file_is_renamed(folders, monkeypatch):
    monkeypatch.setattr(install, "_exchanged", lambda draft, out: False)
    draft, out = folders
    install.install(draft, out, DROPPED, last="run.json")
    assert texts(out) == AFTER


@pytest.mark.parametrize("step", [0, 1])
def test_a_run_that_ends_while_the_draft_takes_over_leaves_the_old_site(folders, monkeypatch, step):
    draft, out = folders
    before = texts(out)
    link, calls = os.link, []

    def killed(*words, **options):
        calls.append(1)
        if len(calls) > step:
            raise KeyboardInterrupt
        link(*words, **options)

    monkeypatch.setattr(os, "link", killed)
    with pytest.raises(KeyboardInterrupt):
        install.install(draft, out, DROPPED, last="run.json")
    assert texts(out) == before
