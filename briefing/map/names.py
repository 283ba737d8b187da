"""What is named on a map, how, and in which order: marks, towns, countries, seas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from briefing.canvas.labels import Name, Place
from briefing.canvas.shapes import Text
from briefing.map.geometry import on_page, read
from briefing.map.map_context import MapContext, Row, look_of
from briefing.map.parts import joined
from briefing.map.points import DrawnPoint
from catalog.validity import holds
from layers.layer import Layer
from layers.registry import BY_ID, REGISTRY

_NAMED = ("ports", "crossings", "venues")
_RANKS = {"crossings": 1.5, "ports": 2.0, "venues": 1.4, "incidents": 6.0, "airports": 7.0}
_MAIN = 1
"""Rank of a crossing or a port that the map is about."""
_RELIEF = ("range", "desert")
_RANGES = 6.5
"""From this zoom on ranges and deserts are named, where no relief shows them."""
_COUNTRIES = ("Afghanistan", "Pakistan", "Iran")
_GAP = 2.6
"""CSS pixels between a mark's rim and its name."""
# CSS pixels: the gateways that the map is about, ports, other crossings and ports, what happened.
_SIZES = {"main": 15.4, "port": 15.4, "other": 12.6, "event": 11.5}

# Size in CSS pixels, weight, slope, whether on water, whether soft, whether centred, town's dot.
_PLACES: dict[str, dict[str, Any]] = {
    "capital": {"size": 14, "weight": 600, "dot": 2.6},
    "city": {"size": 12.4, "dot": 2.1, "soft": True},
    "town": {"size": 11.5, "dot": 1.7, "soft": True},
    "country": {"size": 17, "soft": True, "centred": True},
    "ocean": {"size": 15, "water": True, "centred": True},
    "sea": {"size": 13.5, "water": True, "centred": True},
    "gulf": {"size": 12, "water": True, "centred": True},
    "strait": {"size": 11.5, "water": True, "centred": True},
    "bay": {"size": 11.5, "water": True, "centred": True},
    "province": {"size": 11.5, "soft": True, "centred": True},
    "range": {"size": 11.5, "italic": True, "soft": True, "centred": True},
    "desert": {"size": 11.5, "italic": True, "soft": True, "centred": True},
    "river": {"size": 11, "water": True, "centred": True},
}


def text_of(context: MapContext, text: str, size: float, color: str, **look: Any) -> Text:
    """Set a name in a size of CSS pixels, never smaller than the page allows."""
    halo = look.pop("halo", "") or context.colors["halo"]
    points = max(context.size.text, size * context.unit)
    return Text(0, 0, text, points, color, halo=halo, halo_width=1.5 * context.unit, **look)


def of_marks(context: MapContext, drawn_points: Sequence[DrawnPoint]) -> Iterator[Name]:
    """Name crossings, ports, meeting places, airports and, near by, incidents."""
    selected = context.scene.selected
    chosen = f"{selected[0].id}/{selected[1]['id']}" if selected else ""
    passed = context.scene.scenario.passed if context.scene.scenario else ()
    for spot in drawn_points:
        row, layer = spot.row, spot.layer
        if spot.within:
            continue
        all_of_it = spot.joined or (spot,)
        words = [one.row.get("label") or (one.row.get("name") if layer.file in _NAMED else "")
                 for one in all_of_it]  # fmt: skip
        text = joined([str(word) for word in words]) if all(words) else ""
        mine = any(f"{layer.id}/{one.row['id']}" == chosen or one.row.get("place") in passed
                   for one in all_of_it)  # fmt: skip
        least = row.get("minzoom") or (8 if layer.id == "incidents" else 0)
        if not text or spot.number > 1 or (context.frame.zoom < least and not mine):
            continue
        yield _mark(context, spot, str(text), mine=mine)


def _mark(context: MapContext, spot: DrawnPoint, text: str, *, mine: bool) -> Name:
    row, layer = spot.row, spot.layer
    gateway = layer.id in ("crossings", "ports")
    main = gateway and row.get("rank") == _MAIN
    rank = _RANKS.get(layer.id, 5.0) + float(row.get("rank") or 0) / 10
    whole = spot.joined or (spot,)
    unsure = all(one.row.get("phase") == "unknown" for one in whole)
    rank += 2 * (unsure or row.get("kind") == "destination")
    if mine:
        rank = -5.0
    elif main:
        rank = 0.0 if layer.id == "crossings" else 0.2
    route = f"routes_{row.get('gate')}" if layer.id == "ports" and main else ""
    color = context.colors["text"]
    if route in context.scene.ids:
        # In its line's colour a port's name is the line's name too.
        ink = look_of(BY_ID[route], "road").ink(context.scene.theme)
        color = ink.text or ink.color
    kind = "event" if not gateway else layer.id[:-1] if route else "main" if main else "other"
    weight = 600 if main or mine else 400
    label = text_of(context, text, _SIZES[kind], color, weight=weight)
    half = (max(one.x for one in whole) - min(one.x for one in whole)) / 2
    middle, reach = min(one.x for one in whole) + half, spot.reach + half
    return Name(
        label, middle, spot.y, rank, reach + _GAP * context.unit, reach, owner=spot.owner,
        leader=gateway or mine, must=main or mine, column="gates" if layer.id == "crossings" and main else "",
    )  # fmt: skip


