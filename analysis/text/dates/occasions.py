r"""Patterns of occasions: which visit it was, which week, season, feast or part of the day.

An occasion says when and no more, so it is masked as a date is. Words that may say what is wrong
(a night shift, a first floor, phase one of a building) count only beside a visit, a meeting or a
bulletin. Written in what RE2 and Python's `re` share, as `patterns.py`.
"""

from __future__ import annotations

_ORDINAL = "(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,4})"
_VISIT = (
    "(?:检查|巡察|巡视|巡查|督查|督导|督察|抽查|抽检|检测|普查|排查|考核|评审|复查|晨检|夜查"
    "|简报|通报|月报|周报|例会|会议|培训)"
)
FEAST = (
    "(?:国庆|春节|元旦|中秋|端午|清明|元宵|重阳|劳动|五一|十一|双节|两节)"
    "(?:节前|节后|节日|假期|节假日|前夕|期间|节|前|后)(?:期间|前夕|假期|前|后)?"
)
SEASON = "[春夏秋冬][季天]|暑期|寒假|暑假"
# Said against a date or instead of one.
_RELATIVE = "|".join(
    (
        "(?:今年|年初|开年|入[春夏秋冬汛]|近年|近期|近来)以来|近年来|近期|近日|近来|日前",
        "(?:到目前为止|目前为止|目前|现在)|年内",
    )
)
# The same words and their like, as squeezed texts spell them: when, but not which when.
RELATIVE = (
    rf"(?:{_RELATIVE})|截[至止]到?目前|本年度?|今年"
    r"|(?:so far |earlier |during )?this (?:fiscal )?(?:year|month|quarter)"
)
_PART_OF_DAY = "上午|下午|中午|凌晨|清晨|早上|早晨|晚上|傍晚|午前|午后|当日|昨[日天]|今[日天]"
CHINESE = "|".join(
    (
        _RELATIVE,
        rf"第 ?{_ORDINAL} ?(?:批次?|期|届|季) ?{_VISIT}",
        rf"第 ?{_ORDINAL} ?[次轮回周週]",
        rf"(?:星期|礼拜)[一二三四五六日天]|周[一二三四五六日](?:[上下]午|[早晚]上?|{_VISIT})",
        FEAST,
        SEASON,
        "[上中下]旬",
        _PART_OF_DAY,
    )
)
# Characters with which one may begin.
CHINESE_STARTS = "今年开入近日截本第星礼周国春元中端清重劳五十双两夏秋冬暑寒上下凌早晚傍午当昨"

_KOREAN_YEAR = "(?:19|20)[0-9]{2}"
KOREAN = "|".join(
    (
        rf"(?:{_KOREAN_YEAR} ?년도? ?)?(?:1[0-2]|0?[1-9]) ?월 ?[0-9]{{1,2}} ?일",
        rf"{_KOREAN_YEAR} ?년도? ?(?:(?:1[0-2]|0?[1-9]) ?월|[1-4] ?분기|[상하]반기"
        "|봄|여름|가을|겨울)?",
        rf"{_KOREAN_YEAR}\. ?[0-9]{{1,2}}\. ?[0-9]{{1,2}}\.?",
        r"[0-9]{1,2} ?주차|[0-9]{1,2} ?차 ?(?:점검|검사|방문|감사)|[0-9]{1,2} ?분기",
        "(?:오전|오후) ?(?:점검|검사|방문|감사)",
    )
)

_NTH = (
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|previous"
    "|[0-9]{1,2}(?:st|nd|rd|th)|morning|afternoon|evening|midday|weekly|monthly|quarterly|annual)"
)
_ROUND = (
    "(?:inspection|visit|round|check|tour|audit|review|survey|walk(?:-?through)?|patrol|meeting)"
)
ENGLISH = "|".join(
    (
        rf"(?:{_NTH} ){{1,2}}{_ROUND}s?\b",
        r"(?:calendar )?(?:week|wk) ?[0-9]{1,2}\b",
        r"(?:last|this|next|early|late|mid-?) ?(?:spring|summer|autumn|fall|winter|week)\b",
        r"(?:on|last|this|next|every) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
        r"(?:before|after|during|over|around) (?:the )?(?:christmas|easter|new year|thanksgiving"
        r"|holidays?)\b",
    )
)

