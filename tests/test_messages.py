"""The catalogues: the same keys and placeholders in every language, and formats by name."""

from __future__ import annotations

import datetime
import string

import pytest

from analysis import errors, messages
from analysis.cli import options
from analysis.ingest.corrections import sent_back

OTHERS = ("zh-Hans", "zh-Hant")


def placeholders(forms):
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def test_the_command_and_what_goes_back_to_units_speak_the_languages_of_the_pages():
    """They list them themselves: the catalogues take long to import."""
    assert options.LANGUAGES == sent_back._LANGUAGES == messages.LANGUAGES


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language):
    assert set(messages.catalogue(language)) == set(messages.catalogue("en"))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_placeholders(language):
    english = messages.catalogue("en")
    differing = [
        key
        for key, forms in messages.catalogue(language).items()
        if placeholders(forms) != placeholders(english[key])
    ]
    assert differing == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_message_is_empty(language):
    found = messages.catalogue(language).items()
    # What joins two sentences may be nothing at all in Chinese.
    empty = [key for key, forms in found if not all(forms) and not key.endswith(".joint")]
    assert empty == []


def test_english_messages_hold_no_chinese():
    chinese = [
        key
        for key, forms in messages.catalogue("en").items()
        if any("\u4e00" <= character <= "\u9fff" for form in forms for character in form)
    ]
    assert chinese == []


def test_traditional_is_made_from_simplified():
    assert messages.say("zh-Hans", "plane_mirror.title") == "平面镜"
    assert messages.say("zh-Hant", "plane_mirror.title") == "平面鏡"


def shown(language):
    """Every form of every message, by key."""
    return [(key, form) for key, forms in messages.catalogue(language).items() for form in forms]


# What a change of script makes of 个中, 写明了, 不在线内, 参数, 查看, 跟踪, 对象, 代码, 全局, 联系.
WRONG_IN_TRADITIONAL = (
    *("箇", "瞭", "不線上", "引數", "檢視", "跟蹤", "物件", "程式碼", "全域性", "聯絡"),
    *("臺賬", "台賬", "銷號", "辦結", "整改", "質量", "計劃", "文件", "數據", "多隻"),
)


@pytest.mark.parametrize("wrong", [*WRONG_IN_TRADITIONAL, *"“”‘’"])
def test_traditional_is_written_as_offices_in_taiwan_write(wrong):
    assert [(key, form) for key, form in shown("zh-Hant") if wrong in form] == []


def test_traditional_has_the_words_of_offices_in_taiwan():
    assert messages.say("zh-Hant", "plane_mirror.cure_open") == "未解除列管"
    told = " ".join(form for _, form in shown("zh-Hant"))
    for word in ("句式相同、對象不同", "取自代碼表", "個中", "查核", "追蹤", "品質"):
        assert word in told


@pytest.mark.parametrize("language", OTHERS)
def test_dates_are_written_out(language):
    assert messages.date(language, datetime.date(2023, 12, 19)) == "2023年12月19日"


# Keys of what the command prints, to people who run it.
OF_COMMANDS = ("check.", "review.")
# Words of those who build pages, not of those who read them.
BUILDERS = {
    "zh-Hans": (
        *("运行", "参数", "字段", "程序", "命令", "模型", "载入", "导入", "读取", "脚本", "已计算"),
        *("时钟", "查看", "空话", "办结", "验证", "JavaScript", "PNG", "fivelens", ".csv", ".xlsx"),
    ),
    "zh-Hant": ("執行", "參數", "欄位", "程式", "命令", "載入", "匯入", "讀取", "fivelens", ".csv"),
    "en": (
        *("parameter", "Parameter", "JavaScript", "PNG", "fivelens", ".csv", ".xlsx"),
        *("hazard", "Hazard", "spell", "Spell", "hollow words", "n = ", " this run"),
    ),
}
METHODS = ("Kaplan", "Wilson", "Newcombe", "Benjamini", "log-log", "双对数", "雙對數")
NOTES = (".how_text", "_definition")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_pages_hold_no_words_of_those_who_build_them(language):
    found = [
        (key, word)
        for key, form in shown(language)
        if not key.startswith(OF_COMMANDS)
        for word in BUILDERS[language]
        if word in "".join(text for text, *_ in string.Formatter().parse(form))
    ]
    assert found == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_names_of_statistical_methods_stand_in_notes_only(language):
    found = [
        (key, name)
        for key, form in shown(language)
        if not key.endswith(NOTES)
        for name in METHODS
        if name in form
    ]
    assert found == []


def test_a_missing_key_is_an_error():
    with pytest.raises(KeyError, match="no message 'no.such' in the en catalogue"):
        messages.say("en", "no.such")


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError, match="file_text"):
        messages.say("en", "chart.csv")


def test_an_unknown_language_names_the_known_ones():
    with pytest.raises(errors.UsageError, match="en, zh-Hans, zh-Hant"):
        messages.say("zh-CN", "publish.product")


def test_the_name_of_a_placeholder_says_how_it_is_printed(monkeypatch):
    form = "{register_year} {redated_share} {small_share} {issue_count} {mean} {found_date} {unit}"
    monkeypatch.setattr(messages, "catalogue", lambda _: {"key": (form,)})
    values = {
        "register_year": 2024,
        "redated_share": 0.345,
        "small_share": 0.034,
        "issue_count": 12345,
        "mean": 2.25,
        "found_date": datetime.date(2024, 12, 31),
        "unit": "{0} <b>",
    }
    assert messages.say("zh-Hans", "key", **values) == (
        "2024 34% 3.4% 12,345 2.2 2024年12月31日 {0} <b>"
    )


def test_count_chooses_singular_and_plural():
    assert messages.say("en", "chart.rows", count=1, row_count=1) == (
        "The one row behind this chart"
    )
    assert messages.say("en", "chart.rows", count=1200, row_count=1200) == (
        "The 1,200 rows behind this chart"
    )
    assert messages.say("zh-Hans", "chart.rows", count=2, row_count=2) == "图背后的2行数据"


def test_numbers_are_rounded_only_when_printed():
    assert messages.number("en", 1234.567, 1) == "1,234.6"
    assert messages.percent("zh-Hant", 0.12345, 1) == "12.3%"
