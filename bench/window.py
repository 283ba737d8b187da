"""A reader's window on one of the apps, with a count of what goes over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Request, WebSocket

from bench import cdn
from tests.browser.driving import LOCAL, ROOT, Desk, Watch

HERE = Path(__file__).resolve().parent
PROBE = (HERE / "probe.js").read_text(encoding="utf-8")
# The app's own setting of fonts and of the cache of messages is put back to Streamlit's.
_PLAIN = {"STREAMLIT_THEME_FONT": "sans-serif", "STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE": "10000"}


@dataclass(frozen=True)
class App:
    """One of the apps that are compared.

    Parameters
    ----------
    name
        In the probe: what 'the map is drawn' means.
    script
        What Streamlit runs.
    env
        Variables of its process.
    outside
        Its map asks outside hosts, which are answered here.
    """

    name: str
    script: Path
    env: dict[str, str] = field(default_factory=dict)
    outside: bool = False


CROSSINGS = App("crossings", ROOT / "app.py")
PLAIN = App("plain", HERE / "plain_app.py", _PLAIN, outside=True)
EMPTY = App("empty", HERE / "empty_app.py", _PLAIN, outside=True)


@dataclass
class Wire:
    """What went over the wire."""

    requests: list[Request] = field(default_factory=list)
    socket: int = 0

    def ask(self, request: Request) -> None:
        """Note a request."""
        self.requests.append(request)

    def take(self, socket: WebSocket) -> None:
        """Count a websocket's bytes, both ways."""
        socket.on("framesent", self._count)
        socket.on("framereceived", self._count)

    def _count(self, payload: str | bytes) -> None:
        self.socket += len(payload)

    def outside(self) -> int:
        """Count the requests to other hosts."""
        return sum(urlsplit(one.url).hostname not in LOCAL for one in self._http())

    def local(self) -> int:
        """Count the requests to the app."""
        return sum(urlsplit(one.url).hostname in LOCAL for one in self._http())

    def weight(self) -> int:
        """Sum the bytes of all answers as sent, compressed where the server does so.

        Of outside hosts only Leaflet is counted: the other files are empty here.
        """
        known = cdn.files()
        total = 0
        for one in self._http():
            if urlsplit(one.url).hostname in LOCAL:
                total += max(0, one.sizes()["responseBodySize"])
            elif "leaflet@" in one.url:
                total += len(known[one.url][1])
        return total

    def _http(self) -> list[Request]:
        return [one for one in self.requests if urlsplit(one.url).scheme in ("http", "https")]


class Window:
    """A page with an app open on it and the probe in it."""

    def __init__(self, page: Page, app: App, address: str) -> None:
        self.page = page
        self.app = app
        self.wire = Wire()
        self.desk = Desk(page, address, Watch())
        page.on("request", self.wire.ask)
        page.on("websocket", self.wire.take)
        page.add_init_script(PROBE)
        if app.outside:
            cdn.answer(page)

    def open(self, *, day: str = "") -> float:
        """Open the app and wait for the map; give that moment in ms since 1970."""
        query = f"/?day={day}" if day else "/"
        self.page.goto(self.desk.address + query, wait_until="commit")
        shown: float = self.page.evaluate("name => bench.ready(name)", self.app.name)
        return shown

    def rest(self) -> None:
        """Wait until no script runs."""
        self.desk.rest()

    def box(self, layer: str) -> Locator:
        """Find a layer's switch: in the sidebar, or in the drawer, which is opened."""
        self.page.evaluate("window.CrossingsDesk && CrossingsDesk.drawer('layers')")
        return self.page.locator(
            f'#desk-layers [data-layer="{layer}"], .st-key-on-{layer} label, [class*="st-key-on-{layer}-"] label'
        ).first

    def press(self, target: Locator, *, layer: str = "") -> tuple[float, int]:
        """Click and wait for the map to change, then for rest.

        Returns
        -------
        took_ms, sent
            From the click to the first changed frame; bytes over the websocket up to rest.
        """
        target.scroll_into_view_if_needed()
        before = self.wire.socket
        self.page.evaluate("([name, layer]) => bench.arm(name, layer)", [self.app.name, layer])
        target.click()
        took: float = self.page.evaluate("() => bench.result")
        self.rest()
        return took, self.wire.socket - before

    def answer(self, name: str) -> tuple[float, int]:
        """Open another answer of the panel; give ms to its first change, and bytes up to rest."""
        target = self.page.locator(".st-key-names").get_by_role("radio", name=name, exact=True)
        before = self.wire.socket
        self.page.evaluate("() => bench.arm_answer()")
        target.click()
        took: float = self.page.evaluate("() => bench.result")
        self.rest()
        return took, self.wire.socket - before


@contextmanager
def window(browser: Browser, app: App, address: str) -> Iterator[Window]:
    """Open a window of a new reader, with nothing remembered, until the end of the block."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme="light")
    try:
        yield Window(context.new_page(), app, address)
    finally:
        context.close()
