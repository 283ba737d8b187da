"""Names on the screen: what the map is about is named, and nothing stands on what is not its own."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import shapely
from playwright.sync_api import Browser

from tests.browser.driving import Desk, context_of

pytestmark = pytest.mark.browser
GATEWAYS = {"Torkham", "Spin Boldak-Chaman", "Ghulam Khan", "Kharlachi", "Angoor Adda"}
PORTS = {"Karachi Port", "Gwadar Port", "Bandar Abbas", "Chabahar"}
ENDS = {"Kabul", "Kandahar", "Herat"}
SIZES = {"laptop": (1366, 768), "hall": (1920, 1080), "phone": (390, 844)}
# Routes and the border as they lie in the map: nothing here asks the client's own books.
_LINES = """() => {
  const found = [];
  Crossings.map.eachLayer((one) => {
    const { pane, className, weight } = one.options || {};
    const route = pane === "cx-casing" && /cx-way/.test(className || "");
    if (!route && !(pane === "cx-border" && one.options.opacity > 0 && !/cx-hit/.test(className || ""))) return;
    const runs = Array.isArray(one.getLatLngs()[0]) ? one.getLatLngs() : [one.getLatLngs()];
    for (const run of runs) {
      const points = run.map((at) => Crossings.map.latLngToContainerPoint(at)).map(({ x, y }) => [x, y]);
      found.push({ points, route, wide: route ? weight : 2.4 });
    }
  });
  return found;
}"""


@pytest.fixture(params=SIZES)
def desk(request: pytest.FixtureRequest, browser: Browser, app: str) -> Iterator[Desk]:
    width, height = SIZES[request.param]
    context, watch = context_of(browser, width=width, height=height)
    yield Desk(context.new_page(), app, watch)
    context.close()
    assert watch.errors == []


def views(seed: int) -> Iterator[str]:
    """Make links by chance, the same for the same seed: days, places, events, a depiction, a what-if."""
    chance = random.Random(seed)
    for n in range(4):
        day = chance.choice(("2025-11-22", "2026-03-13", "2026-10-04"))
        at = f"{chance.uniform(25, 36):.1f},{chance.uniform(58, 72):.1f},{chance.uniform(5, 8):.1f}"
        world = chance.choice(("defacto", "PAK", "AFG"))
        more = ("", "&window=all", "&from=Kabul&to=Karachi", "&since=2025-10-01")[n]
        yield f"day={day}&at={at}&world={world}{more}"


def room(label: dict[str, Any]) -> shapely.Geometry:
    """Give the room of a label's letters, turned as they are."""
    half, high = label["w"] / 2 - 1, label["h"] * 0.32
    corners = np.array([(-half, -high), (half, -high), (half, high), (-half, high)])
    turn = np.array(label["angle"] or 0)
    spin = np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    return shapely.polygons(corners @ spin + (label["x"], label["y"]))


def hidden(desk: Desk, labels: list[dict[str, Any]]) -> list[str]:
    """Name the texts that lie on a route or the border; one along a line is that line's own."""
    lines = [
        shapely.LineString(one["points"]).buffer(one["wide"] / 2)
        for one in desk.frame.evaluate(_LINES)
        if len(one["points"]) > 1
    ]
    tree = shapely.STRtree(lines)
    level = [label for label in labels if not label["angle"]]
    return [
        label["text"] for label in level if len(tree.query(room(label), predicate="intersects"))
    ]


@pytest.mark.parametrize("day", ["2026-10-04", "2026-03-13"])
def test_what_the_map_is_about_is_named(desk: Desk, day: str):
    desk.open(day=day)
    named = {label["text"] for label in desk.state()["labels"]}
    # A map as narrow as a phone has no room for ports and towns.
    narrow = desk.page.viewport_size is not None and desk.page.viewport_size["width"] < 480
    assert named >= (GATEWAYS if narrow else GATEWAYS | PORTS | ENDS)


def test_no_name_meets_another_or_lies_on_a_line(desk: Desk):
    for query in ("", *views(seed=16)):
        desk.follow(f"{desk.address}/?{query}")
        labels = desk.state()["labels"]
        assert labels
        for one, other in itertools.combinations(labels, 2):
            assert not room(one).intersects(room(other)), (query, one["text"], other["text"])
        assert hidden(desk, labels) == [], query
