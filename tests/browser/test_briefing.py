"""What leaves the app: files that open by themselves, and the picture of the map in the page."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Request

from briefing.export import export
from briefing.library import load_library
from briefing.profile.file import load_profile
from briefing.verification.verify import verify_content
from tests.briefing import profiles
from tests.browser.driving import Desk

pytestmark = pytest.mark.browser

_PICTURE = """() => Crossings.picture().then((content) => new Promise((resolve) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.split(",")[1]);
  reader.readAsDataURL(content);
}))"""


def _pixels(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).astype(int)


def _picture(reader: Desk) -> np.ndarray:
    return _pixels(base64.b64decode(reader.frame.evaluate(_PICTURE)))


def _shot(reader: Desk) -> np.ndarray:
    """The frame as Chromium itself draws it at twice the size, without tools and timeline."""
    reader.frame.add_style_tag(
        content=".cx-tools { display: none !important; }.cx-unfold { display: none !important; }"
    )
    # A picture has all signs and notes, which the screen unfolds.
    reader.frame.evaluate("document.querySelector('.cx-furniture').classList.add('cx-whole')")
    return _pixels(reader.page.locator("iframe[src*=streamlit_folium]").first.screenshot())


def test_the_map_in_the_page_becomes_a_picture_of_twice_its_size(desks: Callable[..., Desk]):
    reader = desks(device_scale_factor=2)
    reader.open(day="2025-11-22", layers="relief.crossings.routes_karachi")
    size = reader.frame.evaluate(
        "() => { const b = document.querySelector('.cx-furniture').getBoundingClientRect();"
        " return [b.width, b.height]; }"
    )
    made = _picture(reader)
    assert made.shape[:2] == (round(2 * size[1]), round(2 * size[0]))
    shot = _shot(reader)
    # The title's letters, and everything else, stand where the screen has them.
    box = reader.frame.evaluate(
        "() => { const b = document.querySelector('.cx-head h1').getBoundingClientRect();"
        " return [b.left, b.top, b.right, b.bottom].map((v) => Math.round(2 * v)); }"
    )
    title = made[box[1] : box[3], box[0] : box[2]]
    assert title.min() < 100
    assert title.max() > 240
    assert _apart(title, shot[box[1] - 4 : box[3] + 4, box[0] - 4 : box[2] + 4]) < 0.01
    inner = made[8:-8, 8:-8]
    assert _apart(inner, shot[4 : made.shape[0] - 4, 4 : made.shape[1] - 4]) < 0.01


def _apart(one: np.ndarray, other: np.ndarray) -> float:
    """The part of the pixels that differ; the frame may stand on a fraction of a pixel."""
    height, width = one.shape[:2]
    return min(
        float((np.abs(one - other[y : y + height, x : x + width]).max(axis=2) > 90).mean())
        for y in range(2, 7)
        for x in range(2, 7)
    )


def test_the_button_copies_the_picture_or_offers_a_download(
    desks: Callable[..., Desk], tmp_path: Path
):
    reader = desks(permissions=["clipboard-read", "clipboard-write"])
    reader.open(day="2025-11-22")
    button = reader.frame.get_by_role("button", name="Copy picture")
    button.click()
    reader.frame.wait_for_function(
        "() => document.querySelector('.cx-say').textContent === 'Picture copied'", timeout=15_000
    )
    kinds = reader.frame.evaluate(
        "() => navigator.clipboard.read().then((items) => items.flatMap((one) => one.types))"
    )
    assert kinds == ["image/png"]

    reader.frame.evaluate(
        "() => { navigator.clipboard.write = () => Promise.reject(new Error('refused')); }"
    )
    button.click()
    with reader.page.expect_download() as waiting:
        reader.frame.get_by_role("link", name="Download the picture").click(timeout=15_000)
    download = waiting.value
    assert download.suggested_filename == "CRX_routes-to-the-sea_screen_20251122.png"
    download.save_as(tmp_path / "one.png")
    assert Image.open(tmp_path / "one.png").format == "PNG"


def test_two_days_side_by_side_are_one_picture(desks: Callable[..., Desk]):
    reader = desks()
    reader.open(day="2025-11-22", since="2025-10-01", compare="side", wait=False)
    reader.page.wait_for_function(
        "() => { const maps = [...document.querySelectorAll('iframe[src*=streamlit_folium]')]"
        ".map((one) => one.contentWindow.Crossings);"
        " return maps.length === 2 && maps.every((one) => one && one.state().ready); }",
        timeout=45_000,
    )
    reader.rest()
    made = _picture(reader)
    left = made[200:-200, 40 : made.shape[1] // 3]
    assert len(np.unique(left.reshape(-1, 3), axis=0)) > 50


def _opened(browser: Browser, path: Path) -> tuple[Page, list[str], list[str]]:
    """Open a file in a window of its own; note all that it asks for and all that goes wrong."""
    page = browser.new_context(viewport={"width": 1280, "height": 850}).new_page()
    asked: list[str] = []
    errors: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            asked.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(path.as_uri())
    return page, asked, errors


def test_the_page_of_html_opens_alone_draws_its_layers_and_asks_for_nothing(
    browser: Browser, tmp_path: Path
):
    material = load_library()
    first = replace(material.default, day=date(2025, 11, 22)).with_layer("incidents", on=True)
    views = [first, replace(first, day=date(2026, 3, 12), known=date(2026, 1, 1), title="")]
    path = tmp_path / "one.html"
    path.write_bytes(export(views, "html"))
    page, asked, errors = _opened(browser, path)
    told = page.evaluate("() => Crossings.ready()")
    assert {layer for layer in views[0].layers if layer != "relief"} <= set(told["layers"])
    assert told["layers"]["crossings"] == len(material.scene(first).features("crossings"))
    assert told["layers"]["incidents"] > 0
    assert told["title"] == material.scene(first).title
    # Also after the timeline was moved by hand, a button shows its own View's day.
    page.get_by_role("button", name="Back one step").click()
    page.wait_for_function("() => Crossings.state().day === '2025-11-21'")
    page.get_by_role("button", name=material.scene(views[1]).title).click()
    page.wait_for_function("() => Crossings.state().day === '2026-03-12'")
    assert page.evaluate("() => Crossings.state().errors") == []
    assert (asked, errors) == ([path.as_uri()], [])
    page.context.close()


def test_a_page_of_html_opens_cards_by_mouse_and_key(browser: Browser, tmp_path: Path):
    view = replace(load_library().default, day=date(2025, 11, 22))
    path = tmp_path / "cards.html"
    path.write_bytes(export(view, "html"))
    page, asked, errors = _opened(browser, path)
    page.evaluate("() => Crossings.ready()")
    card = page.locator("#crx-card")
    assert card.is_hidden()
    page.evaluate("() => Crossings.choose('ports/' + 'nothing')")
    assert "none of this" in card.inner_text()
    card.get_by_role("button", name="Close").click()
    assert card.is_hidden()
    gateway = page.get_by_role("button", name=re.compile("^Torkham"))
    gateway.first.focus()
    page.keyboard.press("Enter")
    assert card.get_by_role("button", name="Close").evaluate("e => e === document.activeElement")
    assert "Torkham" in card.inner_text()
    assert "As on 22 November 2025." in card.inner_text()
    link = card.locator("a[href^=http]").first
    assert link.get_attribute("rel")
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert gateway.first.evaluate("e => e === document.activeElement")
    assert (asked, errors) == ([path.as_uri()], [])
    page.context.close()


def test_a_page_of_html_shows_the_routes_on_their_own_day_alone(browser: Browser, tmp_path: Path):
    view = replace(load_library().default, day=date(2026, 3, 1), origin="Kabul",
                   destination="Karachi", close=("torkham",))  # fmt: skip
    path = tmp_path / "ways.html"
    path.write_bytes(export(view, "html"))
    page, asked, errors = _opened(browser, path)
    page.wait_for_selector(".cx-way-best", state="attached")
    written = page.locator(".cx-head").inner_text()
    assert "USD" in written
    page.get_by_role("button", name="On one step").click()
    page.wait_for_function("() => Crossings.state().day === '2026-03-02'")
    page.wait_for_selector(".cx-way-best", state="detached")
    assert "As of 1 Mar 2026: " in page.locator(".cx-head").inner_text()
    page.get_by_role("button", name="Back one step").click()
    page.wait_for_selector(".cx-way-best", state="attached")
    assert page.locator(".cx-head").inner_text() == written
    assert (asked, errors) == ([path.as_uri()], [])
    page.context.close()


def test_the_vector_picture_opens_and_its_words_are_text(browser: Browser, tmp_path: Path):
    scene = load_library().scene(load_library().default)
    path = tmp_path / "one.svg"
    path.write_bytes(export(scene, "svg"))
    page, asked, errors = _opened(browser, path)
    words = page.evaluate(
        "() => document.fonts.ready.then(() =>"
        " [...document.querySelectorAll('text')].map((one) => one.textContent.trim()))"
    )
    assert {"Torkham", "Boundaries"} <= set(words)
    assert scene.title in " ".join(words)  # a long one stands in several lines
    assert page.evaluate("() => document.fonts.check('600 12px \"Noto Sans\"')")
    assert (asked, errors) == ([path.as_uri()], [])
    page.context.close()


def test_the_panel_shows_and_gives_the_file_that_the_command_makes(
    reader: Desk, app: str, tmp_path: Path
):
    reader.open(day="2025-11-22", at="34.100,71.100,8")
    reader.panel("Export")
    reader.page.get_by_role("button", name="Look at it first").click(timeout=20_000)
    picture = reader.page.locator(".st-key-export-preview img")
    picture.wait_for(timeout=30_000)
    view = replace(load_library().default, day=date(2025, 11, 22), lat=34.1, lon=71.1, zoom=8.0)
    expected = export(view, "png", "hd", base=f"{app}/")
    shown = reader.page.evaluate(
        "(address) => fetch(address).then((answer) => answer.blob()).then((content) =>"
        " new Promise((resolve) => { const reader = new FileReader();"
        " reader.onload = () => resolve(reader.result.split(',')[1]);"
        " reader.readAsDataURL(content); }))",
        picture.get_attribute("src"),
    )
    assert base64.b64decode(shown) == expected
    with reader.page.expect_download() as waiting:
        reader.page.locator(".st-key-x-download button").click()
    waiting.value.save_as(tmp_path / "one.png")
    name = waiting.value.suggested_filename
    assert re.fullmatch(r"CRX_routes-to-the-sea_hd_20251122(_[0-9a-f]{4})?\.png", name)
    assert (tmp_path / "one.png").read_bytes() == expected


def test_a_profile_stays_in_the_browser_and_out_of_the_link(reader: Desk, tmp_path: Path):
    for name, content in profiles.files().items():
        (tmp_path / name).write_bytes(content)
    reader.open(day="2025-11-22", at="34.1,71.1,8")
    reader.panel("Export")
    reader.page.locator(".profile input[type=file]").set_input_files(
        [tmp_path / name for name in profiles.files()]
    )
    kept = reader.page.get_by_text("Profile of Example Desk: kept in this browser alone.")
    kept.wait_for(timeout=20_000)
    with reader.page.expect_download(timeout=60_000) as waiting:
        reader.page.get_by_role("button", name="Make and save").click()
    waiting.value.save_as(tmp_path / "one.png")
    profile = load_profile(tmp_path / "profile.toml")
    verdict = verify_content((tmp_path / "one.png").read_bytes(), "one.png", profile=profile)
    assert verdict.same
    assert "Example" not in reader.page.url
    reader.page.reload()
    reader.panel("Export")
    kept.wait_for(timeout=30_000)
    reader.page.get_by_role("button", name="Forget").click()
    kept.wait_for(state="detached", timeout=20_000)
    assert reader.page.evaluate("localStorage.getItem('crossings-profile')") is None
