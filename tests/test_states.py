"""What a status says: closed, open, or ended without a cure, in languages of registers."""

import pyarrow as pa
import pytest

from analysis import states

CLOSED = [
    "已完成", "已于2022年4月10日完成整改", "整改到位", "已销号", "已结案", "辦結", "已整改完畢",
    "已完成整改，待验收", "已按计划完成", "100%完成", "Closed", "Completed on 3 May 2022",
    "Resolved.",
    "Adopted", "corrected and verified", "Clôturé le 3 mai", "Résolu", "Encerrada", "Concluído",
    "Geschlossen", "Erledigt", "Subsanado", "対応済", "完了", "是", "√", "Yes",
]  # fmt: skip
OPEN = [
    "未完成", "尚未整改到位", "正在整改", "整改中", "持续推进", "长期坚持", "基本完成", "已完成80%",
    "没有按期完成", "预计2023年6月完成", "已完成3项，1项正在整改", "辦理中", "Open", "In progress",
    "Not closed", "has not yet been completed", "Partially implemented", "Reopened", "Overdue",
    "will be completed by June", "En cours", "Non clôturé", "Em andamento", "Em curso",
    "in Bearbeitung", "noch nicht erledigt", "En proceso", "対応中", "未完了", "否", "No",
]  # fmt: skip
UNCURED = {
    "not_adopted": ["Not adopted", "Not accepted", "Closed – Not Implemented", "未采纳", "不予采納",
                    "Não aceite", "No aceptada", "nicht umgesetzt", "Non retenue", "不採用"],
    "rejected": ["Rejected", "已驳回", "Rejeitado", "Rechazada", "abgelehnt", "Rejeté", "却下"],
    "withdrawn": ["Withdrawn", "已撤销", "Retirada", "Annulé", "zurückgezogen", "取下げ"],
    "superseded": ["Superseded by R12", "已被取代", "Substituída", "ersetzt durch R3"],
    "accepted_risk": ["Risk accepted", "接受风险，不再整改", "接受風險，不再整改", "Won’t fix",
                      "Risque accepté", "Riesgo asumido"],
    "not_applicable": ["No longer applicable", "不再适用", "Sans objet", "Não aplicável",
                       "No aplica", "entfällt", "対象外"],
    "answered": ["Answered", "已答复", "Respondida", "beantwortet"],
    "informed": ["Informed", "已告知当事人", "Noted", "Informado"],
}  # fmt: skip


@pytest.mark.parametrize("text", CLOSED)
def test_words_of_a_cure_close(text):
    assert states.read(pa.array([text])).to_pylist() == ["closed"]


@pytest.mark.parametrize("text", OPEN)
def test_words_of_going_on_keep_open_also_beside_words_of_a_cure(text):
    [state] = states.read(pa.array([text])).to_pylist()
    assert states.states()[state].is_open


@pytest.mark.parametrize(("state", "text"), [(s, t) for s, ts in UNCURED.items() for t in ts])
def test_an_answer_is_no_cure(state, text):
    assert states.read(pa.array([text])).to_pylist() == [state]
    assert not states.states()[state].is_cured


@pytest.mark.parametrize("text", [None, "", "—", "see file 12", "负责人王某", "disclosed", "3"])
def test_other_words_say_no_state(text):
    assert states.read(pa.array([text], pa.string())).to_pylist() == [None]


def test_every_word_belongs_to_one_state():
    words = states._table()["words"]
    seen = {}
    for state, listed in words.items():
        for word in listed:
            assert seen.setdefault(word, state) == state, word
