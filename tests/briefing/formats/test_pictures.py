"""What is drawn: colours as on the screen, the same bytes each time, a scale that is true."""

import hashlib
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pyproj
import pytest
from PIL import Image

from briefing.canvas.box import Box
from briefing.canvas.page_size import SIZES
from briefing.canvas.shapes import Text
from briefing.export import export
from briefing.formats.figure import draw
from briefing.library import load_library
from briefing.map.extent import REGION, frame_of
from briefing.page.page import Stamp, lay_out
from catalog.paths import GEO
from layers.palette import STATUS, THEME_COLORS
from layers.registry import STYLES, style_of

TOLERANCE = 3


def rgb(color):
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)])


@pytest.fixture(scope="module", params=["light", "dark"])
def drawn(request, material):
    view = replace(material.default, theme=request.param)
    page = lay_out(material.scene(view), SIZES["hd"], folder=material.folder,
                   stamp=Stamp("CRX-TEST-TEST", "https://map.example/"))  # fmt: skip
    picture = Image.open(io.BytesIO(draw(page, "png", metadata={}))).convert("RGB")
    return page, np.asarray(picture).astype(int)


def at(drawn, lon, lat):
    page, pixels = drawn
    x, y = page.frame.at(lon, lat)
    return pixels[round(y * 2), round(x * 2)]


def bare(page, places):
    """Give the one of several places on the same ground that names and marks leave most room."""
    taken = [*(text.box for label in page.labels for text in label.texts), *page.marks]

    def room(place):
        x, y = page.frame.at(*place)
        return min(
            max(box.x0 - x, x - box.x1, box.y0 - y, y - box.y1, 0.0) for box in taken
        )  # fmt: skip

    inside = [place for place in places if page.boxes["map"].has(*page.frame.at(*place), -8)]
    return max(inside, key=room)


@pytest.mark.parametrize(
    ("what", "places"),
    [
        ("water", [(64.9, 24.4), (63.2, 24.6), (61.4, 24.4), (52.2, 38.6)]),
        ("focus", [(54.9, 33.4), (55.5, 32.0), (54.5, 35.2), (63.6, 28.6)]),
        ("land", [(74.5, 27.5), (73.5, 26.0), (62.5, 37.5), (56.3, 22.8), (73.0, 25.0)]),
    ],
)
def test_the_ground_has_the_screens_colours(drawn, what, places):
    expected = rgb(THEME_COLORS[drawn[0].scene.theme][what])
    assert np.abs(at(drawn, *bare(drawn[0], places)) - expected).max() <= TOLERANCE


def test_the_legend_is_drawn_in_the_screens_colours(drawn):
    page, pixels = drawn
    box = page.boxes["legend"].grown(2)
    part = pixels[round(box.y0 * 2) : round(box.y1 * 2), round(box.x0 * 2) : round(box.x1 * 2)]
    colours = part.reshape(-1, 3)
    for section in page.sections:
        for item in section.items:
            if item.layer not in STYLES or item.kind == "cut":
                continue
            ink = style_of(item.layer, item.kind).ink(page.scene.theme)
            near = np.abs(colours - rgb(ink.color)).max(axis=1)
            assert near.min() <= 12, item


def test_a_gateway_is_drawn_in_its_status_where_it_lies(drawn, material):
    page, pixels = drawn
    row = next(r for r in page.scene.features("crossings") if r["place"] == "XG-TORKHAM")
    lon, lat = material.atlas["crossings"].positions[row["id"]]
    x, y = page.frame.at(lon, lat)
    style = STATUS[row["kind"]]
    spot = pixels[round((y + 0.6 * style.radius * page.size.scale) * 2), round(x * 2)]
    assert (
        np.abs(spot - rgb(style.ink(page.scene.theme).color)).max() <= 40
    )  # a little faded by age


def test_a_route_has_its_gateways_colour(drawn):
    page, pixels = drawn
    color = rgb(style_of("routes_bandar_abbas", "road").ink(page.scene.theme).color)
    box = page.boxes["map"]
    part = pixels[round(box.y0 * 2) : round(box.y1 * 2), round(box.x0 * 2) : round(box.x1 * 2)]
    assert (np.abs(part - color).max(axis=2) <= TOLERANCE).sum() > 500


def test_the_scale_bar_is_true_at_the_middle(material):
    for lat, lon, zoom in ((30.2, 62.1, 5), (34.1, 71.1, 9), (25.0, 57.0, 7)):
        frame = frame_of(
            replace(material.default, lat=lat, lon=lon, zoom=zoom), Box(0, 0, 600, 400), 1
        )
        km, points = frame.rule
        a, b = frame.to_ground(frame.box.middle_row(points / 2))
        _, _, metres = pyproj.Geod(ellps="WGS84").inv(*a, *b)
        assert abs(metres / 1000 / km - 1) < 0.002


