r"""Patterns of dates, codes, list numbers and numbers in levelled text.

Written once in what RE2 and Python's `re` (with `re.ASCII`) share: no looking ahead or back, no
back-references. `\b` is an ASCII boundary in both, so there is one between 日 and 3 and none
between 1 and 2; a test holds the two engines to the same answers. Date patterns read lower case,
CODE reads the case as written.
"""

from __future__ import annotations

from analysis.text.dates import named_months, occasions
from analysis.text.letters.characters import CIRCLED, COMMA, POINT, TITLE_END, TITLE_START

_SEPARATOR = f"[{POINT}./-]"
_TO = r"(?: ?(?:[-~/]|至|到) ?)"

# Years. 二○二三 and 二o二三 are how 二〇二三 arrives from scans and old typewriters.
YEAR = r"(?:19|20)[0-9]{2}"
CHINESE_YEAR = "(?:一九|二[〇零o0])[〇零o0一二三四五六七八九]{2}"
_REPUBLIC = "(?:民国|中华民国) ?(?:[0-9]{1,3}|[一二三四五六七八九十百〇零]{1,5}|元)"
# 一一〇年: a year of the Republic, digit by digit; 一二三年级 are grades.
REPUBLIC_DIGITS = "一[〇零一][〇零一二三四五六七八九]"
_ERA = "(?:令和|平成|昭和) ?(?:[0-9]{1,2}|元|[一二三四五六七八九十]{1,3})"
_STEM_BRANCH = "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
_LONG_YEAR = (
    rf"(?:公元)?(?:\b{YEAR}|{CHINESE_YEAR}|{_REPUBLIC}|{REPUBLIC_DIGITS}|{_ERA}|{_STEM_BRANCH}"
    rf"|\b(?:fy|cy|sy) ?{YEAR}|\b1(?:0[1-9]|[12][0-9])) ?年"
)
_RELATIVE_YEAR = "(?:[今去前明本上当次同]年)"
_YEAR_WORD = "(?:年度?|学年度?|财年)"

_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元正腊])"
_DAY_NUMBER = r"(?:[0-3]?[0-9]|[一二三]?十[一二三四五六七八九]?|[廿卅]?[一二三四五六七八九]|[廿卅])"
_CLOCK = (
    r"(?:[ t]?(?:上午|下午|凌晨|中午|晚上?|早上?|夜间)?[ ]?[0-9]{1,2}"
    r"(?::[0-9]{2}(?::[0-9]{2})?|[时点](?:[0-9]{1,2}分?|半)?)许?)"
)
_WEEKDAY = r"(?: ?\(?(?:星期|周)[一二三四五六日天]\)?)"
_END = r"(?:前|之前|以前)"
_DAY = rf" ?{_DAY_NUMBER} ?[日号]{_END}?{_WEEKDAY}?{_CLOCK}?"
_PART_OF_MONTH = rf" ?(?:[上中下]旬|月?[底末初]){_END}?"
_MONTH = rf"{_MONTH_NUMBER} ?月份?(?:{_DAY}|{_PART_OF_MONTH})?"
_QUARTER = (
    r"(?:第?(?:[一二三四1-4]|i{1,3}|iv) ?(?:季度|四半期)|第[一二三四1-4] ?季"
    rf"|前[一二三两1-3]个?季度|[上下]半年|\bq[1-4]\b)(?:[底末初]{_END}?)?"
)
_SEASON = f"(?:{occasions.FEAST}|[春夏秋冬](?:季|天|运)?|汛期|雨季|旱季|暑期|寒假|全年)"
# Two-digit years alone are durations (使用了23年) unless a part of the year follows.
_PART_OF_YEAR = rf"(?:{_MONTH}|{_QUARTER}|年?[底末初中终]{_END}?|{_SEASON}|第[一二]学期)"
_MONTHS_TO = rf"(?:{_TO}{_MONTH})"

