"""Beside the map of an atlas page stand five facts of the place that it is about."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.canvas.page_size import SIZES
from briefing.canvas.shapes import Text
from briefing.canvas.typeface import width
from briefing.page.facts import FACTS, facts_of
from briefing.page.page import lay_out
from catalog.paths import GEO


@pytest.fixture(scope="module")
def close(material):
    return replace(material.default, day=date(2025, 11, 22), lat=34.122, lon=71.094, zoom=8,
                   selected="crossings/XG-TORKHAM", layers=("crossings", "ports", "border"))  # fmt: skip


def test_five_facts_are_those_of_the_row(material, close):
    (section,) = facts_of(material.scene(close))
    assert section.title == "Torkham"
    assert [item.kind for item in section.items] == ["Status", "Since", "Last report", "Lets through", "Source"]  # fmt: skip
    said = {item.kind: item.text for item in section.items}
    assert said["Status"] == "returnees only"
    assert said["Since"] == "1 Nov 2025"
    assert said["Last report"].startswith("1 Nov 2025")
    assert said["Source"] == "Dawn, 2 Nov 2025"


def test_what_nobody_reports_is_said_to_be_unknown(material, close):
    view = replace(close, selected="crossings/XG-WAKHJIR", lat=37.1, lon=74.5)
    said = {item.kind: item.text for item in facts_of(material.scene(view))[0].items}
    assert said["Status"] == "unknown; nothing reported"
    assert said["Since"] == said["Lets through"] == "not reported"
    assert said["Last report"] == "none up to this day"


@pytest.mark.parametrize("change", [{"selected": ""}, {"zoom": 5}, {"selected": "border/0"}])
def test_a_page_about_no_place_has_none(material, close, change):
    assert facts_of(material.scene(replace(close, **change))) == ()


@pytest.mark.parametrize("size", ["hd", "a4", "a4p"])
def test_they_stand_on_the_page_and_no_name_runs_into_its_fact(material, close, size):
    page = lay_out(material.scene(close), SIZES[size], folder=GEO)
    names = [one for one in page.texts if one.role == "fact_name"]
    facts = [one for one in page.texts if one.role == "fact"]
    assert len(names) == 5
    assert {item.layer for item in page.sections[0].items} == {FACTS}
    for name in names:
        beside = [one for one in facts if abs(one.y - name.y) < 0.1]
        assert beside
        assert all(name.x + width(name.text, name.size) < one.x for one in beside)
    assert all(isinstance(one, Text) for one in names)
