from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import chromium
from tests.browser.driving import FLAGS, Desk, desk, serve


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail("no Chromium found: run 'python -m tests.chromium'")
    with sync_playwright() as tool:
        running = tool.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as `make run` starts it, once for all tests."""
    with serve(log=tmp_path_factory.mktemp("app") / "log") as address:
        yield address


@pytest.fixture
def desks(browser: Browser, app: str) -> Iterator[Callable[..., Desk]]:
    """Makes readers' windows; at the end none may have seen an error, a dialog or the outside."""
    opened: list[Desk] = []

    def make(**options) -> Desk:
        made = desk(browser, options.pop("address", app), **options)
        opened.append(made)
        return made

    yield make
    for one in opened:
        one.page.context.close()
    for one in opened:
        assert one.watch.errors == []
        assert one.watch.dialogs == []
        assert one.watch.outside == []


@pytest.fixture
def reader(desks: Callable[..., Desk]) -> Desk:
    """A new reader at 1366x768."""
    return desks()
