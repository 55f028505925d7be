"""U17: a page printed on A4 and written as a Word document; what cannot be printed stands."""

import shutil
import zipfile

import pytest

from analysis import errors
from analysis.publish import pdf, prints, word_file
from analysis.publish.jobs import Entry

PAGE = """<!doctype html><html lang="zh-Hans"><head><title>T</title><style>p{}</style></head><body>
<a class="skip" href="#c">Skip</a><nav class="bar"><ul><li>All pages</li></ul></nav>
<h1>质检所</h1><p>31 of &lt;5&gt; issues<br>stand.</p><svg><circle></circle></svg>
<div class="scroll"><table><caption><span>Flags</span></caption>
<thead><tr><th>Unit</th><th>n</th></tr></thead>
<tbody><tr><th>质检所</th><td>3</td></tr><tr><th>财务科</th></tr></tbody></table></div>
<ul><li>One <a href="#x">link</a></li></ul>
<footer class="provenance"><p>hash</p></footer><script>var a = "<p>no</p>";</script></body></html>
"""
ENTRY = Entry(path="overview.html", notebook="overview", status="published", as_of="2024-12-20")


@pytest.fixture
def draft(tmp_path):
    (tmp_path / "overview.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_a_word_document_has_what_a_reader_sees_and_no_furniture():
    found = [(block.kind, block.text, block.rows) for block in word_file.blocks(PAGE)]
    assert found == [
        ("h1", "质检所", []),
        ("p", "31 of <5> issuesstand.", []),
        ("p", "Flags", []),
        ("table", "", [["Unit", "n"], ["质检所", "3"], ["财务科"]]),
        ("li", "One link", []),
    ]


def test_r7_a_word_document_is_the_same_bytes_whenever_it_is_written(draft, tmp_path):
    files = [tmp_path / name for name in ("one.docx", "two.docx")]
    for file in files:
        word_file.write(PAGE, file, as_of="2024-12-20")
    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as archive:
        text = archive.read("word/document.xml").decode()
    assert "质检所" in text and "&lt;5&gt;" in text


def test_u17_without_a_browser_the_page_stands_and_it_is_said(draft, monkeypatch):
    monkeypatch.setenv("PATH", str(draft))
    made = prints.printed([ENTRY], draft, as_pdf=True, as_docx=True)
    assert [fault.cause for fault in made.faults] == [
        "PDF files need Chromium, which this machine does not have; the pages were made without."
    ]
    assert [each["path"] for each in made.entries[0].prints] == ["overview.docx"]
    assert (draft / "overview.html").read_text(encoding="utf-8") == PAGE


def test_only_pages_of_this_run_are_printed(draft):
    kept = Entry(path="kept.html", notebook="kept", status="kept", prints=({"path": "kept.docx"},))
    assert prints.printed([kept], draft, as_pdf=True, as_docx=True).entries == [kept]


@pytest.mark.browser
@pytest.mark.slow
def test_a_pdf_is_tagged_numbered_and_the_same_whenever_it_is_printed(draft, tmp_path):
    if not any(map(shutil.which, pdf.BROWSERS)):
        pytest.skip("needs chromium on PATH")
    files = [tmp_path / name for name in ("one.pdf", "two.pdf")]
    for file in files:
        pdf.write(draft / "overview.html", file, as_of="2024-12-20")
    assert files[0].read_bytes() == files[1].read_bytes()
    assert b"/StructTreeRoot" in files[0].read_bytes() and b"/Marked true" in files[0].read_bytes()


def test_a_page_that_is_not_there_is_a_fault_of_printing_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "browser", lambda: "/bin/false")
    with pytest.raises(errors.PublishError, match="could not be printed"):
        pdf.write(tmp_path / "none.html", tmp_path / "none.pdf", as_of=None)
