"""The network cable is pulled: Chromium finds no name, and no request may even try."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from layers.registry import TOGGLEABLE
from tests.browser.driving import PANELS, Desk

pytestmark = pytest.mark.browser
EVERY_LAYER = ".".join(layer.id for layer in TOGGLEABLE)


def test_the_first_sight_asks_for_nothing_outside(reader: Desk):
    reader.open()
    assert reader.state()["layers"]["crossings"] > 0
    assert reader.watch.outside == []
    assert len(reader.watch.requests) > 20


def test_every_layer_switched_on_asks_for_nothing_outside(reader: Desk):
    reader.open()
    for layer in TOGGLEABLE:
        if not layer.on:
            reader.switch(layer.id, on=True)
    assert reader.state()["errors"] == []
    assert reader.watch.outside == []


def test_every_panel_asks_for_nothing_outside(reader: Desk):
    reader.open(layers=EVERY_LAYER)
    for panel in PANELS:
        reader.panel(panel)
    assert reader.watch.outside == []


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_the_presentation_asks_for_nothing_outside(reader: Desk, ground: str):
    reader.open(mode="present", ground=ground, layers=EVERY_LAYER, at="34,70,8")
    assert reader.state()["errors"] == []
    assert reader.watch.outside == []


def test_online_tiles_ask_outside_only_when_chosen_and_the_page_says_so(
    desks: Callable[..., Desk],
):
    reader = desks()
    reader.open()
    assert reader.watch.outside == []
    switch = reader.control("tiles", "label")
    assert "leaves this machine" in switch.inner_text()
    switch.click()
    reader.frame.wait_for_selector(".leaflet-cx-tiles-pane img", state="attached", timeout=15_000)
    reader.rest()
    assert reader.watch.outside
    assert all(
        asked.startswith("https://tile.openstreetmap.org/") for asked in reader.watch.outside
    )
    said = reader.frame.locator(".cx-say")
    reader.frame.wait_for_function(
        "() => /tiles are unavailable/i.test(document.querySelector('.cx-say').textContent)",
        timeout=5_000,
    )
    assert "offline base map stays" in said.inner_text()
    assert reader.state()["layers"]["crossings"] > 0

    asked = len(reader.watch.outside)
    switch.click()
    reader.frame.wait_for_selector(".leaflet-cx-tiles-pane img", state="detached", timeout=15_000)
    reader.frame.evaluate("() => { Crossings.map.panBy([200, 0], {animate: false}); }")
    reader.rest()
    assert len(reader.watch.outside) == asked
    # These were wanted; what the tests' end checks is that there were no others.
    reader.watch.outside.clear()
    reader.watch.errors[:] = [said for said in reader.watch.errors if "net::ERR_" not in said]
