from analysis import errors


def test_a_message_says_the_cause_and_then_the_remedy():
    failure = errors.InputError("No header in a.csv.", "Name the header row in a mapping.")
    assert str(failure) == "No header in a.csv.\nName the header row in a mapping."


def test_exit_codes_are_those_of_the_contract():
    codes = {kind.__name__: kind.exit_code for kind in errors.FiveLensesError.__subclasses__()}
    assert codes == {
        "UsageError": 2,
        "InputError": 3,
        "LockedError": 4,
        "CheckError": 5,
        "PublishError": 1,
    }
