"""Damaged data are named, whatever the damage, and nothing is answered from them."""

import os
import shutil
import subprocess
import sys
from functools import cache

import pytest

from catalog.__main__ import main
from catalog.manifest import FILE, Entry, faults, intact, manifest_of, read_manifest
from catalog.paths import GEO, ROOT
from catalog.problems import CatalogError
from tests.catalog.built import linked, seal


@cache
def names():
    return sorted(read_manifest(GEO))


def _without_a_feature(content):
    lines = content.split(b"\n")
    return b"\n".join(lines[: len(lines) // 2] + lines[len(lines) // 2 + 1 :])


DAMAGES = {
    "gone": lambda _: None,
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "one line less": _without_a_feature,
    "one bit": lambda content: content[:40] + bytes([content[40] ^ 1]) + content[41:],
    "Windows' line ends": lambda content: content.replace(b"\n", b"\r\n"),
    "another's content": lambda _: (GEO / names()[0]).read_bytes()[::-1],
}


def damage(folder, name, how):
    """Damage one file of a folder of links, and leave what it links to alone."""
    content = DAMAGES[how]((folder / name).read_bytes())
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)


def test_the_manifest_lists_the_built_files_and_all_are_whole():
    assert set(names()) == {path.name for path in GEO.iterdir()} - {FILE}
    assert intact(GEO)["land.geojson"].size == (GEO / "land.geojson").stat().st_size
    assert faults(GEO) == []


@pytest.mark.parametrize("how", DAMAGES)
def test_every_file_that_is_damaged_is_named_and_no_other(tmp_path, how):
    for name in names():
        folder = linked(tmp_path / name)
        damage(folder, name, how)
        (problem,) = faults(folder)
        assert problem.file.endswith(f"/{name}"), problem
        assert "run 'make build'" in problem.message
        shutil.rmtree(folder)


def test_files_that_the_build_did_not_write_are_named_but_those_of_a_desktop(tmp_path):
    folder = linked(tmp_path / "geo")
    for name in ("more.geojson", ".DS_Store", "Thumbs.db"):
        (folder / name).write_text("{}")
    (problem,) = faults(folder)
    assert problem.file.endswith("/more.geojson")
    assert "move it away" in problem.message


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"files":{"a":1}}', b"[" * 9999])
def test_a_manifest_that_cannot_be_read_is_named(tmp_path, content):
    folder = linked(tmp_path / "geo")
    (folder / FILE).unlink()
    if content is not None:
        (folder / FILE).write_bytes(content)
    with pytest.raises(CatalogError, match=rf"{FILE}: is .*run 'make build'"):
        intact(folder)


def test_damage_after_a_first_look_is_seen_at_the_next(tmp_path):
    folder = linked(tmp_path / "geo")
    intact(folder)
    damage(folder, "land.geojson", "one bit")
    with pytest.raises(CatalogError, match=r"land\.geojson"):
        intact(folder)


def test_a_manifest_is_the_same_for_the_same_files():
    entries = {"b": Entry.of(b"2"), "a": Entry.of(b"1")}
    assert manifest_of(entries) == manifest_of(dict(reversed(entries.items())))


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    """A folder with three faults: a crossing less, half a network, and a file of nobody's."""
    folder = linked(tmp_path_factory.mktemp("damaged") / "geo")
    damage(folder, "crossings.geojson", "one line less")
    damage(folder, "network.npz", "cut")
    (folder / "more.geojson").write_text("{}")
    return folder


def command(*words, geo):
    environment = os.environ | {"CROSSINGS_GEO": str(geo)}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ["catalog", "intact"],
        ["catalog", "status", "torkham"],
        ["catalog", "changes", "2025-10-01", "2025-11-01"],
        ["routing", "Kabul", "Karachi"],
        ["routing", "check"],
        ["routing", "corridors"],
        ["briefing", "day=2025-11-22", "--format", "md", "--out"],
        ["briefing", "verify", "--code", "CRX-0000-0000", "--view", "day=2025-11-22"],
    ],
    ids=" ".join,
)
def test_every_command_names_all_bad_files_and_answers_nothing(damaged, tmp_path, words):
    out = tmp_path / "out"
    done = command("-m", *words, *([str(out)] if words[-1] == "--out" else []), geo=damaged)
    assert done.returncode in (1, 4), done.stderr
    assert done.stdout == ""
    for name in ("crossings.geojson", "network.npz", "more.geojson"):
        assert name in done.stderr
    assert "make build" in done.stderr
    assert "Traceback" not in done.stderr
    assert "\\x0a" not in done.stderr
    assert not out.exists()


_PAGE = """
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("panels/page.py", default_timeout=60)
page.query_params.update({"day": "2025-11-22", "from": "Kabul", "to": "Karachi"})
page.run()
print([str(one.value) for one in page.error], len(page.get("component_instance")), page.exception)
"""


def test_the_page_says_it_instead_of_serving(damaged):
    done = command("-c", _PAGE, geo=damaged)
    assert done.returncode == 0, done.stderr
    for name in ("crossings&#46;geojson", "network&#46;npz", "more&#46;geojson"):
        assert name in done.stdout
    assert done.stdout.rstrip().endswith(" 0 ElementList()"), done.stdout


def test_a_folder_named_by_the_environment_is_the_one_that_is_read(tmp_path):
    folder = linked(tmp_path / "geo")
    content = (folder / "crossings.geojson").read_text("utf-8").replace("Torkham", "Elsewhere")
    (folder / "crossings.geojson").unlink()
    (folder / "crossings.geojson").write_text(content, "utf-8")
    seal(folder)
    out = tmp_path / "out"
    words = ["day=2025-11-22&layers=crossings", "--format", "md", "--out", str(out)]
    for told in (
        command("-m", "catalog", "status", "torkham", geo=folder).stdout,
        command("-m", "briefing", *words, geo=folder).stderr
        + next(out.glob("*.md"), tmp_path / "none").read_text("utf-8"),
    ):
        assert "Elsewhere" in told
        assert "Torkham" not in told


def test_a_whole_folder_is_said_to_be(capsys):
    assert main(["intact"]) == 0
    assert f"{len(names())} files, all whole" in capsys.readouterr().out
