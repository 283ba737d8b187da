"""Routes on the page: side by side where they share a road, each strand drawn once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

from briefing.canvas.shapes import Item
from briefing.map.geometry import read as read_features
from briefing.map.lines import BACK, DrawnLine, fades
from briefing.map.map_context import MapContext, Row, look_of, shows, states_in
from briefing.map.strokes import Run, casing, strand
from layers.layer import Layer
from layers.lines import strands
from layers.lines.looks import Look
from layers.lines.states import kind_in, strand_of
from layers.palette import Style, mixed
from layers.routes import UNKNOWN_LINE

_ORDER = ("unknown", "planned", "closed", "limited", "open")
_BEYOND = 12.0
"""CSS pixels beyond the map's edge to which lines go on."""


@dataclass(frozen=True)
class Routes:
    """All routes of a picture.

    Parameters
    ----------
    items
        Their drawing, lowest first.
    drawn_lines
        The legs of each layer with their lines as drawn, for names and for what keeps off lines.
    """

    items: list[Item] = field(default_factory=list)
    drawn_lines: dict[str, list[DrawnLine]] = field(default_factory=dict)


def routes(context: MapContext, layers: Sequence[Layer]) -> Routes:
    """Draw the layers of routes that are on."""
    if not layers:
        return Routes()
    features = read_features(context.file(layers[0]))
    states = states_in(context.scene, features.properties)
    shown: dict[int, strands.Leg] = {}
    owner: dict[int, Layer] = {}
    for n, row in enumerate(features.properties):
        for layer in layers:
            if shows(context.scene, layer, row):
                shown[n] = strands.Leg(
                    strand_of(row), kind_in(states, row), int(row["traffic_class"] or 0)
                )  # fmt: skip
                owner[n] = layer
    paths = strands.at_zoom(strands.read(context.folder / strands.FILE), context.frame.zoom)
    drawn = strands.drawn(paths, shown, context.frame.to_page, context.unit)
    beside = {n: _beside(context, owner[n], features.properties[n]) for n in shown}
    return Routes(
        _items(context, drawn.pieces, owner, beside),
        _routes(context, drawn.lines, owner, beside, shown, features.properties, states),
    )


def _beside(context: MapContext, layer: Layer, row: Mapping[str, object]) -> float:
    """Fade all routes beside a what-if's routes, and those that are not the chosen one."""
    chosen = context.scene.selected
    if chosen is not None:
        return fades(layer, row, *chosen)
    return BACK if context.scene.scenario and context.scene.scenario.drawn else 1.0


def _style(layer: Layer, look: Look, mode: str) -> Style:
    return UNKNOWN_LINE if look.state == "unknown" else look_of(layer, mode)


def _items(
    context: MapContext,
    pieces: Sequence[strands.Piece],
    owner: Mapping[int, Layer],
    beside: Mapping[int, float],
) -> list[Item]:
    groups: dict[tuple[int, str, float, Look, str], list[Run]] = {}
    for piece in pieces:
        strength = max(beside[n] for n in piece.legs)
        layer = owner[piece.legs[0]]
        color = _style(layer, piece.look, piece.strand.rpartition("/")[2])
        ink = mixed(color.ink(context.scene.theme).color, context.colors["halo"], strength)
        key = (_ORDER.index(piece.look.state), piece.strand, strength, piece.look, ink)
        groups.setdefault(key, []).extend(_inside(context, piece))
    items: list[Item] = []
    ground, unit = context.colors["halo"], context.unit
    # What steps back lies lowest; of a strand all rims lie under all its lines, so that legs join.
    ranked = sorted(groups, key=lambda key: (key[2], key[0], key[1], key[3].width))
    for number, key in enumerate(ranked):
        alike = [one for one in ranked if one[:3] == key[:3]]
        if ranked.index(alike[0]) != number:
            continue
        for one in alike:
            items += casing(groups[one], one[3], ground, unit) if groups[one] else []
        layers = [strand(groups[one], one[3], one[4], ground, unit) for one in alike if groups[one]]
        depth = max(map(len, layers), default=0)
        # Edges of all stretches before their cores: so that a trunk and its branches are one.
        items += [made[at] for at in range(depth) for made in layers if at < len(made)]
    return items


def _inside(context: MapContext, piece: strands.Piece) -> list[Run]:
    """Leave out what lies off the map."""
    box, far = context.frame.box, _BEYOND * context.unit
    x, y = piece.line.T
    seen = (x > box.x0 - far) & (x < box.x1 + far) & (y > box.y0 - far) & (y < box.y1 + far)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], seen.astype(int), [0])))).reshape(-1, 2)
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(piece.line, axis=0).T))))
    return [
        (piece.line[a:b], piece.start + float(along[a])) for a, b in edges.tolist() if b - a > 1
    ]


def _routes(
    context: MapContext,
    lines: Mapping[int, np.ndarray],
    owner: Mapping[int, Layer],
    beside: Mapping[int, float],
    shown: Mapping[int, strands.Leg],
    rows: Sequence[Row],
    states: Mapping[str, Row],
) -> dict[str, list[DrawnLine]]:
    found: dict[str, list[DrawnLine]] = {layer.id: [] for layer in owner.values()}
    box = context.frame.box.grown(_BEYOND * context.unit)
    for n in sorted(lines, key=lambda n: shown[n].level):
        layer, row = owner[n], rows[n]
        cut = shapely.clip_by_rect(shapely.linestrings(lines[n]), box.x0, box.y0, box.x1, box.y1)
        runs = tuple(
            shapely.get_coordinates(part)
            for part in shapely.get_parts(cut)
            if part.geom_type == "LineString" and len(part.coords) > 1
        )
        if not runs:
            continue
        leg = shown[n]
        look = strands.look_at([leg])
        style = _style(layer, look, leg.mode)
        own = look_of(layer, leg.mode).ink(context.scene.theme)
        found[layer.id].append(
            DrawnLine(layer, row, cut, runs, style, look.width * context.unit,
                style.ink(context.scene.theme).color, own.text or own.color,
                states[row["id"]], beside[n], beside[n])
        )  # fmt: skip
    return found
