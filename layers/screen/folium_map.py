"""The renderer for the screen: a folium map whose script never changes, and small commands to it.

The map's script starts the client once. What a View asks for travels as a command in a feature group, which
streamlit-folium evaluates again only when its text has changed. Latitude comes first here, as
folium wants it, and nowhere else.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

import folium
from branca.element import MacroElement
from folium.template import Template

from layers.command import (
    Command,
    Focus,
    Goto,
    LegendEntry,
    RingedPlace,
    ScenarioGateway,
    Tiles,
)
from layers.layer import Layer
from layers.registry import FIXED, REGISTRY
from layers.scene.legend import merged
from layers.scene.scene import Scene
from layers.scene_parts import LegendItem
from layers.screen.publish import Published
from layers.text.escape import script_json
from layers.view.choices import MAX_ZOOM, MIN_ZOOM

# South-west and north-east corner of the first frame, (lat, lon): from the Gulf to the Indus.
REGION = [[23.0, 50.0], [38.6, 75.5]]
OSM_TILES: Tiles = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "attribution": "© OpenStreetMap contributors",
}


class _ScriptOnly(MacroElement):
    """An element of which the frame takes the script: there is no page to write it into.

    branca would compile each text that it writes there as a template, at every rerun.
    """

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 - branca passes options on
        """Write nothing; streamlit-folium asks for the script itself."""
        return ""


class _OfflineMap(_ScriptOnly, folium.Map):
    """A folium map that loads our own files and none from outside."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own convention
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class _Group(_ScriptOnly, folium.FeatureGroup):
    """The group that a command travels in."""


class _Start(_ScriptOnly):
    """Starts the client on the map that it is added to."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "Crossings.start({{ this._parent.get_name() }}, {{ this.config }});"
        "{% endmacro %}"
    )

    def __init__(self, config: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Start"
        self.config = script_json(config)


class _Command(_ScriptOnly):
    """Tells the client what to show."""

    _template = Template(
        '{% macro script(this, kwargs) %}Crossings.take("{{ this.packed }}");{% endmacro %}'
    )

    def __init__(self, command: Command) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Command"
        self.packed = packed(command)


def packed(command: Command) -> str:
    """Write a command as the client unpacks it: JSON, deflated, in base64, a half of its length."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    text = json.dumps(command, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(pack.compress(text) + pack.flush()).decode()


def folium_map(
    published: Published,
    *,
    base: str,
    lat: float,
    lon: float,
    zoom: float,
    fit: bool = False,
) -> folium.Map:
    """Make the constant map.

    Parameters
    ----------
    published
        The served files.
    base
        Address of their folder, relative to the map's frame, ending in ``/``.
    lat, lon, zoom
        First centre, in degrees (WGS84), and zoom. The caller keeps them for the session: a map
        with another start is another map, and the browser would load it anew.
    fit
        Let the client frame the region instead, as large as its screen allows.
    """
    chart = _OfflineMap(
        location=(lat, lon),
        zoom_start=zoom,  # type: ignore[arg-type]  # Leaflet takes half levels
        tiles=None,
        min_zoom=MIN_ZOOM,
        max_zoom=MAX_ZOOM,
        zoom_control=False,
        control_scale=False,
        prefer_canvas=True,
        zoom_snap=0.5,
        zoom_delta=1,
        attribution_control=False,
        world_copy_jump=False,
        track_resize=False,  # the client resizes the map and keeps its centre
        max_bounds=True,
        min_lat=0, max_lat=60, min_lon=20, max_lon=100,
    )  # fmt: skip
    chart.default_js = [("client", base + published.script)]
    chart.default_css = [(name, base + name) for name in published.sheets]
    start: dict[str, Any] = {"center": [lat, lon], "zoom": zoom, "minzoom": MIN_ZOOM}
    if fit:
        start["fit"] = REGION
    chart.add_child(_Start({"base": base, "start": start}))
    return chart


