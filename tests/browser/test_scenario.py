"""Close a crossing by clicking it, and see the way move; the link restores it, reopening undoes it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.driving import Desk

pytestmark = pytest.mark.browser
ASKED: dict[str, Any] = {
    "day": "2025-09-15",
    "from": "Kabul",
    "to": "Peshawar",
    "at": "33.6,69.6,7",
}
_BEST = """() => Crossings.state().answer
  .filter((one) => one.properties.kind === "best").map((one) => one.geometry.coordinates)"""
_STROKES = (
    "() => [...document.querySelectorAll('path.cx-way-best')].map((one) => one.getAttribute('d'))"
)
_RINGED = (
    "(n) => document.querySelectorAll('.cx-gate-closed').length === n && Crossings.state().ready"
)


def _panel(reader: Desk) -> None:
    reader.panel("Scenario")
    reader.page.locator("table.ways").wait_for(timeout=20_000)
    reader.rest()


def _length(reader: Desk) -> int:
    """Kilometres of the best way, as the table says."""
    cell = reader.page.locator("table.ways tr.best td").nth(4)
    return int(re.sub(r"\D", "", cell.inner_text()))


def test_the_gates_of_the_best_way_have_their_names_and_the_routes_beside_it_none(reader: Desk):
    asked: dict[str, Any] = {
        "day": "2026-05-10",
        "at": "30.75,62.7,5",
        "from": "Kabul",
        "to": "Karachi",
    }
    named = {label["text"] for label in reader.open(**asked).state()["labels"]}
    assert "Zaranj-Milak" in named  # of unknown status, else named from nearer only
    assert "Taftan-Mirjaveh" in named
    assert not {text for text in named if text.startswith("Bandar Abbas-")}


def _seen(reader: Desk) -> tuple[list, list]:
    return reader.frame.evaluate(_BEST), reader.frame.evaluate(_STROKES)


def test_torkham_is_closed_by_a_click_and_the_way_moves_and_comes_back(reader: Desk):
    reader.open(**ASKED)
    _panel(reader)
    before, drawn = _seen(reader)
    km = _length(reader)
    assert drawn
    reader.frame.locator('.cx-mark.cx-crossings[aria-label^="Torkham"]').first.dispatch_event(
        "click"
    )
    reader.page.get_by_role("button", name="Close it").click(timeout=15_000)
    reader.frame.wait_for_function(_RINGED, arg=1, timeout=20_000)
    reader.rest()
    assert reader.query()["close"] == "torkham"
    after, redrawn = _seen(reader)
    assert after != before
    assert redrawn != drawn
    assert _length(reader) > km
    assert "Torkham closed" in reader.page.locator(".ways-head").inner_text()
    assert "What if: Torkham closed" in reader.frame.locator(".cx-day").inner_text()

    link, longer = reader.page.url, _length(reader)
    reader.follow(link)
    _panel(reader)
    assert _seen(reader)[0] == after
    assert _length(reader) == longer

    reader.frame.locator('.cx-mark.cx-crossings[aria-label^="Torkham"]').first.dispatch_event(
        "click"
    )
    reader.page.get_by_role("button", name="Reopen it").click(timeout=15_000)
    reader.frame.wait_for_function(_RINGED, arg=0, timeout=20_000)
    reader.rest()
    assert "close" not in reader.query()
    assert _seen(reader)[0] == before
    assert _length(reader) == km


def test_an_end_is_taken_from_a_click_on_the_map_and_the_keyboard_closes_a_gate(reader: Desk):
    reader.open(day="2025-09-15", to="Peshawar", at="33.6,69.6,7", layers="crossings.places")
    reader.panel("Scenario")
    reader.page.locator(".st-key-w-point-origin button").first.click(timeout=15_000)
    reader.frame.wait_for_function("() => Boolean(document.querySelector('.cx-pointing'))")
    reader.rest()
    reader.frame.evaluate(
        "() => { Crossings.map.fire('click', { latlng: L.latLng(34.5, 69.2), "
        "containerPoint: L.point(1, 1), layerPoint: L.point(1, 1) }); }"
    )
    reader.page.locator("table.ways").wait_for(timeout=20_000)
    reader.rest()
    assert reader.query()["from"] == "Kabul"  # the nearest town goes before the bare point
    assert reader.frame.evaluate(_BEST)
    reader.choose('.cx-mark.cx-crossings[aria-label^="Torkham"]')
    button = reader.page.get_by_role("button", name="Close to trucks")
    button.wait_for(timeout=15_000)
    button.press("Enter")
    reader.frame.wait_for_function(_RINGED, arg=1, timeout=20_000)
    reader.rest()
    assert reader.query()["close"] == "torkham:trucks"
