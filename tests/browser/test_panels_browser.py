"""The panels around the map, used as a reader uses them; and what the page says when it fails."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from layers.registry import TOGGLEABLE
from tests.browser import drawn
from tests.browser.driving import GEO, Desk, serve

pytestmark = pytest.mark.browser


def _panel(reader: Desk, name: str) -> None:
    reader.panel(name)


def _pick(reader: Desk, key: str, option: str) -> None:
    field = reader.control(key)
    field.scroll_into_view_if_needed()  # a list closes when the page moves under it
    reader.page.wait_for_timeout(300)
    field.click()
    reader.page.get_by_role("option", name=option).first.click()
    reader.rest()


def test_a_card_shows_sources_with_safe_links_and_closes(reader: Desk):
    reader.open(sel="crossings/XG-TORKHAM")
    links = reader.page.locator(".st-key-card a").all()
    assert links
    for link in links:
        assert (link.get_attribute("href") or "").startswith(("https://", "http://"))
        assert "noopener" in (link.get_attribute("rel") or "")
    reader.page.get_by_role("button", name="Dismiss").click()
    reader.page.locator(".st-key-card").wait_for(state="detached", timeout=10_000)
    reader.rest()
    assert "sel" not in reader.query()
    assert reader.state()["selected"] is None


@pytest.mark.parametrize(
    "layer", [one.id for one in TOGGLEABLE if one.facts and one.symbol not in ("", "dot")]
)
def test_a_click_on_a_mark_opens_its_card(reader: Desk, layer: str):
    reader.open(layers=layer, window="365", at="32,66,6")
    mark = reader.frame.locator(f".cx-mark.cx-{layer}:not(.cx-crowd)").first
    name = (mark.get_attribute("aria-label") or "").partition(". ")[0]
    mark.dispatch_event("click")
    assert name in reader.card()


def test_the_table_lists_what_the_map_shows_and_can_be_taken_away(reader: Desk, tmp_path: Path):
    reader.open()
    _panel(reader, "Table")
    _pick(reader, "table-layer", "Border crossings")
    assert reader.page.locator("[data-testid=stDataFrame]").is_visible()
    with reader.page.expect_download() as waiting:
        reader.page.locator("[data-testid=stDownloadButton] button").click()
    taken = tmp_path / "crossings.csv"
    waiting.value.save_as(taken)
    with taken.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == drawn.on_the_map(reader)["crossings"] == 26
    assert {"name", "kind", "sources"} <= set(rows[0])


def test_the_table_has_no_button_that_writes_formulas(reader: Desk):
    reader.open(layers="crossings")
    _panel(reader, "Table")
    reader.page.get_by_test_id("stDataFrame").first.hover()
    buttons = reader.page.get_by_test_id("stElementToolbarButton")
    buttons.filter(has=reader.page.get_by_role("button", name="Search")).first.wait_for()
    own = reader.page.locator('[aria-label^="Download as CSV"]')
    assert own.count() >= 1
    assert not own.first.is_visible()


def test_the_story_walks_through_its_claims_beside_the_map(reader: Desk):
    reader.open(layers="crossings.rivers", day="2026-01-15")
    _panel(reader, "Story")
    reader.page.get_by_role("button", name="Begin with the first").click()
    told = reader.page.locator(".st-key-claim-card")
    claims = json.loads((GEO / "story.json").read_bytes())
    first, second = sorted(claims, key=lambda claim: claim["step"])[:2]
    told.get_by_text(f"Claim {first['id']}", exact=False).wait_for(timeout=15_000)
    reader.rest()
    reader.page.wait_for_url(re.compile(f"claim={first['id']}"), timeout=15_000)
    state = reader.state()
    assert {*first["view"]["layers"], "rivers"} <= set(state["layers"])
    assert "ports" not in state["layers"]
    assert state["day"] == first["view"]["day"]
    assert f"Claim {first['id']}" in state["title"]
    told.get_by_role("button", name="Next", exact=True).click()
    told.get_by_text(f"Claim {second['id']}", exact=False).wait_for(timeout=15_000)
    reader.rest()
    reader.page.wait_for_url(re.compile(f"claim={second['id']}"), timeout=15_000)
    told.get_by_role("button", name="Leave the story").click()
    told.wait_for(state="detached", timeout=15_000)
    reader.rest()
    assert "claim" not in reader.query()
    assert reader.query()["day"] == "2026-01-15"
    assert reader.query()["layers"] == "rivers.crossings"


def test_a_claim_is_chosen_from_the_list(reader: Desk):
    reader.open()
    _panel(reader, "Story")
    _pick(reader, "claim", "C11")
    assert "Claim C11" in reader.page.locator(".st-key-claim-card").inner_text()


def test_the_presentation_opens_from_the_map_and_escape_ends_it(reader: Desk):
    reader.open()
    reader.frame.get_by_role("button", name="Presentation").click()
    reader.page.locator("#desk-rail").wait_for(state="hidden", timeout=15_000)
    reader.rest()
    assert reader.query()["mode"] == "present"
    reader.frame.locator(".leaflet-container").focus()
    reader.page.keyboard.press("Escape")
    reader.page.locator("#desk-rail").wait_for(state="visible", timeout=15_000)
    reader.rest()
    assert "mode" not in reader.query()


def test_a_layer_that_does_not_load_is_named_and_the_rest_is_drawn(desks: Callable[..., Desk]):
    # A window of its own, which has not fetched the file before.
    reader = desks(locale="en-GB")
    reader.page.route("**/rivers.*.geojson", lambda route: route.fulfill(status=500))
    reader.open(wait=False)
    reader.page.wait_for_selector("iframe[src*=streamlit_folium]", timeout=45_000)
    reader.frame.wait_for_function(
        "() => /rivers/.test(document.querySelector('.cx-errors')?.textContent || '')",
        timeout=20_000,
    )
    reader.rest()
    assert "Reload the page" in reader.frame.locator(".cx-errors").inner_text()
    counts = drawn.on_the_map(reader)
    assert counts["rivers"] == 0
    assert counts["crossings"] == 26
    reader.watch.errors.clear()


@pytest.mark.parametrize(
    ("name", "content"),
    [("routes.geojson", None), ("routes.geojson", b'{"type": "FeatureCollection", "feat')],
    ids=["missing", "cut-short"],
)
def test_a_server_with_broken_data_stops_and_names_them(
    tmp_path: Path, name: str, content: bytes | None
):
    folder = tmp_path / "geo"
    shutil.copytree(GEO, folder)
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    stopped = pytest.raises(RuntimeError, match=f"{name}: .*make build")
    with stopped, serve(log=tmp_path / "log", env={"CROSSINGS_GEO": str(folder)}):
        pass
