"""Pages without a browser: what is worked out is worked out in the test's own process."""

import pytest

from panels.session import work
from workers.pool import Pool


@pytest.fixture(autouse=True)
def pool(monkeypatch):
    """A pool without processes, new for each test."""
    here = Pool(workers=0)
    monkeypatch.setattr(work, "pool", lambda: here)
    return here