_YEARS = (
    rf"(?:\b{YEAR}|{CHINESE_YEAR}|\b[0-3][0-9]) ?年?{_TO}(?:{YEAR}|{CHINESE_YEAR}|[0-9]{{2}})"
    rf" ?{_YEAR_WORD}"
)
_YEAR_LIST = rf"\b{YEAR}(?:[`,{COMMA}]{YEAR})+ ?{_YEAR_WORD}"
_NUMERIC_TAIL = r"(?:1[0-2]|0?[1-9])"
_NUMERIC_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_NUMERIC = "|".join(
    (
        rf"\b{YEAR}{_TO}{YEAR}\b",
        rf"\b(?:{YEAR}|1[0-2][0-9]){_SEPARATOR}{_NUMERIC_TAIL}{_SEPARATOR}{_NUMERIC_DAY}\b{_CLOCK}?",
        rf"\b{YEAR}{_SEPARATOR}{_NUMERIC_TAIL}\b(?: ?月)?",
        rf"\b{_NUMERIC_DAY}{_SEPARATOR}{_NUMERIC_DAY}{_SEPARATOR}{YEAR}\b",
        rf"\b{YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])\b",
        rf"\b{YEAR} ?q[1-4]\b|\bq[1-4],? ?{YEAR}\b",
    )
)
_SPELLED = "|".join(
    (
        rf"(?:{_LONG_YEAR}|{_RELATIVE_YEAR})度? ?(?:{_PART_OF_YEAR}{_MONTHS_TO}?)?",
        rf"\b[0-3][0-9] ?年(?:度 ?(?:{_PART_OF_YEAR})?|{_PART_OF_YEAR}{_MONTHS_TO}?)",
        rf"[本上当次同]月{_DAY}|[本上当次同下]个?(?:月份?|季度|学期)(?:{_PART_OF_MONTH})?",
        rf"{_MONTH}{_MONTHS_TO}?",
        rf"(?:第[一二]学期|{_QUARTER})",
        rf"年[底末初]{_END}?",
        occasions.KOREAN,
    )
)
DATE = (
    rf"(?:截[至止]到?)?(?:{occasions.CHINESE}|(?:{_YEARS}|{_YEAR_LIST})(?:{_PART_OF_YEAR})?"
    rf"|(?:{_NUMERIC}){_END}?|{_SPELLED})"
)
MONTH_NAME = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# May and march are also verbs, the short names also people.
_SURE_MONTH = "(?:january|february|april|june|july|august|september|october|november|december)"
_ORDINAL = "(?:st|nd|rd|th)?"
_NTH = rf"[0-9]{{1,2}}{_ORDINAL}(?: of)?"
_ENGLISH_TO = r"(?: ?[-~/] ?| (?:to|through|and) )"
BEFORE_DATE = r"\b(?:in|on|during|by|as of|at)(?: the| early| late| mid-?| end of)* "
_QUARTER_NAME = "(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"
_FISCAL = r"(?:fy|(?:fiscal|financial|calendar|school|academic|program)? ?year(?: end(?:ed|ing))?)"
_OF_YEAR = rf"(?: ?[/ ,-]? ?(?:of )?(?:the )?(?:{_FISCAL} ?)?(?:{YEAR}|year)\b)"
_ENGLISH = "|".join(
    (
        rf"{_NTH}[ -]{MONTH_NAME}[.,]?[ -]?,?(?:{YEAR}|'?[0-9]{{2}})\b{_CLOCK}?",
        rf"{_NTH}[ -]{_SURE_MONTH}\b",
        rf"(?:on|by|from|since|until|dated|before|after) (?:the )?{_NTH} {MONTH_NAME}\b",
        rf"{MONTH_NAME}\.? [0-9]{{1,2}}{_ORDINAL}\b(?:,? ?{YEAR}\b)?{_CLOCK}?",
        rf"{MONTH_NAME}[.,]?(?: of)?[ -]?'?(?:{YEAR})\b",
        rf"(?:in|since|until|by|during|early|late|last|this) {MONTH_NAME}\b",
        rf"{_SURE_MONTH}\b",
        rf"(?:fy ?[0-9]{{2,4}}[ /-]?)?(?:q|h)[1-4]\b{_OF_YEAR}?",
        rf"(?:{_QUARTER_NAME}|this|prior) (?:fiscal |calendar )?(?:quarter|half)\b{_OF_YEAR}?",
        rf"{_FISCAL} ?{YEAR}\b(?: ?[-/] ?[0-9]{{2,4}}\b)?|fy ?[0-9]{{2}}\b(?:[-/][0-9]{{2}}\b)?",
        r"(?:this|last|next|previous|prior|current) (?:fiscal |school )?(?:year|month)\b",
        rf"(?:spring|summer|autumn|fall|winter)(?: of)? {YEAR}\b",
        rf"(?:in|since|until|by|during|from|before|after|as of|between|early|late|mid-?) ?{YEAR}\b",
        occasions.ENGLISH,
    )
)
_OTHER_LATIN = occasions.latin(
    named_months.pattern(doubtful=False), named_months.pattern(doubtful=True)
)
ENGLISH_DATE = (
    rf"(?:(?:{BEFORE_DATE})?\b(?:{_ENGLISH})(?:{_ENGLISH_TO}(?:{_ENGLISH}))?|{_OTHER_LATIN})"
)
BARE_YEAR = r"\b((?:199|20[0-4])[0-9])( ?[,.;:)]|$)"

