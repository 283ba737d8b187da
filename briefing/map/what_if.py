"""The what-if on the page: its routes over all routes, their numbers, the gateways it closes, its figures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from briefing.canvas.box import Box
from briefing.canvas.shapes import Item, Text, circle, moved
from briefing.map.geometry import strokes
from briefing.map.map_context import MapContext
from briefing.map.symbols import dashes, symbol
from layers.palette import THEME_COLORS
from layers.registry import STYLES
from layers.scene.scene import Scene
from layers.scene_parts import LegendItem, LegendSection
from layers.what_if.network_map import NO_ROUTE, UNITS, Town
from layers.what_if.scenario import Scenario, difference, signed
from layers.what_if_lines import what_if_style

_LAYER = "scenario"
_ROUTES = ("best_road", "other_road", "baseline")
_NUMBER = 9.0
"""CSS pixels: radius of a route's number."""
_MOST = 40
"""Towns in a table."""
_CITED = 2
"""So many sources are named in a row; of more the number is given."""
_MODEL = (
    "Figures of routes are a model's, for one container of 20 feet or a lorry of 20 tonnes; ranges "
    "overlap almost always."
)
_SPOT = 5.0
"""CSS pixels: radius of a province's capital."""


@dataclass
class Answer:
    """What is drawn of a what-if.

    Parameters
    ----------
    lines
        Lowest first; over the routes, under all marks.
    over
        Numbers of the routes and rings of gateways; over all marks.
    marks
        Room that the numbers and rings take.
    """

    lines: list[Item] = field(default_factory=list)
    over: list[Item] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)


def answered(context: MapContext) -> Answer:
    """Draw a Scene's what-if; empty if it has none."""
    found = Answer()
    scenario = context.scene.scenario
    if scenario is None:
        return found
    if scenario.drawn:
        features = _read(scenario.geojson())
        for group in _grouped(features):
            found.lines += _entry(context, group)
        for row, shape in features:
            if row["kind"] == "spot":
                found.lines += _spot(context, row, shape)
            elif row["kind"] == "number":
                _number(context, row, shape, found)
    for one in scenario.marks:
        _ring(context, one.lon, one.lat, "closed" if one.closed else "reopened", found)
    return found


def legend(scene: Scene) -> tuple[LegendSection, ...]:
    """Return the Scene's legend; in print the routes stand in it with their figures."""
    scenario = scene.scenario
    if scenario is None or not scenario.rows:
        return scene.legend
    items = [
        LegendItem(
            _LAYER, _ROUTES[0] if row.rank == 1 else _ROUTES[1], f"{row.rank}: {_figures(row)}",
            _ranges(scenario, row.rank),
        )
        for row in scenario.rows
    ]  # fmt: skip
    if scenario.moved and scenario.base_row is not None:
        said = f"Baseline: {_figures(scenario.base_row)}"
        items.append(LegendItem(_LAYER, _ROUTES[2], said, scenario.held_against))
    return tuple(
        replace(section, items=(*items, *(one for one in section.items if one.kind not in _ROUTES)))
        if any(one.layer == _LAYER for one in section.items)
        else section
        for section in scene.legend
    )


def rows(scenario: Scenario) -> tuple[str, tuple[str, ...], list[tuple[str, ...]]]:
    """Return title, head and rows of the what-if's table; no rows if it comes to no figures."""
    network_map = scenario.network_map
    if network_map is None:
        return _of_routes(scenario)
    if network_map.provinces:
        routes = sorted(
            network_map.provinces,
            key=lambda entry: entry.route.cost_usd.central if entry.route else float("inf"),
        )
        head: tuple[str, ...] = ("Province", "By", "USD", "Days", "Length")
        return network_map.subject, head, [_province(entry) for entry in routes]
    towns = [_town(one, UNITS[scenario.view.measure]) for one in network_map.towns[:_MOST]]
    if (more := len(network_map.towns) - _MOST) > 0:
        towns.append((f"{more} more", "", "", ""))
    return network_map.subject, ("Town", "Takes", "At the baseline", "Difference"), towns


