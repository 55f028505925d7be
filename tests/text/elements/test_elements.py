"""Elements of measures: the worked measures, the traps, and where the words stand."""

import time

import pytest

from analysis.text.elements import elements

FULL = (
    "由法规科科长王某负责,2024年6月30日前对本年度全部126份执法案卷逐卷复核,"
    "每月抽查不少于10份,送达回证齐全率不低于98%,由纪检组于7月15日前随机抽取20份验收,"
    "不合格的扣发责任人当月绩效。"
)
FULL_EN = (
    "Led by the Head of Legal: by 30 June re-check all 126 files; monthly spot-check of at least "
    "10 files; missing proof of service no more than 2%; Internal Audit verifies a sample of 20; "
    "escalate failures to the director."
)
HOLLOW = "加强领导,提高认识,进一步完善制度,狠抓落实,建立长效机制。"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (HOLLOW, ""),
        ("高度重视,切实加强教育管理,举一反三,不断提高干部职工责任意识。", ""),
        ("制定并完善上下班管理制度,严格执行。", ""),
        (
            "加强午间纪律检查,每月抽查,发现问题通报批评。",
            "frequency verification consequence",
        ),
        (
            "局党组组织纪检部门和相关科室的负责人,在不打招呼不下通知的情况下,先后10次进行突击检查。",
            "owner quantity verification scope",
        ),
        (
            "购买酒精测试仪,2次在下午13点到14点30分对全体干部职工进行酒精测试。",
            "quantity time verification scope",
        ),
        (
            "对《平邑县质量技术监督局行政管理规定》等30多项制度进行修改完善,并编成汇编,每人一份下发。",
            "quantity scope",
        ),
        (
            "由企业投产后介入监督管理,改变为企业筹建过程中提前介入,提供政策、技术、企业规划等服务。",
            "",
        ),
        (FULL, "owner quantity time frequency standard verification scope consequence"),
        (
            "Strengthen management, raise awareness and continue to improve communication "
            "where necessary.",
            "",
        ),
        (FULL_EN, "owner quantity time frequency standard verification consequence"),
        ("2024年加强教育。", ""),
        ("认真贯彻落实中央八项规定精神,严格执行十不准。", ""),
        ("一一落实,逐步推进,一个一个抓。", ""),
    ],
)
def test_the_worked_measures_state_what_they_were_found_to_state(text, stated):
    found = elements.elements(text)
    assert [name for name in elements.ELEMENTS if found.has(name)] == stated.split()
    assert found.quantification_score == len(stated.split())


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (HOLLOW, 0.92),
        ("高度重视,切实加强教育管理,举一反三,不断提高干部职工责任意识。", 0.57),
        ("制定并完善上下班管理制度,严格执行。", 0.25),
        (FULL, 0.0),
        (
            "Strengthen management, raise awareness and continue to improve communication "
            "where necessary.",
            0.89,
        ),
    ],
)
def test_the_worked_hollow_shares_come_out(text, share):
    assert elements.elements(text).hollow_share == pytest.approx(share, abs=0.005)


def test_traditional_and_full_width_text_states_the_same():
    traditional = "由法規科科長王某負責，２０２４年６月３０日前對１２６份執法案卷逐卷複核。"
    simplified = "由法规科科长王某负责,2024年6月30日前对126份执法案卷逐卷复核。"
    assert elements.elements(traditional).spans == elements.elements(simplified).spans


def test_a_span_has_no_white_space_before_its_words():
    text = "The fitter swaps the seal on all 3 pumps; the other welder checks it."
    spans = elements.elements(text).spans["verification"]
    assert [text[start:end] for start, end in spans] == ["checks"]


def test_spans_point_into_the_text_as_given():
    text = "加 強 領 導。每季度抽查２０份，質(zhì)檢科負責"
    found = elements.elements(text)
    words = {name: [text[start:end] for start, end in spans] for name, spans in found.spans.items()}
    assert words["frequency"] == ["每季度"]
    assert words["quantity"] == ["２０份"]
    assert words["owner"] == ["質(zhì)檢科"]
    assert [text[start:end] for start, end in found.hollow_spans] == ["加 強 領 導"]


@pytest.mark.parametrize(
    ("text", "is_coarse"),
    [
        ("完善上下班管理制度。", True),
        ("每月抽查。", True),  # two elements, but neither a time nor a quantity
        ("6月底前整理档案。", False),
        ("整理档案30份。", False),
        ("每月抽查,发现问题通报批评。", False),
        ("6月底前整理档案30份,加强领导,提高认识,狠抓落实,建立长效机制。", True),
    ],
)
def test_coarse_is_few_elements_without_time_or_quantity_or_mostly_hollow(text, is_coarse):
    assert elements.elements(text).is_coarse is is_coarse


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("合格率不低于98%。", "quantity"),
        ("每周3次巡查仓库。", "quantity"),
        ("迟到一次扣100元。", "quantity"),
        ("立即整改,限期完成。", "time"),
        ("原定6月底的整改期限已过。", "time"),
        ("各科室自查。", "owner"),
        ("仓库班长每天核对台账。", "verification"),
        ("依据〔2022〕15号文办理。", "standard"),
    ],
)
def test_conventions_of_the_labels_hold(text, absent):
    assert not elements.elements(text).has(absent)


def test_a_check_by_somebody_else_verifies_and_a_self_check_does_not():
    assert not elements.elements("仓库主管每天核对台账。").has("verification")
    assert elements.elements("仓库主管每天核对台账,财务经理查看。").has("verification")


@pytest.mark.parametrize("text", ["", "   ", "。,;", "\x00\ufffd", "<script>alert(1)</script>"])
def test_text_without_a_promise_states_nothing(text):
    found = elements.elements(text)
    assert (found.quantification_score, found.hollow_share) == (0, 0.0)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["一二三", "2024年", "应当", "加强管理,", "科", "the manager of ", "1"]
)
def test_a_very_long_text_takes_time_in_proportion_to_its_length(piece):
    short, long = piece * (4_000 // len(piece)), piece * (16_000 // len(piece))
    elements.elements(short)
    started = time.process_time()
    elements.elements(short)
    middle = time.process_time()
    elements.elements(long)
    # Four times the length; a squared cost would be sixteen times.
    assert time.process_time() - middle < 10 * (middle - started) + 0.5


def test_naming_everybody_does_not_make_a_hollow_measure_real():
    assert elements.elements("各科室要高度重视,加强管理,狠抓落实。").is_hollow
    assert not elements.elements("各科室每周盘点,高度重视,狠抓落实。").is_hollow