def test_the_projection_keeps_the_regions_scale_within_two_percent(material):
    frame = frame_of(material.default, Box(0, 0, 600, 400), 1)
    west, south, east, north = REGION
    factors = frame.projection.get_factors(
        *np.array([(x, y) for x in (west, 63, east) for y in (south, 31, north)]).T
    )
    assert np.abs(factors.parallel_scale - 1).max() < 0.02
    assert np.allclose(factors.parallel_scale, factors.meridional_scale)  # conformal


def test_a_frame_shows_all_that_the_screen_showed_and_no_edge_of_the_data(material):
    for lat, lon, zoom in ((5, 25, 3), (58, 98, 3), (30.2, 62.0, 5), (34, 71, 12)):
        frame = frame_of(
            replace(material.default, lat=lat, lon=lon, zoom=zoom), Box(0, 0, 600, 400), 1
        )
        west, south, east, north = frame.bounds
        assert west >= 20
        assert south >= 0
        assert east <= 100
        assert north <= 60


def test_the_qr_code_holds_the_views_link(drawn):
    import segno

    page, pixels = drawn
    matrix = np.array(
        [list(row) for row in segno.make("https://map.example/", error="l", micro=False).matrix]
    )
    box = page.boxes["receipt"]
    step = max(1, int(box.height / (len(matrix) + 4) * 2))  # pixels for a module
    left, top = round(box.x0 * 2) + 2 * step, round(box.y0 * 2) + 2 * step
    middles = np.arange(len(matrix)) * step + step // 2
    read = pixels[top + middles[:, None], left + middles[None, :]].mean(axis=2) < 128
    assert (read == matrix.astype(bool)).all()


@pytest.mark.parametrize(
    ("base", "there"),
    [
        ("https://map.example/", True),
        ("http://10.0.0.7:8501/", True),
        ("http://localhost:8501/", False),
        ("http://127.0.0.2/", False),
        ("http://[::1]:8501/", False),
        ("http://0.0.0.0:8501/", False),
        ("http://app.localhost/", False),
    ],
)
def test_a_qr_code_is_printed_where_another_machine_can_follow_it(scene, base, there):
    page = lay_out(scene, SIZES["hd"], folder=GEO, stamp=Stamp("CRX-TEST-TEST", base))
    words = " ".join(one.text for one in page.groups["receipt"] if isinstance(one, Text))
    assert "CRX-TEST-TEST" in words
    assert ("This view, live." in words) is there
    assert (len([one for one in page.groups["receipt"] if not isinstance(one, Text)]) == 2) is there


SCRIPT = """
import hashlib, sys
from briefing.export import export
from briefing.library import load_library
view = load_library().view(sys.argv[1])[0]
for one in ("png", "svg", "pdf", "pptx"):
    print(hashlib.sha256(export(view, one, marking="For test use")).hexdigest())
"""


def test_two_processes_give_the_same_bytes(made, view):
    from briefing.receipt import link_of

    ours = [hashlib.sha256(made[key]).hexdigest() for key in ("png", "svg", "pdf", "pptx")]
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, link_of(view)], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Kabul"},
    )  # fmt: skip
    assert run.stdout.split() == ours


@pytest.mark.parametrize("size", ["square", "a4p"])
def test_other_sizes_are_drawn_too(material, size):
    picture = Image.open(io.BytesIO(export(material.default, "png", size)))
    assert picture.size == SIZES[size].pixels


def test_texts_are_as_wide_as_they_were_measured(drawn):
    """Against matplotlib's own measure, which the placing engine does not use."""
    from matplotlib.backends.backend_agg import RendererAgg

    from briefing.canvas.typeface import font
    from briefing.formats.figure import drawing

    page, _ = drawn
    with drawing():
        agg = RendererAgg(10, 10, 720)
        for item in [text for text in page.texts if isinstance(text, Text)][:60]:
            face = font(item.size, item.weight, italic=item.italic)
            wide, _, _ = agg.get_text_width_height_descent(item.text, face, ismath=False)
            assert wide / 10 == pytest.approx(item.width, rel=0.04, abs=1.0), item.text


def test_sessions_that_export_at_once_do_not_disturb_each_other(material):
    view = replace(material.default, layers=("crossings",), lat=34.1, lon=71.1, zoom=8)
    kinds = ["png", "svg", "pdf", "svg"]
    alone = [export(view, kind) for kind in kinds]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda kind: export(view, kind), kinds)) == alone


def test_material_is_loaded_once():
    assert load_library() is load_library()
