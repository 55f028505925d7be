"""S5: what is missing is named with how to get it, and only what no run can do without is wrong."""

import json
import shutil

from analysis import cli
from analysis.operations import doctor


def statuses(folder):
    return {finding.name: finding.status for finding in doctor.examine(folder)}


def test_s5_python_and_packages_of_this_machine_are_fine(tmp_path):
    found = statuses(tmp_path)
    assert (found["Python"], found["duckdb"], found[f"folder {tmp_path}"]) == ("ok", "ok", "ok")


def test_s5_a_missing_browser_is_no_obstacle_and_says_how_to_get_one(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    found = {finding.name: finding for finding in doctor.examine(tmp_path)}
    assert found["browser"].status == "missing"
    assert "install Chromium" in found["browser"].remedy
    assert found["Chinese font"].status == "missing"


def test_s5_a_full_disk_is_wrong(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=10)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    assert statuses(tmp_path)["disk"] == "wrong"


def test_s5_a_package_that_is_not_there_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "_PACKAGES", ("no-such-package-here",))
    assert statuses(tmp_path)["no-such-package-here"] == "wrong"


def test_s5_the_verb_prints_json_and_ends_with_1_when_something_is_wrong(
    tmp_path, monkeypatch, capsys
):
    assert cli.main(["doctor", "--json", "--out", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"name", "status", "found", "remedy"} == set(told[0])
    monkeypatch.setattr(doctor, "_PACKAGES", ("no-such-package-here",))
    assert cli.main(["doctor", "--out", str(tmp_path)]) == 1
