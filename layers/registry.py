"""The layers of the map, in drawing order: the lowest first."""

from __future__ import annotations

from typing import Any, get_args

from layers.boundaries import BORDER, BOUNDARIES, DISPUTED_AREAS
from layers.crossings import CROSSINGS
from layers.ground import (
    AIRPORTS,
    LAKES,
    LAND,
    PLACES,
    PROVINCES,
    RELIEF,
    RELIEF_NEAR,
    RIVERS,
    ROADS,
    SEAS,
)
from layers.incidents import INCIDENTS, UCDP
from layers.layer import Group, Layer
from layers.meetings import ENGAGEMENTS, ROUNDS, VENUES
from layers.palette import BASIS, Style
from layers.ports import PORTS
from layers.routes import ROUTES, STATES
from layers.what_if_lines import SCENARIO

REGISTRY: tuple[Layer, ...] = (
    LAND,
    RELIEF,
    RELIEF_NEAR,
    LAKES,
    RIVERS,
    ROADS,
    DISPUTED_AREAS,
    PROVINCES,
    BOUNDARIES,
    *ROUTES,
    BORDER,
    ENGAGEMENTS,
    ROUNDS,
    UCDP,
    INCIDENTS,
    AIRPORTS,
    VENUES,
    PORTS,
    CROSSINGS,
    SEAS,
    PLACES,
)

BY_ID: dict[str, Layer] = {layer.id: layer for layer in REGISTRY}
FIXED: tuple[str, ...] = tuple(layer.id for layer in REGISTRY if not layer.group)
TOGGLEABLE: tuple[Layer, ...] = tuple(layer for layer in REGISTRY if layer.group)
GROUPS: tuple[str, ...] = tuple(group for group in get_args(Group) if group)
DEFAULT_LAYERS: tuple[str, ...] = tuple(layer.id for layer in TOGGLEABLE if layer.on)
FACT_FILES: tuple[str, ...] = tuple(dict.fromkeys(la.file for la in REGISTRY if la.facts))
HOVER: frozenset[str] = frozenset(key for layer in REGISTRY for key in layer.hover)
"""Properties that are said at the pointer, of whatever layer."""

# Keyed by layer, then by kind; "*" is what a kind without its own style looks like.
STYLES: dict[str, dict[str, Style]] = {
    **{layer.id: dict(layer.look) for layer in REGISTRY if layer.look},
    "route_states": STATES,
    "scenario": SCENARIO,
    "basis": BASIS,
}


def styles_config() -> dict[str, dict[str, Any]]:
    """Return every style as plain values, for the browser."""
    return {
        layer: {kind: style.as_config() for kind, style in kinds.items()}
        for layer, kinds in STYLES.items()
    }


def style_of(layer: str, kind: str) -> Style:
    """Return the style of a kind in a layer.

    Raises
    ------
    KeyError
        If the layer has neither that kind nor a fallback.
    """
    kinds = STYLES[layer]
    return kinds[kind] if kind in kinds else kinds["*"]
