from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests import chromium
from tests.browser.driving import FLAGS, Desk, Watch, context_of, serve

Windows = dict[str, tuple[BrowserContext, Watch]]


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


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    """Contexts by their options: what one test has fetched the next need not fetch again."""
    assert browser.is_connected()
    opened: Windows = {}
    yield opened
    for context, _ in opened.values():
        context.close()


@pytest.fixture
def desks(browser: Browser, app: str, windows: Windows) -> Iterator[Callable[..., Desk]]:
    """Makes readers' windows; at the end none may have seen an error, a dialog or the outside."""
    opened: list[Desk] = []

    def make(**options) -> Desk:
        address = options.pop("address", app)
        key = repr(sorted(options.items()))
        if key not in windows:
            windows[key] = context_of(browser, **options)
        context, watch = windows[key]
        made = Desk(context.new_page(), address, watch)
        opened.append(made)
        return made

    yield make
    for one in opened:
        if one.page.url.startswith("http"):
            one.page.evaluate("localStorage.clear()")
        one.page.close()
    found = {id(one.watch): one.watch for one in opened}.values()
    seen = [(list(one.errors), list(one.dialogs), list(one.outside)) for one in found]
    for one in found:
        one.forget()
    for errors, dialogs, outside in seen:
        assert errors == []
        assert dialogs == []
        assert outside == []


@pytest.fixture
def reader(desks: Callable[..., Desk]) -> Desk:
    """A new reader at 1366x768."""
    return desks()
