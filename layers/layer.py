"""What a layer is: its entry, its look, its card and its part of the legend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from catalog.validity import holds, knows, within
from layers.palette import Style
from layers.scene_parts import Facts, Feature, LegendPart

Geometry = Literal["polygon", "line", "point", "label", "image"]
Group = Literal[
    "",
    "Crossings and ports",
    "Trade routes",
    "Border and boundaries",
    "Talks",
    "Incidents",
    "Ground",
]
Card = Callable[[Feature, str, Mapping[str, Facts]], str]
"""Writes the facts of a feature as HTML: its properties, the ISO day shown, Datasets by file name."""


def own_kind(row: Feature) -> str:
    """Return a feature's own kind; ``*`` if it has none."""
    return str(row.get("kind") or "*")


@dataclass(frozen=True)
class Layer:
    """One kind of thing on the map.

    Parameters
    ----------
    id, name
        Key in the URL and words for people.
    group
        Heading under which the layer is switched; "" for one that is always on.
    file
        Name in ``data/geo`` without its ending.
    about
        What it shows, in a sentence.
    geometry
        What is drawn.
    on
        Part of the first sight.
    facts
        Its features carry dates and sources: it has a table, cards and entries in the legend.
    windowed
        Events: shown for a number of days after they began, not while they hold.
    classes, owner
        Its look depends on the worldview: by the property ``classes`` or ``owner``.
    where
        Only features that have one of the listed values in each listed property.
    detail, detail_zoom
        Finer file that takes over from a zoom.
    interactive
        Answers to the pointer and the keyboard.
    symbol
        Kind of point symbol.
    minzoom
        Not drawn below.
    group_points
        Symbols that crowd are shown as one with a number.
    suffix
        Ending of the file's name.
    look
        Styles by kind; ``*`` is what a kind without its own style looks like. A label or an image
        has none.
    kind
        Returns the kind by which a feature looks, unless the worldview decides it.
    typical
        Kind that stands for the layer beside its switch.
    legend
        Its part of the legend; None without one.
    card
        Function that writes a feature's card; None for one that lists the properties.
    figures
        Its cards tell the figures of the feature's place.
    hover
        Properties that are said at the pointer, beside the name, the kind and the date.
    """

    id: str
    name: str
    group: Group
    file: str
    about: str
    geometry: Geometry
    on: bool = False
    facts: bool = False
    windowed: bool = False
    classes: bool = False
    owner: bool = False
    where: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    detail: str = ""
    detail_zoom: int = 7
    interactive: bool = False
    symbol: str = ""
    minzoom: int = 0
    group_points: bool = False
    suffix: str = "geojson"
    look: Mapping[str, Style] = field(default_factory=dict)
    kind: Callable[[Feature], str] = own_kind
    typical: str = "*"
    legend: LegendPart | None = None
    card: Card | None = None
    figures: bool = False
    hover: tuple[str, ...] = ()

    def has(self, properties: Mapping[str, Any]) -> bool:
        """Return whether a feature of the file belongs to this layer."""
        return all(properties.get(key) in values for key, values in self.where.items())

    def kind_of(self, row: Feature, worldview: str) -> str:
        """Return the key of a feature's style: the same rule as the browser's.

        Parameters
        ----------
        row
            The feature's properties.
        worldview
            Whose depiction of boundaries.
        """
        if row.get("classes"):
            return str(row["classes"].get(worldview) or row.get("kind") or "*")
        return self.kind(row)

    def shows(
        self,
        properties: Mapping[str, Any],
        day: str,
        window: int | None,
        *,
        known: str | None = None,
    ) -> bool:
        """Return whether a feature of the file is shown in this layer on a day.

        Parameters
        ----------
        properties
            The feature's.
        day
            ISO date.
        window
            Days up to ``day`` for which events are shown; None for all.
        known
            ISO date: by what was known on it; None for all that is known now.
        """
        if not self.has(properties) or not knows(properties, known):
            return False
        if self.windowed and not within(properties, day, window):
            return False
        return holds(properties, day)

    def as_config(self) -> dict[str, Any]:
        """Return what the browser needs, without what is empty."""
        config: dict[str, Any] = {
            "id": self.id,
            "name": self.name,
            "group": self.group,
            "file": self.file,
            "geometry": self.geometry,
        }
        for key in ("windowed", "classes", "owner", "interactive", "symbol", "minzoom",
                    "group_points", "facts"):  # fmt: skip
            value = getattr(self, key)
            if value:
                config[key] = value
        if self.group:
            config["about"] = self.about
        if self.where:
            config["where"] = {key: list(values) for key, values in self.where.items()}
        if self.detail:
            config["detail_file"] = self.detail
            config["detail_zoom"] = self.detail_zoom
        return config


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
