"""The map as tables: every visible layer, sortable, with a CSV to take away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from layers.scene.card_figures import FIGURES, as_rows, figures_of, newest_first
from layers.scene.scene import Scene
from panels.session.guard import error_boundary

# Shown first and in this order; what else a layer has follows.
_FIRST = ("figure_place", "figure", "period", "value", "low", "high", "unit",
          "name", "kind", "status", "phase", "reported_on", "since", "date_text", "confidence", "basis", "traffic",
          "corridor", "corridor_name", "mode", "from_name", "to_name", "length_km", "country",
          "count", "deaths_min", "deaths_max", "disputed", "place_name", "summary")  # fmt: skip
_LEFT_OUT = ("geometry", "label", "rank", "minzoom", "states", "classes", "owner", "letter")
# Headings that a key without its underscores would not be.
_HEADINGS = {"reported_on": "Last report", "date_text": "Date", "kind": "Kind", "phase": "How sure",
             "length_km": "Length, km", "deaths_min": "Deaths, from", "deaths_max": "Deaths, to",
             "id": "Id", "figure_place": "Place", "valid_from": "Valid from", "valid_to": "Valid to (before)",
             "known_from": "Known from", "status_basis": "Basis of the status",
             "date_basis": "The day is that of the", "count": "Meetings held"}  # fmt: skip
# What makes a spreadsheet take a text for a formula, at its start or after white space.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MONTH = re.compile(r"(?:by )?([A-Z][a-z]{2} )?[0-9]{4}")
"""A date of which the day is not known, as it is written."""


def rows(features: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Make a table of features: one row each, lists and sources as text."""
    columns = dict.fromkeys(key for feature in features for key in feature)
    order = [key for key in _FIRST if key in columns]
    order += [key for key in columns if key not in order and key not in _LEFT_OUT]
    return pd.DataFrame(
        [{key: _cell(feature.get(key)) for key in order} for feature in map(_known, features)],
        columns=order,
    )


def _known(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    """Cut the days of a status that are known by month or year alone."""
    reported = feature.get("reported_text") or feature.get("date_text")
    texts = {
        "reported_on": reported,
        "last_reported_on": reported,
        "since": feature.get("since_text"),
    }
    cut = {}
    for key, text in texts.items():
        if feature.get(key) and (found := _MONTH.fullmatch(str(text))):
            cut[key] = str(feature[key])[: 7 if found[1] else 4]
    return {**feature, **cut}


def heading(key: str) -> str:
    """Give the words over a column; the CSV keeps the key."""
    return _HEADINGS.get(key, key.replace("_", " ").capitalize())


def csv(table: pd.DataFrame) -> bytes:
    """Write a table as CSV (UTF-8 with a mark, for spreadsheets); formulas are disarmed."""
    disarmed = table.map(_disarmed).rename(columns=_disarmed)
    return disarmed.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


@error_boundary("The table")
def show(scene: Scene) -> None:
    """Show the table of one visible layer, chosen by the reader."""
    parts = _tables(scene)
    chosen = st.selectbox(
        "Layer", list(parts), key="table-layer",
        format_func=lambda key: f"{parts[key][0]} ({len(parts[key][1])})",
    )  # fmt: skip
    name, features = parts[chosen]
    if not features:
        st.info(f"{name}: nothing on {scene.day}. Choose another day or a longer window.")
        return
    table = rows(features)
    st.dataframe(
        table, hide_index=True, width="stretch", height=360, placeholder="",
        column_config={key: heading(key) for key in table.columns},
    )  # fmt: skip
    st.download_button(
        f"Download {name.lower()} as CSV", csv(table),
        file_name=f"crossings-{chosen}-{scene.day}.csv", mime="text/csv",
    )  # fmt: skip


def _tables(scene: Scene) -> dict[str, tuple[str, Sequence[Mapping[str, Any]]]]:
    """Give the visible layers that have a table, facts first and the topmost first, then figures."""
    found = [part for part in scene.layers[::-1] if part.layer.file in scene.atlas]
    found.sort(key=lambda part: not part.layer.facts)
    tables = {part.layer.id: (part.layer.name, part.features) for part in found}
    return {**tables, FIGURES: _figures(scene)}


def _figures(scene: Scene) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """Give the figures of what is chosen; of everything if it has none."""
    place = scene.selected[1].get("place") if scene.selected else None
    of_place = newest_first(figures_of(place, scene.day, scene.atlas)) if place else []
    if scene.selected and of_place:
        return f"Figures of {scene.selected[1]['name']}", as_rows(of_place)
    return "Figures", as_rows(newest_first(figures_of(None, scene.day, scene.atlas)))


def _disarmed(value: Any) -> Any:
    runs = isinstance(value, str) and (value[:1].isspace() or value.startswith(_FORMULA))
    return f"'{value}" if runs else value


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return "; ".join(_item(item) for item in value)
    return _item(value) if isinstance(value, dict) else value


def _item(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part not in (None, "", []))
    return str(value)