def command(
    scene: Scene,
    *,
    goto: Goto | None = None,
    answered: int = 0,
    beside: Scene | None = None,
    paired: bool = False,
    ringed: Sequence[RingedPlace] = (),
    answer: str = "",
) -> Command:
    """Return what the client is to show, as plain values.

    Parameters
    ----------
    scene
        What the View shows.
    goto
        Where to move the map, with a number ``seq`` that grows with each move; None to leave
        it where the reader put it.
    answered
        How many of the client's questions this answers.
    beside
        What the map beside it shows; the legend is then of both.
    paired
        It is the map beside: title and day alone, no furniture of its own.
    ringed
        Places to ring: ``name`` ("" for none), ``lon``, ``lat``.
    answer
        Name of the served file with the what-if's lines; "" for none.
    """
    view = scene.view
    chosen = scene.selected
    return {
        # What is drawn near by alone the client leaves out by itself, as far as it is away.
        "layers": [layer.id for layer in REGISTRY if layer.id in {*scene.ids, *FIXED}],
        "day": scene.day,
        "window": view.window,
        "worldview": view.worldview,
        "filter": view.filter.as_config(),
        "heat": view.heat,
        "known": view.known.isoformat() if view.known else None,
        "unreported": view.unreported,
        "since": view.since.isoformat() if view.since else None,
        "theme": scene.theme,
        "selected": f"{chosen[0].id}/{chosen[1]['id']}" if chosen else None,
        "focus": (_focus(*chosen) if chosen else None) or (_NO_ROUTE if answer else None),
        "answer": answer or None,
        "gateways": _gateways(scene),
        "passed": list(scene.scenario.passed) if scene.scenario else [],
        "highlight": [*((scene.claim or {}).get("places") or ()), *ringed],
        "span": [scene.claim["valid_from"], scene.claim["valid_to"]] if scene.claim else None,
        "title": scene.title,
        "subject": scene.subject,
        "answered": answered,
        "subtitle": scene.subtitle,
        "asides": list(scene.asides),
        "reach": list(scene.reach),
        "record": {
            "text": scene.beyond,
            "end": scene.last_report.isoformat() if scene.last_report else "",
            "day": scene.last_known_day,
        },
        "caveats": list(scene.caveats),
        "credits": list(scene.credits),
        "legend": [
            {"title": section.title, "items": [_said(item) for item in section.items]}
            for section in (merged(scene.legend, beside.legend) if beside else scene.legend)
        ],
        "tiles": OSM_TILES if view.tiles == "osm" else None,
        "present": view.mode == "present",
        "paired": paired,
        "half": beside is not None,
        "goto": goto,
    }


def _said(item: LegendItem) -> LegendEntry:
    return cast("LegendEntry", {key: value for key, value in asdict(item).items() if value})


# Beside a what-if's routes the other routes step back.
_NO_ROUTE: Focus = {"file": "routes", "key": "corridor", "value": ""}


def _gateways(scene: Scene) -> list[ScenarioGateway]:
    """Return the crossings and ports that the scenario closes or reopens."""
    if scene.scenario is None:
        return []
    return [
        {"name": mark.name, "lon": round(mark.lon, 4), "lat": round(mark.lat, 4),
         "kind": "closed" if mark.closed else "reopened"}
        for mark in scene.scenario.marks
    ]  # fmt: skip


def _focus(layer: Layer, feature: Mapping[str, Any]) -> Focus | None:
    """Return which features of which file belong to the chosen one, so that the others fade."""
    found = {
        "routes": ("routes", "corridor", feature.get("corridor")),
        "venues": ("engagements", "place", feature.get("place")),
        "engagements": ("engagements", "id", feature.get("id")),
    }.get(layer.file)
    if found is None:
        return None
    file, key, value = found
    return {"file": file, "key": key, "value": str(value)}


def command_group(content: Command) -> folium.FeatureGroup:
    """Wrap a command for ``st_folium(feature_group_to_add=...)``."""
    group = _Group(name="command")
    group.add_child(_Command(content))
    return group
