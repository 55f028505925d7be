"""U16: a message for each recipient with the unit's page; none where nothing changed."""

import email
import email.policy
import json

import pytest

from analysis import errors
from analysis.operations import mail

PAGE = {
    "path": "units/质检所.html", "notebook": "unit", "status": "published", "unit": "质检所",
    "title": "质检所", "finding": "12 of 18 issues are flagged.", "sha256": "a", "reason": "",
    "remedy": "", "content_sha256": "1", "prints": [], "data": [],
}  # fmt: skip
FAILED = {
    **PAGE, "path": "units/财务科.html", "unit": "财务科", "status": "failed", "sha256": "",
    "reason": "The notebook stopped.",
}  # fmt: skip


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "units").mkdir(parents=True)
    (folder / "units/质检所.html").write_text("<h1>质检所</h1>", encoding="utf-8")
    _record(folder, PAGE, FAILED)
    return folder


def _record(folder, *pages):
    state = {"format": 1, "as_of": "2024-12-20", "pages": pages}
    (folder / "run.json").write_text(json.dumps(state), encoding="utf-8")


def _write(site, tmp_path, rows="质检所,head@example.org\n*,builder@example.org\n"):
    listed = tmp_path / "recipients.csv"
    listed.write_text("unit,address\n" + rows, encoding="utf-8")
    return mail.write(site, listed, tmp_path / "mail", language="en")


def _read(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def test_u16_the_page_of_the_unit_goes_to_its_recipient_and_failures_to_another(site, tmp_path):
    failures, unit = map(_read, _write(site, tmp_path).written)
    assert unit["To"] == "head@example.org" and "质检所" in unit["Subject"]
    (attached,) = unit.iter_attachments()
    assert attached.get_filename() == "质检所.html" and "<h1>质检所</h1>" in attached.get_content()
    assert "12 of 18" in unit.get_body().get_content()
    assert failures["To"] == "builder@example.org"
    assert "units/财务科.html: The notebook stopped." in failures.get_content()


def test_u16_nothing_is_written_when_nothing_changed(site, tmp_path):
    _write(site, tmp_path)
    again = _write(site, tmp_path)
    assert again.written == [] and len(again.unchanged) == 2
    _record(site, {**PAGE, "content_sha256": "2"}, FAILED)
    assert [path.name.split("-")[0] for path in _write(site, tmp_path).written] == ["unit"]


def test_r7_the_same_site_gives_the_same_message(site, tmp_path):
    before = [path.read_bytes() for path in _write(site, tmp_path).written]
    (tmp_path / "mail" / "mailed.json").unlink()
    assert [path.read_bytes() for path in _write(site, tmp_path).written] == before


@pytest.mark.parametrize("row", ["质检所,nobody\n", ",a@b.org\n", "质检所,a@b.org;c@d.org\n"])
def test_a_row_without_an_address_is_named(site, tmp_path, row):
    with pytest.raises(errors.InputError, match="row 2"):
        _write(site, tmp_path, row)
