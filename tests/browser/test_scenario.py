"""Close a crossing by clicking it, and see the way move; the link restores it, reopening undoes it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.driving import Desk

pytestmark = pytest.mark.browser
ASKED: dict[str, Any] = {
    "day": "2025-09-15",
    "from": "Kabul",
    "to": "Peshawar",
    "at": "33.6,69.6,7",
}
_BEST = """() => Crossings.state().answer
  .filter((one) => one.properties.kind === "best").map((one) => one.geometry.coordinates)"""
_STROKES = (
    "() => [...document.querySelectorAll('path.cx-way-best')].map((one) => one.getAttribute('d'))"
)
_RINGED = (
    "(n) => document.querySelectorAll('.cx-gate-closed').length === n && Crossings.state().ready"
)


def _panel(reader: Desk) -> None:
    reader.panel("Scenario")
    reader.page.locator("li.route.best").wait_for(timeout=20_000)
    reader.rest()


def _length(reader: Desk) -> int:
    """Kilometres of the best route, as its card says."""
    text = reader.page.locator("li.route.best p").nth(1).inner_text()
    return int(re.sub(r"\D", "", text.partition(" km")[0].rpartition(", ")[2]))


def _take(reader: Desk, label: str, words: str) -> None:
    """Write a place into a field of the sentence and press Enter."""
    field = reader.page.get_by_role("combobox", name=label).or_(
        reader.page.get_by_role("textbox", name=label)
    )
    field.first.fill(words)
    reader.page.keyboard.press("Enter")
    reader.rest()


def test_the_gateways_of_the_best_route_have_their_names_and_the_corridors_beside_it_none(
    reader: Desk,
):
    asked: dict[str, Any] = {
        "day": "2026-05-10",
        "at": "30.75,62.7,5",
        "from": "Kabul",
        "to": "Karachi",
    }
    named = {label["text"] for label in reader.open(**asked).state()["labels"]}
    assert "Zaranj-Milak" in named  # of unknown status, else named from nearer only
    assert "Taftan-Mirjaveh" in named
    assert not {text for text in named if text.startswith("Bandar Abbas-")}


def _seen(reader: Desk) -> tuple[list, list]:
    return reader.frame.evaluate(_BEST), reader.frame.evaluate(_STROKES)


def test_torkham_is_closed_by_a_click_and_the_route_moves_and_comes_back(reader: Desk):
    reader.open(**ASKED)
    _panel(reader)
    before, drawn = _seen(reader)
    km = _length(reader)
    assert drawn
    reader.frame.locator('.cx-mark.cx-crossings[aria-label^="Torkham"]').first.dispatch_event(
        "click"
    )
    reader.page.get_by_role("button", name="Closed to all").click(timeout=15_000)
    reader.frame.wait_for_function(_RINGED, arg=1, timeout=20_000)
    reader.rest()
    assert reader.query()["close"] == "torkham"
    after, redrawn = _seen(reader)
    assert after != before
    assert redrawn != drawn
    assert _length(reader) > km
    assert "Torkham" in reader.page.locator(".sentence .chip").inner_text()
    assert "What if: Torkham closed" in reader.frame.locator(".cx-day").inner_text()

    link, longer = reader.page.url, _length(reader)
    reader.follow(link)
    _panel(reader)
    assert _seen(reader)[0] == after
    assert _length(reader) == longer

    reader.frame.locator('.cx-mark.cx-crossings[aria-label^="Torkham"]').first.dispatch_event(
        "click"
    )
    reader.page.get_by_role("button", name="Open", exact=True).click(timeout=15_000)
    reader.frame.wait_for_function(_RINGED, arg=0, timeout=20_000)
    reader.rest()
    assert "close" not in reader.query()
    assert _seen(reader)[0] == before
    assert _length(reader) == km


def test_an_end_is_taken_from_a_click_on_the_map_and_the_keyboard_closes_a_crossing(reader: Desk):
    reader.open(day="2025-09-15", to="Peshawar", at="33.6,69.6,7", panel="scenario")
    reader.page.get_by_role("button", name="Choose on the map where cargo comes from").click()
    assert "Esc to stop" in reader.frame.locator(".cx-say").inner_text()
    assert reader.frame.locator(".leaflet-container").evaluate(
        "node => getComputedStyle(node).cursor"
    ) == "crosshair"  # fmt: skip
    spot = reader.frame.evaluate(
        "() => { const at = Crossings.map.latLngToContainerPoint([34.5186, 69.1813]);"
        " return [at.x + 4, at.y + 4]; }"
    )
    reader.frame.locator(".leaflet-container").click(
        position={"x": spot[0], "y": spot[1]}, force=True
    )
    reader.page.locator("li.route.best").wait_for(timeout=20_000)
    reader.rest()
    assert (
        reader.query()["from"] == "Kabul"
    )  # the nearest town goes before a line and the bare point
    assert "selected" not in reader.query()
    assert reader.frame.evaluate(_BEST)
    reader.choose('.cx-mark.cx-crossings[aria-label^="Torkham"]')
    button = reader.page.get_by_role("button", name="Closed to lorries")
    button.wait_for(timeout=15_000)
    button.press("Enter")
    reader.frame.wait_for_function(_RINGED, arg=1, timeout=20_000)
    reader.rest()
    assert reader.query()["close"] == "torkham:trucks"


def test_escape_ends_the_picking_and_a_crossing_that_is_hit_is_the_place(reader: Desk):
    reader.open(day="2025-09-15", to="Peshawar", at="33.6,69.6,7", panel="scenario")
    pick = reader.page.get_by_role("button", name="Choose on the map where cargo comes from")
    pick.click()
    reader.frame.locator(".leaflet-container").press("Escape")
    assert not reader.frame.locator(".cx-pointing").count()
    assert pick.get_attribute("aria-pressed") == "false"
    pick.click()
    reader.frame.locator('.cx-mark.cx-crossings[aria-label^="Torkham"]').first.dispatch_event(
        "click"
    )
    reader.rest()
    assert reader.query()["from"] == "XG-TORKHAM"
    assert "selected" not in reader.query()


def test_a_scenario_is_written_as_a_sentence_and_the_start_is_offered_by_itself(reader: Desk):
    reader.open(panel="scenario")
    _take(reader, "Where cargo comes from", "کراچی")
    _take(reader, "Where it goes", "Kabul")
    assert reader.query()["from"] == "Karachi"
    _take(reader, "Close a crossing or port", "Torkam")
    _take(reader, "Close a crossing or port", "چمن")
    query = reader.query()
    assert query["close"] == "torkham.chaman"
    assert (query["statuses"], query["baseline"]) == ("none", "open")
    assert "already reported closed" in reader.page.locator(".note").inner_text()
    reader.page.locator("li.route.best", has_text="Ghulam Khan").wait_for(timeout=20_000)
    cards = reader.page.locator("li.route").all_inner_texts()
    assert "Ghulam Khan" in cards[0]
    assert "reported closed" in cards[0]
    assert "USD" in cards[0]
    assert cards[-1].strip().startswith("As reported:")
    assert "ranges" in reader.page.locator(".finding").inner_text()
    reader.page.get_by_role("button", name="as reported").click()
    reader.rest()
    assert "statuses" not in reader.query()
    assert "closing changes nothing" in reader.page.locator(".note").inner_text()
    reader.page.get_by_role("button", name="Do not close Torkham").click()
    reader.rest()
    assert reader.query()["close"] == "chaman"


def test_enter_never_takes_more_than_one_and_never_another_than_what_is_offered_first(reader: Desk):
    reader.open(day="2025-09-15", panel="scenario")
    _take(reader, "Close a crossing or port", "Chaman")
    assert reader.query()["close"] == "chaman"
    _take(reader, "Close a crossing or port", "xyzzyq")
    assert reader.query()["close"] == "chaman"


def test_a_card_lights_its_route_and_the_route_its_card(reader: Desk):
    reader.open(**ASKED, panel="scenario")
    reader.page.locator("li.route.best").wait_for(timeout=20_000)
    reader.page.locator("li.route.best").hover()
    assert reader.frame.locator(".cx-way-no-1.cx-lit").count() > 0
    reader.page.mouse.move(300, 5)
    assert reader.frame.locator(".cx-lit").count() == 0


def test_a_question_is_asked_by_its_button_and_answered_in_the_panel(reader: Desk):
    reader.open(**ASKED, close="torkham", statuses="none", baseline="open", panel="scenario")
    for name, words in (("When does it pay?", "How much more at"), ("Who is hit?", "dearer")):
        reader.page.get_by_role("button", name=name).click()
        reader.page.locator(".st-key-answer").get_by_text(words).first.wait_for(timeout=20_000)
        reader.rest()
    assert reader.query()["analysis"] == "provinces"
