"""What is named on a map, how, and in which order: marks, towns, seas, lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from briefing.canvas.labels import Name, Place
from briefing.canvas.shapes import Points, Text
from briefing.canvas.typeface import width
from briefing.map.geometry import on_page
from briefing.map.lines import Way
from briefing.map.points import Spot
from briefing.map.stage import Row, Stage
from catalog.validity import holds
from layers.layer import Layer

_SIZE = 11.5
"""CSS pixels of a mark's or a line's name."""
_NAMED = ("ports", "crossings", "venues")
_RANKS = {"crossings": 1.0, "ports": 0.5, "venues": 2.0, "incidents": 6.0, "airports": 7.0}
_COUNTRIES = ("Afghanistan", "Pakistan", "Iran")

# Size in CSS pixels, weight, slope, whether on water, whether soft, whether centred, town's dot.
_PLACES: dict[str, dict[str, Any]] = {
    "capital": {"size": 13.5, "weight": 600, "dot": 2.6},
    "city": {"size": 12, "dot": 2.1},
    "town": {"size": 11, "dot": 1.7},
    "country": {"size": 15, "weight": 600, "soft": True, "centred": True},
    "ocean": {"size": 15, "water": True, "centred": True},
    "sea": {"size": 13.5, "water": True, "centred": True},
    "gulf": {"size": 12, "water": True, "centred": True},
    "strait": {"size": 11, "water": True, "centred": True},
    "bay": {"size": 11.5, "water": True, "centred": True},
    "province": {"size": 11, "soft": True, "centred": True},
    "range": {"size": 11, "italic": True, "soft": True, "centred": True},
    "desert": {"size": 11, "italic": True, "soft": True, "centred": True},
    "river": {"size": 10.5, "water": True, "centred": True},
}


def _text(stage: Stage, text: str, size: float, color: str, **look: Any) -> Text:
    halo = look.pop("halo", "") or stage.colors["halo"]
    points = max(stage.size.text, size * stage.unit)
    return Text(0, 0, text, points, color, halo=halo, halo_width=1.5 * stage.unit, **look)


def of_marks(stage: Stage, spots: Sequence[Spot]) -> Iterator[Name]:
    """Name crossings, ports, meeting places, airports and, near by, incidents."""
    selected = stage.scene.selected
    chosen = f"{selected[0].id}/{selected[1]['id']}" if selected else ""
    passed = stage.scene.scenario.passed if stage.scene.scenario else ()
    for spot in spots:
        row, layer = spot.row, spot.layer
        text = row.get("label") or (row.get("name") if layer.file in _NAMED else "")
        mine = spot.owner == chosen or row.get("place") in passed
        quiet = row.get("phase") == "unknown" or row.get("kind") == "destination"
        least = row.get("minzoom") or (8 if layer.id == "incidents" else 0)
        if row.get("phase") == "unknown":
            least = row.get("minzoom") or 6
        if not text or spot.number > 1 or (stage.frame.zoom < least and not mine):
            continue
        base = _RANKS.get(layer.id, 5.0) + (3 if quiet else 0)
        rank = -5.0 if mine else base + float(row.get("rank") or 0) / 10
        weight = 400 if layer.file == "airports" else 600
        label = _text(stage, str(text), _SIZE, stage.colors["text"], weight=weight)
        gap = spot.reach + 3 * stage.unit
        # A gate in a crowd of gates is named from farther away rather than not at all.
        far = (9, 20, 34) if mine else (9,) if layer.id in ("crossings", "ports") else ()
        wide = tuple(gap + more * stage.unit for more in far)
        yield Name(label, spot.x, spot.y, rank, gap, wide, owner=spot.owner)


def of_claim(stage: Stage) -> Iterator[Name]:
    """Name the places of the claim that is shown, before all others."""
    for spot in (stage.scene.claim or {}).get("places") or ():
        x, y = stage.frame.at(float(spot["lon"]), float(spot["lat"]))
        label = _text(stage, str(spot["name"]), 12.5, stage.colors["accent"], weight=600)
        wide = (26 * stage.unit, 40 * stage.unit)
        yield Name(label, x, y, -6.0, 16 * stage.unit, wide, owner=f"claim/{spot['id']}")


def of_answer(stage: Stage) -> Iterator[Name]:
    """Name the ends of a what-if's way, before all but what is chosen."""
    scenario = stage.scene.scenario
    for end in (
        (scenario.routes[0].origin, scenario.routes[0].destination)
        if scenario and scenario.routes
        else ()
    ):
        x, y = stage.frame.at(end.lon, end.lat)
        if stage.frame.box.has(x, y) and not end.place:
            label = _text(stage, end.name, 12.5, stage.colors["text"], weight=600)
            wide = tuple(more * stage.unit for more in (13, 26, 40, 54))
            yield Name(label, x, y, -5.5, 6 * stage.unit, wide, dot=2.6 * stage.unit,
                       repeat=260 * stage.unit)  # fmt: skip


def of_places(stage: Stage, layer: Layer) -> Iterator[Name]:
    """Name towns, countries, seas, ranges."""
    zoom, box = stage.frame.zoom, stage.frame.box
    for row, geometry in stage.features(layer):
        if (row.get("minzoom") or 0) > zoom or zoom > (row.get("maxzoom") or 99):
            continue
        if box.has(geometry.x, geometry.y) and holds(row, stage.scene.day):
            yield _place(stage, row, float(geometry.x), float(geometry.y))


