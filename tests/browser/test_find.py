"""Find knows every name, in Latin letters, in Arabic script, and with a letter or two wrong."""

from __future__ import annotations

import pytest

from tests.browser.driving import Desk

pytestmark = pytest.mark.browser


def _offered(reader: Desk, words: str) -> list[str]:
    """Write into Find, and give what is offered."""
    reader.drawer("find")
    reader.page.locator("#desk-search").fill(words)
    reader.page.wait_for_function(
        "words => document.querySelector('#desk-search').value === words"
        " && !document.querySelector('#desk-hits').hidden", arg=words, timeout=15_000,
    )  # fmt: skip
    reader.page.wait_for_timeout(200)
    return reader.page.locator("#desk-hits li").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Torkham", "Torkham"),
        ("طورخم", "Torkham"),
        ("تورخم", "Torkham"),
        ("Torkam", "Torkham"),
        ("turkham", "Torkham"),
        ("چمن", "Spin Boldak-Chaman"),
        ("friendship gate", "Spin Boldak-Chaman"),
        ("Chaman", "Spin Boldak-Chaman"),
        ("بندر عباس", "Bandar Abbas - Shahid Rajaee"),
        ("بندرعباس", "Bandar Abbas - Shahid Rajaee"),
        ("کراچی", "Karachi"),
        ("كراتشي", "Karachi"),
        ("کابل", "Kabul"),
        ("Herat", "Herat"),
        ("Kandahr", "Kandahar"),
        ("اسلام قلعه", "Islam Qala-Dogharoun"),
    ],
)
def test_the_first_that_is_offered_is_what_is_meant(reader: Desk, words: str, first: str):
    reader.open(layers="places")
    assert _offered(reader, words)[0].startswith(first)


def test_enter_takes_the_first_goes_there_and_opens_its_card(reader: Desk):
    reader.open(layers="places")
    reader.drawer("find")
    reader.page.locator("#desk-search").fill("طورخم")
    reader.page.keyboard.press("Enter")
    assert "Torkham" in reader.card()
    state = reader.state()
    assert abs(state["center"]["lat"] - 34.12) < 0.3
    assert abs(state["center"]["lng"] - 71.09) < 0.3
    assert state["layers"]["crossings"] == 26
    assert reader.query()["selected"].startswith("crossings/")


def test_a_town_is_gone_to_and_arrows_choose_another(reader: Desk):
    reader.open()
    names = _offered(reader, "Herat")
    assert names[0].startswith("Herat")
    reader.page.keyboard.press("Enter")
    reader.frame.wait_for_function("() => Math.abs(Crossings.map.getCenter().lat - 34.35) < 0.5")
    assert len(_offered(reader, "Chaman")) > 1
    reader.page.keyboard.press("ArrowDown")
    assert reader.page.locator("#desk-hits [aria-selected=true]").inner_text().startswith("Chaman")


def test_nothing_is_offered_for_what_is_no_place_and_enter_takes_nothing(reader: Desk):
    reader.open()
    before = reader.state()["center"]
    assert _offered(reader, "xyzzyq") == ["No place goes by \u2018xyzzyq\u2019"]
    reader.page.keyboard.press("Enter")
    reader.rest()
    assert reader.state()["center"] == before


def test_letters_of_every_script_have_a_font_of_the_page(reader: Desk):
    reader.open(layers="places")
    _offered(reader, "طورخم")
    loaded = reader.page.evaluate(
        "() => document.fonts.load('14px \"Source Sans\"', 'طورخم').then((faces) => faces.length)"
    )
    assert loaded > 0
