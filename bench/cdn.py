"""Answers for the files that folium asks of outside hosts, so that its plain maps work offline."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import folium
from playwright.sync_api import CDPSession, Page

VENDOR = Path(__file__).resolve().parent.parent / "layers" / "web" / "vendor"
_OWN = {"leaflet": "leaflet.js", "leaflet_css": "leaflet.css"}


def files() -> dict[str, tuple[str, bytes]]:
    """Return type and content for each address that a folium map names.

    Leaflet is the real one. The others (jQuery, Bootstrap, icon fonts) are empty, as these maps
    draw without them; so they cost the plain way nothing here, which is to its advantage.
    """
    answers = {}
    for links, kind in ((folium.Map.default_js, "text/javascript"),
                        (folium.Map.default_css, "text/css")):  # fmt: skip
        for name, address in links:
            own = _OWN.get(name)
            answers[address] = (kind, (VENDOR / own).read_bytes() if own else b"/* left out */")
    return answers


def answer(page: Page) -> CDPSession:
    """Answer a page's requests for those files; others are left alone.

    Playwright's own routes would switch off the browser's cache, to the disadvantage of an app
    that loads its map anew at each click.
    """
    known = files()
    session = page.context.new_cdp_session(page)

    def fulfil(asked: Mapping[str, Any]) -> None:
        kind, body = known.get(asked["request"]["url"], ("", b""))
        head = {"Content-Type": kind, "Access-Control-Allow-Origin": "*",
                "Cache-Control": "max-age=86400"}  # fmt: skip
        session.send(
            "Fetch.fulfillRequest",
            {
                "requestId": asked["requestId"],
                "responseCode": 200 if kind else 404,
                "responseHeaders": [{"name": key, "value": value} for key, value in head.items()],
                "body": base64.b64encode(body).decode(),
            },
        )

    session.on("Fetch.requestPaused", fulfil)
    session.send("Fetch.enable", {"patterns": [{"urlPattern": "https://*"}]})
    return session
