"""Nothing overlaps in many Views at five sizes: a short run here, a long one in the soak."""

import itertools
import os
from dataclasses import replace
from datetime import date

import pytest
import shapely

from briefing.canvas.page_size import SIZES
from briefing.page.page import lay_out
from layers.registry import DEFAULT_LAYERS
from tests.briefing.page.test_names import STAMP, letters, on_foreign_lines

FIVE = ("hd", "a4", "a4p", "a3", "square")
DAYS = (date(2022, 6, 1), date(2024, 3, 10), date(2025, 10, 15), date(2025, 11, 22),
        date(2026, 3, 13), date(2026, 10, 4))  # fmt: skip
WORLDS = ("defacto", "PAK", "AFG", "IND", "CHN")
THEME_COLORS = ("provinces", "boundaries", "border", "seas", "places")


def sixty(material):
    """Sixty Views: days by depictions, events, talks, places near by, ways that are asked for."""
    plain = material.default
    for day, world in itertools.product(DAYS, WORLDS):
        yield replace(plain, day=day, worldview=world)
    for day, window in itertools.product(DAYS, (30, 365, None)):
        yield replace(
            plain, day=day, window=window, layers=(*THEME_COLORS, "crossings", "incidents")
        )
    for at, zoom in itertools.product(((34.1, 71.1), (30.9, 66.4), (27.2, 56.3)), (6.5, 8, 10)):
        yield replace(plain, lat=at[0], lon=at[1], zoom=zoom, layers=DEFAULT_LAYERS)
    for ends in (("Kabul", "Karachi"), ("Herat", "Bandar Abbas"), ("Mazar-i-Sharif", "Mumbai")):
        yield replace(plain, origin=ends[0], destination=ends[1], close=("torkham",))


def met(page):
    """Give the names of which the letters meet another's, or furniture."""
    rooms = [(label.said, shapely.union_all([letters(text) for text in label.texts]))
             for label in page.labels]  # fmt: skip
    fixed = [shapely.box(b.x0, b.y0, b.x1, b.y1) for b in (f.grown(-0.5) for f in page.furniture)]
    pairs = [(a, b) for (a, one), (b, other) in itertools.combinations(rooms, 2)
             if one.intersects(other)]  # fmt: skip
    return pairs + [(a, "furniture") for a, one in rooms for box in fixed if one.intersects(box)]


def check(material, view, size):
    page = lay_out(material.scene(view), SIZES[size], folder=material.folder, stamp=STAMP)
    assert met(page) == [], (view.to_query(), size)
    assert on_foreign_lines(page, material.folder) == [], (view.to_query(), size)


def test_there_are_sixty_views(material):
    assert len({str(view) for view in sixty(material)}) == 60


def test_in_every_tenth_view_no_text_meets_another_or_a_foreign_line(material):
    for n, view in enumerate(sixty(material)):
        if n % 10 == 4:
            check(material, view, FIVE[n // 10 % 5])


@pytest.mark.skipif("CROSSINGS_SOAK" not in os.environ, reason="runs in make soak")
@pytest.mark.parametrize("size", FIVE)
def test_in_sixty_views_no_text_meets_another_or_a_foreign_line(material, size):
    for view in sixty(material):
        check(material, view, size)
