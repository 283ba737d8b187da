"""The address is the view: copied, it gives the same map to somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import drawn
from tests.browser.driving import Desk

pytestmark = pytest.mark.browser


def _pick(reader: Desk, key: str, option: str) -> None:
    reader.control(key).click()
    reader.page.get_by_role("option", name=option).first.click()
    reader.rest()


def _same_place(one: dict, other: dict, *, degrees: float) -> bool:
    return (
        abs(one["lat"] - other["lat"]) <= degrees
        and abs(one["lng"] - other["lng"]) <= degrees
        and bool(one)
    )


def test_a_link_restores_day_layers_depiction_place_title_and_card(desks: Callable[..., Desk]):
    first = desks()
    first.open()
    first.frame.get_by_role("button", name="Back one step").click()
    first.frame.wait_for_function("() => !Crossings.state().waiting")
    first.rest()
    first.switch("airports", on=True)
    first.switch("rivers", on=False)
    _pick(first, "world", "India")
    first.panel("Export")
    field = first.control("title")
    field.fill("Who is shut, and since when?")
    field.press("Enter")
    first.rest()
    first.frame.get_by_role("button", name="Zoom in").click()
    first.rest()
    first.frame.evaluate("() => { Crossings.map.panBy([137, -61], {animate: false}); }")
    first.rest()
    first.choose('.cx-mark.cx-crossings[aria-label^="Torkham"]')
    card = first.card()
    first.rest()

    second = desks()
    second.follow(first.page.url)
    one, other = first.state(), second.state()
    for key in ("layers", "day", "worldview", "theme", "title", "selected", "zoom"):
        assert other[key] == one[key], key
    assert one["title"] == "Who is shut, and since when?"
    assert one["worldview"] == "IND"
    assert one["day"] < drawn.default_day()
    # At zoom 6 a pixel is 0.02 degrees wide.
    assert _same_place(one["center"], other["center"], degrees=0.04)
    assert second.card() == card
    assert second.control("title").input_value() == one["title"]


def test_a_link_copied_from_a_link_stays_the_same(desks: Callable[..., Desk]):
    first, second = desks(), desks()
    first.open(at="33.333,66.666,6.5", layers="crossings.border", day="2025-11-22")
    second.follow(first.page.url)
    assert second.query() == first.query()
    assert first.query()["layers"] == "border.crossings"


def test_wrong_values_are_named_and_the_rest_is_honoured(reader: Desk):
    reader.open(
        day="2026-13-45",
        layers="crossings.portz",
        world="ATLANTIS",
        at="99,200,5",
        title="Kept",
        colour="red",
        window="90",
    )
    said = " ".join(reader.page.locator("[data-testid=stAlert]").all_inner_texts())
    for word in ("2026-13-45", "portz", "did you mean 'ports'", "ATLANTIS", "99,200,5", "colour"):
        assert word in said, word
    state = reader.state()
    assert state["title"] == "Kept"
    assert "crossings" in state["layers"]
    assert "rivers" not in state["layers"]
    assert state["day"] == drawn.default_day()
    assert state["worldview"] == "defacto"
    assert reader.query()["window"] == "90"


@pytest.mark.parametrize("written", ["&#38;", "&#x26;"])
def test_a_link_whose_parts_are_parted_by_an_entity_keeps_them(
    app: str, reader: Desk, written: str
):
    reader.follow(
        f"{app}/?" + written.join(("day=2025-11-22", "layers=crossings.border", "window=90"))
    )
    query = reader.query()
    assert (query["day"], query["layers"], query["window"]) == (
        "2025-11-22",
        "border.crossings",
        "90",
    )
    assert reader.page.locator("[data-testid=stAlert]").count() == 0


def test_what_a_wrong_link_says_is_text_and_nothing_else(reader: Desk):
    bad = '"><img src=x onerror="window.hurt=1">`${window.hurt=1}`</script>'
    reader.open(day=bad, layers=f"crossings.{bad}", sel=bad, world=bad, at=bad, tiles=bad)
    assert reader.page.locator("[data-testid=stAlert]").count() >= 4
    assert reader.page.evaluate("window.hurt") is None
    assert reader.frame.evaluate("window.hurt") is None


def test_the_browsers_back_undoes_the_last_change(reader: Desk):
    reader.open()
    reader.switch("ports", on=False)
    reader.rest()
    assert "ports" not in reader.query()["layers"]
    reader.page.go_back()
    reader.shown("ports", on=True)
    reader.rest()
    assert "ports" in reader.query()["layers"]
    assert reader.toggle("ports").get_attribute("aria-checked") == "true"


def test_copy_link_gives_the_address(desks: Callable[..., Desk]):
    reader = desks(permissions=["clipboard-read", "clipboard-write"])
    reader.open(layers="crossings", title="Copied")
    reader.frame.get_by_role("button", name="Copy link").click()
    reader.frame.wait_for_function(
        "() => document.querySelector('.cx-say').textContent === 'Link copied'"
    )
    assert reader.page.evaluate("navigator.clipboard.readText()") == reader.page.url


@pytest.mark.parametrize(
    "chosen", ["crossings/XG-TORKHAM", "disputed_areas/CHN-AKS", "border/border-1"]
)
def test_what_a_link_chooses_is_marked_on_the_map(reader: Desk, chosen: str):
    reader.open(sel=chosen, at="34,74,6")
    assert reader.frame.locator(".leaflet-cx-highlight-pane path").count() == 1
