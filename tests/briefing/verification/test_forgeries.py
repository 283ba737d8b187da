"""No forged or hostile file is vouched for, and none takes longer or more than a good one."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from briefing.export import FORMATS, export
from catalog.paths import ROOT
from tests.briefing.verification.forgeries import forgeries, repacked
from tests.briefing.verification.two_readings import two_readings

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="limits are the system's")
MORE_SECONDS, STUCK_SECONDS = 2.0, 60.0
MORE_MEGABYTES, MOST_MEGABYTES = 60, 300
"""Over an untouched file of the format, and at all: a deck alone takes 325."""


@pytest.fixture(scope="module")
def good(material):
    small = replace(material.default, layers=("crossings",), lat=34.1, lon=71.1, zoom=8)
    return {kind: export(small, kind) for kind in FORMATS}


@pytest.fixture(scope="module")
def looked_at(good, tmp_path_factory):
    """Good and forged files, each with what looking at it gave and took."""
    folder = tmp_path_factory.mktemp("forged")
    files = {f"good.{FORMATS[kind].ending}": content for kind, content in good.items()}
    made = forgeries(good) | two_readings(good)
    for name, content in made.items():
        assert content != good[kind_of(name)], name
    files |= {"packed-otherwise.png": repacked(good["png"])} | made
    for name, content in files.items():
        (folder / name).write_bytes(content)
    os.mkfifo(folder / "pipe.png")
    (folder / "zeros.png").symlink_to("/dev/zero")
    (folder / "folder.png").mkdir()
    for beside in ("-wal", "-journal"):
        (folder / f"beside{beside}.gpkg").write_bytes(good["gpkg"])
        (folder / f"beside{beside}.gpkg{beside}").write_bytes(b"\x37\x7f\x06\x82" + bytes(4096))
    with (folder / "ten-gigabytes.png").open("wb") as file:
        file.truncate(10_000_000_000)
    paths = [
        str(path)
        for path in sorted(folder.iterdir())
        if not path.name.endswith(("-wal", "-journal"))
    ]
    asked = subprocess.run(
        [sys.executable, "-m", "tests.briefing.verification.look", *paths],
        cwd=ROOT, capture_output=True, text=True, timeout=1800, check=True,
        env={**os.environ, "CROSSINGS_KEY": str(folder / "none.pem")},
    )  # fmt: skip
    found = map(json.loads, asked.stdout.splitlines())
    return {os.path.basename(one["path"]): one for one in found}  # noqa: PTH119


def kind_of(name):
    """Give the format of a file by the longest ending that fits."""
    found = [key for key, one in FORMATS.items() if name.endswith(f".{one.ending}")]
    return max(found, key=lambda key: len(FORMATS[key].ending))


def forged(looked_at):
    return {
        name: one
        for name, one in looked_at.items()
        if not name.startswith(("good.", "packed-otherwise."))
    }


def test_an_untouched_file_of_every_format_is_what_its_view_gives(looked_at):
    for kind in FORMATS:
        one = looked_at[f"good.{FORMATS[kind].ending}"]
        assert one["code"] == 0, one["said"]


def test_a_picture_whose_pixels_are_packed_otherwise_has_an_answer_of_its_own(looked_at):
    one = looked_at["packed-otherwise.png"]
    assert one["code"] == 3
    assert "Only the packing of its pixels differs" in one["said"]


def test_there_are_forgeries_of_every_format(looked_at):
    assert len(forged(looked_at)) >= 200
    for kind in FORMATS:
        assert len([name for name in forged(looked_at) if kind_of(name) == kind]) >= 6


def test_no_forged_file_is_vouched_for(looked_at):
    wrong = {
        name: one["said"]
        for name, one in forged(looked_at).items()
        if one["code"] != 1 or "what its View gives today" in one["said"].replace("is not what its View", "")
    }  # fmt: skip
    # The words may stand in the file, never where they would be read as a verdict.
    assert wrong == {}


def test_every_answer_is_one_line_that_commands_nothing(looked_at):
    for name, one in looked_at.items():
        assert one["said"].count("\n") == 1, name
        assert one["said"].rstrip("\n").isprintable(), name


def test_no_answer_takes_long_or_much(looked_at):
    wrong = {}
    for name, one in looked_at.items():
        untouched = looked_at[f"good.{FORMATS[kind_of(name)].ending}"]
        # Of the processor: what else this machine does is not counted.
        if one["cpu"] > untouched["cpu"] + MORE_SECONDS or one["seconds"] > STUCK_SECONDS:
            wrong[name] = f"{one['cpu']:.1f} s, untouched {untouched['cpu']:.1f} s"
        if one["megabytes"] > max(MOST_MEGABYTES, untouched["megabytes"] + MORE_MEGABYTES):
            wrong[name] = f"{one['megabytes']:.0f} MB"
    assert wrong == {}
