"""The command as a script or a scheduler meets it: exit codes, streams, help."""

import pytest

from analysis import cli

VERBS = sorted(cli.fivelens.commands)


@pytest.mark.parametrize("verb", VERBS)
def test_S5_every_verb_has_help_with_an_example(verb, capsys):
    assert cli.main([verb, "--help"]) == 0
    assert f"Example: fivelens {verb}" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["match"], ["review", "list"], ["review", "import"]])
def test_a_verb_says_only_of_files_that_it_reads_that_it_reads_them(words, capsys):
    assert cli.main([*words, "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Folder of verdicts.csv;" in told


def test_an_unknown_option_is_wrong_use(capsys):
    assert cli.main(["run", "--colour", "red"]) == 2
    assert "No such option" in capsys.readouterr().err


def test_a_source_that_is_not_there_is_wrong_use(capsys):
    assert cli.main(["run", "nowhere", "--out", "out"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_folder_without_a_register_is_refused_in_two_lines(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("nothing here")
    assert cli.main(["run", str(tmp_path), "--out", str(tmp_path / "out")]) == 3
    message = capsys.readouterr().err
    assert "no register" in message and "Traceback" not in message


def test_a_missing_warehouse_is_refused_with_what_to_do(tmp_path, capsys):
    arguments = ["--warehouse", str(tmp_path / "none.duckdb"), "--to", str(tmp_path / "a.csv")]
    assert cli.main(["export", "clean.issues", *arguments]) == 3
    assert "fivelens load" in capsys.readouterr().err


def test_a_fault_of_ours_shows_no_traceback_unless_asked(monkeypatch, tmp_path, capsys):
    def _break(site):
        raise ZeroDivisionError("seven")

    monkeypatch.setattr("analysis.operations.verify.verify", _break)
    assert cli.main(["verify", str(tmp_path)]) == 5
    assert "Traceback" not in capsys.readouterr().err
    assert cli.main(["--debug", "verify", str(tmp_path)]) == 5
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupted_run_says_so(monkeypatch, tmp_path, capsys):
    def _interrupt(site):
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.operations.verify.verify", _interrupt)
    assert cli.main(["verify", str(tmp_path)]) == 130
    assert "stands" in capsys.readouterr().err


def test_a_site_without_a_record_cannot_be_verified(tmp_path, capsys):
    assert cli.main(["verify", str(tmp_path)]) == 3
    assert "run.json" in capsys.readouterr().err
