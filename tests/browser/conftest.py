from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import chromium
from tests.browser.driving import FLAGS, Desk, Watch, context_of, serve


class Windows:
    """Contexts by their options, and their pages between tests.

    What one test has fetched the next need not fetch again, and a page that is used again has
    compiled the page's scripts, which is most of what it costs to open it.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[str, tuple[BrowserContext, Watch]] = {}
        self._spare: dict[str, list[Page]] = {}

    def take(self, key: str, **options) -> tuple[Page, Watch]:
        """Give an empty page, one that has been used before if there is any."""
        if key not in self._contexts:
            self._contexts[key] = context_of(self._browser, **options)
        context, watch = self._contexts[key]
        spare = self._spare.setdefault(key, [])
        if not spare:
            return context.new_page(), watch
        page = spare.pop()
        page.bring_to_front()  # a page behind others draws no frames
        return page, watch

    def give_back(self, key: str, page: Page) -> None:
        """Let a page forget all that a test has done with it."""
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.unroute_all()
        page.goto("about:blank")
        self._spare[key].append(page)

    def close(self) -> None:
        """Close them all."""
        for context, _ in self._contexts.values():
            context.close()


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
    """The windows of all tests."""
    assert browser.is_connected()
    opened = Windows(browser)
    yield opened
    opened.close()


@pytest.fixture
def desks(app: str, windows: Windows) -> Iterator[Callable[..., Desk]]:
    """Makes readers' windows; at the end none may have seen an error, a dialog or the outside."""
    opened: list[tuple[str, Desk]] = []

    def make(**options) -> Desk:
        address = options.pop("address", app)
        key = repr(sorted(options.items()))
        page, watch = windows.take(key, **options)
        made = Desk(page, address, watch)
        opened.append((key, made))
        return made

    yield make
    for key, one in opened:
        windows.give_back(key, one.page)
    found = {id(one.watch): one.watch for _, one in opened}.values()
    seen = [(list(one.errors), list(one.dialogs), list(one.outside)) for one in found]
    for watch in found:
        watch.forget()
    for errors, dialogs, outside in seen:
        assert errors == []
        assert dialogs == []
        assert outside == []


@pytest.fixture
def reader(desks: Callable[..., Desk]) -> Desk:
    """A new reader at 1366x768."""
    return desks()
