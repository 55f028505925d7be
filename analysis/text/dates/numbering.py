r"""Patterns of codes, list numbers and other numbers in levelled text.

Written in what RE2 and Python's `re` share, as `patterns.py`. CODE reads the case as written, the
others lower case.
"""

from __future__ import annotations

from analysis.text.dates import occasions, patterns
from analysis.text.letters.characters import CIRCLED, COMMA, POINT, TITLE_END, TITLE_START

_YEAR = patterns.YEAR

# Codes. A label (编号) belongs to its code; the Chinese head of a document number does not.
_ITEM = "[0-9]+(?:-[0-9]+)?"
_DOCUMENT = "|".join(
    (
        rf"\({_YEAR}\) ?(?:第 ?{_ITEM} ?号?|{_ITEM} ?号|[Nn]o[.{POINT}]? ?[0-9]+)",
        rf"字 ?(?:\(?{_YEAR}\)?)? ?第? ?[0-9][0-9-]*号",
        r"第?[0-9]+号(?:文件|文|令|公告|函|通报|通知书|决定书)",
        r"第[0-9]{4,}号",
        r"[记收付转银现](?:-|字第?)[0-9]+号",
    )
)
STANDARD = (
    r"\b(?:GB|DB[0-9]{0,2}|JJF|JJG|JGJ|TSG|HJ|QB|AQ|GA|YY|DL|NY|SB|CJJ|JTG|ISO|IEC|EN|NFPA|ASTM|ANSI)"
    rf"(?:/T)?(?: ?/? ?[A-Z])? ?[0-9]+(?:{POINT}[0-9]+)*(?:[-~:][0-9]{{2,4}})*"
)
_LABELLED = (
    r"(?:编号|案号|文号|批号|案卷号?|单号|合同号|资产号|卡片号|出厂号|型号|证号|标段号|报告号|记录号"
    r"|\b[Rr]ef\.?"
    r"|\b[Cc]ase|\b[Ff]inding|\bCAPA|\bNCR)"
    rf"(?: ?[Nn]o\.?)?(?:为|是)?[ :]?[A-Za-z0-9][A-Za-z0-9{POINT}/-]*[0-9][A-Za-z0-9]*"
)
_LETTERED = "|".join(
    (
        r"(?:取证单|通知单|罚单|整改单|底稿|工单|发票)[ :]?[A-Za-z]{1,4}[-/]?[0-9]+",
        r"\b[A-Z]{1,6}[-/][0-9]{2,}(?:[-/][0-9A-Z]+)*\b",
        r"\b[A-Za-z]{1,6}-[0-9]{2,4}-[0-9]{2,}\b",
        r"\b[A-Z]{1,4}[0-9]{2}-[0-9]{3,}\b",
        r"\b[A-Z]{1,5}[0-9]{3,}[0-9A-Z]*(?:-[0-9]+)*\b",
        r"\b[A-Z]{2,6} [0-9]{2,4}[-/][0-9]{2,5}\b",
        r"\b[0-9A-Z]{15,20}\b",
    )
)
_DIGITS = "|".join(
    (
        r"\b0[0-9]{2,3}-[0-9]{7,8}\b",
        rf"\b(?:{_YEAR}|[12][0-9])-(?:0[0-9]{{2,}}|[0-9]{{3}})\b",
        r"\b[0-9]{9,}\b",
        rf"\b[0-9]{{1,3}}(?:{POINT}[0-9]{{1,3}}){{3}}\b",
    )
)
CODE = rf"(?:{_DOCUMENT}|{STANDARD}|{_LABELLED}|{_LETTERED}|{_DIGITS}|{occasions.NAMED_YEAR})"
FISCAL_CAPITALS = r"\b(?:FY|CY|SY) ?([0-9])"

# 2023.5万元 is an amount, not May 2023: its point is spelled AMOUNT_POINT, which no date has.
AMOUNT_POINT = "\x05"
_UNIT = "(?:万|亿|元|千|百|%|吨|公|平|立|米|克|升|k|m|g)"
AMOUNT = rf"\b({_YEAR}){POINT}([0-9]{{1,2}} ?{_UNIT})"

