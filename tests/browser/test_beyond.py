"""Days beyond the record: the map says so, leads back, and draws no way like an open one."""

from __future__ import annotations

import pytest

from layers.palette import GATEWAYS
from layers.registry import TOGGLEABLE
from layers.routes import UNKNOWN_LINE
from layers.text.words import short_day
from tests.browser import drawn
from tests.browser.driving import Desk

pytestmark = pytest.mark.browser
ROUTES = [one.id for one in TOGGLEABLE if one.file == "routes" and one.id != "routes_planned"]
# Colour of each line of a route, and its state as its class says, the rims and cores aside.
_ROUTES = """() => [...document.querySelectorAll(".leaflet-cx-casing-pane path.cx-way")]
  .map((path) => [path.getAttribute("stroke").toLowerCase(),
                  [...path.classList].find((one) => /^cx-(?!way)/.test(one)).slice(3)])"""
INKS = {color.lower() for pair in GATEWAYS.values() for color in pair}


def routes(desk: Desk) -> list[tuple[str, str]]:
    return [(color, state) for color, state in desk.frame.evaluate(_ROUTES)]


def test_a_day_of_which_nothing_is_known_says_so_and_leads_back(reader: Desk):
    reader.open(day="2027-03-01", layers=".".join([*ROUTES, "crossings", "ports"]))
    said = reader.frame.locator(".cx-beyond")
    assert "148 days before: what holds on the day shown is not known." in said.inner_text()
    seen = routes(reader)
    assert len(seen) > 20
    assert {color for color, _ in seen} == {UNKNOWN_LINE.light.color.lower()}
    assert "Not known whether trade passes" in str(
        reader.frame.locator(".cx-legend").text_content()
    )
    back = said.get_by_role("button")
    assert back.inner_text() == f"Show {short_day(drawn.default_day())}"
    back.click()
    reader.rest()
    assert reader.state()["day"] == drawn.default_day()
    assert reader.query().get("day", drawn.default_day()) == drawn.default_day()
    assert not said.is_visible()
    assert INKS & {color for color, _ in routes(reader)}


def test_a_day_soon_after_the_last_report_keeps_shut_routes_cut(reader: Desk):
    reader.open(day="2026-11-28", layers=".".join([*ROUTES, "crossings", "ports"]))
    said = reader.frame.locator(".cx-beyond").inner_text()
    assert "55 days before: marks show what was last reported" in said
    coloured = {state for color, state in routes(reader) if color in INKS}
    assert coloured == {"closed"}


def test_a_day_of_the_record_has_no_such_sentence(reader: Desk):
    reader.open(day=drawn.default_day())
    assert not reader.frame.locator(".cx-beyond").is_visible()


def test_stepping_back_into_the_record_takes_the_sentence_away_at_once(reader: Desk):
    reader.open(day="2026-11-28")
    reader.frame.get_by_role("button", name="Back one step").click()
    reader.frame.locator(".cx-beyond").wait_for(state="hidden", timeout=2000)
    assert reader.state()["day"] <= drawn.default_day()