def of_claim(context: MapContext) -> Iterator[Name]:
    """Name the places of the claim that is shown, before all others."""
    for spot in (context.scene.claim or {}).get("places") or ():
        x, y = context.frame.at(float(spot["lon"]), float(spot["lat"]))
        label = text_of(context, str(spot["name"]), 13, context.colors["accent"], weight=600)
        yield Name(label, x, y, -6.0, 16 * context.unit, 14 * context.unit, must=True,
                   owner=f"claim/{spot['id']}")  # fmt: skip


def of_answer(context: MapContext) -> Iterator[Name]:
    """Name the ends of a what-if's route, before all but what is chosen."""
    scenario = context.scene.scenario
    for end in (
        (scenario.routes[0].origin, scenario.routes[0].destination)
        if scenario and scenario.routes
        else ()
    ):
        x, y = context.frame.at(end.lon, end.lat)
        if context.frame.box.has(x, y) and not end.place:
            label = text_of(context, end.name, 14, context.colors["text"], weight=600)
            yield Name(label, x, y, -5.5, 6 * context.unit, 2.6 * context.unit, must=True,
                       dot=2.6 * context.unit, repeat=260 * context.unit)  # fmt: skip


def of_ends(context: MapContext) -> Iterator[Name]:
    """Name the towns at which the routes that are drawn end, wherever the towns are on or not."""
    legs = [
        row
        for layer in REGISTRY
        if layer.file == "routes" and layer.id in context.scene.ids
        for row, _ in context.features(layer)
    ]
    ends = {str(row["to_name"]) for row in legs} - {str(row["from_name"]) for row in legs}
    found = read(context.folder / "places.geojson")
    for row, geometry in zip(found.properties, found.geometries, strict=True):
        if row.get("name") in ends and row.get("kind") in ("capital", "city", "town"):
            x, y = context.frame.at(geometry.x, geometry.y)
            if context.frame.box.has(x, y, -3 * context.unit):
                capital = row["kind"] == "capital"
                look = {"weight": 600} if capital else {}
                label = text_of(context, str(row["name"]), 14 if capital else 12.4,
                                context.colors["text" if capital else "soft"], **look)  # fmt: skip
                dot = _PLACES[row["kind"]]["dot"] * context.unit
                yield Name(label, x, y, 0.3 if capital else 0.4, 5 * context.unit, dot, dot=dot,
                           must=True, repeat=260 * context.unit)  # fmt: skip


def of_places(context: MapContext, layer: Layer) -> Iterator[Name]:
    """Name towns, countries, seas, ranges."""
    zoom, box = context.frame.zoom, context.frame.box
    for row, geometry in context.features(layer):
        if (row.get("minzoom") or 0) > zoom or zoom > (row.get("maxzoom") or 99):
            continue
        if row.get("kind") in _RELIEF and zoom < _RANGES and "relief" not in context.scene.ids:
            continue
        if box.has(geometry.x, geometry.y) and holds(row, context.scene.day):
            yield _place(context, row, float(geometry.x), float(geometry.y))


def _place(context: MapContext, row: Row, x: float, y: float) -> Name:
    kind = str(row.get("kind"))
    look: Mapping[str, Any] = _PLACES.get(kind, _PLACES["town"])
    colors, unit = context.colors, context.unit
    water = look.get("water", False)
    color = colors["water_text" if water else "soft" if look.get("soft") else "text"]
    focus = kind == "country" and row["name"] in _COUNTRIES
    label = text_of(
        context, str(row.get("label") or row["name"]), look["size"] + 3 * focus, color,
        weight=600 if focus else look.get("weight", 400), italic=water or look.get("italic", False),
        halo=colors["water"] if water else "",
    )  # fmt: skip
    rank = float(row.get("rank") or 0) / 3
    places: list[Place] = []
    if focus:
        # What the map is about keeps its name before all others.
        rank = 0.9
        places = list(_within(context, str(row["name"]), x, y, label))
    elif kind == "capital":
        rank = 1.2 + rank
    else:
        rank += {"country": 2.2, "range": 9, "desert": 9}.get(kind, 4)
        places = _shifted(x, y, label) if look.get("centred") else []
    dot = look.get("dot", 0) * unit
    return Name(label, x, y, rank, 2.2 * unit + dot, dot, places=places, dot=dot,
                repeat=260 * unit, inside="land" if water else "")  # fmt: skip


def _shifted(x: float, y: float, label: Text) -> list[Place]:
    """Return places around a point, for what has no edges that are known: the nearest first."""
    em = label.size
    return [
        Place(x + i * em, y + j * 0.8 * em, price=0.35 * float(np.hypot(i, j)))
        for i in range(-5, 6)
        for j in range(-4, 5)
    ]


def _within(context: MapContext, country: str, x: float, y: float, label: Text) -> Iterator[Place]:
    """Return places for a country's name where all of it lies in the country, the nearest first."""
    found = on_page(context.folder / "land.geojson", context.frame)
    own = [
        shape
        for row, shape in zip(found.properties, found.geometries, strict=True)
        if row.get("name") == country and shape is not None
    ]
    if not own:
        return
    area = shapely.make_valid(own[0])
    step = 0.8 * label.size
    away = np.arange(-18, 19) * step
    middles = np.array([(x + dx, y + dy) for dx in away for dy in away])
    half, high = label.width / 2, label.size / 2
    boxes = shapely.box(
        middles[:, 0] - half, middles[:, 1] - high, middles[:, 0] + half, middles[:, 1] + high
    )
    shapely.prepare(area)
    inside = middles[shapely.contains_properly(area, boxes)]
    for spot in inside:
        far = float(np.hypot(*(spot - (x, y)))) / label.size
        yield Place(float(spot[0]), float(spot[1]), price=0.12 * far)
