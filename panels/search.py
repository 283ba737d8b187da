"""The search box: goes to any place, crossing, port or meeting place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import streamlit as st

from catalog.names import Names, plain, read_names
from layers.scene.card_figures import FIGURES
from layers.text.words import plural
from panels.session import resources, state
from panels.session.widget import bound_widget


class Hit(NamedTuple):
    """Something that can be found: where it is, and which feature it is."""

    text: str
    lat: float
    lon: float
    zoom: float
    feature: str
    layer: str
    figures: int = 0

    @property
    def shown(self) -> str:
        """The text, and how many figures its card and the table have."""
        return f"{self.text}, {plural(self.figures, 'figure')}" if self.figures else self.text


_ZOOMS = {"crossings": 9.0, "ports": 9.0, "venues": 7.0}


@cache
def index() -> Mapping[str, Hit]:
    """List everything that can be found, by the text it is found under; nobody changes it.

    Gates and ports go before towns, and what else they are called comes last: 'Herat' is a town
    rather than the Rozanak of the railway to Herat.
    """
    shared = resources.shared()
    names = read_names(resources.FOLDER)
    figured = Counter(place for one in shared.atlas[FIGURES].records for place in one["places"])
    hits: dict[str, Hit] = {}
    called: dict[str, Hit] = {}
    for layer, word in (("crossings", "crossing"), ("ports", "port"), ("venues", "meeting place")):
        for lon, lat, row in shared.atlas[layer].points():
            kind = "strait" if row.get("kind") == "strait" else word
            text = f"{row['name']} ({kind})"
            hit = Hit(text, lat, lon, _ZOOMS[layer], f"{layer}/{row['place']}", layer,
                      figured[row["place"]])  # fmt: skip
            hits.setdefault(text, hit)
            for name in other_names(text, names.get(row["place"], Names())):
                called.setdefault(f"{name}: {text}", hit)
    for town in shared.places:
        row = dict(town)
        text = f"{row['name']}, {row['country']}" if row.get("country") else str(row["name"])
        zoom = 8.0 if _minor(row) else 7.0
        hits.setdefault(text, Hit(text, row["lat"], row["lon"], zoom, "", "places"))
    return hits | called


def other_names(text: str, names: Names) -> Iterable[str]:
    """Give the names of a place of which a word is not in the text that it is found under.

    What only puts two of them together, as in ``Milak / Zaranj``, is left out.
    """
    told = set(plain(text).split())
    for name in dict.fromkeys((*names.also, *names.sides)):
        if "/" not in name and not set(plain(name).split()) <= told:
            yield name


def show() -> None:
    """Show the box."""
    # Streamlit's own order would put the shortest text first, and so a town before its gate;
    # this one keeps the order of the list.
    st.selectbox(
        "Find", list(index()), index=None, placeholder="Crossing, port, town, meeting place",
        filter_mode="contains", format_func=_shown, **bound_widget("find", None, _go),
    )  # fmt: skip


def _shown(key: str) -> str:
    """Give an option as it is shown: what stands under its first name says that it has figures."""
    hit = index()[key]
    return hit.shown if key == hit.text else key


def _go(text: str | None) -> None:
    hit = index().get(text or "")
    if hit is None:
        return
    if hit.feature:
        state.change(
            selected=hit.feature, layers=state.view().with_layer(hit.layer, on=True).layers
        )
    state.move_map(hit.lat, hit.lon, hit.zoom)


def _minor(row: Mapping[str, Any]) -> bool:
    return int(row.get("rank") or 0) > 5
