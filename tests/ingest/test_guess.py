"""A mapping proposed for ledgers whose headers nobody knows needs no more than an edit or two."""

from __future__ import annotations

import pytest

from analysis.ingest import inspection, mapping, sources

_GERMAN = (
    "Nr,Bereich,Jahr,Feststellung,Abhilfe,Frist,Kosten\n"
    "1,Labor Nord,2024,Das Protokoll wurde nicht unterschrieben,Alle Mitarbeiter schulen,"
    "2024-06-30,3\n"
    "2,Labor Sued,2024,Die Waage ist nicht geeicht worden,Eichung bis Juni beauftragen,"
    "2024-07-31,5\n"
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


@pytest.mark.parametrize(
    ("name", "text", "columns"),
    [
        ("d.csv", _GERMAN, {
            "sequence_text": "Nr", "unit": "Bereich", "register_year": "Jahr",
            "issue_text": "Feststellung", "measure_text": "Abhilfe", "due_date": "Frist",
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
    ],
)  # fmt: skip
def test_the_proposal_names_the_columns_and_reads_the_ledger(
    text_file, tmp_path, name, text, columns
):
    found = inspection.propose(text_file(f"in/{name}", text))
    assert dict(found.guesses)[name].columns == columns
    rules = mapping.read(text_file("mine.toml", found.mapping_text()))
    (sheet,) = sources.read_sources([tmp_path / "in"], rules)
    assert (sheet.row_count, sheet.loaded_count) == (2, 2)


def test_a_table_of_numbers_is_no_register(text_file):
    assert inspection.propose(text_file("n.csv", "a,b,c\n1,2,3\n4,5,6\n")).guesses == []
