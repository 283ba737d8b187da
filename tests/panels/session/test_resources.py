"""What all sessions share, and what is spared the collector of garbage."""

import gc
import shutil
import weakref
from itertools import count

import pytest
import streamlit as st

from catalog.problems import CatalogError
from panels.session import resources


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    monkeypatch.setattr(resources, "_RUNS", count(1))
    yield
    gc.unfreeze()


class _Ring:
    def __init__(self):
        self.itself = self


def test_what_lives_is_walked_through_once_and_garbage_goes_in_the_end():
    ring = _Ring()
    gone = weakref.ref(ring)
    resources.freeze_shared_objects()
    assert gc.get_freeze_count()
    del ring
    gc.collect()
    assert gone() is not None, "what was alive was walked through again"
    for _ in range(resources._RUNS_TO_A_COLLECTION - 1):
        resources.freeze_shared_objects()
    gc.collect()
    assert gone() is None, "garbage has stayed"


def test_an_emptied_cache_loads_and_publishes_nothing_again(monkeypatch):
    before = resources.shared()
    monkeypatch.setattr(resources, "publish", lambda *_, **__: pytest.fail("published again"))
    monkeypatch.setattr(resources, "_LOOK_S", 0.0)
    st.cache_resource.clear()
    st.cache_data.clear()
    assert resources.shared() is before


@pytest.mark.parametrize("gone", ["the client", "a layer", "a sheet", "everything"])
def test_what_was_removed_from_the_served_folder_is_made_again(monkeypatch, gone):
    published = resources.shared().published
    names = {"the client": [published.script], "a layer": [published.files["incidents"]],
             "a sheet": [published.sheets[0]], "everything": []}[gone]  # fmt: skip
    for name in names:
        (published.folder / name).unlink()
    if not names:
        shutil.rmtree(published.folder)
    monkeypatch.setattr(resources, "_LOOK_S", 0.0)
    assert resources.shared().published.whole
    assert (published.folder / "fonts").is_dir()


def test_data_that_were_built_anew_are_not_mixed_with_those_of_the_start(monkeypatch):
    published = resources.shared().published
    monkeypatch.setattr(resources, "_LOOK_S", 0.0)
    monkeypatch.setattr(resources, "stamp_of", lambda _: 0)
    assert resources.shared().published is published
    (published.folder / published.script).unlink()
    with pytest.raises(CatalogError, match=r"built anew.*start the app again"):
        resources.shared()
    monkeypatch.undo()
    resources._LOOKED[resources.FOLDER] = 0.0
    assert resources.shared().published.whole
