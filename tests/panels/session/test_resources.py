"""What all sessions share, and what is spared the collector of garbage."""

import gc
import weakref
from itertools import count
from types import SimpleNamespace

import pytest

from panels import export
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
    resources.settle()
    assert gc.get_freeze_count()
    del ring
    gc.collect()
    assert gone() is not None, "what was alive was walked through again"
    for _ in range(resources._RUNS_TO_A_COLLECTION - 1):
        resources.settle()
    gc.collect()
    assert gone() is None, "garbage has stayed"


def test_a_page_that_was_drawn_is_gone_before_the_run_ends(monkeypatch):
    drawn = []

    def draw(*_, **__):
        ring = _Ring()
        drawn.append(weakref.ref(ring))
        return b"file"

    monkeypatch.setattr("briefing.export.export", draw)
    asked = export._Asked(SimpleNamespace(view="a view of its own", theme="light"))
    assert export._file(asked, "png", "hd", "", "http://localhost") == b"file"
    resources.settle()
    assert drawn[0]() is None
