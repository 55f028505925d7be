"""Entries that have nothing to do with each other are new, in any language and at any length."""

import pytest

ENGLISH = [
    "Teach the crane drivers the load limits before they work their first shift in the yard.",
    "Have the doors of the dining hall looked at for rust when the roof is repaired next year.",
    "Find out with the harbour office whether a gauge can be put on the quay for the ferries.",
    "Tell those who own a stove how much the right wood matters, in order to avoid soot.",
    "Think about two guards for the lake in summer, above all at the hours with most children.",
]
PORTUGUESE = [
    "Ensinar aos operadores de guindaste os limites de carga antes do primeiro turno no pátio.",
    "Mandar verificar a ferrugem nas portas do refeitório quando da reforma do telhado.",
    "Verificar com a capitania se é possível instalar um medidor no cais para as balsas.",
    "Informar aos donos de fogões a importância da lenha certa, a fim de evitar a fuligem.",
    "Avaliar dois guardas para o lago durante o verão, nos horários com mais crianças.",
]
FRENCH = [
    "Enseigner aux conducteurs de grue les limites de charge avant leur première journée.",
    "Faire examiner la rouille des portes du réfectoire lors de la réparation du toit.",
    "Demander à la capitainerie si une jauge peut être posée sur le quai pour les bacs.",
    "Dire aux propriétaires de poêles combien le bon bois importe, afin d'éviter la suie.",
    "Prévoir deux gardiens pour le lac en été, surtout aux heures où viennent les enfants.",
]
JAPANESE = [
    "クレーンの運転者に積載の限度を教えていない。",
    "食堂の扉のさびが屋根の修理の時に点検されていない。",
    "港の事務所と岸壁の水位計の設置について協議していない。",
    "暖炉の持ち主に薪の種類が知らされていない。",
    "夏の湖に監視員が二人置かれていない。",
]
LONG = (
    "The porter keeps no list of the lamps that are lent out at the start of each evening, so that"
    " nobody can say in the morning which of them came back to the store and which were left by the"
    " river. When we called, three ladders leaned against the wall of the mill, and the man in"
    " charge did not know when they had last been counted. The same had been seen by the auditors,"
    " who asked that a book be kept at the gate. Carts that enter are not weighed, although"
    " the contract says that every load shall be checked before it is accepted."
)


@pytest.mark.parametrize("sentences", [ENGLISH, PORTUGUESE, FRENCH, JAPANESE])
def test_unrelated_sentences_are_new_in_every_language(row, shown, sentences):
    rows = [row(str(place), 2016 + place, text) for place, text in enumerate(sentences)]
    assert [found for found, _ in list(shown(*rows).values())[1:]] == ["new"] * 4


@pytest.mark.parametrize(
    "short",
    [
        "Fit a bell in every boat before the winter begins.",
        "The school has no spare chairs for the older pupils.",
        "Review the training of the cooks at the station.",
    ],
)
def test_a_short_text_is_not_contained_in_any_long_one(row, shown, short):
    assert shown(row("a", 2022, LONG), row("b", 2023, short))["b"] == ("new", None)


def test_a_sentence_of_a_long_text_filed_again_is_still_found(row, shown):
    sentence = "Old ladders were left against the wall of the mill, and nobody ever counted them."
    found = shown(row("a", 2022, f"{LONG} {sentence}"), row("b", 2023, sentence))["b"]
    # The count in the long text is gone as well, so a person looks.
    assert found == ("needs_review", "a")


def test_what_all_entries_share_is_the_form_and_no_return(row, shown):
    opening = "El furgón llega al portón para salir al reparto del día con "
    defects = [
        "la llanta gastada",
        "el faro apagado",
        "el espejo roto",
        "la puerta trabada",
        "el motor sin aceite",
        "la caja sin precinto",
    ]
    rows = [
        row(f"{place}", 2022, opening + text, unit=f"Furgón {place}")
        for place, text in enumerate(defects)
    ]
    rows += [
        row(f"new{place}", 2023, opening + "el asiento quemado", unit=f"Furgón {place}")
        for place in range(len(defects))
    ]
    found = shown(*rows)
    assert {found[f"new{place}"][0] for place in range(len(defects))} <= {"new", "look_alike"}


def test_the_same_problem_said_freely_is_proposed_and_not_flagged(row, linked):
    older = row("a", 2022, "基层所辖区企业底数掌握不清，台账更新滞后。")
    newer = row("b", 2023, "对辖区企业的底数，基层所没有掌握。")
    found = linked(older, newer).execute(
        "select shown_class, is_redated_only from linked.classes where issue_id = 'b'"
    )
    assert found.fetchone() == ("needs_review", False)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        # Who it is about, and nothing else.
        ("青松渡船有限公司救生圈缺三个", "青松渡船有限公司欠缴停泊费"),
        (
            "The Hollow Lane Bakery has mice in its store",
            "The Hollow Lane Bakery owes the county two years of rent for its stall",
        ),
        # How such entries begin.
        ("在安全生产方面，电梯未上锁", "在安全生产方面，值班员脱岗两小时"),
    ],
)
def test_one_stretch_that_both_have_is_who_or_how_and_not_what(row, shown, older, newer):
    assert shown(row("a", 2022, older), row("b", 2023, newer))["b"] == ("new", None)


@pytest.mark.parametrize("words", ["今年以来，", "近期，", "This year, "])
def test_a_word_for_an_unsaid_time_is_a_date_only_against_one(row, shown, words):
    text = (
        "北门救生圈少两个，绳子断"
        if words[0] > "z"
        else "two lifebuoys lack ropes at the north gate"
    )
    dated = "2022年5月，" if words[0] > "z" else "In May 2022, "
    put_in = shown(row("a", 2022, text), row("b", 2023, words + text))
    against = shown(row("a", 2022, dated + text), row("b", 2023, words + text))
    assert put_in["b"] == ("reworded_only", "a")
    assert against["b"] == ("redated_only", "a")


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Lampe Nr. 1 brennt nicht", "Lampe Nr.19 brennt nicht"),
        ("1号泵漏水未修复", "12号泵漏水未修复"),
        ("2층 비상구 앞에 상자가 쌓여 있음", "3층 비상구 앞에 상자가 쌓여 있음"),
    ],
)
def test_another_number_of_its_kind_is_another_thing(row, shown, older, newer):
    assert shown(row("a", 2022, older), row("b", 2023, newer))["b"][0] == "look_alike"