def _place(stage: Stage, row: Row, x: float, y: float) -> Name:
    look: Mapping[str, Any] = _PLACES.get(str(row.get("kind")), _PLACES["town"])
    colors, unit = stage.colors, stage.unit
    water = look.get("water", False)
    color = colors["water_text" if water else "soft" if look.get("soft") else "text"]
    label = _text(
        stage, str(row.get("label") or row["name"]), look["size"], color,
        weight=look.get("weight", 400), italic=water or look.get("italic", False),
        halo=colors["water"] if water else "",
    )  # fmt: skip
    rank = float(row.get("rank") or 0) / 3
    places: list[Place] = []
    wide: tuple[float, ...] = ()
    if row.get("kind") == "country" and row["name"] in _COUNTRIES:
        # What the map is about keeps its name before all others.
        rank = 0.2
        places = list(_within(stage, str(row["name"]), x, y, label))
    elif row.get("kind") == "capital":
        rank, wide = 0.9 + rank, (13 * unit,)
    else:
        rank += 2.2 if row.get("kind") == "country" else 3
        places = [Place(x, y)] if look.get("centred") else []
    dot = look.get("dot", 0) * unit
    return Name(label, x, y, rank, 5 * unit, wide, places, dot=dot, repeat=260 * unit)


def _within(stage: Stage, country: str, x: float, y: float, label: Text) -> Iterator[Place]:
    """Give places for a country's name where all of it lies in the country, the nearest first."""
    found = on_page(stage.folder / "land.geojson", stage.frame)
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
    for spot in inside[np.argsort(np.hypot(*(inside - (x, y)).T), kind="stable")]:
        yield Place(float(spot[0]), float(spot[1]))


def of_ways(stage: Stage, ways: Sequence[Way]) -> Iterator[Name]:
    """Name lines on the line itself: the straightest of their longest stretches in sight."""
    world = stage.scene.view.worldview
    by_text: dict[str, list[Way]] = {}
    for way in ways:
        text = (way.row.get("labels") or {}).get(world) or way.row.get("label")
        if text and way.layer.id != "engagements" and way.beside == 1.0:
            by_text.setdefault(str(text), []).append(way)
    for text, named in by_text.items():
        first = named[0]
        water, border = first.layer.id == "rivers", first.layer.id == "border"
        label = _text(
            stage, text, 10.5 if water else _SIZE, stage.colors["water_text"] if water else first.ink,
            weight=400 if water else 600, italic=water,
        )  # fmt: skip
        across = width(text, label.size, weight=label.weight, italic=label.italic)
        runs = [run for way in named for run in way.runs]
        on = sorted(
            (s for run in runs for s in _stretches(stage, run, across)), key=lambda s: -s[0]
        )
        off = sorted(_beside(stage, runs, across), key=lambda s: -s[0])
        places = [spot for _, spot in on[:12] + ([] if water else off[:16])]
        if places:
            rank = 1.9 if border else 1.5 + float(first.row.get("rank") or 0) / 10
            yield Name(
                label, places[0].x, places[0].y, rank + (2.5 if water else 0), places=places,
                repeat=400 * stage.unit,
            )  # fmt: skip


def _stretches(stage: Stage, run: Points, across: float) -> Iterator[tuple[float, Place]]:
    """Give places along a line, with how straight and central each is."""
    steps = np.hypot(*np.diff(run, axis=0).T)
    sums = np.concatenate(([0.0], np.cumsum(steps)))
    total, unit, box = sums[-1], stage.unit, stage.frame.box
    across += 12 * unit
    if total < across:
        return
    starts = np.arange(0, total - across, max(24 * unit, (total - across) / 60))
    ends, middles = starts + across, starts + across / 2
    a, b, m = (
        np.column_stack([np.interp(at, sums, run[:, i]) for i in (0, 1)])
        for at in (starts, ends, middles)
    )
    chord = np.hypot(*(b - a).T)
    angle = np.arctan2(b[:, 1] - a[:, 1], b[:, 0] - a[:, 0])
    angle = np.where(angle > np.pi / 2, angle - np.pi, angle)
    angle = np.where(angle < -np.pi / 2, angle + np.pi, angle)
    bow = np.abs(
        (b[:, 1] - a[:, 1]) * m[:, 0] - (b[:, 0] - a[:, 0]) * m[:, 1]
        + b[:, 0] * a[:, 1] - b[:, 1] * a[:, 0]
    ) / np.maximum(chord, 1e-9)  # fmt: skip
    away = np.hypot(*(m - box.middle).T) / np.hypot(box.width, box.height)
    score = -bow / unit - np.abs(angle) * 6 - away * 20
    middle = (a + b) / 2
    for i in np.flatnonzero(chord >= across * 0.82):
        if box.grown(-20 * unit).has(*m[i]):
            yield float(score[i]), Place(float(middle[i, 0]), float(middle[i, 1]), float(angle[i]))


def _beside(stage: Stage, runs: Sequence[Points], across: float) -> Iterator[tuple[float, Place]]:
    """Give level places beside a line, where no straight stretch is free."""
    unit = stage.unit
    inner = stage.frame.box.grown(-40 * unit)
    longest = max(runs, key=len)
    for i in range(0, len(longest), max(1, len(longest) // 40)):
        x, y = (float(part) for part in longest[i])
        if not inner.has(x, y):
            continue
        middle = abs(i / len(longest) - 0.5)
        for side in (1, -1):
            spot = Place(x + side * (across / 2 + 9 * unit), y)
            yield -middle * 100 - (1 if side < 0 else 0), spot
