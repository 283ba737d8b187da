"""The same map written the plain way: folium.GeoJson layers in a whole new map at each rerun.

It is written to do well: the files are parsed once in a process, only what is valid on the day is
embedded, with the three properties that style and tooltip need and without sources, there are no
tiles, names of places are dots with tooltips, and nothing is returned from the map, so that
panning never runs the page again. It has no legend, cards, tables, search or link.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

GEO = Path(__file__).resolve().parent.parent / "data" / "geo"
# Layers of the first sight: name of the file and colour.
LAYERS = {
    "land": ("land", "#e9e3d3"),
    "lakes": ("lakes", "#b9d3e6"),
    "rivers": ("rivers", "#8fb6d3"),
    "disputed_areas": ("disputed_areas", "#b09060"),
    "provinces": ("provinces", "#c4bba8"),
    "boundaries": ("boundaries", "#77706a"),
    "routes_gwadar": ("routes", "#7a4fa3"),
    "routes_karachi": ("routes", "#0a5fa3"),
    "routes_chabahar": ("routes", "#2f7d4f"),
    "routes_bandar_abbas": ("routes", "#b0570f"),
    "border": ("border", "#5a2d2d"),
    "ports": ("ports", "#1c4f82"),
    "crossings": ("crossings", "#c1440e"),
    "seas": ("seas", "#5d7f99"),
    "places": ("places", "#444444"),
}
STATUS = {"open": "#1b8a7a", "limited": "#d99a1c", "closed": "#c1440e", "unknown": "#999999"}


@st.cache_resource
def features(file: str) -> list[Any]:
    """Read the features of a file once."""
    found: list[Any] = json.loads((GEO / f"{file}.geojson").read_bytes())["features"]
    return found


def shown(layer: str, day: str) -> list[dict[str, Any]]:
    """Return a layer's features on a day, with what is drawn and told of them."""
    file, _ = LAYERS[layer]
    gateway = layer.removeprefix("routes_") if file == "routes" else None
    return [
        {
            "type": "Feature",
            "geometry": feature["geometry"],
            "properties": {key: properties.get(key) or "" for key in ("name", "kind", "status")},
        }
        for feature in features(file)
        for properties in [feature["properties"]]
        if feature["geometry"]
        and (not properties.get("valid_from") or properties["valid_from"] <= day)
        and (not properties.get("valid_to") or day < properties["valid_to"])
        and (gateway is None or (properties["gate"] == gateway and properties["built"]))
    ]


def styled(layer: str) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Return a layer's style function."""
    file, colour = LAYERS[layer]

    def style(feature: Mapping[str, Any]) -> dict[str, Any]:
        ink = STATUS.get(feature["properties"]["kind"], colour) if layer == "crossings" else colour
        wide = file in ("routes", "border")
        return {"color": ink, "weight": 3 if wide else 1, "fillColor": ink, "fillOpacity": 0.8}

    return style


def chart(on: Mapping[str, bool], day: str) -> folium.Map:
    """Make the whole map anew."""
    made = folium.Map(location=(31.0, 63.0), zoom_start=5, tiles=None)
    for layer in LAYERS:
        found = shown(layer, day) if on[layer] else []
        if found:
            folium.GeoJson(
                {"type": "FeatureCollection", "features": found},
                name=layer,
                style_function=styled(layer),
                marker=folium.CircleMarker(radius=4, fill=True),
                tooltip=folium.GeoJsonTooltip(fields=["name"], labels=False),
            ).add_to(made)
    return made


def step(days: int) -> None:
    """Move the day."""
    st.session_state["day"] += timedelta(days=days)


st.set_page_config(layout="wide")
if "day" not in st.session_state:
    collection = json.loads((GEO / "crossings.geojson").read_bytes())
    first = st.query_params.get("day", collection["default_day"])
    st.session_state["day"] = date.fromisoformat(first)
with st.sidebar:
    chosen = st.date_input("Day shown", key="day")
    st.button("+1 day", on_click=step, args=(1,))
    wanted = {layer: st.checkbox(layer, value=True, key=f"on-{layer}") for layer in LAYERS}
st_folium(
    chart(wanted, chosen.isoformat()), height=620, use_container_width=True, returned_objects=[]
)
