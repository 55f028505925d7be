"""A column of areas names the units where nothing else does, and else a category."""

from __future__ import annotations

_ROWS = "ID,Area,Finding,Date raised\nF-1,Stores,Gate open,2024-03-01\nF-2,Kiln,Dust,2024-04-01\n"


def _unit_and_category(sheet):
    row = sheet.rows["registers"][0]
    return row["unit_text"], row.get("category")


def test_an_area_is_the_unit_where_no_title_or_name_says_one(text_file, read):
    text_file("findings 2024.csv", _ROWS)
    (sheet,) = read()
    assert _unit_and_category(sheet) == ("Stores", None)
    assert ("Area", "guessed_column") in [(doubt.column, doubt.rule) for doubt in sheet.doubts]


def test_an_area_is_a_category_beside_the_name_of_a_unit(text_file, read):
    text_file("Metering Office 2024.csv", _ROWS)
    assert _unit_and_category(read()[0]) == ("Metering Office", "Stores")


def test_words_of_titles_inside_the_name_of_a_unit_belong_to_it(workbook, read):
    rows = [["112年度缺失追蹤表"], ["編號", "缺失事項"], [1, "遊戲場地墊破損"], [2, "路燈損壞"]]
    workbook("追蹤.xlsx", {"公園管理課": rows, "食品科检查组": rows})
    assert [sheet.rows["registers"][0]["unit_text"] for sheet in read()] == ["公園管理課", "食品科"]