_YEAR = "(?:19|20)[0-9]{2}"
_OF = r"(?: ?(?:de la|de l'|dell'|de|del|do|da|di|du|des|d'|vom|von)| )"
_PART = (
    "(?:primeiro|segundo|terceiro|quarto|primer|tercer|cuarto|premier|deuxième|troisième|quatrième"
    "|erste[nrsm]?|zweite[nrsm]?|dritte[nrsm]?|vierte[nrsm]?|primo|secondo|terzo"
    r"|[1-4](?:[ºo°eè.]|er|e?me|ème|ª)?|i{1,3}|iv)"
)
_TURN = (
    "(?:primeira|segunda|terceira|quarta|quinta|primera|tercera|cuarta|première|deuxième|troisième"
    "|quatrième|cinquième|seconde|(?:erste|zweite|dritte|vierte|fünfte)[nrsm]?|prima|terza"
    r"|[0-9]{1,2}(?:ª|a|e|ème|\.)?)"
)
_CALL = (
    "(?:visita|visite|begehung|prüfung|kontrolle|inspección|inspeção|inspection|ispezione"
    "|contrôle|vistoria|verifica|auditoría|auditoria|audit|ronda|tournée|revisión|revisão)"
)
_DAYTIME = (
    "(?:du matin|du soir|de l'après-midi|am morgen|am abend|am vormittag|am nachmittag|da manhã"
    "|da tarde|da noite|de la mañana|de la tarde|de la noche|del mattino|della mattina|della sera"
    "|del pomeriggio)"
)
_SEASONS = (
    "(?:primavera|verano|verão|otoño|outono|invierno|inverno|printemps|automne|hiver"
    "|frühjahr|frühling|sommer|herbst|winter|estate|autunno)"
)
_BEFORE = (
    r"(?:\b(?:em|en|im|in|am|au|el|le|no|na|nel|nella|la|al|vom|du|del|nell')"
    r"(?: el | la | los | l'| )?|à l')?"
)


def latin(month: str, doubtful: str) -> str:
    """Dates and occasions as Portuguese, Spanish, French, German and Italian say them.

    `month` is the pattern of the name of a month, `doubtful` of one that may be another word.
    """
    nth = r"[0-9]{1,2}(?:er|º|°|\.)? ?"
    said = "|".join(
        (
            rf"{nth}(?:de |d'|di )?{month}(?:,?{_OF} ?{_YEAR})?\b",
            rf"{nth}(?:de |d'|di )(?:{doubtful})(?:,?{_OF} ?{_YEAR})?\b",
            rf"{nth}(?:{doubtful}),?{_OF} ?{_YEAR}\b",
            rf"(?:{month}|{doubtful}){_OF} ?{_YEAR}\b",
            rf"{_PART} (?:trimestre|semestre|quadrimestre|quartal|halbjahr)(?:{_OF} ?{_YEAR}\b)?",
            rf"(?:exercice|ejercicio|exercício|esercizio|geschäftsjahr|haushaltsjahr|rechnungsjahr"
            rf"|jahr){_OF} ?{_YEAR}\b",
            r"(?:semana|semaine|settimana|woche|kalenderwoche|kw) ?(?:n[ºo°.]+ ?)?[0-9]{1,2}\b",
            rf"{_SEASONS}{_OF} ?{_YEAR}\b",
            rf"{_CALL} {_DAYTIME}",
            rf"{_TURN} {_CALL}",
        )
    )
    # No engine sees a boundary before é; société ends in it.
    return rf"(?:{_BEFORE}\b(?:{said})|(?:\ben |\bl'|à l'|\bcet )été{_OF} ?{_YEAR}\b)"


# The year of an event or of a law names it: it is no date of the finding.
NAMED_YEAR = (
    r"\b(?i:event[oi]s? sismic[io]s?|sisma|terremoto|earthquake|alluvione|inundação|inundación"
    r"|flood|ley|lei|legge|loi|gesetz|act|law|statute|decreto(?:[ -]le(?:gge|i|y))?|décret|decree"
    r"|regolamento|regulation|reglamento|regulamento|verordnung|directive|direttiva|ordinanza)"
    rf"(?: [^.;:,() ]{{1,12}}){{0,4}}? (?i:de|del|di|do|du|von|of|vom) {_YEAR}\b"
)
