"""The same problem or another one: small pairs in ten languages, all in one run."""

LETTER = (
    "Sehr geehrte Damen und Herren, bei der Begehung wurde festgestellt, dass {}."
    " Sie sind verpflichtet, binnen 14 Tagen schriftlich zu berichten."
)
PAIRS = {
    # Another number of its kind is another thing.
    "look_alike": [
        ("Lift No.3 stops between floors", "Lift No. 14 stops between floors"),
        ("Pump number 2 drips on the walkway", "Pump number 7 drips on the walkway"),
        ("Aufzug Nr.4 bleibt oft stecken", "Aufzug Nr. 11 bleibt oft stecken"),
        ("L'ascenseur n°4 ferme mal", "L'ascenseur n° 11 ferme mal"),
        ("El ascensor núm. 4 no cierra bien", "El ascensor núm. 11 no cierra bien"),
        ("O elevador nº 4 não fecha bem", "O elevador nº 11 não fecha bem"),
        ("L'ascensore n. 4 non si chiude bene", "L'ascensore n.11 non si chiude bene"),
        ("4号機のブレーキが摩耗している", "11号機のブレーキが摩耗している"),
        ("4호기 브레이크 패드 마모", "11호기 브레이크 패드 마모"),
        ("第4號電梯關門不全", "第11號電梯關門不全"),
        # Another place in the text.
        ("东门岗亭玻璃破裂未更换", "西门岗亭玻璃破裂未更换"),
    ],
    # Which visit, week or quarter it was says when.
    "redated_only": [
        ("Week 12: hydrant leaks at the south gate", "Week 31: hydrant leaks at the south gate"),
        ("Bei der zweiten Begehung war es offen", "Bei der vierten Begehung war es offen"),
        ("Deuxième visite : la porte est rouillée", "Quatrième visite : la porte est rouillée"),
        ("Tercera visita: la puerta está oxidada", "Quinta visita: la puerta está oxidada"),
        ("Nel terzo trimestre del 2022 era rotta", "Nel primo trimestre del 2023 era rotta"),
        ("第2回点検で手すりのぐらつきを確認", "第5回点検で手すりのぐらつきを確認"),
        ("2차 점검에서 난간 흔들림 확인", "5차 점검에서 난간 흔들림 확인"),
        ("第二季查核：帳冊缺頁", "第四季查核：帳冊缺頁"),
    ],
    # Of several problems one was exchanged.
    "needs_review": [
        ("灭火器过期；安全出口上锁；值班记录缺签", "灭火器过期；配电箱无盖；值班记录缺签"),
        (
            "The ladder is cracked; the rail is loose; the log is unsigned.",
            "The ladder is cracked; the lamp is dark; the log is unsigned.",
        ),
    ],
    # A shared letter is its form.
    "new": [
        (
            LETTER.format("der Fettabscheider überläuft"),
            LETTER.format("zwei Brandschutztüren verkeilt waren"),
        ),
    ],
}  # fmt: skip
CASES = [(shown, *pair) for shown, pairs in PAIRS.items() for pair in pairs]


def test_every_pair_is_what_a_reader_would_call_it(row, shown):
    rows = [
        row(f"{number:02d}-{side}", year, text, unit=f"科{number}")
        for number, (_, *texts) in enumerate(CASES)
        for side, year, text in zip(("a", "b"), (2022, 2023), texts, strict=True)
    ]
    found = shown(*rows)
    told = {newer: found[f"{number:02d}-b"][0] for number, (_, _, newer) in enumerate(CASES)}
    assert told == {newer: expected for expected, _, newer in CASES}
