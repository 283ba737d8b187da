"""The timeline moves the day at once, keeps the view, and tells the page when the hand rests."""

from __future__ import annotations

import statistics

import pytest

from catalog.validity import within
from tests.browser import drawn
from tests.browser.driving import GEO, Desk
from tests.browser.test_toggles import _FRAME_PROBE, _VIEW

pytestmark = pytest.mark.browser
CHART = ".cx-time-chart"
# Presses keys on the timeline, one after each painted frame; gives the time of each in ms.
_SCRUB = """async (steps) => {
  const chart = document.querySelector(".cx-time-chart");
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = done;
    after.port2.postMessage(0);
  }));
  const took = [];
  for (const key of steps) {
    const began = performance.now();
    chart.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await painted();
    took.push(performance.now() - began);
  }
  return took;
}"""
_SETTLED = "day => Crossings.state().day === day && !Crossings.state().waiting"


def settled(desk: Desk, day: str) -> None:
    """Wait until Python has answered to a day."""
    desk.frame.wait_for_function(_SETTLED, arg=day, timeout=20_000)
    desk.rest()


@pytest.mark.quiet
def test_two_hundred_days_are_scrubbed_without_a_blank_and_the_view_stays(reader: Desk):
    reader.open(day="2026-03-13", at="33,68,6.5")
    reader.frame.wait_for_function("Crossings.state().time.loaded")
    before = reader.frame.evaluate(_VIEW)
    reader.frame.evaluate(_FRAME_PROBE)
    took = reader.frame.evaluate(_SCRUB, ["ArrowLeft"] * 150 + ["ArrowRight"] * 50)
    settled(reader, "2025-12-03")
    assert len(took) == 200
    assert statistics.median(took) <= 150
    assert reader.frame.evaluate("window.__probe.blank") == 0
    assert reader.frame.evaluate(_VIEW) == before
    assert reader.query()["day"] == "2025-12-03"


def test_the_map_of_a_scrubbed_day_is_the_map_of_its_link(reader: Desk):
    layers = "border.crossings.incidents.venues.routes_karachi"
    reader.open(day="2025-10-20", layers=layers)
    reader.frame.locator(CHART).press("PageUp")
    settled(reader, "2025-10-27")
    scrubbed = drawn.on_the_map(reader)
    title = reader.state()["title"]
    reader.open(day="2025-10-27", layers=layers)
    assert drawn.on_the_map(reader) == scrubbed
    assert reader.state()["title"] == title


def test_going_on_and_back_gives_the_same_map(reader: Desk):
    reader.open(day="2025-10-10")
    before = drawn.on_the_map(reader)
    for key in ("PageUp", "ArrowRight", "ArrowLeft", "PageDown"):
        reader.frame.locator(CHART).press(key)
    settled(reader, "2025-10-10")
    assert drawn.on_the_map(reader) == before


def test_a_drag_moves_the_day_and_the_page_follows(reader: Desk):
    reader.open(day="2026-03-13")
    reader.frame.wait_for_function("Crossings.state().time.loaded")
    box = reader.frame.locator(CHART).bounding_box()
    assert box is not None
    y = box["y"] + 40
    reader.page.mouse.move(box["x"] + box["width"] * 0.5, y)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] * 0.4, y, steps=8)
    dragged = reader.state()["day"]
    reader.page.mouse.up()
    settled(reader, dragged)
    assert dragged != "2026-03-13"
    assert reader.query()["day"] == dragged
    reader.drawer("day")
    assert reader.page.locator("#desk-date").input_value() == dragged


def test_a_step_by_event_stops_at_the_next_event_of_the_data(reader: Desk):
    reader.open(day="2025-10-01")
    reader.frame.wait_for_function("Crossings.state().time.loaded")
    days = sorted(
        row["properties"]["valid_from"]
        for name in ("incidents", "engagements", "policy")
        if (GEO / f"{name}.geojson").is_file()
        for row in drawn.features(name)
        if row["properties"].get("valid_from")
    )
    following = next(day for day in days if day > "2025-10-01")
    reader.frame.locator(CHART).press("Shift+ArrowRight")
    settled(reader, following)


def test_play_goes_on_by_itself_until_it_is_stopped(reader: Desk):
    reader.open(day="2025-10-01")
    reader.frame.wait_for_function("Crossings.state().time.loaded")
    reader.frame.get_by_role("button", name="Play").click()
    reader.frame.wait_for_function("Crossings.state().day >= '2025-10-03'", timeout=10_000)
    reader.frame.get_by_role("button", name="Pause").click()
    stopped = reader.state()["day"]
    settled(reader, stopped)
    assert not reader.state()["time"]["playing"]


def test_a_stretch_of_the_overview_is_brushed_and_shown_large(reader: Desk):
    reader.open(day="2026-03-13")
    reader.frame.wait_for_function("Crossings.state().time.loaded")
    reader.frame.get_by_role("button", name="Show the whole time").click()
    box = reader.frame.locator(CHART).bounding_box()
    assert box is not None
    y = box["y"] + box["height"] - 5
    reader.page.mouse.move(box["x"] + box["width"] * 0.5, y)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=5)
    reader.page.mouse.up()
    told = reader.state()["time"]
    whole = told["total"][1] - told["total"][0]
    assert told["span"][1] - told["span"][0] == pytest.approx(whole * 0.1, rel=0.1)
    assert reader.state()["day"] == "2026-03-13"


def test_a_filter_of_the_link_holds_on_the_map(reader: Desk):
    reader.open(day="2026-03-13", window="all", layers="incidents", kinds="strike", trust="high")
    wanted = [
        row["properties"]
        for row in drawn.features("incidents")
        if row["properties"]["kind"] == "strike"
        and row["properties"]["confidence"] == "high"
        and row["properties"]["located"]
        and within(row["properties"], "2026-03-13", None)
    ]
    assert reader.state()["layers"]["incidents"] == len(wanted) > 3
    assert "Only: strike; of high confidence." in str(
        reader.frame.locator(".cx-legend").text_content()
    )


def test_hexagons_count_every_incident_once(reader: Desk):
    reader.open(day="2026-03-13", window="all", layers="incidents", heat="hex", at="33,68,5")
    numbers = reader.frame.locator(".cx-hex").all_text_contents()
    assert sum(map(int, numbers)) == reader.state()["layers"]["incidents"] > 50


def test_two_days_side_by_side_are_seen_from_the_same_place(reader: Desk):
    reader.open(day="2026-03-13", since="2025-10-05", compare="side")
    pair = reader.page.wait_for_selector(".st-key-pair iframe").content_frame()
    pair.wait_for_function("() => Boolean(window.Crossings) && Crossings.state().ready")
    assert pair.evaluate("Crossings.state().day") == "2025-10-05"
    reader.frame.get_by_role("button", name="Zoom in").click()
    reader.rest()
    assert pair.evaluate(_VIEW) == pytest.approx(reader.frame.evaluate(_VIEW), abs=0.02)
    assert reader.frame.locator(".cx-legend").is_visible()
    assert not pair.locator(".cx-legend").is_visible()
