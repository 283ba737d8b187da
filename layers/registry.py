"""The layers of the map, in drawing order: the lowest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from catalog.validity import holds, knows, within

Geometry = Literal["polygon", "line", "point", "label", "image"]


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
    """

    id: str
    name: str
    group: str
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

    def has(self, properties: Mapping[str, Any]) -> bool:
        """Tell whether a feature of the file belongs to this layer."""
        return all(properties.get(key) in values for key, values in self.where.items())

    def shows(
        self,
        properties: Mapping[str, Any],
        day: str,
        window: int | None,
        *,
        known: str | None = None,
    ) -> bool:
        """Tell whether a feature of the file is shown in this layer on a day.

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
        """Give what the browser needs, without what is empty."""
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
        if self.where:
            config["where"] = {key: list(values) for key, values in self.where.items()}
        if self.detail:
            config["detail_file"] = self.detail
            config["detail_zoom"] = self.detail_zoom
        return config


_BOUNDARIES = "Border and boundaries"
_GATES = "Gates"
_ROUTES = "Trade routes"
_TALKS = "Talks"
_EVENTS = "Incidents"
_GROUND = "Ground"


def _route(gate: str, name: str, about: str, *, on: bool = False) -> Layer:
    return Layer(
        f"routes_{gate}", name, _ROUTES, "routes", about, "line", on=on, facts=True,
        interactive=True, where={"gate": (gate,), "built": (True,)},
    )  # fmt: skip


REGISTRY: tuple[Layer, ...] = (
    Layer("land", "Land", "", "land", "Countries and territories.", "polygon", on=True, owner=True,
          detail="land_detail"),
    Layer("relief", "Relief", _GROUND, "relief", "Shaded relief of the ground.", "image",
          suffix="jpg"),
    Layer("lakes", "Lakes", "", "lakes", "Lakes and inland seas.", "polygon", on=True),
    Layer("rivers", "Rivers", _GROUND, "rivers", "Larger rivers.", "line", on=True),
    Layer("disputed_areas", "Disputed areas", _BOUNDARIES, "disputed_areas",
          "Areas that more than one state claims, with who administers them.", "polygon", on=True,
          interactive=True),
    Layer("provinces", "Provinces", _GROUND, "provinces",
          "Provinces of Afghanistan, Pakistan and Iran.", "line", on=True),
    Layer("boundaries", "Other boundaries", _BOUNDARIES, "boundaries",
          "Boundaries as the chosen view depicts them; disputed ones dashed, lines of control dotted.",
          "line", on=True, classes=True, detail="boundaries_detail", interactive=True),
    _route("air", "By air", "Air corridors from Kabul."),
    Layer("routes_planned", "Planned or under construction", _ROUTES, "routes",
          "Lines that are not built yet.", "line", facts=True, interactive=True,
          where={"built": (False,)}),
    _route("other", "Past Afghanistan", "Corridors of the region that go round Afghanistan."),
    _route("north", "To the north and west", "By Central Asia, the Caspian and the Wakhan."),
    _route("gwadar", "To Gwadar", "By Chaman to Gwadar.", on=True),
    _route("karachi", "To Karachi and Port Qasim", "By Torkham, Chaman and the gates between.",
           on=True),
    _route("chabahar", "To Chabahar", "By Milak to Chabahar.", on=True),
    _route("bandar_abbas", "To Bandar Abbas", "By Islam Qala, Mahirud and Milak to Bandar Abbas.",
           on=True),
    Layer("border", "Pakistan-Afghanistan border", _BOUNDARIES, "border",
          "The line in detail, as OpenStreetMap depicts it.", "line", on=True, facts=True,
          classes=True, interactive=True),
    Layer("engagements", "Delegations' arcs", _TALKS, "engagements",
          "From the parties' capitals to the place of a meeting in the window of days.", "line",
          facts=True, windowed=True, interactive=True),
    Layer("rounds", "Order of the rounds", _TALKS, "rounds",
          "The numbered talks up to the day, as a sequence: Doha, Istanbul, Riyadh, Urumqi.", "line",
          facts=True, interactive=True),
    Layer("incidents_ucdp", "Events coded by UCDP", _EVENTS, "incidents_ucdp",
          "Candidate events, January to April 2026; they overlap with the incidents: never add.",
          "point", facts=True, windowed=True, interactive=True, symbol="dot"),
    Layer("incidents", "Incidents", _EVENTS, "incidents",
          "Clashes, strikes, attacks, closures and truces in the window of days.", "point",
          facts=True, windowed=True, interactive=True, symbol="diamond", group_points=True),
    Layer("airports", "Airports", _GROUND, "airports", "Main airports.", "point",
          interactive=True, symbol="plane", minzoom=5),
    Layer("venues", "Meeting places", _TALKS, "venues",
          "Where delegations met, with the number of meetings up to the day.", "point", facts=True,
          interactive=True, symbol="venue", where={"kind": ("held", "announced")}),
    Layer("ports", "Ports", _GATES, "ports", "Sea gates, the ports beyond and the strait before them, by what was last reported of them.", "point", on=True,
          facts=True, interactive=True, symbol="anchor"),
    Layer("crossings", "Border crossings", _GATES, "crossings",
          "Crossings with their latest reported status.", "point", on=True, facts=True,
          interactive=True, symbol="disc"),
    Layer("seas", "Seas and regions", _GROUND, "seas", "Names of seas, countries and ranges.",
          "label", on=True),
    Layer("places", "Towns", _GROUND, "places", "Names of cities and towns.", "label", on=True),
)  # fmt: skip

BY_ID: dict[str, Layer] = {layer.id: layer for layer in REGISTRY}
ALWAYS: tuple[str, ...] = tuple(layer.id for layer in REGISTRY if not layer.group)
SWITCHED: tuple[Layer, ...] = tuple(layer for layer in REGISTRY if layer.group)
GROUPS: tuple[str, ...] = (_GATES, _ROUTES, _BOUNDARIES, _TALKS, _EVENTS, _GROUND)
FIRST_SIGHT: tuple[str, ...] = tuple(layer.id for layer in SWITCHED if layer.on)
FACT_FILES: tuple[str, ...] = tuple(dict.fromkeys(la.file for la in REGISTRY if la.facts))
