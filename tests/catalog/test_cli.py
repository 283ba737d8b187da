import subprocess
import sys
from pathlib import Path

import pytest

from catalog.__main__ import main
from tests.catalog.sources_copy import spoil

CROSSINGS = "catalog.facts.crossings"


def test_build_prints_each_file_with_its_size_and_the_time(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    geo = tmp_path / "geo"
    assert main(["build", CROSSINGS, "--sources", str(sources), "--geo", str(geo)]) == 0
    out = capsys.readouterr().out
    assert "crossings.geojson" in out
    assert f"{(geo / 'crossings.geojson').stat().st_size:,} bytes" in out
    assert " s\n" in out


def test_build_that_fails_names_the_problems_and_writes_nothing(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    geo = tmp_path / "geo"
    line = spoil(sources, "facts/crossing_status.csv", "2025-03-10,closed", "2025-03-10,shut")
    assert main(["build", CROSSINGS, "--sources", str(sources), "--geo", str(geo)]) == 1
    assert f"crossing_status.csv:{line}: status 'shut'" in capsys.readouterr().err
    assert not geo.exists()


def test_check_of_the_rows_is_silent_about_nothing(
    sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--rows-only", "--sources", str(sources)]) == 0
    assert "no problem found" in capsys.readouterr().out
    line = spoil(sources, "facts/crossing_status.csv", "low,XG-ARANDU", "low,XG-ARONDU")
    spoil(sources, "facts/actors.csv", "\nTUR,", "\n,")
    assert main(["check", "--rows-only", "--sources", str(sources)]) == 1
    shown = capsys.readouterr()
    assert f"facts/crossing_status.csv:{line}: canonical_id 'XG-ARONDU'" in shown.err
    assert "problems" in shown.out


def test_the_module_runs_as_a_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "catalog", "--help"], capture_output=True, text=True, check=True
    )
    assert "build" in done.stdout
    assert "check" in done.stdout


@pytest.mark.parametrize("name", ["zzz", "os", "catalog.paths", "", "../x", "catalog.facts"])
def test_what_is_no_builder_is_refused_with_those_there_are(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["build", name])
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert f"'{name}' is no builder; there are catalog.geography.basemap" in said


@pytest.mark.parametrize("folder", ["nowhere", "empty", "file"])
@pytest.mark.parametrize("words", [["build"], ["check"], ["check", "--rows-only"]])
def test_a_folder_without_sources_is_named_and_nothing_is_made(
    tmp_path: Path, folder: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    sources, geo = tmp_path / folder, tmp_path / "geo"
    assert main([*words, "--sources", str(sources), "--geo", str(geo)]) == 1
    assert folder in capsys.readouterr().err
    assert not geo.exists()


@pytest.mark.parametrize("name", ["file", "file/in"])
def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, sources: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("kept")
    geo = tmp_path / name
    assert main(["build", "catalog.story.story", "--sources", str(sources), "--geo", str(geo)]) == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "file") in said
    assert "Errno" not in said
    assert (tmp_path / "file").read_text() == "kept"


@pytest.mark.parametrize("name", ["file", "nowhere", "empty"])
def test_a_folder_without_built_files_is_said(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    for words in (["status", "torkham"], ["changes", "2025-10-01", "2025-11-01"], ["intact"]):
        assert main([*words, "--geo", str(tmp_path / name)]) == 1
        assert "make build" in capsys.readouterr().err
