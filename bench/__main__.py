"""Command line: ``python -m bench [part ...] [--quick]`` measures, prints and keeps the table."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench import briefing, measure
from bench.crowd import Crowd, crowd
from bench.measure import Clicks, Start, Steadiness
from bench.mixed import SHARES, Told, mixed
from bench.routing import NOTES as ROUTING_NOTES
from bench.routing import routing_rows
from bench.table import Row, markdown, verdicts
from bench.window import CROSSINGS, EMPTY, PLAIN
from tests import chromium
from tests.browser.driving import FLAGS

OUT = Path(__file__).parent / "out"
PARTS = ("app", "briefing", "routing")
NOTES = """\
Median (smallest–largest). The apps are measured in turn, in one run, each in a fresh browser
context. Times of clicks are taken in the browser, from the click to the end of the first frame in
which the map differs; the plain way's map counts as changed when the new one is drawn. The plain
app embeds the same layers of the first sight by folium.GeoJson in a new st_folium map at each
rerun, without legend, labels, cards and tables. The files that its map and the empty one ask of
outside hosts are answered on this machine: Leaflet's own, empty ones for the others (jQuery,
Bootstrap, icon fonts), so that their weight, their scripts' time and the way to those hosts are not
in its figures. The weight is of the answers as sent, compressed where the server does so.
The exports are each of another View; the plain way's picture is by a Chromium that is started,
opens the same map and takes a screenshot.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 also when a budget is broken, 1 if something did not run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; all if none")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    options = parser.parse_args(arguments)
    wrong = sorted(set(options.parts) - set(PARTS))
    if wrong:
        parser.error(f"no part {', '.join(wrong)}; there are {', '.join(PARTS)}")
    wanted = options.parts or list(PARTS)
    path = chromium.find()
    if path is None and set(wanted) != {"routing"}:
        print("No Chromium found: run 'python -m tests.chromium'.", file=sys.stderr)
        return 1
    machine, rows = _rows(wanted, path, quick=options.quick)
    text = f"{markdown(rows)}\n{verdicts(rows)}\n\n{NOTES}\n{ROUTING_NOTES}\n{machine}\n"
    print(text)
    OUT.mkdir(exist_ok=True)
    name = "table" if len(wanted) == len(PARTS) else "-".join(wanted)
    (OUT / f"{name}.md").write_text(text, encoding="utf-8")
    return 0


def _rows(parts: Sequence[str], path: str | None, *, quick: bool) -> tuple[str, list[Row]]:
    """Measure the parts that are wanted; say on which machine."""
    rows: list[Row] = []
    machine = _machine(None)
    if path is not None and set(parts) != {"routing"}:
        with sync_playwright() as tool, tempfile.TemporaryDirectory() as log:
            browser = tool.chromium.launch(executable_path=path, args=list(FLAGS))
            machine = _machine(browser)
            if "app" in parts:
                rows += _measured(browser, Path(log), quick=quick)
            browser.close()
            if "briefing" in parts:
                _say("exports")
                rows += briefing.rows(tool, quick=quick)
    if "app" in parts:
        rows += _crowds(quick=quick)
    if "routing" in parts:
        _say("routes")
        rows += routing_rows(quick=quick)
    return machine, rows


def _measured(browser: Browser, log: Path, *, quick: bool) -> list[Row]:
    _say("starts of three apps, in turn")
    started = measure.starts(browser, log, runs=2 if quick else 5)
    with measure.running(CROSSINGS, log) as ours, measure.running(PLAIN, log) as plain:
        _say("layers switched in both apps, in turn")
        both = measure.clicks(
            browser, ours, plain, toggles=8 if quick else 40, plain_toggles=4 if quick else 10
        )
        _say("days")
        both[0].days += measure.days(browser, CROSSINGS, ours, steps=4 if quick else 20)
        both[1].days += measure.days(browser, PLAIN, plain, steps=2 if quick else 6)
        _say("is the map steady?")
        steady = (
            measure.steadiness(browser, CROSSINGS, ours, toggles=10 if quick else 100),
            measure.steadiness(browser, PLAIN, plain, toggles=2 if quick else 10),
        )
    return start_rows(started) + click_rows(*both) + steady_rows(*steady) + wire_rows(started, both)


def _crowds(*, quick: bool) -> list[Row]:
    sessions = 10 if quick else 50
    found = []
    for app, rounds in ((CROSSINGS, 3), (PLAIN, 1)):
        _say(f"{sessions} sessions at once: {app.name}")
        with tempfile.TemporaryDirectory() as log, measure.running(app, Path(log)) as address:
            found.append(crowd(address, sessions=sessions, rounds=rounds))
    readers, pause_s = (10, 4.0) if quick else (40, 8.0)
    _say(f"{readers} sessions with Views of their own")
    with tempfile.TemporaryDirectory() as log, measure.running(CROSSINGS, Path(log)) as address:
        told = mixed(address, sessions=readers, pause_s=pause_s, seconds=20 if quick else 120)
    return crowd_rows(sessions, *found) + mixed_rows(readers, pause_s, told)


