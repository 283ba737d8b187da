"""What is switched on is drawn, all of it; switching moves nothing and blanks nothing."""

from __future__ import annotations

import pytest

from layers.registry import FIXED, TOGGLEABLE
from tests.browser import drawn
from tests.browser.driving import Desk

pytestmark = pytest.mark.browser
EVERY_LAYER = tuple(layer.id for layer in TOGGLEABLE)
WINDOWS = {"30": 30, "365": 365, "all": None}

# In the map, on every frame: is there land in the middle of the picture?
_FRAME_PROBE = """() => {
  const root = Crossings.map.getContainer();
  const probe = window.__probe = { frames: 0, blank: 0, on: true };
  const land = () => {
    const canvas = root.querySelector(".leaflet-cx-land-pane canvas");
    if (!canvas || !root.isConnected) return false;
    const box = canvas.getBoundingClientRect(), frame = root.getBoundingClientRect();
    if (frame.width < 100 || frame.height < 100 || box.width < 100) return false;
    const x = (frame.left + frame.width / 2 - box.left) * canvas.width / box.width;
    const y = (frame.top + frame.height / 2 - box.top) * canvas.height / box.height;
    return canvas.getContext("2d").getImageData(x - 4, y - 4, 8, 8).data.some((v, i) => i % 4 === 3 && v > 0);
  };
  const look = () => {
    if (!probe.on) return;
    probe.frames += 1;
    if (!land()) probe.blank += 1;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
# In the page, on every frame: is the map's frame there, in full strength?
_PAGE_PROBE = """() => {
  const probe = window.__probe = { frames: 0, faded: 0, on: true };
  const look = () => {
    if (!probe.on) return;
    probe.frames += 1;
    let strength = 1;
    const frame = document.querySelector("iframe[src*=streamlit_folium]");
    if (!frame || frame.clientHeight < 100) strength = 0;
    for (let node = frame; node; node = node.parentElement) strength *= Number(getComputedStyle(node).opacity);
    if (strength < 0.99) probe.faded += 1;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
_VIEW = (
    "() => { const c = Crossings.map.getCenter(); return [c.lat, c.lng, Crossings.map.getZoom()]; }"
)


@pytest.mark.parametrize(
    ("day", "window", "world", "zoom"),
    [
        (None, "30", "defacto", 5),
        ("2025-11-05", "365", "IND", 7.5),
        ("2026-04-01", "all", "AFG", 4),
    ],
)
def test_every_layer_draws_all_that_its_file_holds_on_the_day(
    reader: Desk, day: str | None, window: str, world: str, zoom: float
):
    day = day or drawn.default_day()
    reader.open(
        day=day, window=window, world=world, at=f"32,67,{zoom:g}", layers=".".join(EVERY_LAYER)
    )
    wanted = drawn.in_the_files(
        FIXED + EVERY_LAYER, day=day, window=WINDOWS[window], world=world, zoom=zoom
    )
    assert drawn.on_the_map(reader) == wanted
    assert sum(wanted.values()) > 700
    # The client counts meetings; of them the map draws an arc for each pair of places.
    wanted.pop("engagements")
    told = reader.state()["layers"]
    assert {key: told.get(key, 0) for key in wanted} == wanted


def test_the_names_on_the_map_are_names_of_the_files(reader: Desk):
    reader.open(layers="seas.places", at="33,67,6")
    known = {
        str(row["properties"].get(key))
        for name in ("seas", "places")
        for row in drawn.features(name)
        for key in ("name", "label")
    }
    words = reader.frame.locator(".cx-labels text").all_text_contents()
    assert len(words) > 20
    assert set(words) <= known


def test_labels_never_overlap(reader: Desk):
    reader.open(layers=".".join(EVERY_LAYER), at="33,67,6")
    boxes = [label for label in reader.state()["labels"] if not label.get("angle")]
    assert len(boxes) > 20
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            apart = (
                abs(a["x"] - b["x"]) * 2 >= (a["w"] + b["w"]) * 0.9
                or abs(a["y"] - b["y"]) * 2 >= (a["h"] + b["h"]) * 0.9
            )
            assert apart, (a, b)


def test_a_layer_switched_off_leaves_nothing_on_the_map(reader: Desk):
    reader.open()
    day = drawn.default_day()
    on = {layer.id for layer in TOGGLEABLE if layer.on}
    for layer in ("ports", "border", "rivers", "disputed_areas"):
        reader.switch(layer, on=False)
        on.remove(layer)
    wanted = drawn.in_the_files(
        (*FIXED, *on), day=day, window=30, world="defacto", zoom=reader.state()["zoom"]
    )
    assert drawn.on_the_map(reader) == wanted


_GONE = """() => {
  const before = Crossings.state().commands;
  window.__told = null;
  const look = () => {
    const now = Crossings.state();
    if ("ports" in now.layers) requestAnimationFrame(look);
    else window.__told = now.commands - before;
  };
  look();
}"""


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_layer_is_switched_before_python_has_answered(reader: Desk, by: str):
    reader.open()
    reader.frame.evaluate(_GONE)
    if by == "mouse":
        reader.toggle("ports").click()
    else:
        reader.toggle("ports").press("Space")
    reader.frame.wait_for_function("() => window.__told !== null")
    assert reader.frame.evaluate("window.__told") == 0
    reader.shown("ports", on=False)
    assert "ports" not in reader.query()["layers"].split(".")


@pytest.mark.quiet
def test_a_hundred_toggles_keep_the_view_and_never_blank_the_map(reader: Desk):
    reader.open()
    page, frame = reader.page, reader.frame
    box = page.locator("iframe[src*=streamlit_folium]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 800, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 743, box["y"] + 341, steps=6)
    page.mouse.up()
    frame.get_by_role("button", name="Zoom in").click()
    reader.rest()
    before = frame.evaluate(_VIEW)
    page.evaluate(
        "() => { window.__same = document.querySelector('iframe[src*=streamlit_folium]'); }"
    )
    frame.evaluate("() => { window.__same = true; }")
    frame.evaluate(_FRAME_PROBE)
    page.evaluate(_PAGE_PROBE)

    on = {layer.id for layer in TOGGLEABLE if layer.on}
    for turn in range(100):
        layer = EVERY_LAYER[(turn * 7) % len(EVERY_LAYER)]
        reader.switch(layer, on=layer not in on)
        on ^= {layer}
    reader.rest()

    seen = frame.evaluate("() => { window.__probe.on = false; return window.__probe; }")
    around = page.evaluate("() => { window.__probe.on = false; return window.__probe; }")
    assert frame.evaluate(_VIEW) == before
    assert seen["frames"] > 100
    assert seen["blank"] == 0
    assert around["faded"] == 0, f"the map faded in {around['faded']} of {around['frames']} frames"
    assert frame.evaluate("window.__same === true")
    assert page.evaluate(
        "window.__same === document.querySelector('iframe[src*=streamlit_folium]')"
    )
    assert frame.evaluate("(window.feature_group || []).length") <= 1
    # The fine relief comes with the zoom.
    assert set(reader.state()["layers"]) | {"relief_near"} == on | set(FIXED)
    assert reader.state()["commands"] >= 100


def test_stepping_through_days_keeps_the_view_and_changes_the_crossings(reader: Desk):
    reader.open(day="2025-10-08", at="33,68,6.5")
    before = reader.frame.evaluate(_VIEW)
    reader.frame.evaluate(_FRAME_PROBE)
    kinds = set()
    for step in range(10):
        reader.frame.get_by_role("button", name="On one step").click()
        day = f"2025-10-{9 + step:02d}"
        reader.frame.wait_for_function(
            "day => Crossings.state().day === day && Crossings.state().ready", arg=day
        )
        marks = reader.frame.locator(".cx-mark.cx-crossings")
        kinds.add(tuple(mark.get_attribute("aria-label") for mark in marks.all()))
    assert reader.frame.evaluate(_VIEW) == before
    assert reader.frame.evaluate("window.__probe.blank") == 0
    assert len(kinds) > 1
    reader.frame.wait_for_function("() => !Crossings.state().waiting")
    reader.rest()
    assert reader.query()["day"] == "2025-10-18"
