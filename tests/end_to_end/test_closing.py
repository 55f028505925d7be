"""From csv text to what the pages say of closing: of how many entries, and which are set aside."""

from analysis import indicators, settings
from analysis.lenses.convex_lens import clocks, page
from analysis.lenses.overview import key_figures

HEAD = "部门,问题描述,发现日期,整改措施,完成日期\n"
FIRST = HEAD + (
    "计量科,2023年3月5日检查，三台加油机铅封破损,2023-03-05,,\n"
    "计量科,2023年4月6日检查，两块压力表超期,2023-04-06,,\n"
)
COPIES = (
    "计量科,2024年3月5日检查，三台加油机铅封破损,2024-03-05,,\n"
    "计量科,2024年4月6日检查，两块压力表超期,2024-04-06,,\n"
)
CLOSED = (
    "计量科,水表首检率不足,2024-02-01,补检全部水表,2024-02-11\n"
    "计量科,眼镜店验光仪未检定,2024-02-01,送检四台验光仪,2024-02-21\n"
    "计量科,出租车计价器漏检,2024-02-01,补检十台计价器,2024-03-02\n"
)
OPEN = "计量科,大厅公示栏没有更新,2024-02-01,,\n计量科,档案室温度没有记录,2024-02-01,,\n"


def _said(connection):
    """The words of tile 9 and the headline of the convex lens."""
    limits = settings.load()
    table = indicators.table(connection, year=2024)
    tile = key_figures.tiles(table, "zh-Hans", limits)["note_text"].iloc[-2]
    waits = clocks.frame(connection, year=2024, small_count=5)
    return tile, page.finding(waits, "zh-Hans"), page.finding(waits, "en")


def test_copies_run_since_the_first_find_and_entries_without_any_date_are_open(built):
    tile, _, _ = _said(
        built({"台账2023.csv": FIRST, "台账2024.csv": HEAD + COPIES + CLOSED + OPEN})
    )
    assert tile.startswith(
        "2024年：7条中3条已销号：不足半数已销号，无法给出天数；其中2条此前已报送过，从首次发现之日起计时。"
    )


def test_the_convex_headline_has_the_same_denominator(built):
    _, chinese, english = _said(built({"台账2024.csv": HEAD + CLOSED + OPEN}))
    assert chinese == "5条中3条已销号，半数在30天内销号。"
    assert english == "3 of 5 entries are closed, half within 30 days."


def test_where_fewer_than_half_are_closed_no_number_of_days_is_said(built):
    more = "计量科,值班记录缺页,2024-02-01,,\n计量科,公文流转超时,2024-02-02,,\n"
    tile, chinese, _ = _said(built({"台账2024.csv": HEAD + CLOSED + OPEN + more}))
    assert chinese == "7条中3条已销号：不足半数已销号，无法给出天数。"
    assert chinese.removesuffix("。") in tile


def test_an_issue_without_any_measure_is_open_also_where_its_unit_closes_none(built):
    other = "质检所,检验报告没有留存,2024-02-01,,\n"
    _, chinese, _ = _said(built({"台账2024.csv": HEAD + CLOSED + OPEN + other}))
    assert chinese == "6条中3条已销号，半数在30天内销号。"