def start_rows(started: dict[str, list[Start]]) -> list[Row]:
    """Rows on the start."""
    drawn = {name: [one.drawn_ms for one in runs] for name, runs in started.items()}
    empty = drawn[EMPTY.name]
    seconds = {name: [ms / 1000 for ms in times] for name, times in drawn.items()}

    def times_empty(name: str) -> list[float]:
        return [ms / least for ms, least in zip(drawn[name], empty, strict=True)]

    def answered(name: str) -> list[float]:
        return [one.answered_ms / 1000 for one in started[name]]

    least = f"{median(empty) / 1000:.1f} s"
    return [
        Row("process start to interactive map", "s", seconds[CROSSINGS.name],
            seconds[PLAIN.name], digits=1),
        Row("of that, until the server answers", "s", answered(CROSSINGS.name),
            answered(PLAIN.name), digits=1),
        Row(f"process start to map, times that of an empty page with an empty map ({least})", "×",
            times_empty(CROSSINGS.name), times_empty(PLAIN.name), 1.0, digits=2),
    ]  # fmt: skip


def click_rows(ours: Clicks, plain: Clicks) -> list[Row]:
    """Rows on the time from a click to changed pixels."""
    return [
        Row("layer off, click to changed pixels", "ms", ours.off, plain.off, 60),
        Row("layer on, click to changed pixels", "ms", ours.on, plain.on, 60),
        Row("layer on for the first time, its file fetched", "ms", ours.first_on, ()),
        Row("one day on, click to changed pixels", "ms", ours.days, plain.days, 60),
        Row("another answer of the panel, click to its first change", "ms", ours.opened, (), 150),
        Row(
            "map covered by furniture at first sight, 1366x768",
            "%",
            [100 * one for one in ours.covered],
            (),
            12,
            digits=1,
        ),
    ]


def steady_rows(ours: Steadiness, plain: Steadiness) -> list[Row]:
    """Rows on whether the map stays."""
    over = f"{ours.toggles} toggles (plain: {plain.toggles})"
    return [
        Row(f"toggles that lost the view, of {over}", "%", [_percent(ours.moved, ours.toggles)],
            [_percent(plain.moved, plain.toggles)], 0),
        Row("map gone, for each toggle", "ms", [ours.blank_ms / ours.toggles],
            [plain.blank_ms / plain.toggles], 0),
        Row("frames with the map faded", "%", [_percent(ours.faded, ours.frames)],
            [_percent(plain.faded, plain.frames)], 0),
    ]  # fmt: skip


def wire_rows(started: dict[str, list[Start]], clicked: tuple[Clicks, Clicks]) -> list[Row]:
    """Rows on what goes over the wire, and on what shifts while it arrives."""
    ours, plain = started[CROSSINGS.name], started[PLAIN.name]
    own, others = ([count / 1000 for count in one.toggle_bytes] for one in clicked)
    wired = tuple([count / 1000 for count in one.wire_bytes] for one in clicked)
    return [
        Row("websocket payload both ways, for each toggle", "kB", own, others, 7, digits=1),
        Row("the same over the wire", "kB", wired[0], wired[1], 3, digits=1),
        Row("websocket payload, another answer opened", "kB",
            [count / 1000 for count in clicked[0].opened_bytes], (), 20, digits=1),
        Row("websocket, first load", "kB", [one.socket / 1000 for one in ours],
            [one.socket / 1000 for one in plain]),
        Row("page weight, first load", "kB", [one.weight / 1000 for one in ours],
            [one.weight / 1000 for one in plain]),
        Row("requests to the app", "", [one.local for one in ours], [one.local for one in plain]),
        Row("requests to outside hosts", "", [one.outside for one in ours],
            [one.outside for one in plain], 0),
        Row("cumulative layout shift, first load", "", [one.shift for one in ours],
            [one.shift for one in plain], 0.1, digits=3),
    ]  # fmt: skip


def crowd_rows(sessions: int, ours: Crowd, plain: Crowd) -> list[Row]:
    """Rows on many sessions at once."""

    def grown(one: Crowd) -> list[float]:
        return [] if one.session_mb is None else [one.session_mb]

    return [
        Row(f"{sessions} sessions toggle at once, click to finished run", "ms",
            ours.latencies_ms, plain.latencies_ms, 700),
        Row("server's memory for each session", "MB", grown(ours), grown(plain), 0.3, digits=2),
    ]  # fmt: skip


def mixed_rows(sessions: int, pause_s: float, told: Told) -> list[Row]:
    """Rows on many sessions that each look at something else.

    Raises
    ------
    RuntimeError
        If anything went wrong: what failed is soon done.
    """
    if told.errors:
        raise RuntimeError("; ".join(told.errors[:5]))
    head = f"{sessions} sessions, each its own View, an action every {pause_s:g} s"
    budgets = {"switch": 300, "what-if": 1500}
    return [
        Row(f"{head}: {kind}", "ms", told.took_ms[kind], (), budgets.get(kind)) for kind in SHARES
    ]


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole


def _machine(browser: Browser | None) -> str:
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "folium"))
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}; "
        f"Python {platform.python_version()}, {packages}, Chromium {browser.version if browser else 'not used'}"
    )


def _say(what: str) -> None:
    print(f"... {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