def _of_routes(scenario: Scenario) -> tuple[str, tuple[str, ...], list[tuple[str, ...]]]:
    head = ("", "Route", "Length", "Days", "USD", "Land borders", "Assumed", "Against the baseline",
            "Sources")  # fmt: skip
    found = [_row(scenario, n) for n in range(len(scenario.rows))]
    if scenario.base_row is not None and scenario.baseline is not None:
        entry = f"Baseline, {scenario.held_against}: {_gateways(scenario.baseline)}"
        cells = (*_cells(scenario.base_row), "", _published(scenario.baseline))
        found.append(("", entry, *cells))
    return f"Routes, {scenario.ends}" if found else "", head, found


def grounds(scenario: Scenario) -> str:
    """Return in words what the figures of the routes rest on; "" without any."""
    if not scenario.rows:
        return ""
    published = "; ".join(f"{name} ({url})" if url else name for name, url in scenario.sources)
    assumed = "; ".join(scenario.assumptions)
    gateways = "; ".join(scenario.notes)
    parts = (
        _MODEL,
        "".join(f"{text}. " for text in scenario.moves).rstrip(),
        f"Of the crossings and ports passed: {gateways}." if gateways else "",
        f"Published: {published}." if published else "",
        f"Assumed: {assumed}." if assumed else "",
    )
    return " ".join(part for part in parts if part)


def _ranges(scenario: Scenario, rank: int) -> str:
    row, route = scenario.rows[rank - 1], scenario.routes[rank - 1]
    more = f"; {said} against the baseline" if (said := difference(row)) else ""
    return (
        f"{_gateways(route)}; {row.cost_low_usd:,.0f}–{row.cost_high_usd:,.0f} USD, "
        f"{row.time_low_days:.1f}–{row.time_high_days:.1f} days{more}"
    )


def _row(scenario: Scenario, n: int) -> tuple[str, ...]:
    row = scenario.rows[n]
    more = difference(row) or (
        "as the baseline" if scenario.base_row else "no route at the baseline"
    )
    route = scenario.routes[n]
    return (str(row.rank), _gateways(route), *_cells(row), more, _published(route))


def _published(route: Any) -> str:
    """Name who published a route's figures; of many the first, all are in the notes."""
    names = list(dict.fromkeys(name for name, _ in route.sources))
    if len(names) > _CITED + 1:
        return "; ".join([*names[:_CITED], f"{len(names) - _CITED} more in the notes"])
    return "; ".join(names)


def _figures(row: Any) -> str:
    parts = (f"{row.length_km:,.0f} km", f"{row.time_days:.1f} days", f"{row.cost_usd:,.0f} USD")
    return ", ".join(part.replace(" ", "\u00a0") for part in parts)


def _cells(row: Any) -> tuple[str, ...]:
    return (
        f"{row.length_km:,.0f} km",
        f"{row.time_days:.1f} ({row.time_low_days:.1f}–{row.time_high_days:.1f})",
        f"{row.cost_usd:,.0f} ({row.cost_low_usd:,.0f}–{row.cost_high_usd:,.0f})",
        str(row.borders),
        f"{100 * row.assumed_share:.0f} % of USD",
    )


def _gateways(route: Any) -> str:
    return " – ".join(route.stops) or "no border"


def _province(entry: Any) -> tuple[str, ...]:
    route = entry.route
    if route is None:
        return (f"{entry.province} ({entry.capital})", NO_ROUTE, "", "", "")
    cost = route.cost_usd
    return (
        f"{entry.province} ({entry.capital})", _gateways(route),
        f"{cost.central:,.0f} ({cost.low:,.0f}–{cost.high:,.0f})",
        f"{route.time_h.central / 24:.1f}", f"{route.length_km:,.0f} km",
    )  # fmt: skip


def _town(one: Town, unit: str) -> tuple[str, ...]:
    now = f"{one.after:,.0f} {unit}" if one.after is not None else "no route"
    was = f"{one.before:,.0f} {unit}" if one.before is not None else "no route"
    both = one.after is not None and one.before is not None
    return (one.name, now, was, signed(one.more) if both else "cut off")


# ---- drawing ----------------------------------------------------------------------------------

