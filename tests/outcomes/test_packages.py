"""Several measures of a problem: one spell a year, replaced or ended."""


def test_several_measures_of_one_year_are_one_spell_known_by_the_most_quantified(book):
    book.issue("a", 2020, found="2020-02-01")
    book.issue("b", 2020, found="2020-03-01", shown="carry_over")
    book.measure("a", closed="2020-05-01", text="加强教育", score=0)
    book.measure("b", closed="2020-06-01", text="每月抽查10份", score=4)
    book.honest(2021)
    assert book.spells() == [("M-b", 2020, "held", 1, 2, "cutoff")]


def test_a_return_ends_a_package_once(book):
    book.issue("a", 2020, found="2020-02-01")
    book.issue("b", 2020, found="2020-03-01", shown="carry_over")
    book.measure("a", closed="2020-05-01", text="加强教育", score=1)
    book.measure("b", closed="2020-06-01", text="每月抽查", score=1)
    book.issue("again", 2021, found="2021-02-01", shown="newly_evidenced")
    assert [spell[2:] for spell in book.spells()] == [("returned", 1, 2, "returned")]


def test_the_same_measure_filed_again_with_another_date_starts_nothing(book):
    book.issue("a", 2020)
    book.measure("a", closed="2020-05-01", text="2020年6月底前完成整改")
    book.issue("b", 2021, shown="redated_only")
    book.measure("b", closed="2021-05-01", text="2021年6月底前完成整改")
    book.honest(2021, 2022)
    assert book.spells() == [("M-a", 2020, "held", 1, 2, "cutoff")]


def test_another_measure_in_a_later_year_replaces_the_first(book):
    book.issue("a", 2020)
    book.measure("a", closed="2020-05-01", text="加强教育")
    book.issue("b", 2023, shown="carry_over")
    book.measure("b", closed="2023-05-01", text="每月抽查10份")
    book.honest(2021, 2022, 2023, 2024)
    assert book.spells() == [
        ("M-a", 2020, "held", 2, 1, "replaced"),
        ("M-b", 2023, "held", 1, 1, "cutoff"),
    ]


def test_a_measure_replaced_before_a_whole_year_had_no_time_to_show(book):
    book.issue("a", 2020)
    book.measure("a", closed="2020-05-01", text="加强教育")
    book.issue("b", 2021, shown="carry_over")
    book.measure("b", closed="2021-05-01", text="每月抽查10份")
    book.honest(2021, 2022)
    assert book.spells()[0] == ("M-a", 2020, "too_early", 0, 1, "replaced")


def test_a_repealed_clause_ends_the_spell_and_later_entries_are_no_return(book):
    book.issue("a", 2020, clause="7.1")
    book.measure("a", closed="2020-05-01")
    book.issue("late", 2023, clause="7.1", found="2023-02-01")
    book.honest(2021, 2022, 2023)
    book.connection.execute("insert into clean.clauses values ('7.1', null, '2022-12-31')")
    assert book.spells() == [("M-a", 2020, "held", 2, 1, "clause_repealed")]


def test_a_clause_that_one_directive_keeps_is_not_repealed(book):
    book.issue("a", 2020, clause="7.1")
    book.measure("a", closed="2020-05-01")
    book.issue("late", 2023, clause="7.1", found="2023-02-01")
    book.honest(2021, 2022)
    book.connection.execute(
        "insert into clean.clauses values ('7.1', null, '2022-12-31'), ('7.1', null, null)"
    )
    assert book.spells() == [("M-a", 2020, "returned", 3, 1, "returned")]
