"""Machine code is kept for the very sources that it was made of, in whatever room they stand."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ANALYSIS = Path(__file__).parents[3] / "analysis"
WHERE = "import numba; from analysis.text.rows import compiling; print(numba.config.CACHE_DIR)"


@pytest.fixture
def copy(tmp_path):
    """A copy of the sources that hold compiled functions; it runs in the place of our own."""
    for name in ("text", "match"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ANALYSIS / name, tmp_path / "analysis" / name, ignore=ignored)
    (tmp_path / "analysis" / "__init__.py").write_text("")
    return tmp_path


def _kept_in(copy):
    """The folder of its machine code, as another process of that copy says it."""
    asked = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(copy)!r}); {WHERE}"]
    answer = subprocess.run(asked, capture_output=True, text=True, cwd=copy, check=True)
    return answer.stdout.strip()


def test_a_change_in_any_room_of_text_and_matching_is_compiled_anew(copy):
    folders = [_kept_in(copy)]
    for changed in ("text/rows/edits.py", "text/wording/residue.py", "match/naming/spans.py"):
        with (copy / "analysis" / changed).open("a") as file:
            file.write("\n# changed\n")
        folders.append(_kept_in(copy))
    assert len(set(folders)) == 4
    assert all(folder.startswith(str(copy)) for folder in folders)


def test_what_did_not_change_is_not_compiled_anew(copy):
    before = _kept_in(copy)
    (copy / "analysis" / "text" / "rows" / "more.txt").write_text("x")
    assert _kept_in(copy) == before