# Codes. A label (编号) belongs to its code; the Chinese head of a document number does not.
_ITEM = "[0-9]+(?:-[0-9]+)?"
_DOCUMENT = "|".join(
    (
        rf"\({YEAR}\) ?(?:第 ?{_ITEM} ?号?|{_ITEM} ?号|[Nn]o[.{POINT}]? ?[0-9]+)",
        rf"字 ?(?:\(?{YEAR}\)?)? ?第? ?[0-9][0-9-]*号",
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
        rf"\b(?:{YEAR}|[12][0-9])-(?:0[0-9]{{2,}}|[0-9]{{3}})\b",
        r"\b[0-9]{9,}\b",
        rf"\b[0-9]{{1,3}}(?:{POINT}[0-9]{{1,3}}){{3}}\b",
    )
)
CODE = rf"(?:{_DOCUMENT}|{STANDARD}|{_LABELLED}|{_LETTERED}|{_DIGITS}|{occasions.NAMED_YEAR})"
FISCAL_CAPITALS = r"\b(?:FY|CY|SY) ?([0-9])"

# 2023.5万元 is an amount, not May 2023: its point is spelled AMOUNT_POINT, which no date has.
AMOUNT_POINT = "\x05"
_UNIT = "(?:万|亿|元|千|百|%|吨|公|平|立|米|克|升|k|m|g)"
AMOUNT = rf"\b({YEAR}){POINT}([0-9]{{1,2}} ?{_UNIT})"

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
LIST_BEFORE_YEAR = rf"(^|[;:.!?,{_QUOTED}(`] ?)([0-9]{{1,3}}){POINT}({YEAR} ?[年{POINT}/-])"

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

# Python tries every alternative at every position, RE2 does not: where a match can start at all.
_CHINESE_DIGITS = "〇零一二三四五六七八九十百千万两几数"
_WORD_START = "(?<![0-9A-Za-z_])(?=[0-9A-Za-z'])"
CODE_START = f"(?:(?=[(字第编案文批单合资卡出型证标报记收付转银现取通罚整底工发0-9])|{_WORD_START})"
_OCCASIONS = occasions.CHINESE_STARTS
_STARTS = (
    "廿卅元正腊公民中今去前明本上当次同下年第春夏秋冬qivfcs令平昭甲乙丙丁戊己庚辛壬癸오"
    f"{_OCCASIONS}"
)
DATE_START = f"(?=[0-9{_CHINESE_DIGITS}{_STARTS}])"
ENGLISH_START = _WORD_START
NAMED_START = f"(?:(?=[0-9第])|{_WORD_START})"
NUMBER_START = f"(?=[{_CHINESE_DIGITS}])"
