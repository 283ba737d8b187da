"""Nothing overlaps: counted over many Views, in layouts that are never drawn."""

import itertools
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely

from briefing.canvas.box import Box
from briefing.canvas.page_size import SIZES
from briefing.canvas.shapes import Text
from briefing.page import legend
from briefing.page.block import Block
from briefing.page.foot import credits_on
from briefing.page.page import Stamp, lay_out
from layers.palette import THEME_COLORS
from layers.registry import DEFAULT_LAYERS, TOGGLEABLE

ALL = tuple(layer.id for layer in TOGGLEABLE)
TALKS = ("boundaries", "border", "engagements", "venues", "crossings", "seas", "places")
EVENTS = ("provinces", "boundaries", "border", "incidents_ucdp", "incidents", "crossings", "places")
PLACES = [(30.2, 62.0, 5), (34.1, 71.1, 8), (30.9, 66.4, 9), (25.2, 61.5, 7), (31.0, 66.0, 4),
          (27.2, 56.3, 6.5)]  # fmt: skip
DAYS = [date(2021, 8, 16), date(2025, 10, 15), date(2025, 11, 22), date(2026, 3, 13)]
WORLDS = ["defacto", "PAK", "AFG", "IND", "CHN"]
STAMP = Stamp("CRX-TEST-TEST", "http://localhost:8501/?day=2026-03-13&layers=" + "x" * 150)


def views(material):
    """More than forty Views: all layers, zooms, days, depictions, chosen features, claims."""
    plain = material.default
    turn = itertools.cycle
    sizes, worlds, grounds = (
        turn(["hd", "a4", "square", "a4p"]),
        turn(WORLDS),
        turn(["light", "dark"]),
    )
    for (lat, lon, zoom), layers in itertools.product(PLACES, (DEFAULT_LAYERS, ALL, TALKS, EVENTS)):
        for day in DAYS[:: 2 if layers is ALL else 3]:
            view = replace(plain, lat=lat, lon=lon, zoom=zoom, layers=layers, day=day, window=90,
                           worldview=next(worlds), theme=next(grounds))  # fmt: skip
            yield view, next(sizes)
    yield replace(plain, selected="crossings/XG-TORKHAM", lat=34.1, lon=71.1, zoom=8), "hd"
    yield replace(plain, claim="C01", layers=TALKS), "a4"
    yield replace(plain, title="W" * 120), "hd"
    yield replace(plain, layers=()), "a4"
    for ends, size in (
        ({"origin": "Kabul", "destination": "Karachi", "close": ("afg-pak",), "alternatives": 4}, "hd"),
        ({"origin": "Kabul", "destination": "Karachi", "close": ("torkham",), "alternatives": 2}, "a4p"),
        ({"origin": "Herat", "destination": "Karachi", "close": ("afg",), "theme": "dark"}, "square"),
        ({"ask": "provinces", "close": ("hormuz",)}, "a4"),
        ({"ask": "isochrones", "origin": "Kabul", "layers": ("border", "places")}, "hd"),
    ):  # fmt: skip
        yield replace(plain, **ends), size


@pytest.fixture(scope="module")
def pages(material):
    return [
        lay_out(material.scene(view), SIZES[size], folder=material.folder, stamp=STAMP,
                marking="For test use" if n % 2 else "")
        for n, (view, size) in enumerate(views(material))
    ]  # fmt: skip


def shape(text):
    """Give the letters' own room, turned as they are: measured apart from the placing engine."""
    half, high = text.width / 2, text.size * 0.36
    turn = np.radians(text.angle)
    corners = np.array([(-half, -high), (half, -high), (half, high), (-half, high)])
    spin = np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    return shapely.polygons(corners @ spin + (text.x, text.y))


def room(label):
    """Give the room of all lines of a name."""
    return shapely.union_all([shape(text if text.anchor == "center" else centred(text))
                              for text in label.texts])  # fmt: skip


def as_polygon(box):
    return shapely.box(box.x0, box.y0, box.x1, box.y1)


def test_there_are_views_of_every_kind(pages):
    assert len(pages) >= 40
    assert sum(len(page.labels) for page in pages) > 1000


def test_labels_do_not_meet_each_other(pages):
    met = total = 0
    for page in pages:
        shapes = np.array([room(label) for label in page.labels])
        if not len(shapes):
            continue
        total += len(shapes)
        one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        met += len(set(one[one != other]))
    assert met / total < 0.01, f"{met} of {total} labels meet another"


def test_labels_do_not_meet_marks_but_their_own(pages):
    met = total = 0
    for page in pages:
        tree = shapely.STRtree([as_polygon(box.grown(-1)) for box in page.marks])
        for label in page.labels:
            total += 1
            hits = tree.query(room(label), predicate="intersects")
            met += any(page.marks[i].owner != label.name.owner for i in hits)
    assert met / total < 0.01, f"{met} of {total} labels meet a mark"


def test_nothing_meets_furniture(pages):
    for page in pages:
        fixed = [as_polygon(box.grown(-0.5)) for box in page.furniture]
        for label in page.labels:
            assert not any(room(label).intersects(one) for one in fixed), label.said
        for one, other in itertools.combinations(page.furniture, 2):
            assert not one.grown(-0.1).meets(other.grown(-0.1)), (one, other)


