"""What all sessions share, and what is spared the collector of garbage."""

import gc
import weakref
from itertools import count

import pytest

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
