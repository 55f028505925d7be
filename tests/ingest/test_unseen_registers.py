"""Registers of many hands, read without a mapping: text, unit and year of every row."""

from __future__ import annotations

import pytest

# Header and two rows; the headers of text and unit; the register year of each row.
_REGISTERS = {
    "tracker": (
        "Ref,Audit,Audit area,Business unit,Finding title,Risk rating,Management response,"
        "Action owner,Original due date,Revised due date,Status",
        "1,Payroll 2024,Payroll,Finance,Leavers stay on the payroll,High,Agreed. HR will tell,HR,"
        "2024-06-30,2024-09-30,Open",
        "2,Payroll 2024,Payroll,Human resources,No second signature on bonuses,Medium,Agreed. We"
        " will sign,HR,2024-07-31,,Open",
        "Finding title", "Business unit", [2024, 2024],
    ),
    "coroner": (
        "Reference,Date of report,Coroner area,Addressee,Matters of concern,Date of response",
        "2023-0101,2023-03-01,North,Ambulance trust,Calls were answered after twenty minutes,"
        "2023-04-26",
        "2023-0102,2023-05-02,South,City hospital,The alarm of the bed was switched off at night,",
        "Matters of concern", "Addressee", [2023, 2023],
    ),
    "punch": (
        "Item No,Location,Trade,Contractor,Description of defect,Priority,Date raised,Date closed",
        "1,Level 2,Painting,Brush Ltd,Paint is peeling beside the door,B,2024-02-01,2024-02-20",
        "2,Level 3,Joinery,Wood Co,Door does not close into its frame,A,2024-02-02,",
        "Description of defect", "Contractor", [2024, 2024],
    ),
    "food": (
        "Establishment name,Inspection date,Deficiency,Corrective action,Due by",
        "Green Cafe,2022-04-01,Raw meat stored above salad,Store it below,2022-04-02",
        "Blue Bar,2022-05-03,No soap at the hand basin,Refill daily,2022-05-04",
        "Deficiency", "Establishment name", [2022, 2022],
    ),
    "bus": (
        "Operator,Depot,Vehicle no,Date found,Defect,Action taken,Date rectified",
        "East Bus,Yard 1,1204,2023-06-01,Wiper blade torn on the near side,Replaced,2023-06-02",
        "West Bus,Yard 2,1311,2023-06-03,Ramp does not lock when lowered,Repaired,2023-06-09",
        "Defect", "Operator", [2023, 2023],
    ),
    "street": (
        "id,created,ward,report text,category,lat,lon,status",
        "77,2021-03-01T10:00:00,Harbour,Gully is blocked outside the school,Drain,51.5,-0.1,closed",
        "78,2021-04-01T10:00:00,Castle,Lamp column leans over the path,Light,51.6,-0.2,open",
        "report text", "ward", [2021, 2021],
    ),
    "rail": (
        "序号,检查日期,工点,隐患详述,隐患级别,整改措施,整改限期,整改完成日期,销号情况",
        "1,2024-03-01,三工区,脚手架连墙件缺失两处,一般,补设连墙件并验收,2024-03-05,2024-03-04,已销号",
        "2,2024-03-08,五工区,临边防护栏杆未固定,一般,固定并每日巡查,2024-03-12,,未销号",
        "隐患详述", "工点", [2024, 2024],
    ),
    "review": (
        "序号,责任单位,评审日期,问题说明,评审意见,处理意见,完成时限",
        "1,设计所,2023-05-01,图纸缺少剖面标注,应补充,补充后重报,2023-05-20",
        "2,结构室,2023-05-01,荷载取值与规范不符,应复核,重新计算,2023-05-25",
        "问题说明", "责任单位", [2023, 2023],
    ),
    "county": (
        "序号,牵头单位,反馈问题,具体措施,整改成效,延期至,销号时间,是否屡查屡犯",
        "1,县水务局,三处排污口未设标识,逐一设立标识牌,已设三处,,2022-08-01,否",
        "2,县住建局,两个工地夜间施工扰民,约谈施工单位并巡查,已约谈,2022-12-31,2022-09-01,是",
        "反馈问题", "牵头单位", [2022, 2022],
    ),
    "three": (
        "部门,年度,问题描述,整改措施一,整改措施二,整改措施三",
        "一科,2024,台账登记不及时,当日登记,每周核对,每月抽查",
        "二科,2024,合同归档缺附件,补齐附件,,",
        "问题描述", "部门", [2024, 2024],
    ),
    "taiwan": (
        "項次,稽核日期,受稽單位,缺失說明,改善對策,預定完成日,追蹤情形",
        "1,112/03/01,總務課,財產標籤未黏貼,全面清查補貼,112/04/30,已改善",
        "2,112/03/02,會計課,零用金未每月盤點,每月底盤點並陳核,112/05/31,列管中",
        "缺失說明", "受稽單位", [2023, 2023],
    ),
    "japan": (
        "管理番号,起票日,担当部署,課題内容,重要度,対応策,担当者,期限,ステータス,完了日",
        "1,2024/04/01,製造部,点検記録に押印がない,高,毎週確認する,佐藤,2024/05/01,対応中,",
        "2,2024/04/03,品質保証部,校正期限を過ぎた秤を使用,中,校正,鈴木,2024/05/10,完了,2024/05/09",
        "課題内容", "担当部署", [2024, 2024],
    ),
    "france": (
        "N°,Service,Date du constat,Constat,Gravité,Action corrective,Responsable,Échéance,Statut",
        "1,Voirie,2023-02-01,Le registre n'est pas signé,Élevée,Signer chaque jour,Chef,2023-03-01,"
        "Ouvert",
        "2,Archives,2023-02-02,Les boîtes ne sont pas étiquetées,Faible,Étiqueter,Chef,2023-04-01,"
        "Clos",
        "Constat", "Service", [2023, 2023],
    ),
    "portugal": (
        "Nº,Unidade auditada,Data da auditoria,Constatação,Recomendação,Prazo,Situação",
        "1,Obras,2022-03-01,Não há registo das visitas,Registar as visitas,2022-06-01,Pendente",
        "2,Compras,2022-03-02,Faturas sem segunda assinatura,Assinar a dois,2022-07-01,Concluído",
        "Constatação", "Unidade auditada", [2022, 2022],
    ),
    "germany": (
        "Lfd. Nr.,Fachbereich,Festgestellt am,Mangel,Maßnahme,Verantwortlich,Frist,Erledigt am",
        "1,Tiefbau,2024-01-10,Prüfprotokoll fehlt für zwei Pumpen,Nachholen,Leitung,2024-02-01,",
        "2,Schulamt,2024-01-11,Fluchtweg im Keller ist verstellt,Freiräumen,Leitung,2024-02-05,",
        "Mangel", "Fachbereich", [2024, 2024],
    ),
    "spain": (
        "No.,Dependencia,Fecha del hallazgo,Hallazgo,Acción de mejora,Responsable,Fecha límite",
        "1,Tesorería,2023-09-01,No se concilian las cuentas cada mes,Conciliar,Jefe,2023-12-01",
        "2,Archivo,2023-09-02,Los expedientes carecen de índice,Indexar,Jefe,2023-12-15",
        "Hallazgo", "Dependencia", [2023, 2023],
    ),
    "poam": (
        "POA&M ID,Component,Weakness Name,Weakness Description,Security Control,Point of Contact,"
        "Overall Remediation Plan,Original Detection Date,Scheduled Completion Date,Status Date",
        "V-1,Mail,Accounts of leavers stay,Long words,AC-2,Admin,Close monthly,2023-02-01,"
        "2023-05-01,2023-03-01",
        "V-2,Web,Backups never restored,Long words,CP-9,Admin,Restore yearly,2023-02-03,2023-06-01,"
        "2023-03-01",
        "Weakness Name", "Component", [2023, 2023],
    ),
    "board": (
        "Recommendation number,Issue date,Addressed to,Recommendation,Response,Closed date",
        "R1,2021-05-01,Rail operator,Fit a second lamp to every driving cab,Accepted,2022-01-01",
        "R2,2021-06-01,Track owner,Measure the gauge of all points yearly,Accepted,",
        "Recommendation", "Addressed to", [2021, 2021],
    ),
    "federal": (
        "audit_year,auditee_name,finding_ref,is_repeat_finding,finding_text,planned_action",
        "2022,Town of Elm,2022-001,N,Reports were filed after their due date,A calendar is kept",
        "2022,Town of Oak,2022-002,Y,Timesheets were not signed by supervisors,Review them weekly",
        "finding_text", "auditee_name", [2022, 2022],
    ),
    "lab": (
        "NCR no,Department,Date identified,Nonconformity description,Cause,CAPA,Validated date",
        "N1,Chemistry,2024-05-01,Balance used past its calibration,No reminder,Set one,2024-06-01",
        "N2,Biology,2024-05-03,Fridge log blank for a week,New staff,Train them,2024-06-03",
        "Nonconformity description", "Department", [2024, 2024],
    ),
    "school": (
        "Year,School,Observation,Recommended action,Repeat issue (Y/N),Implementation date",
        "2023,Hill school,Fire doors were wedged open at noon,Remove the wedges,N,2023-09-01",
        "2023,Dale school,Visitors were not signed in at the gate,Keep a book,Y,2023-10-01",
        "Observation", "School", [2023, 2023],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", _REGISTERS)
def test_text_unit_and_year_of_every_row_are_read(text_file, issues, name):
    header, first, second, text, unit, years = _REGISTERS[name]
    names = header.split(",")
    rows = [row.split(",") for row in (first, second)]
    text_file("r.csv", "\n".join([header, first, second]) + "\n")
    assert [issue[1:] for issue in issues()] == [
        (row[names.index(unit)], year, row[names.index(text)])
        for row, year in zip(rows, years, strict=True)
    ]
