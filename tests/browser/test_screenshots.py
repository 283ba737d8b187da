"""Pictures of the real app, to be looked at: they land in shots/."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.browser.driving import SHOTS, Desk

pytestmark = pytest.mark.browser

PICTURES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "laptop-light": ({"width": 1366, "height": 768}, {}),
    "presentation": ({"width": 1920, "height": 1080}, {"mode": "present"}),
    "laptop-dark": ({"width": 1366, "height": 768, "color_scheme": "dark"}, {}),
    "phone": ({"width": 390, "height": 844}, {}),
    "card": (
        {"width": 1366, "height": 768},
        {"selected": "crossings/XG-TORKHAM", "at": "33.6,69.6,7"},
    ),
    "side-by-side": (
        {"width": 1920, "height": 1080},
        {"mode": "present", "day": "2026-03-13", "since": "2025-10-05", "compare": "side"},
    ),
    "fading": (
        {"width": 1366, "height": 768},
        {"day": "2026-05-20", "at": "33,66,5.5"},
    ),
    "hexagons": (
        {"width": 1366, "height": 768},
        {
            "day": "2026-03-13",
            "window": "365",
            "aggregate": "hex",
            "at": "32.5,69,6",
            "layers": "border.incidents.crossings.seas.places",
        },
    ),
    "incidents-dark": (
        {"width": 1920, "height": 1080, "color_scheme": "dark"},
        {
            "mode": "present",
            "at": "33,69,6.5",
            "window": "90",
            "layers": "disputed_areas.provinces.boundaries.border.incidents.crossings.seas.places",
        },
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_of_its_size_and_full_of_colours(desks: Callable[..., Desk], name: str):
    window, query = PICTURES[name]
    sight = desks(**window).open(**query)
    SHOTS.mkdir(exist_ok=True)
    picture = sight.page.screenshot(path=SHOTS / f"{name}.png")
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    assert image.size == (window["width"], window["height"])
    colours = image.quantize(256).convert("RGB").getcolors(maxcolors=256)
    assert colours is not None
    assert len(colours) > 60
    most = max(number for number, _ in colours)
    assert most < 0.8 * image.width * image.height
    light = sum(np.asarray(image.resize((1, 1))).ravel().tolist()) / 3
    assert (light < 110) == (window.get("color_scheme") == "dark"), light


def test_the_presentation_is_the_map_alone(desks: Callable[..., Desk]):
    sight = desks(width=1920, height=1080).open(mode="present")
    box = sight.page.locator("iframe[src*=streamlit_folium]").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1920, "height": 1080}
    for part in (".cx-head h1", ".cx-day", ".cx-legend", ".cx-scale", ".cx-credits"):
        assert sight.frame.locator(part).is_visible(), part
    assert not sight.page.locator("#desk-rail").is_visible()
    assert not sight.page.get_by_role("radio", name="Table").is_visible()
