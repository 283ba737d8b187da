"""What a killed export leaves is put away by the next; what others work in is let alone."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing import __main__ as command
from briefing.work_folder import work_folder
from catalog.paths import ROOT

SMALL = "day=2026-03-13&at=34.1,71.1,8&layers=crossings"
posix = pytest.mark.skipif(os.name != "posix", reason="processes are told otherwise there")


def test_a_folder_is_there_for_the_work_and_no_longer(tmp_path):
    with work_folder(".x-", tmp_path) as made:
        assert made.parent == tmp_path
        assert made.is_dir()
    assert list(tmp_path.iterdir()) == []


@posix
def test_the_folder_of_a_dead_process_goes_and_that_of_a_living_stays(tmp_path):
    with work_folder(".x-", tmp_path) as own:
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        left = tmp_path / own.name.replace(f"-{os.getpid()}-", f"-{gone.pid}-")
        left.mkdir()
        (left / "half.png").write_bytes(b"x")
        with work_folder(".x-", tmp_path):
            assert own.is_dir()
            assert not left.exists()


def test_a_folder_of_another_machine_goes_when_it_is_old(tmp_path):
    new, old, other = (
        tmp_path / name for name in (".x-abc-1-new", ".x-abc-1-old", "kept-abc-1-old")
    )
    for one in (new, old, other):
        one.mkdir()
    for one in (old, other):
        os.utime(one, (time.time() - 2e5,) * 2)
    with work_folder(".x-", tmp_path):
        assert new.is_dir()
        assert not old.exists()
        assert other.is_dir()


@posix
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_an_export_that_is_ended_leaves_nothing_and_no_traceback(tmp_path, sent, code):
    started = subprocess.Popen(
        [sys.executable, "-m", "briefing", SMALL, SMALL, "--format", "pdf,png", "--out", str(tmp_path)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".briefing-*")) and time.monotonic() < until:
        time.sleep(0.05)
    started.send_signal(sent)
    _, said = started.communicate(timeout=60)
    assert started.returncode == code
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


@posix
def test_an_export_that_was_killed_is_put_away_by_the_next(tmp_path):
    started = subprocess.Popen(
        [sys.executable, "-m", "briefing", SMALL, "--format", "pdf,png", "--out", str(tmp_path)],
        cwd=ROOT, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".briefing-*")) and time.monotonic() < until:
        time.sleep(0.05)
    started.kill()
    started.wait()
    assert list(tmp_path.glob(".briefing-*"))
    assert command.main([SMALL, "--format", "md", "--out", str(tmp_path)]) == 0
    assert [one.suffix for one in tmp_path.iterdir()] == [".md"]


def test_a_full_disk_is_said_with_the_folder_and_the_way_out(tmp_path, monkeypatch, capsys):
    def full(_self, _content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert command.main([SMALL, "--format", "md", "--out", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert f"{tmp_path} has no room left; name another folder with --out" in said
    assert list(tmp_path.iterdir()) == []


def test_a_full_folder_for_temporary_files_is_said(tmp_path, monkeypatch, capsys):
    import pyogrio
    from pyogrio.errors import DataSourceError

    def full(*_, **__):
        raise DataSourceError("database or disk is full")

    monkeypatch.setattr(pyogrio, "write_dataframe", full)
    assert command.main([SMALL, "--format", "gpkg", "--out", str(tmp_path)]) == 1
    assert (
        "may have no room left (database or disk is full); name another folder with the variable TMPDIR"
        in capsys.readouterr().err
    )