_CHINESE_ORDINAL = "[一二三四五六七八九十]{1,3}"
_LIST_MARK = "|".join(
    (
        rf"\(? ?(?:[0-9]{{1,3}}|{_CHINESE_ORDINAL}|[a-z]|i{{1,3}}|iv|vi{{0,3}}) ?\)[.`,:]?",
        rf"[0-9]{{1,3}}(?:{POINT}[0-9]{{1,2}}){{0,4}}[.`,)]",
        rf"[0-9]{{1,2}}(?:{POINT}[0-9]{{1,2}}){{2,4}} ?",
        rf"{_CHINESE_ORDINAL}[`.,:]",
        rf"(?:第{_CHINESE_ORDINAL}|其{_CHINESE_ORDINAL})[,`:]",
        rf"{_CHINESE_ORDINAL}(?:是|要|则)",
        r"[a-z][.`] ?",
        r"(?:ii|iii|iv|v|vi{1,3}|ix|x)[.`:] ?",
        rf"第 ?(?:[0-9]{{1,3}}|{_CHINESE_ORDINAL}) ?[项条款点][:,`]",
        r"[0-9]{1,3}号(?:问题|隐患|事项|整改项)[:,`]",
        r"(?:整改|问题|任务|隐患|责任)?清单"
        rf"第? ?(?:[0-9]{{1,3}}|{_CHINESE_ORDINAL}) ?[项条款点号][:,`]?",
        r"序号 ?[0-9]{1,4}[.:`, ]?",
        r"(?:问题|item|issue|point|observation) ?[0-9]{1,3}(?: ?[-~:.`,)]| )",
    )
)
# A circled number is a list mark wherever it stands, unless it names a thing: ②号锅炉.
_NAMED_BEHIND = "号栋幢楼座层炉泵罐"
_QUOTED = rf"\"{TITLE_START}{TITLE_END}"
LIST_NUMBER = (
    rf"(^|[;:.!?,{_QUOTED}`]) ?(?:(?:{_LIST_MARK}) *)+"
    rf"|(?:[{CIRCLED}][.`,]? ?)+([^{CIRCLED}{_NAMED_BEHIND}])"
    rf"|(方面|问题|情况|工作|管理|部分)\({_CHINESE_ORDINAL}\) ?"
)

THOUSANDS = rf"{COMMA}([0-9]{{3}})\b"

# 3.2023年 is a list number before a year: its point is spelled as a full stop.
LIST_BEFORE_YEAR = rf"(^|[;:.!?,{_QUOTED}(`] ?)([0-9]{{1,3}}){POINT}({_YEAR} ?[年{POINT}/-])"

# Numbers that name a thing, and numerals in idioms: they are not counts.
NAMED_NUMBER = "|".join(
    (
        r"[0-9]+(?:号|楼| ?호(?:기|실|차|선|동|관|점)?| ?층| ?동|階|番)",
        r"第 ?[0-9一二三四五六七八九十百]+",
        r"\b(?:unit|room|line|bay|building|block|floor|ward|lift|tank|pump|nr|stage|zone|level"
        r"|site|resident|section|part) ?[0-9]+[a-z]?\b",
        r"\b[a-z][0-9]{1,2}\b",
    )
)
# Nr, No., nº, Nummer before a number name a thing and deny nothing: all are spelled nr.
NUMBER_SIGN = (
    r"(^|[^) ] ?)(?:\b(?:nos?\.|no|nrs?\.?|nro\.?|n[uú]m\.?|number|nummer|número|numéro|numero|n\.º"
    r"|n\.? ?°|n\.)|#)"
    r" ?([0-9]{1,4})( *(?:[^0-9a-z%. -]|[a-z ][^0-9]|$))"
)
NUMBER_SIGN_SPELLED = r"\1nr \2\3"
# 3#楼, 17#道岔: how a builder writes 号.
BUILDERS_NUMBER = r"([0-9])#"
IDIOM = (
    "([一二三四五六七八九十])(项(?:规定|制度)|次性|部分|起|本|[个件条家户项]一|人一"
    "|个(?:责任|维护|意识|自信|代表|全面|一)|天两头)"
)
IDIOM_BREAK = "\x03"
_SCALE = "[万亿千百]"
_CLASSIFIER = (
    "个份人名台件处条项次家户间张本套具把辆部只支根块座栋幢层排组批笔宗例桩页册瓶盒箱袋包桶罐吨斤克米升"
    "天日周月年元期起轮遍倍宗艘架匹头段株亩"
)
NUMBER = rf"[0-9]+(?:[{POINT}{AMOUNT_POINT}{COMMA}:/~-][0-9]+)*(?: ?[余多几])?{_SCALE}*"
CHINESE_NUMBER = (
    "(?:百分之[一二三四五六七八九十百]+|[一二两三四五六七八九十百千万〇零几数]+[余多来]?"
    f"([{_CLASSIFIER}]|小时|分钟|公斤|公里|平方|立方))"
)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
ENGLISH_NUMBER = rf"\b(?:{_ONES}|{_TEENS}|{_TENS})(?:[ -](?:{_ONES}|hundred|thousand))*\b"

# Where a match can start at all, as of dates.
_WORD_START = patterns.ENGLISH_START
CODE_START = f"(?:(?=[(字第编案文批单合资卡出型证标报记收付转银现取通罚整底工发0-9])|{_WORD_START})"
NAMED_START = f"(?:(?=[0-9第])|{_WORD_START})"
NUMBER_START = f"(?=[{patterns.CHINESE_DIGITS}])"
