"""The `fivelens` command: verbs that call the stages, and errors turned into exit codes."""

from __future__ import annotations

import io
import logging
import os
import sys
import threading
import traceback
from collections.abc import Sequence

import click

from analysis import errors
from analysis.cli import (
    checking,
    faults,
    files,
    forgetting,
    judging,
    keeping,
    mailing,
    main_job,
    planning,
    proving,
    scoring,
    templates,
)
from analysis.text.letters import visible

_INTERRUPTED = 130
_UNHEARD = 1
_OUR_FAULT = errors.CheckError.exit_code


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="five-lenses", prog_name="fivelens")
def fivelens(debug: bool) -> None:
    """Are yearly problem registers honestly found, and do the measures work?

    Start with: fivelens run FOLDER --out OUT
    """
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S", stream=sys.stderr
    )
    for noisy in ("papermill", "traitlets", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    click.get_current_context().obj = {"debug": debug}


for _verb in (
    main_job.run,
    main_job.load,
    main_job.match,
    main_job.publish,
    files.inspect,
    files.export,
    mailing.mail,
    proving.verify,
    proving.package,
    proving.key,
    checking.check,
    judging.review,
    forgetting.forget,
    planning.plan,
    keeping.doctor,
    keeping.schedule,
    scoring.evaluate,
    templates.template,
):
    fivelens.add_command(_verb)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code is that of the contract."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _print_what_can_be_printed()
    interruption = faults.Interruption()
    if threading.current_thread() is threading.main_thread():
        interruption.listen()
    try:
        result = fivelens.main(args=words, prog_name="fivelens", standalone_mode=False)
    except click.ClickException as failure:
        failure.show()
        return errors.UsageError.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _say_interrupted()
    except Exception as failure:
        if interruption.came:
            return _say_interrupted()
        return _say(failure, debug="--debug" in words)
    finally:
        interruption.rest()
    return result if isinstance(result, int) else 0


def _print_what_can_be_printed() -> None:
    """A terminal that cannot show a character gets its number; the work does not fail for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say_interrupted() -> int:
    click.echo("Interrupted; what was published before stands.", err=True)
    return _INTERRUPTED


def _say(failure: Exception, *, debug: bool) -> int:
    if isinstance(failure, BrokenPipeError):  # whoever read what we say has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _UNHEARD
    if debug:
        traceback.print_exception(failure)
    known = faults.explained(failure)
    if known is not None:
        click.echo(f"Error: {visible.visible(str(known))}", err=True)
        return known.exit_code
    click.echo(
        f"Error: a fault of the program ({type(failure).__name__}: "
        f"{visible.visible(str(failure))}).\n"
        "Run the same command as `fivelens --debug …` and report what it shows.",
        err=True,
    )
    return _OUR_FAULT
