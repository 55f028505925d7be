"""A mapping proposed for ledgers whose headers nobody knows needs no more than an edit or two."""

from __future__ import annotations

import pytest

from analysis.ingest import inspection, sources
from analysis.ingest.vocabulary import mapping

_SWEDISH = (
    "Löpnr,Avdelning,År,Iakttagelse,Åtgärd,Senast,Kostnad\n"
    "1,Labb norr,2024,Protokollet har inte skrivits under,Utbilda all personal,2024-06-30,3\n"
    "2,Labb syd,2024,Vågen har inte kalibrerats i år,Beställ kalibrering före juni,2024-07-31,5\n"
)
_POLISH = (
    "Lp,Komórka,Rok,Opis nieprawidłowości,Działania naprawcze,Termin\n"
    "1,Dział A,2023,Brak podpisu na protokole,Przeszkolić pracowników,2023-05-01\n"
    "2,Dział B,2023,Przekroczono termin odpowiedzi,Sprawdzać co tydzień,2023-06-01\n"
)
_CHINESE = (
    "编码,归口,情形,怎么办,几时办完\n"
    "A1,一科,档案柜没有上锁且无人看管,加锁并由专人保管,2024-05-01\n"
    "A2,二所,巡查记录连续三周缺失,补记并每周检查,2024-06-01\n"
)
_HARBOUR = (
    "Tally,Whose patch,Seen,Kind,Matter raised,Seriousness 1-3,Cure promised,Whose desk,"
    "To be right by,Struck off\n"
    "1,North quay,2023-01-10,Moorings,Bollard 7 is cracked and still in use,1,"
    "Replace the bollard and test it,Foreman,2023-02-01,\n"
    "2,South quay,2023-02-11,Paper,The night log lacks signatures,2,"
    "Shift leader signs every morning,Clerk,2023-03-01,2023-03-20\n"
    "3,North quay,2023-03-12,Paper,Pilot boat checks were not written down,1,"
    "A form in each boat to be collected,Foreman,2023-04-01,\n"
    "4,South quay,2023-04-13,Moorings,Life rings without rope on the pier,3,"
    "Fit ropes and list them in the round,Clerk,2023-05-01,2023-05-20\n"
)
_ROUNDS = (
    "案次,哪組,民國年,看到什麼,為何,做法,窗口人,期,完\n"
    "1,一組,113,檔案室除濕機停機半個月,無人巡視,每日巡視並張貼紀錄表,陳,113.03.20,\n"
    "2,二組,113,公務車里程簿與油單兌不起來,各記各的,合併成一張並由司機簽章,林,113.04.20,113.05.01\n"
    "3,一組,113,防火門被紙箱頂住無法關閉,沒有倉庫,清出空間並劃設禁置區,陳,113.05.20,\n"
)


@pytest.mark.parametrize(
    ("name", "text", "columns"),
    [
        ("s.csv", _SWEDISH, {
            "sequence_text": "Löpnr", "unit": "Avdelning", "register_year": "År",
            "issue_text": "Iakttagelse", "measure_text": "Åtgärd", "due_date": "Senast",
        }),
        ("p.csv", _POLISH, {
            "sequence_text": "Lp", "unit": "Komórka", "register_year": "Rok",
            "issue_text": "Opis nieprawidłowości", "measure_text": "Działania naprawcze",
            "due_date": "Termin",
        }),
        ("z2024.csv", _CHINESE, {
            "sequence_text": "编码", "unit": "归口", "issue_text": "情形",
            "measure_text": "怎么办", "due_date": "几时办完",
        }),
        ("harbour.csv", _HARBOUR, {
            "sequence_text": "Tally", "unit": "Whose patch", "found_date": "Seen",
            "category": "Kind", "issue_text": "Matter raised", "severity": "Seriousness 1-3",
            "measure_text": "Cure promised", "owner_role": "Whose desk",
            "due_date": "To be right by", "closed_date": "Struck off",
        }),
        ("巡檢.csv", _ROUNDS, {
            "sequence_text": "案次", "unit": "哪組", "register_year": "民國年",
            "issue_text": "看到什麼", "cause_text": "為何", "measure_text": "做法",
            "owner_role": "窗口人", "due_date": "期", "closed_date": "完",
        }),
    ],
)  # fmt: skip
def test_the_proposal_names_the_columns_and_reads_the_ledger(
    text_file, tmp_path, name, text, columns
):
    found = inspection.propose(text_file(f"in/{name}", text))
    assert dict(found.guesses)[name].columns == columns
    rules = mapping.read(text_file("mine.toml", found.mapping_text()))
    (sheet,) = sources.read_sources([tmp_path / "in"], rules)
    rows = text.count("\n") - 1
    assert (sheet.row_count, sheet.loaded_count) == (rows, rows)


def test_what_may_be_the_issue_is_named_where_a_sheet_is_refused(text_file, read):
    text_file("s.csv", _SWEDISH)
    reasons = {remark.reason for sheet in read() for remark in sheet.rejects}
    assert all("The column 'Iakttagelse' may hold the problems" in reason for reason in reasons)
    assert reasons


def test_a_table_of_numbers_is_no_register(text_file):
    assert inspection.propose(text_file("n.csv", "a,b,c\n1,2,3\n4,5,6\n")).guesses == []
