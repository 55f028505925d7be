r"""Patterns of dates in levelled text.

Written once in what RE2 and Python's `re` (with `re.ASCII`) share: no looking ahead or back, no
back-references. `\b` is an ASCII boundary in both, so there is one between 日 and 3 and none
between 1 and 2; a test holds the two engines to the same answers. They read lower case.
"""

from __future__ import annotations

from analysis.text.dates import named_months, occasions
from analysis.text.letters.characters import COMMA, POINT

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

# Python tries every alternative at every position, RE2 does not: where a match can start at all.
CHINESE_DIGITS = "〇零一二三四五六七八九十百千万两几数"
_STARTS = (
    "廿卅元正腊公民中今去前明本上当次同下年第春夏秋冬qivfcs令平昭甲乙丙丁戊己庚辛壬癸오"
    f"{occasions.CHINESE_STARTS}"
)
DATE_START = f"(?=[0-9{CHINESE_DIGITS}{_STARTS}])"
ENGLISH_START = "(?<![0-9A-Za-z_])(?=[0-9A-Za-z'])"
