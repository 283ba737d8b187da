"""What a reader sees before touching anything, on a laptop and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from layers.screen.folium_map import REGION
from layers.text.words import short_day
from tests.browser import drawn
from tests.browser.driving import Desk, context_of

pytestmark = pytest.mark.browser
WINDOWS = {"laptop": (1366, 768), "phone": (390, 844)}
# Shifts of the layout that nobody caused, from the first moment on.
_SHIFT = """
window.__shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module", params=WINDOWS)
def sight(request: pytest.FixtureRequest, browser: Browser, app: str) -> Iterator[Desk]:
    """A page that the tests only look at: opened once for all of them."""
    width, height = WINDOWS[request.param]
    context, watch = context_of(browser, width=width, height=height)
    yield Desk(context.new_page(), app, watch).open()
    context.close()
    assert watch.errors == []
    assert watch.outside == []


def _box(sight: Desk, selector: str) -> dict[str, float]:
    box: Any = sight.frame.locator(selector).bounding_box()
    assert box is not None, selector
    return box


def _size(sight: Desk) -> tuple[int, int]:
    size = sight.page.viewport_size
    assert size is not None
    return size["width"], size["height"]


def test_the_map_has_most_of_the_height_and_lies_in_sight(sight: Desk):
    width, height = _size(sight)
    share = 2 / 3 if width > 700 else 1 / 2  # on a phone the answer lies under the map
    box = sight.page.locator("iframe[src*=streamlit_folium]").bounding_box()
    assert box is not None
    assert box["height"] >= height * share
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    root = sight.frame.evaluate("Crossings.map.getSize().y")
    assert root >= height * (share - 0.1)


@pytest.mark.parametrize("part", [".cx-head", ".cx-strip", ".cx-foot", ".cx-tools"])
def test_title_legend_date_scale_and_tools_are_seen_without_scrolling(sight: Desk, part: str):
    width, height = _size(sight)
    box = _box(sight, part)
    assert box["width"] > 20
    assert box["height"] > 15
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= height


def test_no_part_of_the_furniture_hides_another(sight: Desk):
    parts = [".cx-head", ".cx-legend", ".cx-foot", ".cx-tools"]
    boxes = {part: _box(sight, part) for part in parts}
    for i, one in enumerate(parts):
        for other in parts[i + 1 :]:
            a, b = boxes[one], boxes[other]
            over_x = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
            over_y = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
            assert over_x <= 1 or over_y <= 1, (one, other, a, b)


def test_the_whole_legend_is_read_without_scrolling_on_a_laptop(reader: Desk):
    reader.open()
    reader.frame.get_by_role("button", name="All signs").click()
    inside, needed = reader.frame.evaluate(
        "() => { const box = document.querySelector('.cx-entries');"
        " return [box.clientHeight, box.scrollHeight]; }"
    )
    assert needed <= inside + 1


def test_a_long_legend_leaves_out_its_notes_and_not_its_end(desks: Callable[..., Desk]):
    reader = desks()
    asked: dict[str, Any] = {
        "day": "2026-03-13",
        "from": "Kabul",
        "to": "Karachi",
        "close": "torkham",
    }
    reader.open(**asked)
    reader.frame.get_by_role("button", name="All signs").click()
    legend = reader.frame.locator(".cx-legend")
    entries = reader.frame.locator(".cx-entries")
    assert entries.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    assert legend.get_by_role("heading", name="Boundaries").is_visible()
    assert legend.get_by_text("at the pointer").is_visible()
    assert entries.get_by_text("Older reports: paler").is_visible()


def test_the_title_names_the_day_and_the_date_block_says_what_is_covered(sight: Desk):
    day = drawn.default_day()
    head = sight.frame.locator(".cx-head").inner_text()
    assert f"{short_day(day)}, " in head
    assert "reported closed to trade" in head
    assert "newest facts: crossings:" not in head
    assert "newest facts: crossings:" in (sight.frame.locator(".cx-reach").text_content() or "")


def test_the_furniture_covers_at_most_an_eighth_of_the_map(reader: Desk):
    reader.open()
    parts = (".cx-head", ".cx-legend", ".cx-foot", ".cx-tools")
    covered = sum(box["width"] * box["height"] for box in (_box(reader, part) for part in parts))
    room = reader.frame.evaluate("Crossings.map.getSize()")
    assert covered <= 0.12 * room["x"] * room["y"]


def test_caveats_and_credits_unfold_from_one_line(sight: Desk):
    line = sight.frame.get_by_role("button", name="Boundaries are depictions")
    assert not sight.frame.locator(".cx-caveats").is_visible()
    line.click()
    assert "Afghanistan does not recognise" in sight.frame.locator(".cx-caveats").inner_text()
    assert "OpenStreetMap contributors" in sight.frame.locator(".cx-credits").inner_text()
    line.click()
    assert not sight.frame.locator(".cx-caveats").is_visible()


def test_nothing_scrolls_sideways(sight: Desk):
    wide = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert sight.page.evaluate(wide) <= 0
    assert sight.frame.evaluate(wide) <= 0
    main = sight.page.locator("[data-testid=stMain]")
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 0


def test_a_tall_window_opens_on_the_region_too(desks: Callable[..., Desk]):
    sight = desks(width=1366, height=1500).open()
    inside = (
        "region => map.getBounds().contains(region) && Math.abs(map.getCenter().lat - 30.8) < 1"
    )
    assert sight.frame.evaluate(inside, REGION)


def test_the_legend_of_a_phone_opens_at_a_touch(desks: Callable[..., Desk]):
    sight = desks(width=390, height=844, has_touch=True).open()
    fold = sight.frame.get_by_role("button", name="All signs")
    assert fold.get_attribute("aria-expanded") == "false"
    fold.tap()
    assert fold.get_attribute("aria-expanded") == "true"
    assert sight.frame.locator(".cx-entries li").first.is_visible()


@pytest.mark.quiet
@pytest.mark.parametrize("size", WINDOWS.values(), ids=WINDOWS)
def test_the_layout_does_not_shift_while_the_page_loads(
    desks: Callable[..., Desk], size: tuple[int, int]
):
    sight = desks(width=size[0], height=size[1])
    sight.page.add_init_script(_SHIFT)
    sight.open()
    sight.page.wait_for_timeout(1000)
    assert sight.page.evaluate("window.__shift") <= 0.1
    assert sight.frame.evaluate("window.__shift") <= 0.1


@pytest.mark.quiet
def test_opening_a_card_shifts_nothing(reader: Desk):
    reader.page.add_init_script(_SHIFT)
    reader.open()
    before = reader.page.evaluate("window.__shift")
    reader.choose('.cx-mark.cx-crossings[aria-label^="Torkham"]')
    assert "Torkham" in reader.card()
    reader.rest()
    assert reader.page.evaluate("window.__shift") - before <= 0.01