def test_all_is_on_the_page_and_the_words_in_its_margins(pages):
    for page in pages:
        whole = Box(0, 0, page.size.width, page.size.height).grown(0.01)
        inner = whole.grown(-page.size.margin)
        assert whole.holds(page.boxes["map"])
        assert inner.grown(0.02).holds(page.boxes["head"])
        assert inner.grown(0.02).holds(page.boxes["foot"])
        for text in page.texts:
            if text.role != "mark":
                there = shape(text if text.anchor == "center" else centred(text))
                assert whole.holds(Box(*shapely.bounds(there))), text


def centred(text):
    box = text.box
    return replace(text, x=box.middle[0], anchor="center")


def test_no_text_is_smaller_than_its_page_allows(pages):
    for page in pages:
        sizes = [text.size for text in page.texts]
        assert min(sizes) >= page.size.small - 0.01


@pytest.mark.parametrize(("size", "least"), [("hd", 8.5), ("4k", 8.5), ("a4", 6.5), ("a3", 7)])
def test_sizes_keep_to_the_smallest_text(size, least):
    assert SIZES[size].text >= SIZES[size].small >= least


def test_the_legend_and_the_foot_say_all_that_the_scene_says(pages):
    for page in pages:
        legend = " ".join(
            text.text for text in page.texts if text.role in ("legend", "fact", "fact_name")
        )
        for section in page.sections:
            assert "".join(section.title.split()) in "".join(legend.split())
            for item in section.items:
                assert "".join(item.text.split()) in "".join(legend.split())
        credit = credits_on(page.scene, page.size)
        for role, sentences in (("caveat", page.scene.caveats), ("credit", credit)):
            said = "".join("".join(t.text.split()) for t in page.texts if t.role == role)
            for sentence in sentences:
                assert "".join(sentence.split()) in said


def test_the_legend_explains_what_is_in_sight_and_nothing_else(material):
    close = replace(material.default, lat=34.1, lon=71.1, zoom=9)
    page = lay_out(material.scene(close), SIZES["hd"], folder=material.folder)
    entries = {(item.layer, item.kind) for section in page.sections for item in section.items}
    assert ("crossings", "closed") in entries
    assert ("route_states", "closed") in entries
    assert not {layer for layer, _ in entries} & {"ports", "routes_gwadar"}
    wide = lay_out(material.scene(material.default), SIZES["a4"], folder=material.folder)
    assert wide.sections == wide.scene.legend


def test_a_close_map_says_where_it_lies(pages):
    for page in pages:
        wide = page.frame.metres * page.frame.box.width / 1000
        assert any(box.owner == "locator" for box in page.furniture) == (wide < 1400)


def test_texts_stand_out_from_their_ground(pages):
    for page in pages[:2]:
        colors = THEME_COLORS[page.scene.theme]
        foot = [item for item in page.groups["foot"] if isinstance(item, Text)]
        assert {text.color for text in foot} <= {colors["text"], colors["soft"]}


def test_words_that_leave_no_room_for_a_map_are_an_error_that_says_the_way_out(material):
    from briefing.canvas.page_size import Size

    tiny = Size("tiny", "a stamp", 200, 120, 72, 12.0, 12.0, 20.0, 1.0)
    with pytest.raises(ValueError, match="switch layers off"):
        lay_out(material.scene(material.default), tiny, folder=material.folder)


VIEWS = (
    "day=2026-10-04",
    "day=2026-03-13",
    "day=2026-03-13&boundaries=IND",
    "day=2026-03-13&boundaries=PAK",
    "day=2026-03-13&boundaries=CHN",
    "day=2026-03-13&boundaries=AFG",
    "day=2026-03-13&theme=dark",
    "day=2025-11-22&layers=crossings.incidents.border.boundaries&window=90",
    "day=2026-03-13&from=Kabul&to=Karachi&close=torkham",
    "day=2026-03-13&from=Karachi&analysis=isochrones",
)


def free_share(page):
    """Give the part of the page that is map, less what lies on it, and how much of it is covered."""
    chart, size = page.boxes["map"], page.size
    whole = chart.width * chart.height
    lying = [box for box in page.furniture if box.grown(-1).meets(chart)]
    covered = sum(box.width * box.height for box in lying)
    return (whole - covered) / (size.width * size.height), covered / whole


@pytest.mark.parametrize("query", VIEWS)
@pytest.mark.parametrize("size", ["hd", "a4", "a4p", "a3", "square"])
@pytest.mark.parametrize("square", [0.0, 0.04], ids=["by default", "with a square code"])
def test_a_page_is_a_map_before_all_else(material, query, size, square):
    view, problems = material.view(query)
    assert not problems
    link = f"https://map.example.org/?{query}" if square else ""
    page = lay_out(
        material.scene(view), SIZES[size], folder=material.folder,
        stamp=Stamp("CRX-0000-0000", link),
    )  # fmt: skip
    share, covered = free_share(page)
    opening = not view.what_if and view.worldview == "defacto"
    assert share >= ((0.65 if SIZES[size].paper else 0.6) if opening else 0.5) - square
    assert covered <= 0.12


def test_a_section_of_the_legend_is_parted_only_where_it_must_be():
    def block(height, *, heading=False):
        return Block((), height, heading=heading)

    parts = [block(1, heading=True), *[block(1)] * 5, block(1, heading=True), *[block(1)] * 2]
    tight = legend.balanced(parts, 2)
    assert [len(column) for column in tight] == [5, 4]
    assert [len(column) for column in legend.balanced(parts, 2, room=6)] == [6, 3]
    assert legend.balanced(parts, 2, room=5.9) == tight
