"""The workbench: map and answer are seen together, and arranging the desk never touches the map's frame."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.driving import PANELS, Desk

pytestmark = pytest.mark.browser
SIZES = {"laptop": (1366, 768), "screen": (1920, 1080), "doubled": (683, 384), "phone": (390, 844)}
# Of the page: what the map keeps at first sight, and with an answer open.
SHARES = {"laptop": (0.6, 0.6), "screen": (0.7, 0.7), "doubled": (0.6, 0.4), "phone": (0.5, 0.4)}
_FIRST = """() => {
  const inside = document.querySelector(".st-key-answer");
  const seen = [...inside.querySelectorAll("h2, h3, p, label, table, input, button, [role=combobox]")]
    .find((node) => node.getClientRects().length && node.textContent.trim() + (node.value || "") !== "");
  const box = seen && seen.getBoundingClientRect();
  return box && { top: box.top, left: box.left, right: box.right, bottom: Math.min(box.bottom, box.top + 20) };
}"""
_MARK = """() => {
  const node = document.querySelector(".st-key-map iframe");
  node.__same = true;
  node.contentWindow.__same = true;
}"""
_SAME = """() => {
  const node = document.querySelector(".st-key-map iframe");
  return node.__same === true && node.contentWindow.__same === true;
}"""


def _share(reader: Desk) -> float:
    box = reader.page.locator(".st-key-map iframe").bounding_box()
    size = reader.page.viewport_size
    assert box is not None
    assert size is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]
    return box["width"] * box["height"] / (size["width"] * size["height"])


@pytest.mark.parametrize("size", SIZES)
def test_what_a_panel_opens_is_in_sight_together_with_the_map(
    desks: Callable[..., Desk], size: str
):
    width, height = SIZES[size]
    reader = desks(width=width, height=height).open()
    first, opened = SHARES[size]
    assert _share(reader) >= first
    reader.page.evaluate(_MARK)
    if size == "doubled":
        reader.page.locator("#desk-grip").click()
    for panel in PANELS:
        reader.panel(panel)
        box = reader.page.evaluate(_FIRST)
        assert box is not None, panel
        assert box["top"] >= 0, panel
        assert box["bottom"] <= height, panel
        assert box["left"] >= 0, panel
        assert _share(reader) >= opened, panel
        assert reader.page.evaluate(_SAME), panel


def test_the_open_answer_is_in_the_link(desks: Callable[..., Desk]):
    first, second = desks(), desks()
    first.open()
    first.panel("Talks")
    assert first.query()["panel"] == "talks"
    second.follow(first.page.url)
    assert second.page.get_by_role("radio", name="Talks").is_checked()
    first.panel("Status")
    assert "panel" not in first.query()


def test_fifty_openings_and_folds_keep_frame_and_view(reader: Desk):
    reader.open(at="33,67,6")
    reader.page.evaluate(_MARK)
    before = reader.state()
    for turn in range(50):
        name = ("Status", "Changes", "Talks", "Flows")[turn % 4]
        reader.page.get_by_role("radio", name=name).click()
        if turn % 5 == 0:
            reader.page.locator("#desk-grip").click()
            reader.page.locator("#desk-grip").click()
    reader.rest()
    after = reader.state()
    assert reader.page.evaluate(_SAME)
    assert after["zoom"] == before["zoom"]
    assert after["center"] == before["center"]


def test_the_map_keeps_its_centre_when_the_panel_is_folded(reader: Desk):
    reader.open(at="33,67,6")
    before = reader.state()["center"]
    reader.page.locator("#desk-grip").click()
    reader.frame.wait_for_function("() => Crossings.map.getSize().x > 1200")
    after = reader.state()["center"]
    assert abs(after["lat"] - before["lat"]) < 0.02
    assert abs(after["lng"] - before["lng"]) < 0.02


def test_a_row_of_the_status_opens_the_card_and_a_name_of_an_answer_closes_it(reader: Desk):
    reader.open()
    reader.page.locator('[data-choose="crossings/XG-TORKHAM"]').click()
    assert "closed to trade for at least 357 days, last report 4 Oct 2026" in reader.card()
    reader.panel("Talks")
    reader.page.locator(".st-key-card").wait_for(state="detached", timeout=10_000)


def test_the_rows_are_sorted_within_their_groups(reader: Desk):
    reader.open()
    rows = reader.page.locator('.status-table tbody[data-group="trade"] [data-choose]')
    assert rows.first.inner_text() == "Ghulam Khan"  # closed for the longest
    reader.page.get_by_role("button", name="Crossing or port").click()
    assert rows.first.inner_text() == "Angoor Adda"


def test_escape_closes_the_drawer_and_gives_the_focus_back(reader: Desk):
    reader.open()
    reader.drawer("day")
    day = reader.page.locator("#desk-day")
    assert day.is_visible()
    assert day.locator("input").evaluate("node => node === document.activeElement")
    reader.page.keyboard.press("Escape")
    assert not day.is_visible()
    assert not reader.page.locator(".st-key-drawer").is_visible()
    assert reader.page.evaluate("document.activeElement.dataset.act") == "day"


def test_undo_and_redo_go_over_the_whole_view(reader: Desk):
    reader.open()
    undo, redo = (reader.page.locator(f'#desk-rail [data-act="{act}"]') for act in ("undo", "redo"))
    assert undo.is_disabled()
    reader.switch("rivers", on=False)
    reader.rest()
    undo.click()
    reader.shown("rivers", on=True)
    redo.click()
    reader.shown("rivers", on=False)


def test_the_phone_has_three_heights_and_the_highest_leaves_the_map_its_room(
    desks: Callable[..., Desk],
):
    reader = desks(width=390, height=844).open()
    heights = []
    for _ in range(3):
        reader.page.locator("#desk-grip").click()
        box = reader.page.locator(".st-key-map iframe").bounding_box()
        assert box is not None
        heights.append(box["height"])
    assert len(set(heights)) == 3
    assert min(heights) >= 160


@pytest.mark.parametrize("query", ["embed=true", "embed=true&panel=talks"])
def test_streamlits_own_parameters_are_no_mistake_in_a_link(reader: Desk, query: str):
    reader.page.goto(f"{reader.address}/?{query}")
    reader.wait_ready()
    assert reader.page.locator("[data-testid=stAlert]").count() == 0
    assert reader.state()["layers"]["crossings"] == 26
