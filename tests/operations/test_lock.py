import os
import subprocess
import sys

import pytest

from analysis import errors
from analysis.operations import lock

HOLD = """
import sys, time
from pathlib import Path
from analysis.operations import lock
with lock.held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_R12_a_second_run_is_refused_and_the_first_one_named(tmp_path):
    message = f"process {os.getpid()}"
    with lock.held(tmp_path), pytest.raises(errors.LockedError, match=message), lock.held(tmp_path):
        pass


def test_R12_the_lock_of_a_killed_run_is_free_again(tmp_path):
    run = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert run.stdout.readline() == b"held\n"
    with pytest.raises(errors.LockedError), lock.held(tmp_path):
        pass
    run.kill()
    run.wait()
    with lock.held(tmp_path):
        pass
