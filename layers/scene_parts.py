"""What a Scene, its legend and the layers share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from layers.registry import Layer

Feature = Mapping[str, Any]


@dataclass(frozen=True)
class SceneLayer:
    """One layer of a Scene.

    Parameters
    ----------
    layer
        Its entry in the registry.
    features
        Properties of the features shown on the day; empty for layers without facts.
    total
        Features of the layer on all days.
    """

    layer: Layer
    features: tuple[Feature, ...]
    total: int


@dataclass(frozen=True)
class LegendItem:
    """One entry: the symbol of a kind in a layer, and what it means."""

    layer: str
    kind: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class LegendSection:
    """Entries under one heading."""

    title: str
    items: tuple[LegendItem, ...]


class Facts(Protocol):
    """What a Scene reads of a Dataset."""

    @property
    def records(self) -> list[dict[str, Any]]:
        """Properties of the features, without geometry."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """Members of the collection beside its features."""

    @property
    def origins(self) -> Iterable[Mapping[str, Any]]:
        """Where the features come from."""
