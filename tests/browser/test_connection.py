"""When the connection is lost or refused, the page says so, and comes back as the reader left it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.driving import desk, free_port, serve

pytestmark = pytest.mark.browser
WORD = "#crossings-word"


def _step(reader):
    """Press 'On one step' and give the day as map, words and address have it."""
    before = reader.state()["day"]
    reader.frame.get_by_role("button", name="On one step").click(timeout=10_000)
    reader.frame.wait_for_function(
        "before => { const now = Crossings.state(); return now.day !== before && !now.waiting; }",
        arg=before,
        timeout=15_000,
    )
    reader.rest()
    words = reader.page.locator(".spoken").first.inner_text()
    return reader.state()["day"], words, reader.query()["day"]


def test_after_a_restart_of_the_server_map_words_and_address_still_agree(
    browser: Browser, tmp_path
):
    port = free_port()
    with serve(log=tmp_path / "first", port=port) as address:
        reader = desk(browser, address).open(day="2025-11-22", layers="border.crossings")
        assert _step(reader)[0] == "2025-11-23"
    reader.page.wait_for_selector(f"{WORD}:not([hidden])", timeout=15_000)
    assert "Offline" in reader.page.locator(WORD).inner_text()
    with serve(log=tmp_path / "second", port=port):
        reader.page.wait_for_selector(WORD, state="hidden", timeout=30_000)
        reader.wait_ready()
        assert reader.query()["layers"] == "border.crossings"
        for day in (24, 25):
            shown, words, address = _step(reader)
            assert (shown, address) == (f"2025-11-{day}", f"2025-11-{day}")
            assert f"{day} November 2025" in words
        reader.page.context.close()


def test_a_refused_websocket_is_told_in_words_within_ten_seconds(app: str, browser: Browser):
    reader = desk(browser, app)
    reader.page.route_web_socket("**", lambda socket: socket.close())
    reader.page.goto(f"{app}/?day=2025-11-22", wait_until="commit")
    reader.page.wait_for_selector(f"{WORD}:not([hidden])", timeout=10_000)
    said = reader.page.locator(WORD).inner_text()
    assert "websockets" in said
    assert "network" in said
    reader.page.context.close()


def test_the_word_is_silent_while_all_is_well(app: str, browser: Browser):
    reader = desk(browser, app).open(day="2025-11-22", layers="crossings")
    assert reader.page.locator(WORD).is_hidden()
    assert reader.page.title() == "Crossings"
    reader.page.context.close()


def test_a_map_whose_script_is_not_let_through_is_explained(app: str, browser: Browser):
    reader = desk(browser, app)
    reader.page.route("**/panels.session.resources.web/*.js", lambda route: route.abort())
    reader.page.goto(f"{app}/?day=2025-11-22", wait_until="commit")
    reader.page.wait_for_selector(f"{WORD}:not([hidden])", timeout=30_000)
    said = reader.page.locator(WORD).inner_text()
    assert "The map could not start" in said
    assert "Reload the page" in said
    # What the words say of it is so: they are there.
    assert "Border crossings" in reader.page.locator(".spoken").first.inner_text()
    reader.page.context.close()
