"""The runs: the apps are started, opened and clicked in turn, and each time is noted."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Locator

from bench.window import CROSSINGS, EMPTY, PLAIN, App, Window, window
from bench.wire import counted
from tests.browser.driving import GEO, serve

# On at first sight in both apps.
SWITCHED = ("ports", "crossings", "border", "boundaries", "rivers", "routes_chabahar",
            "provinces", "disputed_areas")  # fmt: skip
# Off at first sight, each with a file of its own that the browser has to fetch; the plain app,
# whose every layer is on, has none such.
FRESH = ("incidents", "venues", "airports", "engagements", "routes_north", "incidents_ucdp")
# Of the panel; Status, the first, is opened last.
ANSWERS = ("Changes", "Scenario", "Talks", "Incidents", "Flows", "Export", "Status")
# Where all the toggles look at, so that it can be told whether the view is kept: lat, lon, zoom.
ELSEWHERE = (33, 66, 6)


@dataclass(frozen=True)
class Start:
    """A first load in a fresh browser context.

    Parameters
    ----------
    answered_ms, drawn_ms
        From the start of the process to its first answer and to the map with all its layers.
    socket, weight
        Bytes over the websocket both ways and of all answers as sent.
    local, outside
        Requests to the app and to other hosts.
    shift
        Cumulative layout shift of page and map, up to a second after rest.
    """

    answered_ms: float
    drawn_ms: float
    socket: int
    weight: int
    local: int
    outside: int
    shift: float


@dataclass
class Clicks:
    """Times in ms from a click to the first changed frame, and bytes of websockets both ways.

    Parameters
    ----------
    off, on, first_on, days
        A layer off, on, on with its file fetched; a day on.
    toggle_bytes, wire_bytes
        Of a toggle: payload, and as it goes over the wire, compressed.
    opened, opened_bytes
        Another answer: to its first change, and its payload.
    covered
        Share of the map under furniture at first sight, 0 to 1.
    """

    off: list[float] = field(default_factory=list)
    on: list[float] = field(default_factory=list)
    first_on: list[float] = field(default_factory=list)
    days: list[float] = field(default_factory=list)
    toggle_bytes: list[int] = field(default_factory=list)
    wire_bytes: list[int] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    opened_bytes: list[int] = field(default_factory=list)
    covered: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Steadiness:
    """What the map did while layers were switched: times it moved, frames it was gone or faded."""

    toggles: int
    moved: int
    frames: int
    blank: int
    blank_ms: float
    faded: int


@contextmanager
def running(app: App, log: Path) -> Iterator[str]:
    """Serve an app until the end of the block; gives its address."""
    with serve(app.script, log=log / f"{app.name}.log", env=app.env) as address:
        yield address


def starts(browser: Browser, log: Path, *, runs: int) -> dict[str, list[Start]]:
    """Start and open the three apps in turn; a first round only warms the disk."""
    found: dict[str, list[Start]] = {app.name: [] for app in (CROSSINGS, EMPTY, PLAIN)}
    for turn in range(runs + 1):
        for app in (CROSSINGS, EMPTY, PLAIN):
            one = _start(browser, app, log)
            if turn:
                found[app.name].append(one)
    return found


def _start(browser: Browser, app: App, log: Path) -> Start:
    began = time.time() * 1000
    with running(app, log) as address:
        answered = time.time() * 1000
        with window(browser, app, address) as reader:
            drawn = reader.open()
            reader.rest()
            reader.page.wait_for_timeout(1000)
            wire = reader.wire
            return Start(
                answered - began, drawn - began, wire.socket, wire.weight(), wire.local(),
                wire.outside(), reader.page.evaluate("bench.shift()"),
            )  # fmt: skip


def clicks(
    browser: Browser, ours: str, plain: str, *, toggles: int, plain_toggles: int
) -> tuple[Clicks, Clicks]:
    """Switch layers and step through days in both apps, in turn.

    Two layers are off at a time, so that no state of the map comes back soon: of one that does,
    the browser has the message already, and the figure would flatter.
    """
    found = (Clicks(), Clicks())
    with ExitStack() as stack:
        wires = [stack.enter_context(counted(address)) for address in (ours, plain)]
        readers = [
            stack.enter_context(window(browser, app, wire.address))
            for app, wire in zip((CROSSINGS, PLAIN), wires, strict=True)
        ]
        for reader in readers:
            reader.open()
            reader.rest()
            if reader.app is CROSSINGS:
                found[0].covered.append(reader.page.evaluate("bench.covered()"))
            _press(reader, SWITCHED[0])
        for turn in range(toggles // 2):
            for reader, noted, wire in zip(readers, found, wires, strict=True):
                if reader.app is PLAIN and turn % (toggles // plain_toggles):
                    continue
                at = len(noted.off)
                for layer, times in (
                    (SWITCHED[(at + 1) % len(SWITCHED)], noted.off),
                    (SWITCHED[at % len(SWITCHED)], noted.on),
                ):
                    before = wire.socket
                    took, sent = _press(reader, layer)
                    times.append(took)
                    noted.toggle_bytes.append(sent)
                    noted.wire_bytes.append(wire.socket - before)
        for layer in FRESH:
            found[0].first_on.append(_press(readers[0], layer)[0])
        for name in ANSWERS * 2:
            took, sent = readers[0].answer(name)
            found[0].opened.append(took)
            found[0].opened_bytes.append(sent)
    return found


def _press(reader: Window, layer: str) -> tuple[float, int]:
    return reader.press(reader.box(layer), layer=layer)


def days(browser: Browser, app: App, address: str, *, steps: int) -> list[float]:
    """Step through the longest run of days each of which changes the crossings; times in ms."""
    run = eventful()
    took: list[float] = []
    while len(took) < steps:
        with window(browser, app, address) as reader:
            reader.open(day=(run[0] - timedelta(days=1)).isoformat())
            reader.rest()
            button = _next_day(reader)
            took += [reader.press(button)[0] for _ in run[: steps - len(took)]]
    return took


def _next_day(reader: Window) -> Locator:
    """Find what steps one day on: in ours on the timeline under the map, else on the page."""
    if reader.app is CROSSINGS:
        return reader.desk.frame.get_by_role("button", name="On one step")
    return reader.page.get_by_role("button", name="+1 day")


def eventful(folder: Path = GEO) -> list[date]:
    """Return the longest run of consecutive days on each of which some crossing changes its look."""
    crossings = json.loads((folder / "crossings.geojson").read_bytes())["features"]
    rows = [one["properties"] for one in crossings if not one["properties"].get("known_to")]
    ends = sorted({row[key] for row in rows for key in ("valid_from", "valid_to") if row.get(key)})
    best: list[date] = []
    current: list[date] = []
    for text in ends:
        day = date.fromisoformat(text)
        if _looks(rows, day) == _looks(rows, day - timedelta(days=1)):
            continue
        follows = bool(current) and current[-1] + timedelta(days=1) == day
        current = [*current, day] if follows else [day]
        best = max(best, current, key=len)
    return best


def _looks(rows: Sequence[dict[str, str]], day: date) -> list[tuple[str, str, str]]:
    on = day.isoformat()
    return [
        (row["place"], row["kind"], row["status"])
        for row in rows
        if (row.get("valid_from") or on) <= on < (row.get("valid_to") or "9999")
    ]


def steadiness(browser: Browser, app: App, address: str, *, toggles: int) -> Steadiness:
    """Move the map, switch layers, and see whether it stays there and stays visible."""
    moved = 0
    with window(browser, app, address) as reader:
        page = reader.page
        reader.open()
        reader.rest()
        page.evaluate("place => bench.look_at(...place)", list(ELSEWHERE))
        reader.rest()
        place = page.evaluate("bench.view()")
        page.evaluate("name => bench.watch(name)", app.name)
        for turn in range(toggles):
            _press(reader, SWITCHED[turn % len(SWITCHED)])
            moved += page.evaluate("bench.view()") != place
        seen = page.evaluate("() => { bench.seen.on = false; return bench.seen; }")
    return Steadiness(
        toggles, moved, seen["frames"], seen["blank"], seen["blank_ms"], seen["faded"]
    )
