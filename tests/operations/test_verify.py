import hashlib
import json

import pytest

from analysis import errors
from analysis.operations import verify


@pytest.fixture
def site(tmp_path):
    page = b"<html>as published</html>"
    (tmp_path / "overview.html").write_bytes(page)
    told = {
        "format": 1,
        "pages": [
            {
                "path": "overview.html",
                "sha256": hashlib.sha256(page).hexdigest(),
                "data": [{"path": "data/a.csv", "sha256": hashlib.sha256(b"n\n1\n").hexdigest()}],
            }
        ],
    }
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_bytes(b"n\n1\n")
    (tmp_path / "run.json").write_text(json.dumps(told), encoding="utf-8")
    return tmp_path


def test_a_site_as_published_is_verified(site):
    assert verify.verify(site) == 2


def test_a_changed_row_is_named(site):
    (site / "data" / "a.csv").write_bytes(b"n\n2\n")
    with pytest.raises(errors.CheckError, match=r"a\.csv is not as it was published"):
        verify.verify(site)


def test_a_missing_page_is_named(site):
    (site / "overview.html").unlink()
    with pytest.raises(errors.CheckError, match=r"overview\.html is missing"):
        verify.verify(site)
