"""What the app cannot serve readers with ends its start in words, whoever starts it."""

import os
import subprocess
import sys

import pytest

from catalog.paths import ROOT
from tests.catalog.built import linked


def started(**settings):
    """Load the app as Streamlit does; give its exit code and what it said."""
    run = subprocess.run(
        [sys.executable, "-c", "import app"], cwd=ROOT, capture_output=True, text=True,
        timeout=60, check=False, env={**os.environ, **settings},
    )  # fmt: skip
    return run.returncode, run.stderr


def test_damaged_data_are_named_with_the_way_out(tmp_path):
    geo = linked(tmp_path / "geo")
    (geo / "network.npz").unlink()
    (geo / "story.json").unlink()
    (geo / "story.json").write_text("{}")
    code, said = started(CROSSINGS_GEO=str(geo))
    assert code == 1
    assert "network.npz: is missing; run 'make build'" in said
    assert "story.json: is damaged" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["CROSSINGS_READERS", "CROSSINGS_WORKERS"])
def test_a_setting_that_cannot_be_is_said_before_the_first_reader_comes(name):
    code, said = started(**{name: "many"})
    assert code == 1
    assert said.startswith(f"{name} is 'many'")
    assert "Traceback" not in said


def test_with_sound_data_it_starts_and_says_nothing():
    assert started() == (0, "")
