"""The served files lie in a folder of their own content, whole, and nobody's cleaning hurts."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from layers.screen.folder import KEPT_DAYS, ServingError, put, served_folder


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    return tmp_path / "cache" / "crossings"


def test_the_same_contents_have_the_same_folder_and_others_another(home):
    first = served_folder([b"data", b"client"])
    assert first.parent == home
    assert served_folder([b"data", b"client"]) == first
    assert len({first, served_folder([b"data", b"other"]), served_folder([b"dataclient"])}) == 3


def test_what_nobody_has_served_for_long_is_removed_and_nothing_else(home):
    old, young = served_folder([b"old"]), served_folder([b"young"])
    (home / "letter").mkdir()
    for path in (old, home / "letter"):
        then = time.time() - (KEPT_DAYS + 1) * 86_400
        os.utime(path, (then, then))
    served_folder([b"new"])
    assert not old.exists()
    assert young.exists()
    assert (home / "letter").exists()


def test_without_a_home_it_lies_among_temporary_files(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    found = served_folder([b"data"])
    assert found.parent == Path(tempfile.gettempdir())
    assert found.is_dir()


def test_where_nothing_can_be_written_the_folder_and_the_way_out_are_said(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(tempfile, "mkdtemp", _full)
    with pytest.raises(
        ServingError, match=r"cannot be written into .*no space left.*XDG_CACHE_HOME"
    ):
        served_folder([b"data"])


def _full(*_, **__):
    raise OSError(28, "No space left on device")


def test_on_a_full_disk_no_half_of_a_file_is_left(tmp_path, monkeypatch):
    real = tempfile.NamedTemporaryFile

    class Full:
        def __init__(self, **kwargs):
            self.file = real(**kwargs)
            self.name = self.file.name

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def write(self, content):
            self.file.write(content[:3])
            _full()

        def close(self):
            self.file.close()

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", Full)
    with pytest.raises(
        ServingError, match=rf"cannot be written into {tmp_path}/web \(no space left"
    ):
        put(tmp_path / "web" / "client.js", b"whole")
    assert list((tmp_path / "web").iterdir()) == []


@pytest.mark.parametrize("before", [None, b"", b"wh", b"whale"])
def test_a_file_that_is_missing_or_spoilt_is_written_whole(tmp_path, before):
    path = tmp_path / "web" / "client.js"
    if before is not None:
        path.parent.mkdir()
        path.write_bytes(before)
    put(path, b"whole")
    assert path.read_bytes() == b"whole"
    assert [one.name for one in path.parent.iterdir()] == ["client.js"]
