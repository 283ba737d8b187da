"""Whatever day is asked for, as known on whatever other: the map, its words and its files stand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.export import export, scenes_of
from briefing.receipt import receipt_of
from catalog.dates import EARLIEST, LATEST
from catalog.paths import GEO
from layers.scene import comparison
from layers.screen.folium_map import command
from layers.view.view import View

days = st.dates(EARLIEST, LATEST.replace(year=2099, month=12, day=31))
near = st.dates(date(2015, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    "known", ["2001-01-01", "2017-06-30", "2017-07-01", "2017-07-02", "2099-12-31"]
)
def test_before_the_first_report_the_map_says_that_there_was_none(material, known):
    view = replace(material.default, known=date.fromisoformat(known))
    scene = material.scene(view)
    nothing = "nothing was reported of crossings by then"
    first = min(
        row["known_from"] for row in material.atlas["crossings"].records if row["reported_on"]
    )
    assert (nothing in scene.day_lines) == (scene.last_report is None) == (known < first)
    assert command(scene)["reach"] == list(scene.reach)


@settings(max_examples=25)
@given(day=days | near, known=st.none() | days | near, since=st.none() | days | near, side=st.booleans(),
       learned=st.booleans())  # fmt: skip
def test_every_day_known_and_compared_on_any_other_is_drawn_and_written(
    material, day, known, since, side, learned
):
    view = View(day=day, known=known, since=since, compare="side" if side and since else "none",
                learned=learned, layers=material.default.layers)  # fmt: skip
    scene = material.scene(view)
    beside = material.other_scene(scene)
    told = command(scene, beside=beside, ringed=material.changed_places(view))
    assert told["day"] == day.isoformat()
    if since:
        days = comparison.compared(view)
        assert days is not None
        assert days[0] <= days[1]
    assert scene.summary
    assert len(export(scene, "md")) > 500
    assert receipt_of(scene, GEO, size="", format="md").code


@pytest.mark.parametrize("kind", ["png", "svg", "pptx", "geojson", "html"])
def test_every_kind_of_file_is_made_of_an_empty_ledger(material, kind):
    view = replace(material.default, known=date(2010, 1, 1), since=date(2005, 1, 1))
    assert export(scenes_of([view]), kind)
