"""Exports measured: PNG, PDF and PPTX in a warm process and from the start of one, beside Chromium.

Each export is of another View, as an analyst asks for them one after the other, so that nothing
but what all Views share is in a cache. Chromium opens the same View as the HTML export, waits until
the map says that it is drawn, and takes the screenshot that such a map is usually printed by.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from playwright.sync_api import Playwright

from bench.table import Row
from briefing.export import export
from briefing.library import load_library
from briefing.receipt import link_of
from layers.view.view import View
from tests import chromium
from tests.browser.driving import FLAGS

BUDGETS = {"png": 2.0, "pdf": 3.0, "pptx": 3.0}
_WHAT = {
    "png": "1920x1080 PNG, process warm",
    "pdf": "A4 PDF, process warm",
    "pptx": "PPTX of one View, process warm",
}


def rows(tool: Playwright, *, quick: bool) -> list[Row]:
    """Measure the exports."""
    runs = 3 if quick else 7
    views = _views(runs)
    export(replace(views[0], lat=33.0))  # imports are measured by the cold start
    seconds = {kind: [_timed(partial(export, v, kind)) for v in views] for kind in BUDGETS}
    print_a4 = [_timed(partial(export, v, "png", "a4")) for v in views]
    shots = _screenshots(tool, views[: 2 if quick else 4])
    cold = [_timed(partial(_command, v)) for v in views[: 1 if quick else 3]]
    found = [
        Row(
            _WHAT[kind], "s", seconds[kind], shots if kind == "png" else (), BUDGETS[kind], digits=2
        )
        for kind in BUDGETS
    ]
    found.append(Row("A4 PNG at 300 dpi, process warm", "s", print_a4, digits=2))
    found.append(Row("1920x1080 PNG by the command, process start included", "s", cold, digits=2))
    return found


def _views(number: int) -> list[View]:
    """Return Views that differ in place, so that no projected geometry is used twice."""
    plain = load_library().default
    return [replace(plain, lat=30.0 + n / 10, lon=64.0 + n / 7, zoom=5.5) for n in range(number)]


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _command(view: View) -> None:
    with tempfile.TemporaryDirectory() as out:
        subprocess.run(
            [sys.executable, "-m", "briefing", link_of(view), "--out", out],
            check=True, capture_output=True,
        )  # fmt: skip


def _screenshots(tool: Playwright, views: list[View]) -> list[float]:
    """Time a Chromium that starts, opens the map and takes its picture."""
    path = chromium.find()
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for number, view in enumerate(views):
            page_path = Path(folder) / f"{number}.html"
            page_path.write_bytes(export(view, "html"))

            def shoot(page_path: Path = page_path) -> None:
                browser = tool.chromium.launch(executable_path=path, args=list(FLAGS))
                page = browser.new_page(viewport={"width": 1920, "height": 1080})
                page.goto(page_path.as_uri())
                page.evaluate("() => Crossings.ready().then(() => true)")
                page.screenshot()
                browser.close()

            taken.append(_timed(shoot))
    return taken
