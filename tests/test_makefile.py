"""``make run`` says what it needs, and an old Python leaves nothing in the way of a new one."""

import os
import shutil
import subprocess

import pytest

from catalog.paths import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")

# A Python of a version: it makes environments of itself, and notes all else that it is asked for.
_PYTHON = """#!/bin/sh
case "$1$2" in
  --version) echo "Python {version}"; exit 0;;
  -cimport*) exit {old};;
  -mvenv) mkdir -p .venv/bin; cp "$0" .venv/bin/python; exit 0;;
esac
echo "{version} $*" >> asked
"""


@pytest.fixture
def house(tmp_path):
    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    (tmp_path / "requirements.txt").write_text("")
    for version in ("3.10.13", "3.11.7"):
        path = tmp_path / f"python{version.rpartition('.')[0]}"
        path.write_text(_PYTHON.format(version=version, old=int(version < "3.11")))
        path.chmod(0o755)
    return tmp_path


def run(house, *words):
    environment = os.environ | {"PATH": f"{house}:{os.environ['PATH']}"}
    return subprocess.run(
        ["make", *words], cwd=house, env=environment, capture_output=True, text=True, check=False
    )


def test_an_old_python_is_refused_in_words_and_leaves_nothing(house):
    done = run(house, "run", "PYTHON=python3.10")
    assert done.returncode != 0
    assert "Crossings needs Python 3.11 or newer; python3.10 is Python 3.10.13." in done.stderr
    assert "make run PYTHON=python3.12" in done.stderr
    assert not (house / ".venv").exists()
    assert not (house / "asked").exists()


def test_a_python_that_is_not_there_is_named(house):
    done = run(house, "run", "PYTHON=python3.99")
    assert done.returncode != 0
    assert "needs Python 3.11 or newer; python3.99 is" in done.stderr


def test_an_environment_of_an_old_python_is_made_anew(house):
    (house / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(house / "python3.10", house / ".venv" / "bin" / "python")
    done = run(house, "run", "PYTHON=python3.11")
    assert done.returncode == 0, done.stderr
    asked = (house / "asked").read_text().splitlines()
    assert asked[-2:] == [
        "3.11.7 -m catalog intact",
        "3.11.7 -m streamlit run app.py --server.port 8501",
    ]
    assert not any(line.startswith("3.10") for line in asked)


@pytest.mark.parametrize("port", ["99999", "0", "-1", "http", "", "8501x"])
def test_what_is_no_port_is_said(house, port):
    done = run(house, "run", "PYTHON=python3.11", f"PORT={port}")
    assert done.returncode != 0
    assert f"PORT={port} is no port" in done.stderr
    assert "streamlit" not in (house / "asked").read_text()
