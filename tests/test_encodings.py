"""Every command answers under every code page: nobody's letters end it."""

import json
import os
import re
import subprocess
import sys

import pytest

from catalog.paths import ROOT
from routing.cli.subcommands import COMMANDS

# What a Windows machine, an old terminal or a bare server makes of what is redirected.
PAGES = {
    "cp1252": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
    "cp1256": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1256"},
    "cp1251": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1251"},
    "cp437": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp437"},
    "ascii": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    "C": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
}
HELPS = [["catalog", "-h"], ["catalog", "status", "-h"], ["routing", "-h"], ["routing", "isochrones", "-h"],
         ["briefing", "-h"], ["briefing", "verify", "-h"]]  # fmt: skip
ANSWERS = [
    ["routing", "Mazar-e-Sharif", "Khash", "--on", "2025-09-15"],
    ["routing", "isochrones", "Zahedan", "--limits", "9"],
    ["catalog", "changes", "2025-10-01", "2025-11-15"],
    ["catalog", "status", "torkham", "--on", "2025-11-02"],
]
REFUSALS = [["routing", "Kābul—x", "Karachi"], ["catalog", "status", "تورخم"], ["briefing", "دن=1"]]


def _environment(page):
    bare = {key: value for key, value in os.environ.items()
            if not key.startswith(("LC_", "LANG", "PYTHON"))}  # fmt: skip
    return bare | PAGES[page]


def run(words, page, **more):
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=_environment(page) | more,
        capture_output=True, check=False,
    )  # fmt: skip


IN_TURN = """
import runpy, sys
for words in {commands!r}:
    sys.argv = [words[0], *words[1:]]
    try:
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
        code = "no end"
    except SystemExit as end:
        code = end.code or 0
    print("\\n== ended:", code, flush=True)
"""


def run_in_turn(commands, page):
    """Run commands in one process, which loads what they need once; give code and words of each."""
    done = subprocess.run(
        [sys.executable, "-c", IN_TURN.format(commands=commands)], cwd=ROOT,
        env=_environment(page), capture_output=True, check=True,
    )  # fmt: skip
    parts = re.split(rb"\n== ended: (.*)\r?\n", done.stdout)
    return list(zip(parts[1::2], parts[0::2], strict=False)), done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_every_command_answers_and_refuses_under_a_code_page(page):
    encoding = "utf-8" if page == "C" else page
    answers, errors = run_in_turn([*HELPS, *ANSWERS], page)
    assert b"Traceback" not in errors
    assert [code for code, _ in answers] == [b"0"] * len([*HELPS, *ANSWERS]), errors
    for _, said in answers:
        assert said.decode(encoding).strip()
    for words in REFUSALS:
        done = run(words, page)
        assert done.returncode in (1, 2, 3), words
        assert b"Error" not in done.stderr.replace(b"error:", b"")
        assert done.stderr.decode(encoding).strip()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are Unicode there")
def test_a_name_that_the_systems_files_cannot_have_is_said_with_the_way_out(tmp_path):
    words = ["briefing", "day=2025-11-22&title=چمن", "--format", "md", "--out", str(tmp_path)]
    done = run(words, "C")
    assert done.returncode == 1
    assert b"PYTHONUTF8=1" in done.stderr
    assert b"codec" not in done.stderr
    assert run(words, "C", PYTHONUTF8="1").returncode == 0


def test_a_letter_that_a_page_lacks_is_the_plain_one():
    words = ["routing", "Khash", "Zahedan"]
    assert "Khāsh" in run(words, "C").stdout.decode("utf-8")
    assert "Khash" in run(words, "cp1252").stdout.decode("cp1252")


@pytest.mark.parametrize("page", ["cp1252", "ascii", "C"])
def test_json_keeps_every_letter_under_every_page(page):
    words = ["routing", "Khash", "Zahedan", "--json"]
    told = json.loads(run(words, page).stdout.decode("utf-8"))
    assert told["routes"][0]["origin"] == "Khāsh"


def test_what_is_typed_in_a_bare_locale_is_read(tmp_path):
    # Its subtitle: a title goes into the file's name, which such a locale cannot write.
    words = [
        "briefing",
        "day=2025-11-22&layers=crossings&subtitle=طورخم",
        "--format",
        "md",
        "--out",
    ]
    done = run([*words, str(tmp_path)], "C")
    assert done.returncode == 0, done.stderr
    (made,) = tmp_path.iterdir()
    assert "طورخم" in made.read_text("utf-8")


def test_a_reader_who_has_read_enough_and_a_key_end_a_command_without_a_traceback():
    code = "import sys; from catalog.printing import run, say\ndef main(words): {0}\nsys.exit(run(main))"
    stopped = subprocess.run(
        [sys.executable, "-c", code.format("raise KeyboardInterrupt")], cwd=ROOT, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (stopped.returncode, stopped.stderr) == (
        130,
        "stopped from the keyboard; nothing more was done\n",
    )
    pipe = f"{sys.executable} -m catalog changes 2020-01-01 2026-01-01 | head -1"
    cut = subprocess.run(pipe, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S602
    assert cut.stderr == ""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are Unicode there")
def test_a_folder_whose_letters_the_page_lacks_is_written_to_and_told(tmp_path):
    out = tmp_path / "ورق"
    done = run(["briefing", "day=2025-11-22", "--format", "md", "--out", str(out)], "cp1252")
    assert done.returncode == 0, done.stderr
    assert list(out.glob("*.md"))
    assert b"CRX_" in done.stdout


def test_every_help_is_written_in_a_page_that_lacks_letters():
    for words in (*([one] for one in ("catalog", "routing", "briefing")),
                  *(["catalog", one] for one in ("build", "check", "intact", "status", "changes", "shares", "sample")),
                  *(["routing", one] for one in COMMANDS), ["briefing", "verify"], ["briefing", "sign"]):  # fmt: skip
        done = run([*words, "-h"], "ascii")
        assert done.returncode == 0, (words, done.stderr)
        assert done.stdout.decode("ascii").startswith("usage: ")
        assert done.stderr == b""
