"""A schedule calls the same command, keeps what it says, and lets no argument become a command."""

import configparser
import shlex

import pytest
import yaml

from analysis import errors
from analysis.operations import schedule

HOSTILE = ["run", "a b; rm -rf $HOME `id` %d", "--out", 'out"put']


def write(kind, arguments, folder):
    return schedule.schedule(kind, arguments, program="/opt/fivelens", folder=folder)


def test_a_cron_line_runs_the_command_in_its_folder_and_keeps_what_it_says(tmp_path):
    line = write("cron", ["run", "registers", "--out", "out"], tmp_path).splitlines()[-1]
    assert line == (
        f"30 6 * * 1 cd {tmp_path} && mkdir -p out/logs &&"
        " /opt/fivelens run registers --out out >> out/logs/schedule.log 2>&1"
    )


def test_in_a_cron_line_an_argument_stays_one_word(tmp_path):
    line = write("cron", HOSTILE, tmp_path).splitlines()[-1].replace("\\%", "%")
    words = shlex.split(line)
    start = words.index("/opt/fivelens")
    assert words[start + 1 : start + 5] == HOSTILE


def test_a_systemd_service_and_timer_hold_the_command(tmp_path):
    text = write("systemd", ["run", "100%", "--out", "out"], tmp_path)
    service, timer = text.split("# ~/.config/systemd/user/fivelens.timer")
    parsed = configparser.RawConfigParser()
    parsed.read_string(service)
    assert "/opt/fivelens run 100%% --out out >> out/logs" in parsed["Service"]["ExecStart"]
    assert "OnCalendar=Mon *-*-* 06:30:00" in timer


def test_a_github_workflow_is_yaml_that_runs_the_command_one_at_a_time(tmp_path):
    found = yaml.safe_load(write("github", HOSTILE, tmp_path))
    assert found["concurrency"] == "fivelens"
    command = next(
        step["run"] for step in found["jobs"]["pages"]["steps"] if "HOME" in step.get("run", "")
    )
    assert shlex.split(command.splitlines()[1])[:5] == ["fivelens", *HOSTILE]


def test_logs_of_a_load_stand_beside_its_warehouse(tmp_path):
    text = write("cron", ["load", "a", "--warehouse=out/w.duckdb"], tmp_path)
    assert ">> out/logs/schedule.log" in text


@pytest.mark.parametrize(
    ("kind", "arguments", "cause"),
    [
        ("windows", ["run"], "There is no schedule 'windows'."),
        ("cron", [], "There is nothing to schedule."),
        ("cron", ["run", "a\nb"], "A line break, a control character"),
        ("github", ["run", "${{ secrets.X }}"], "A line break, a control character"),
    ],
)
def test_what_cannot_be_scheduled_is_refused(kind, arguments, cause, tmp_path):
    with pytest.raises(errors.UsageError) as refusal:
        write(kind, arguments, tmp_path)
    assert cause in refusal.value.cause
