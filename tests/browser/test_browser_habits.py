"""What browsers and their readers' settings do: history, print, less motion, withheld pictures."""

from __future__ import annotations

import io
import urllib.parse
from typing import Literal

import pypdfium2
import pytest

from tests.browser.driving import Desk

pytestmark = pytest.mark.browser
_NOISE = """() => { CanvasRenderingContext2D.prototype.getImageData = function (x, y, w, h) {
  const seen = new ImageData(w, h);
  seen.data.fill(77);
  return seen;
}; }"""
_COPIED = "async () => (await Crossings.image()).picture.src"


def test_opening_a_link_leaves_one_entry_in_the_history(reader: Desk):
    # A page of its own: a browser keeps no more than fifty entries of one.
    fresh = Desk(reader.page.context.new_page(), reader.address, reader.watch)
    before = fresh.page.evaluate("history.length")
    fresh.open(day="2025-11-22")
    assert "at" in fresh.query()
    assert fresh.page.evaluate("history.length") == before + 1
    fresh.frame.get_by_role("button", name="On one step").click()
    fresh.page.wait_for_function("location.search.includes('2025-11-23')", timeout=15_000)
    assert fresh.page.evaluate("history.length") > before + 1


def test_the_frame_of_the_map_has_a_name(reader: Desk):
    reader.open(day="2025-11-22", title="طورخم: وضعیت (Torkham)")
    frame = reader.page.locator("iframe[src*=streamlit_folium]")
    assert frame.get_attribute("title") == "Map: طورخم: وضعیت (Torkham)"
    title = reader.frame.locator(".cx-head h1")
    assert title.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_a_reader_who_wants_less_motion_sees_none_and_needs_no_reload(reader: Desk):
    reader.open(day="2025-11-22")
    reader.frame.evaluate(
        "() => { window.glides = 0; Crossings.map.on('zoomanim', () => { window.glides += 1; }); }"
    )
    wishes: tuple[tuple[Literal["reduce", "no-preference"], int], ...]
    wishes = (("reduce", 0), ("no-preference", 1))
    for wish, glides in wishes:
        reader.page.emulate_media(reduced_motion=wish)
        zoom = reader.frame.evaluate("Crossings.map.getZoom()")
        reader.frame.get_by_role("button", name="Zoom in").click()
        reader.frame.wait_for_function("zoom => Crossings.map.getZoom() > zoom", arg=zoom)
        assert min(reader.frame.evaluate("window.glides"), 1) == glides
        inertia = reader.frame.evaluate("Crossings.map.options.inertia")
        assert inertia is (wish == "no-preference")


@pytest.mark.parametrize(
    ("size", "asked"),
    [((1280, 720), {}), ((1024, 600), {}), ((1920, 1080), {}),
     ((1366, 768), {"from": "Kabul", "to": "Karachi", "close": "torkham"})],
)  # fmt: skip
def test_a_copied_picture_explains_its_signs_and_sends_nobody_to_the_pointer(
    reader: Desk, size, asked
):
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.open(day="2025-11-22", **asked)
    source = reader.frame.evaluate(_COPIED)
    picture = urllib.parse.unquote(source.partition(",")[2])
    start = picture.index('aria-label="Legend"')
    tag = picture[picture.rindex("<", 0, start) : picture.index(">", start)]
    assert "cx-brief" not in tag
    notes = reader.frame.evaluate(
        "[...document.querySelectorAll('.cx-legend small')].map((note) => note.textContent)"
    )
    assert notes
    assert all(note in picture for note in notes)
    reader.page.set_viewport_size({"width": 1366, "height": 768})


def test_a_picture_of_noise_is_not_called_copied(reader: Desk):
    reader.open(day="2025-11-22")
    reader.frame.evaluate(_NOISE)
    reader.frame.get_by_role("button", name="Copy picture").click()
    said = reader.frame.locator(".cx-say")
    reader.frame.wait_for_function(
        "document.querySelector('.cx-say').textContent.includes('withholds')", timeout=10_000
    )
    assert "screenshot" in said.inner_text()
    assert said.locator("a").count() == 0


def test_the_printed_page_is_the_map_and_its_words_without_controls(reader: Desk):
    reader.open(day="2025-11-22", panel="words")
    paper = pypdfium2.PdfDocument(io.BytesIO(reader.page.pdf(prefer_css_page_size=True)))
    words = " ".join(page.get_textpage().get_text_bounded() for page in paper)
    assert len(paper) == 2
    assert "Border crossings on 22 November 2025" in words
    for control in ("Copy link", "What changed", "Incidents in the", "at the pointer"):
        assert control not in words
