"""Which occasion it was says when, and a number after Nr names a thing."""

import pyarrow as pa
import pytest

from analysis.text.forms import forms


@pytest.fixture
def form():
    """One normal form of a text."""

    def run(text, name="n2"):
        return forms.read(pa.array([text]))[name][0].as_py()

    return run


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("第2次抽查发现，出库单未签字", "第6次抽查发现，出库单未签字"),
        ("第一轮巡察指出，食堂无证", "第三轮巡察指出，食堂无证"),
        ("第4期简报未报送", "第11期简报未报送"),
        ("星期二晨检漏记", "星期五晨检漏记"),
        ("夏季防火检查，水带破裂", "冬季防火检查，水带破裂"),
        ("中秋节前检查，冷库断电", "元旦假期检查，冷库断电"),
        ("6月上旬盘点短缺", "9月下旬盘点短缺"),
        ("上午检查发现门锁损坏", "下午检查发现门锁损坏"),
        ("今年以来，仓库未盘点", "2022年，仓库未盘点"),
        ("截至目前仓库未盘点", "截至2022年5月仓库未盘点"),
        ("近期仓库未盘点", "2022年5月仓库未盘点"),
        ("第一季未报表", "第三季度未报表"),
        ("2022年第Ⅱ季度未报表", "2023年第Ⅳ季度未报表"),
        ("辛丑年腊月未报表", "甲辰年正月未报表"),
        ("平成30年6月未报表", "令和2年8月未报表"),
        ("2021·4·7检查漏项", "2023·11·2检查漏项"),
        ("Week 9: gate open", "Week 40: gate open"),
        ("Morning round: gate open", "Third visit: gate open"),
        ("Last winter the gate was open", "Last summer the gate was open"),
        ("FY2022 Q1: gate open", "FY2023 Q4: gate open"),
        ("Em 3 de maio de 2022: portão aberto", "Em 21 de julho de 2023: portão aberto"),
        ("Le 1er août 2022 : porte ouverte", "Le 30 juin 2023 : porte ouverte"),
        ("Am 4. Mai 2022: Tor offen", "Am 12. Dezember 2023: Tor offen"),
        ("Segunda visita: puerta abierta", "Quinta visita: puerta abierta"),
        ("KW 7: Tor offen", "KW 44: Tor offen"),
        ("2022년 4월 3일, 문 고장", "2023년 12월 8일, 문 고장"),
        ("第1四半期、扉の故障", "第4四半期、扉の故障"),
        ("Il 7 gennaio 2022: porta aperta", "Il 30 luglio 2023: porta aperta"),
        ("En el verano de 2022, puerta abierta", "En el invierno de 2023, puerta abierta"),
        ("En été 2022, porte ouverte", "À l'hiver 2023, porte ouverte"),
        ("FY2022年初盘点无记录", "FY2023年终盘点无记录"),
    ],
)
def test_two_occasions_are_one_form(form, older, newer):
    assert form(older) == form(newer)
    assert form(older, "n1") != form(newer, "n1")


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("㉒台账未建立", "㉗台账未建立"),
        ("❹台账未建立", "❾台账未建立"),
        ("㊂台账未建立", "㊆台账未建立"),
        ("第7项：台账未建立", "第12项：台账未建立"),
        ("3号问题：台账未建立", "8号问题：台账未建立"),
        ("整改清单第5条，台账未建立", "整改清单第16条，台账未建立"),
        ("Ⅱ．台账未建立", "Ⅳ．台账未建立"),
        ("五、财务管理方面（一）台账未建立", "三、财务管理方面（四）台账未建立"),
    ],
)
def test_list_marks_of_any_shape_number_a_list(form, older, newer):
    assert form(older, "n2") != form(newer, "n2")
    assert form(older, "n3") == form(newer, "n3")


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("第一食堂无证", "第二食堂无证"),
        ("一号食堂无证", "二号食堂无证"),
        ("⻩师傅无证上岗", "⻢师傅无证上岗"),
        ("Laterne Nr 7 dunkel", "Laterne Nr 8 dunkel"),
        ("Laterne Nr. 7 dunkel", "Laterne No 8 dunkel"),
        ("Farola nº 7 apagada", "Farola nº 8 apagada"),
    ],
)
def test_what_names_a_thing_keeps_it_apart(form, older, newer):
    assert form(older, "n4") != form(newer, "n4")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("設備臺帳不全", "设备台账不全"),
        ("帐目不清", "账目不清"),
        ("⻋辆未年检", "车辆未年检"),
        ("Lampe Nr. 7 dunkel", "Lampe Nummer 7 dunkel"),
    ],
)
def test_spellings_of_one_word_are_one(form, one, other):
    assert form(one, "n1") == form(other, "n1")


def test_a_denial_before_a_count_stays_a_denial(form):
    assert form("There is no 24-hour guard", "n1").startswith("there is no")


@pytest.mark.parametrize(
    "text",
    ["Lavori per gli eventi sismici del 2016.", "Contra a Lei 8.666 de 1993, a obra parou."],
)
def test_the_year_of_an_event_or_law_is_no_date_of_the_finding(text):
    assert forms.read(pa.array([text]))["oldest_year"][0].as_py() is None


@pytest.mark.parametrize(
    "text",
    ["7 out of 20 lamps were dark", "One set was lost, 3 set aside", "La société 2023 a un tort"],
)
def test_words_that_some_language_has_for_a_month_are_no_date(form, text):
    assert "⟨D⟩" not in form(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lamp #7 is dark", "Lamp #9 is dark"),
        ("Lampe Nr.7 dunkel", "Lampe Nr. 9 dunkel"),
        ("Farola núm. 7 apagada", "Farola núm. 9 apagada"),
        ("Lampadaire n°7 éteint", "Lampadaire n°9 éteint"),
        ("Lampada n.7 spenta", "Lampada n. 9 spenta"),
        ("Poste nº 7 apagado", "Poste nº 9 apagado"),
        ("7호기 소등", "9호기 소등"),
        ("7番ゲートの消灯", "9番ゲートの消灯"),
        ("17#道岔锈蚀", "19#道岔锈蚀"),
        ("7楼走廊灯不亮", "9楼走廊灯不亮"),
    ],
)
def test_a_number_that_names_a_thing_is_no_count(form, one, other):
    assert form(one, "n4") != form(other, "n4")


def test_a_voucher_has_a_code(form):
    assert form("转-0081号凭证缺附件", "n3") == form("付字第15号凭证缺附件", "n3")
    assert "⟨C⟩" not in form("转3号炉检修", "n3")
