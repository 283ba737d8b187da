"""Where an answer cannot be written every command says so, and none ends in a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from catalog.paths import ROOT

FULL = Path("/dev/full")
COMMANDS = [
    ["catalog", "status", "torkham"],
    ["catalog", "changes", "2025-10-01", "2025-11-15"],
    ["catalog", "sample", "--seed", "7", "--per-kind", "3"],
    ["catalog", "intact"],
    ["routing", "Kabul", "Karachi", "--json"],
    ["routing", "isochrones", "Kabul", "-h"],
    ["briefing", "verify", "-h"],
]
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")


def ended(words, redirected):
    """Run a command by a shell; give its exit code and what stood where errors go."""
    line = f'exec "$0" -m {" ".join(words)} {redirected}'
    done = subprocess.run(["sh", "-c", line, sys.executable], cwd=ROOT, capture_output=True,
                          text=True, timeout=60, check=False)  # fmt: skip
    return done.returncode, done.stderr


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_an_answer_for_which_there_is_no_room_is_said_in_one_line(words):
    code, said = ended(words, ">/dev/full")
    assert code == 1
    assert said.startswith("the answer could not be written (No space left on device)")
    assert said.count("\n") == 1


@pytest.mark.parametrize("words", COMMANDS[:4], ids=" ".join)
@pytest.mark.parametrize("redirected", [">&-", "2>&-", ">&- 2>&-", "2>/dev/full", "| head -c 5"])
def test_who_wants_no_answer_gets_none_and_no_traceback(words, redirected):
    code, said = ended(words, redirected)
    assert (code, said) == (0, "")


def test_a_refusal_that_cannot_be_said_is_told_by_the_exit_code():
    for redirected in ("2>/dev/full", "2>&-"):
        assert ended(["catalog", "status", "nowhere"], redirected) == (2, "")
