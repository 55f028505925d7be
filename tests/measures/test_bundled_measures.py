"""What is found in the bundled case, whose plan and causes are known."""

import pytest

from analysis import warehouse
from analysis.text.elements import elements

_COLUMNS = (
    *("owner", "quantity", "time", "frequency"),
    *("standard", "verification", "scope", "consequence"),
)


@pytest.fixture(scope="module")
def rows(pingyi_warehouse):
    connection = warehouse.connect(pingyi_warehouse)
    yield lambda sql: warehouse.rows(connection, sql)
    connection.close()


def test_items_of_the_plan_state_what_their_cues_say(rows):
    assert rows(
        """select item_text, quantification_score, is_coarse
        from clean.plan_items where unit = '平邑县质监局' order by source_row"""
    ) == [
        # "Not fewer than N times" says how often, a surprise check verifies: no time, no quantity.
        ("企业就餐问题突击检查不少于10次", 2, True),
        ("午间组织全体人员酒精测试2次", 3, False),
        ("修订并汇编管理制度，每人一册", 1, True),
        ("把监督关口前移到企业建设阶段", 0, True),
        ("进一步提高全体人员思想认识", 0, True),
    ]


def test_causes_are_linked_where_a_register_records_them_and_unknown_elsewhere(rows):
    assert rows(
        """select issues.register_year, count(*) filter (has_cause_linked),
            count(*) filter (not has_cause_linked), count(*) filter (has_cause_linked is null)
        from clean.measures as measures
        inner join clean.issues as issues on issues.issue_id = measures.issue_id
        where issues.unit = '信访室' and issues.register_year in (2021, 2022)
        group by all order by all"""
    ) == [(2021, 0, 0, 10), (2022, 2, 10, 0)]


def test_rewordings_of_own_measures_are_told_from_other_words(rows):
    found = dict(
        rows(
            """select reuse_class, count(*) from linked.measure_links
            where scope = 'own' group by reuse_class"""
        )
    )
    assert found["none"] > 0
    assert found["reworded"] > 0


def test_measures_read_together_state_what_each_states_alone(rows):
    found = rows(
        """select distinct measure_text, has_owner, has_quantity, has_time, has_frequency,
            has_standard, has_verification, has_scope, has_consequence, hollow_share
        from clean.measures where measure_text is not null order by measure_text"""
    )
    assert len(found) > 100
    for text, *together in found:
        alone = elements.elements(text)
        assert together == [*map(alone.has, _COLUMNS), alone.hollow_share], text
