"""The page for those who use a keyboard or a screen reader: axe finds nothing serious of ours."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from layers.registry import TOGGLEABLE
from tests.browser.driving import PANELS, Desk

pytestmark = pytest.mark.browser
EVERY_LAYER = ".".join(layer.id for layer in TOGGLEABLE)
_AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

# Findings in Streamlit's own shell, which we cannot mend: the rule, the only nodes in which it is
# passed over, and why. Whatever else has the same fault is ours.
SHELL = {
    "color-contrast": "[data-testid=stCaptionContainer]",  # captions at 60 % of the text's ink
    "empty-table-header": "[data-testid=stDataFrame]",  # a checkbox column of the grid
    "presentation-role-conflict": "[data-testid=stFileUploader]",
}
_RUN = """async (shell) => {
  const found = await axe.run(document, { iframes: false, resultTypes: ["violations"] });
  const ours = [];
  for (const rule of found.violations) {
    if (rule.impact !== "serious" && rule.impact !== "critical") continue;
    for (const one of rule.nodes) {
      const node = document.querySelector(one.target[0]);
      if (shell[rule.id] && node && node.closest(shell[rule.id])) continue;
      ours.push(`${rule.id} (${rule.impact}): ${one.target.join(" ")} ${one.html.slice(0, 160)}`);
    }
  }
  return ours;
}"""


def serious(place: Page | Frame) -> list[str]:
    """Name what axe finds serious or critical in a document, Streamlit's own left out."""
    place.evaluate(_AXE + "; undefined")
    found: list[Any] = place.evaluate(_RUN, SHELL)
    return [str(one) for one in found]


def test_the_page_has_no_serious_finding_whichever_panel_is_open(reader: Desk):
    reader.open()
    for panel in PANELS:
        reader.panel(panel)
        assert serious(reader.page) == [], panel


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_card_has_no_serious_finding(desks: Callable[..., Desk], scheme: str):
    reader = desks(color_scheme=scheme).open(sel="crossings/XG-TORKHAM")
    assert "Torkham" in reader.card()
    assert serious(reader.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mode", ["page", "present"])
def test_the_map_has_no_serious_finding(desks: Callable[..., Desk], scheme: str, mode: str):
    reader = desks(color_scheme=scheme).open(mode=mode, layers=EVERY_LAYER, window="365")
    assert serious(reader.frame) == []


def test_a_warning_has_no_serious_finding(reader: Desk):
    reader.open(day="someday")
    assert reader.page.locator("[data-testid=stAlert]").count() == 1
    assert serious(reader.page) == []


def test_tab_reaches_the_map_and_a_crossing_enter_opens_its_card_escape_closes_it(reader: Desk):
    reader.open(layers="crossings")
    page = reader.page
    # From the last control before the map, as a reader who tabs through the page comes to it.
    page.locator("iframe[src*=streamlit_folium]").evaluate(
        "node => { const all = [...document.querySelectorAll('button, input, a[href], iframe, [tabindex]')]"
        ".filter((one) => one.tabIndex >= 0 && one.offsetParent !== null);"
        " all[all.indexOf(node) - 1].focus(); }"
    )
    reached = ""
    for _ in range(60):
        page.keyboard.press("Tab")
        reached = reader.frame.evaluate(
            "() => document.hasFocus() && document.activeElement.matches('.cx-mark.cx-crossings')"
            " ? document.activeElement.getAttribute('aria-label') : ''"
        )
        if reached:
            break
    assert reached, "no crossing got the focus in 60 tabs"
    assert not reader.frame.locator(".cx-tip").is_hidden()
    page.keyboard.press("Enter")
    assert reached.partition(".")[0] in reader.card()
    page.wait_for_function("() => document.activeElement.closest('.st-key-card') !== null")
    page.keyboard.press("Escape")
    page.locator(".st-key-card").wait_for(state="detached", timeout=10_000)
    reader.rest()
    assert "selected" not in reader.query()
    named = "() => document.hasFocus() && document.activeElement.getAttribute('aria-label')"
    assert reader.frame.evaluate(named) == reached


def test_what_a_card_would_cover_moves_to_its_left(reader: Desk):
    reader.open(layers="crossings", at="33.6,66.2,6.5")
    mark = reader.frame.locator('.cx-mark.cx-crossings[aria-label^="Torkham"]').first
    mark.click()
    assert "Torkham" in reader.card()
    reader.rest()
    box, card = mark.bounding_box(), reader.page.locator(".st-key-card").bounding_box()
    assert box is not None
    assert card is not None
    assert box["x"] + box["width"] < card["x"]
    assert abs(reader.state()["center"]["lat"] - 33.6) < 0.01


def test_focus_is_seen(reader: Desk):
    reader.open(layers="crossings")
    mark = reader.frame.locator(".cx-mark.cx-crossings").first
    mark.focus()
    reader.page.keyboard.press("Shift+Tab")
    reader.page.keyboard.press("Tab")
    style = reader.frame.evaluate(
        "() => { const look = getComputedStyle(document.activeElement);"
        " return [look.outlineStyle, parseFloat(look.outlineWidth), look.boxShadow]; }"
    )
    assert (style[0] != "none" and style[1] >= 2) or style[2] != "none"


def test_the_arrows_pan_plus_zooms_home_goes_back(reader: Desk):
    reader.open(layers="crossings")
    start = reader.state()
    reader.frame.locator(".leaflet-container").focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("+")
    reader.frame.wait_for_function(
        "zoom => Crossings.map.getZoom() > zoom", arg=start["zoom"], timeout=5_000
    )
    reader.rest()
    reader.page.keyboard.press("Home")
    reader.frame.wait_for_function(
        "zoom => Crossings.map.getZoom() === zoom", arg=start["zoom"], timeout=5_000
    )


def test_the_spoken_summary_follows_the_map(reader: Desk):
    reader.open()
    spoken = reader.page.locator(".spoken")
    before = spoken.text_content()
    assert before
    assert "crossings" in before
    reader.switch("crossings", on=False)
    reader.rest()
    assert spoken.text_content() != before
