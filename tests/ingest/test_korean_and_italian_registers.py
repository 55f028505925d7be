"""Registers as Korean and Italian offices keep them, without a mapping."""

from __future__ import annotations

import pytest

from analysis import states

_KOREAN = """2022년 지적사항 조치관리대장

연번,부서,지적사항,조치계획,담당자,지적일자,조치기한,조치완료일,조치결과
1,총무과,비상구 앞에 물품이 쌓여 있음,매월 말 점검,김○○,2022.2.1,2022. 3. 11.,2022-03-06,완료
2,시설과,승강기 정기검사 기한이 지남,업체와 계약,이○○,2022.3.4,2022년 6월 말,,조치중
합계,,2건,,,,,,
"""
_ITALIAN = """REGISTRO NON CONFORMITÀ – ANNO 2024
N. NC;Reparto;Data rilevazione;Descrizione non conformità;Azione correttiva;Scadenza;Stato
NC01/24;Mensa;11/01/2024;Frigorifero oltre otto gradi;Controllo del preposto;15/02/2024;Chiusa
NC02/24;Officina;13/02/2024;Dispositivi di protezione non indossati;Richiamo;15/03/2024;Aperta
TOTALE;;;2 non conformità;;;
"""


@pytest.mark.parametrize(
    ("text", "encoding", "fields"),
    [
        (
            _KOREAN,
            "cp949",
            ["sequence_text", "unit", "issue_text", "measure_text", "owner_role", "found_date",
             "due_date", "closed_date", "status"],
        ),
        (
            _ITALIAN,
            "cp1252",
            ["source_key", "unit", "found_date", "issue_text", "measure_text", "due_date",
             "status"],
        ),
    ],
)  # fmt: skip
def test_headers_units_years_and_totals_are_known(text_file, read, text, encoding, fields):
    text_file("register.csv", text, encoding)
    (sheet,) = read()
    assert set(sheet.columns.values()) == set(fields)
    assert (sheet.loaded_count, [item.rule for item in sheet.rejects]) == (2, ["total_row"])
    assert not [doubt for doubt in sheet.doubts if "date" in doubt.rule]


@pytest.mark.parametrize(
    ("status", "state"),
    [("완료", "closed"), ("조치중", "open"), ("미완료", "open"), ("완료 예정", "open"),
     ("해당없음", "not_applicable"), ("Chiusa", "closed"), ("non ancora risolta", "open"),
     ("In corso", "open"), ("Non accettata", "not_adopted")],
)  # fmt: skip
def test_what_a_status_says(status, state):
    assert states.read_text(status) == state
