"""What a run of the page opens: with no descriptor left, readers who are there go on reading."""

import sys
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from catalog.paths import ROOT

_HEARD: list[list[str]] = []


def _on_change(event, arguments):
    if event == "open" and _HEARD and isinstance(arguments[0], str):
        _HEARD[-1].append(arguments[0])


@cache
def _listen():
    """Listen once: a hook cannot be taken off again."""
    sys.addaudithook(_on_change)


@pytest.fixture
def opened():
    """Notes the files that are opened, until the test's end."""
    _listen()
    found: list[str] = []
    _HEARD.append(found)
    yield found
    _HEARD.clear()


def test_a_later_run_of_the_page_opens_no_file(opened):
    page = AppTest.from_file(str(ROOT / "panels/page.py"), default_timeout=60)
    page.run()
    page.run()
    opened.clear()
    page.run()
    assert not page.error
    # The test's own way to run a script reads it anew; the icon may fail, and is then left out.
    left = ("panels/page.py", "panels/icon.png", ".pyc")
    assert [one for one in opened if not one.endswith(left)] == []
