"""Starts the app, drives Chromium on it, and keeps a record of what a page must not do."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, Dialog, Frame, Locator, Page

ROOT = Path(__file__).resolve().parents[2]
GEO = Path(os.environ.get("CROSSINGS_GEO") or ROOT / "data" / "geo")
SHOTS = ROOT / "shots"
LOCAL = ("127.0.0.1", "localhost")
# Chromium's own traffic is switched off, and no name but loopback can be found out.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
READY = "() => Boolean(window.Crossings) && Crossings.state().ready"
DRAWERS = {"world": "settings", "ground": "settings",
           "tiles": "settings"}  # fmt: skip
"""The drawer in which one of Python's controls is found."""
PANELS = ("Status", "Changes", "Scenario", "Talks", "Incidents", "Flows", "Export", "In words", "Table",
          "Story", "Sources", "About")  # fmt: skip
"""The answers by their names; those from the eighth on stand under 'More'."""
IDLE = (
    "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
    " && !('asking' in document.documentElement.dataset)"
)


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serve(
    app: Path = ROOT / "app.py",
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    port: int | None = None,
) -> Iterator[str]:
    """Run a Streamlit app in a process of its own until the end of the block.

    Parameters
    ----------
    app
        The script.
    log
        File for what the process prints.
    env
        Variables beside the inherited ones.
    port
        Where to listen; None for any that is free.

    Yields
    ------
    address
        Where it answers.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"{address} does not answer; the app says:\n{log.read_text()}")


@dataclass
class Watch:
    """What a page did that it should not have done."""

    outside: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Begin anew, for the next reader of the same window."""
        for noted in (self.outside, self.requests, self.errors, self.dialogs):
            noted.clear()


def watched(context: BrowserContext) -> Watch:
    """Note every request that would leave the machine, errors and dialogs.

    No name but loopback can be found out (see ``FLAGS``), so that none gets there; to refuse them
    here would keep the browser from using what it has fetched before.
    """
    watch = Watch()

    def ask(address: str) -> None:
        watch.requests.append(address)
        if urlsplit(address).scheme not in ("data", "blob", "about", "chrome-error") and (
            urlsplit(address).hostname not in LOCAL
        ):
            watch.outside.append(address)

    def hear(dialog: Dialog) -> None:
        watch.dialogs.append(dialog.message)
        dialog.dismiss()

    def note(page: Page) -> None:
        page.on("request", lambda request: ask(request.url))
        page.on("pageerror", lambda error: watch.errors.append(f"page error: {error}"))
        page.on("console", lambda said: _on_change(watch, said.type, said.text))
        page.on("dialog", hear)

    context.on("page", note)
    return watch


def _on_change(watch: Watch, kind: str, text: str) -> None:
    if kind == "error":
        watch.errors.append(f"console: {text}")


class Desk:
    """A page with the app open on it, as a reader at a desk sees it."""

    def __init__(self, page: Page, address: str, watch: Watch) -> None:
        self.page = page
        self.address = address
        self.watch = watch

    def open(self, *, wait: bool = True, **query: str) -> Desk:
        """Open the app by a link of these parameters."""
        self.page.goto(f"{self.address}/?{urlencode(query)}" if query else self.address)
        if wait:
            self.wait_ready()
        return self

    def follow(self, address: str) -> Desk:
        """Open a link that was copied."""
        self.page.goto(address)
        self.wait_ready()
        return self

    def wait_ready(self) -> None:
        """Wait until the map has drawn all that it was asked for and Python is at rest."""
        self.page.wait_for_selector("iframe[src*=streamlit_folium]", timeout=45_000)
        self.frame.wait_for_function(READY, timeout=45_000)
        self.rest()

    def rest(self) -> None:
        """Wait until no script runs and what it said has been drawn."""
        self.page.wait_for_timeout(150)
        self.page.wait_for_function(IDLE, timeout=30_000)
        self.page.wait_for_timeout(150)
        self.page.wait_for_function(IDLE, timeout=30_000)

    @property
    def frame(self) -> Frame:
        """The map's frame."""
        handle = self.page.wait_for_selector("iframe[src*=streamlit_folium]", timeout=45_000)
        frame = handle.content_frame() if handle else None
        if frame is None:
            raise AssertionError("the page has no map")
        return frame

    def state(self) -> dict[str, Any]:
        """What the map says of itself."""
        told: dict[str, Any] = self.frame.evaluate("Crossings.state()")
        return told

    def shown(self, layer: str, *, on: bool) -> None:
        """Wait until the map has a layer on, or off, with all its data drawn, and Python agrees."""
        self.frame.wait_for_function(
            "([layer, on]) => { const now = Crossings.state();"
            " return (layer in now.layers) === on && now.ready && !now.unanswered; }",
            arg=[layer, on],
            timeout=20_000,
        )

    def drawer(self, name: str) -> None:
        """Open a drawer of the rail, unless it is open."""
        rail = self.page.locator(f'#desk-rail [data-act="{name}"]')
        if rail.get_attribute("aria-expanded") != "true":
            rail.click()

    def panel(self, name: str) -> None:
        """Open an answer by its name, as a reader does."""
        names = self.page.locator(".st-key-names")
        if PANELS.index(name) >= 7 and not names.get_by_role("radio", name=name).count():
            names.get_by_role("radio", name="More").click()
            self.rest()
        names.get_by_role("radio", name=name, exact=True).click()
        self.rest()

    def switch(self, layer: str, *, on: bool) -> None:
        """Click a layer's switch in the drawer and wait for the map."""
        self.toggle(layer).click()
        self.shown(layer, on=on)

    def toggle(self, layer: str) -> Locator:
        """A layer's switch, with the drawer that it is in opened."""
        self.drawer("layers")
        return self.page.locator(f'#desk-layers [data-layer="{layer}"]')

    def control(self, name: str, part: str = "input") -> Locator:
        """A part of the control of a name, whichever of those that took its place is shown.

        The drawer that it is in is opened.
        """
        drawer = DRAWERS.get(name, "")
        if drawer:
            self.drawer(drawer)
        return self.page.locator(f'.st-key-{name} {part}, [class*="st-key-{name}-"] {part}').first

    def query(self) -> dict[str, str]:
        """What the page's address says."""
        parts = parse_qs(urlsplit(self.page.url).query)
        return {key: values[0] for key, values in parts.items()}

    def card(self) -> str:
        """The text of the open card."""
        return self.page.locator(".st-key-card .card").inner_text(timeout=15_000)

    def choose(self, selector: str) -> None:
        """Focus a mark in the map and press Enter on it."""
        mark = self.frame.locator(selector).first
        mark.focus()
        mark.press("Enter")


def desk(
    browser: Browser,
    address: str,
    *,
    width: int = 1366,
    height: int = 768,
    color_scheme: Any = "light",
    **options: Any,
) -> Desk:
    """Open a window of a new reader, with nothing remembered."""
    context, watch = context_of(
        browser, width=width, height=height, color_scheme=color_scheme, **options
    )
    return Desk(context.new_page(), address, watch)


def context_of(
    browser: Browser,
    *,
    width: int = 1366,
    height: int = 768,
    color_scheme: Any = "light",
    **options: Any,
) -> tuple[BrowserContext, Watch]:
    """Make a context of the browser, and what notes that it does nothing it should not."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=color_scheme, **options
    )
    return context, watched(context)
