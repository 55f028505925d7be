"""Names of units lead to their pages, in tables only and only where there is a page."""

from analysis import markup
from analysis.publish import pieces, unit_links

UNITS = {"R&D": "units/R_D-1a2b3c.html", "质检所": "units/质检所.html"}


def _linked(*rows):
    table = markup.rows(rows, caption="质检所", headings=["Unit", "Other"])
    (piece,) = unit_links.linked([pieces.Piece("markup", "a", markup=table)], UNITS, "../")
    return piece.markup


def test_a_cell_that_is_the_name_of_a_unit_is_a_link_to_its_page():
    text = _linked(["R&D", "质检所"], ["办公室", "质检所 3"])
    assert '<th scope="row"><a href="../units/R_D-1a2b3c.html">R&amp;D</a></th>' in text
    assert '<td><a href="../units/%E8%B4%A8%E6%A3%80%E6%89%80.html">质检所</a></td>' in text
    assert "<td>质检所 3</td>" in text and '<th scope="row">办公室</th>' in text
    assert "<caption><span>质检所</span></caption>" in text
