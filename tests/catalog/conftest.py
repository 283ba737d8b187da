from pathlib import Path

import pytest

from tests.catalog.sources_copy import copy_sources


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return copy_sources(tmp_path / "sources")
