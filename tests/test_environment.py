"""The three places that name packages agree, and every import is declared (S2)."""

import ast
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IMPORT_NAMES = {
    "IPython": "ipython",
    "chinese_calendar": "chinesecalendar",
    "docx": "python-docx",
    "opencc": "opencc",
    "python_calamine": "python-calamine",
}


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _used_by_conda(project):
    extras = project["optional-dependencies"]
    return sorted([*project["dependencies"], *extras["lab"], *extras["test"]])


def _name(requirement):
    return re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_S2_environment_yml_names_what_pyproject_names(project):
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    listed = re.findall(r'^      - "(.+)"$', text, flags=re.MULTILINE)
    assert sorted(listed) == _used_by_conda(project)
    assert f"python{project['requires-python']}" in text


def test_S2_the_lock_pins_every_package_with_a_hash(project):
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {match.lower() for match in re.findall(r"^([A-Za-z0-9_.-]+)==", lock, re.MULTILINE)}
    assert {_name(requirement) for requirement in _used_by_conda(project)} <= pinned
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock):
        assert not re.match(r"^[A-Za-z0-9_.-]+==", block) or "--hash=sha256:" in block


def test_S2_the_lock_names_no_index(project):
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "--index-url" not in lock and "--find-links" not in lock and "://" not in lock


def test_S2_every_import_of_the_package_is_declared(project):
    spark = project["optional-dependencies"]["spark"]
    declared = {_name(requirement) for requirement in [*project["dependencies"], *spark]}
    imported = {name for path in (ROOT / "analysis").rglob("*.py") for name in _imports(path)}
    standard = _standard_library()
    outside = {name for name in imported if name not in standard and name != "analysis"}
    assert {IMPORT_NAMES.get(name, name).replace("_", "-") for name in outside} <= declared


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _standard_library():
    import sys

    return set(sys.stdlib_module_names)


def audited(folder, told, code=0):
    """What `make audit` says where the auditor says so."""
    (folder / ".venv").mkdir()
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, folder / name)
    tools = {
        "curl": "echo '{\"vulnerabilities\": []}'",
        "pip-audit": f"printf '{told}'; exit {code}",
    }
    for name, script in tools.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    (folder / ".venv" / ".ok").touch()
    path = f"{folder}:/usr/bin:/bin"
    done = subprocess.run(
        ["make", "audit"], cwd=folder, env={"PATH": path}, capture_output=True, text=True
    )
    return done.returncode, done.stdout


def test_an_audit_that_knows_nothing_of_a_package_gives_no_all_clear(tmp_path):
    skipped = "babel  Dependency not found on PyPI and could not be audited: babel (2.18.0)\\n"
    code, told = audited(tmp_path, f"No known vulnerabilities found\\n{skipped}")
    assert code == 0
    assert "No known" not in told and "Not audited: for 1 of" in told


def test_an_audit_of_every_package_says_what_it_found(tmp_path):
    assert audited(tmp_path, "Found 1 known vulnerability", code=1) == (
        2,  # that of make
        "Found 1 known vulnerability",
    )
