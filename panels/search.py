"""The search box: goes to any place, crossing, port or meeting place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import streamlit as st

from panels import served, state
from panels.control import control


class Hit(NamedTuple):
    """Something that can be found: where it is, and which feature it is."""

    text: str
    lat: float
    lon: float
    zoom: float
    feature: str
    layer: str


_ZOOMS = {"crossings": 9.0, "ports": 9.0, "venues": 7.0}


@st.cache_data(show_spinner=False)
def index() -> dict[str, Hit]:
    """List everything that can be found, by the text it is found under."""
    shared = served.shared()
    hits: dict[str, Hit] = {}
    for layer, word in (("crossings", "crossing"), ("ports", "port"), ("venues", "meeting place")):
        for lon, lat, row in shared.atlas[layer].points():
            called = "strait" if row.get("kind") == "strait" else word
            text = f"{row['name']} ({called})"
            hits.setdefault(
                text, Hit(text, lat, lon, _ZOOMS[layer], f"{layer}/{row['place']}", layer)
            )
    for row in shared.places:
        text = f"{row['name']}, {row['country']}" if row.get("country") else str(row["name"])
        zoom = 8.0 if _minor(row) else 7.0
        hits.setdefault(text, Hit(text, row["lat"], row["lon"], zoom, "", "places"))
    return hits


def show() -> None:
    """Show the box."""
    st.selectbox(
        "Find", list(index()), index=None, placeholder="Crossing, port, town, meeting place",
        **control("find", None, _go),
    )  # fmt: skip


def _go(text: str | None) -> None:
    hit = index().get(text or "")
    if hit is None:
        return
    if hit.feature:
        state.change(
            selected=hit.feature, layers=state.view().with_layer(hit.layer, on=True).layers
        )
    state.go_to(hit.lat, hit.lon, hit.zoom)


def _minor(row: Mapping[str, Any]) -> bool:
    return int(row.get("rank") or 0) > 5
