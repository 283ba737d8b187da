"""Names stand on nothing that is not theirs, and what a map is about is named at every size."""

import numpy as np
import pytest
import shapely

from briefing.canvas.page_size import SIZES, Size
from briefing.canvas.shapes import MOVE, Shape
from briefing.map.line_names import owner_of
from briefing.map.lines import drawn_lines
from briefing.map.map_context import MapContext
from briefing.page.page import Stamp, lay_out
from layers.registry import BY_ID

STAMP = Stamp("CRX-TEST-TEST", "http://localhost:8501/?day=2026-03-13")
PHONE = Size("phone", "780 x 1688, a phone", 390, 844, 144, 9.0, 8.0, 20.0, 0.75)
PAGES = {"hd": SIZES["hd"], "a4": SIZES["a4"], "a4p": SIZES["a4p"], "square": SIZES["square"],
         "a3": SIZES["a3"], "phone": PHONE}  # fmt: skip
GATEWAYS = {"Torkham", "Spin Boldak-Chaman", "Ghulam Khan", "Kharlachi", "Angoor Adda"}
PORTS = {"Karachi Port", "Gwadar Port", "Bandar Abbas", "Chabahar"}
ENDS = {"Kabul", "Kandahar", "Herat"}
DAYS = (
    "day=2026-10-04",
    "day=2026-03-13",
    "day=2025-11-22&boundaries=PAK",
    "day=2026-03-13&boundaries=AFG",
)


def laid(material, query, size):
    view, problems = material.view(query)
    assert not problems
    return lay_out(material.scene(view), size, folder=material.folder, stamp=STAMP)


def letters(text):
    """Give the room of a text's letters, turned as they are, measured apart from the engine."""
    half, high = text.width / 2, text.size * 0.36
    shift = {"left": half, "center": 0.0, "right": -half}[text.anchor]
    turn = np.radians(text.angle)
    corners = np.array([(-half, -high), (half, -high), (half, high), (-half, high)])
    spin = np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    return shapely.polygons(np.add(corners, (shift, 0)) @ spin + (text.x, text.y))


def on_foreign_lines(page, folder):
    """Give the names that hide a route or the border that is not theirs."""
    context = MapContext(page.scene, page.frame, page.size, folder)
    layers = [BY_ID[key] for key in page.scene.ids if BY_ID[key].geometry == "line"]
    drawn = [route for layer in layers if layer.file in ("routes", "border", "border_coarse")
             for route in drawn_lines(context, layer)]  # fmt: skip
    rooms = [(label, shapely.union_all([letters(text) for text in label.texts]))
             for label in page.labels]  # fmt: skip
    return [
        (label.said, route.row.get("label"))
        for label, room in rooms
        for route in drawn
        if owner_of(route) != label.name.along
        and any(room.distance(shapely.LineString(run)) < route.width / 2 for run in route.runs)
    ]


@pytest.fixture(scope="module", params=[(q, s) for q in DAYS for s in PAGES], ids=str)
def page(request, material):
    query, size = request.param
    return laid(material, query, PAGES[size])


def test_no_name_stands_on_a_line_that_is_not_its_own(page, material):
    assert on_foreign_lines(page, material.folder) == []


def test_what_the_map_is_about_is_named_at_every_size(page):
    named = {label.said for label in page.labels}
    # A sheet as narrow as a phone has no room for all of them.
    assert page.size is PHONE or named >= GATEWAYS | PORTS | ENDS


def test_a_name_without_a_leader_is_nearer_to_its_mark_than_to_any_other(page):
    for label in page.labels:
        if label.lead is None and not label.name.places:
            room, own = label.box, shapely.Point(label.name.x, label.name.y)
            whole = shapely.box(room.x0 + 1.5, room.y0, room.x1 - 1.5, room.y1)
            far = whole.distance(own) - label.name.reach
            for mark in page.marks:
                if not mark.has(label.name.x, label.name.y) and mark.owner != label.name.owner:
                    other = shapely.box(mark.x0, mark.y0, mark.x1, mark.y1)
                    assert whole.distance(other) >= far - 0.1, (label.said, mark.owner)


def test_no_leader_crosses_another_or_passes_a_mark(page):
    leads = [label for label in page.labels if label.lead is not None]
    paths = [shapely.LineString([(x.lead.x0, x.lead.y0), (x.lead.x1, x.lead.y1)]) for x in leads]
    for n, path in enumerate(paths):
        assert not any(path.intersects(other) for other in paths[n + 1 :])
        for mark in page.marks:
            if mark.owner != leads[n].name.owner and not mark.has(leads[n].name.x, leads[n].name.y):
                assert not path.intersects(shapely.box(mark.x0, mark.y0, mark.x1, mark.y1))


def test_a_line_is_cut_under_its_name(material):
    page = laid(material, "day=2026-03-13", SIZES["a4"])
    along = [label for label in page.labels if label.name.along.startswith("routes")]
    plates = [item for item in page.groups["map"]
              if isinstance(item, Shape) and item.inside and len(item.points) == 5
              and (item.codes == MOVE).sum() == 1 and not item.stroke]  # fmt: skip
    assert along
    for label in along:
        assert any(shapely.Polygon(plate.points).covers(letters(label.text)) for plate in plates)


def test_what_lies_outside_has_its_name_and_distance_at_the_edge(material):
    near = "day=2026-03-13&from=Kabul&to=Karachi&at=34.1,71.1,8"
    for size in ("hd", "a4p"):
        page = laid(material, near, SIZES[size])
        (arrow,) = (label for label in page.labels if " Karachi, " in label.said)
        assert arrow.said[0] in "↙↓"
        x, y = page.frame.at(66.99, 24.86)
        assert x < page.frame.box.x0 or y > page.frame.box.y1
        assert page.frame.box.holds(arrow.box)


def test_a_map_of_talks_shows_where_they_were(material):
    page = laid(
        material, "day=2026-04-10&layers=border.venues.rounds.places&window=all", SIZES["hd"]
    )
    for lon, lat in ((28.98, 41.01), (51.53, 25.29), (46.68, 24.71), (87.62, 43.83)):
        assert page.frame.box.has(*page.frame.at(lon, lat))