Row = Mapping[str, Any]


@lru_cache(maxsize=16)
def _read(content: bytes) -> list[tuple[Row, Any]]:
    features = json.loads(content)["features"]
    shapes = shapely.from_geojson(np.array([json.dumps(one["geometry"]) for one in features]))
    return [(one["properties"], shape) for one, shape in zip(features, shapes, strict=True)]


def _grouped(features: Sequence[tuple[Row, Any]]) -> list[list[tuple[Row, Any]]]:
    """Put the legs of each route together, in the features' order: casings first, so legs join."""
    found: dict[tuple[str, Any], list[tuple[Row, Any]]] = {}
    for row, shape in features:
        if shapely.get_dimensions(shape) == 1:
            found.setdefault((row["kind"], row.get("rank")), []).append((row, shape))
    return list(found.values())


def _entry(context: MapContext, legs: Sequence[tuple[Row, Any]]) -> list[Item]:
    frame = context.frame
    west, south, east, north = frame.bounds
    room = 0.06 * max(east - west, north - south)
    under: list[Item] = []
    drawn: list[Item] = []
    for row, shape in legs:
        near = shapely.clip_by_rect(shape, west - room, south - room, east + room, north + room)
        if shapely.is_empty(near):
            continue
        laid = shapely.transform(near, frame.to_page)
        style = what_if_style(row)
        width = float(row.get("width") or style.width) * context.unit
        dash = dashes(style.dash, context.unit)
        color = style.ink(context.scene.theme).color
        if style.casing:
            rim = strokes(laid, stroke=context.colors["halo"], width=width + 2 * style.casing * context.unit,
                          inside=True, round=True, opacity=0.95)  # fmt: skip
            under += [rim] if rim else []
        line = strokes(laid, stroke=color, width=width, dash=dash, round=not dash, inside=True)
        drawn += [line] if line else []
        if style.ticks:
            ties = strokes(laid, stroke=color, width=width + 5 * context.unit, inside=True,
                           dash=(1.5 * context.unit, 9 * context.unit))  # fmt: skip
            drawn += [ties] if ties else []
    return under + drawn


def _spot(context: MapContext, row: Row, shape: Any) -> list[Item]:
    x, y = context.frame.at(float(shape.x), float(shape.y))
    if not context.frame.box.has(x, y, -_SPOT * context.unit):
        return []
    ink = what_if_style(row).ink(context.scene.theme)
    rim = ink.color if row["style"] == "gate_none" else context.colors["halo"]
    return [circle(x, y, _SPOT * context.unit, fill=ink.fill or ink.color, stroke=rim,
                   width=1.5 * context.unit)]  # fmt: skip


def _number(context: MapContext, row: Row, shape: Any, found: Answer) -> None:
    """Draw a badge as on the screen: the best route's in full ink, the others' in outline."""
    x, y = context.frame.at(float(shape.x), float(shape.y))
    text = max(context.size.text, 11.5 * context.unit)
    r = max(_NUMBER * context.unit, 0.8 * text)
    if not context.frame.box.has(x, y, -r):
        return
    panel, ink = context.colors["panel"], context.colors["text"]
    fill, letter = (ink, panel) if row["rank"] == 1 else (panel, ink)
    found.over += [
        circle(x, y, r, fill=fill, stroke=ink, width=1.5 * context.unit),
        Text(x, y, str(row["rank"]), text, letter, weight=600, anchor="center", role="mark"),
    ]
    found.marks.append(Box(x - r - 1, y - r - 1, x + r + 1, y + r + 1, f"way/{row['rank']}"))


def _ring(context: MapContext, lon: float, lat: float, kind: str, found: Answer) -> None:
    x, y = context.frame.at(lon, lat)
    panel = THEME_COLORS[context.scene.theme]["panel"]
    style = STYLES[_LAYER][kind]
    items, reach = symbol(
        style, context.scene.theme, panel, unit=context.unit, least=context.size.text
    )
    if context.frame.box.has(x, y, -reach):
        found.over += moved(items, x, y)
        found.marks.append(Box(x - reach, y - reach, x + reach, y + reach, "gate"))
