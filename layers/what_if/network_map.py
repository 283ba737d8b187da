"""Outlook: pictures of many ways at once: every province's way to the sea, how far one gets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any

from layers.lines.states import TO_SEA
from layers.text.words import names, plural
from layers.what_if.question import Asked
from routing.errors import UnknownPlaceError

if TYPE_CHECKING:
    import numpy as np

    from routing.analysis.criticality import ProvinceRoute
    from routing.model import Model
    from routing.paths.search import Endpoint
    from routing.places import Gazetteer

LIMITS: Mapping[str, tuple[float, ...]] = {
    "hours": (24, 48, 72, 120, 168),
    "usd": (500, 1000, 2000, 3000, 4000),
}
NO_ROUTE = "no route: every crossing and port to the sea is closed"
UNITS: Mapping[str, str] = {"hours": "h", "usd": "USD"}
_WIDTHS = ((15, 5.6), (5, 3.8), (2, 2.6), (1, 1.6))
"""From so many provinces on a road, so wide a line, px."""
_TOLERANCE_DEG = 0.02
_SHORTEST_DEG = 0.02
_LEAST_ROAD = 3
"""Primary roads are drawn, lesser ones not."""
_NAMED = 6
HITS_USD = (float("-inf"), 1.0, 50.0, 200.0, 500.0, 1000.0)
"""From so many USD more on a province is shaded a step darker; below the second it is not hit."""


@dataclass(frozen=True)
class Key:
    """An entry of the legend: a style, what it means, a note."""

    style: str
    text: str
    note: str = ""


def _more(before: float | None, after: float | None) -> float:
    """Return the difference of two values that may be missing, as of what cannot be reached."""
    if after is None:
        return 0.0 if before is None else float("inf")
    return float("-inf") if before is None else after - before


@dataclass(frozen=True)
class Town:
    """What it takes to reach a town, with and without the what-if; None where no way leads."""

    name: str
    before: float | None
    after: float | None

    @property
    def more(self) -> float:
        """By how much more it takes; infinite if it is cut off."""
        return _more(self.before, self.after)


@dataclass(frozen=True)
class Hit:
    """What a province's best way to the sea costs (USD), at the start and then; None for no way."""

    province: str
    capital: str
    before: float | None
    after: float | None

    @property
    def more(self) -> float:
        """By how much it is dearer; infinite if the province is cut off."""
        return _more(self.before, self.after)


@dataclass(frozen=True)
class NetworkMap:
    """What is drawn instead of the ways between two places.

    Parameters
    ----------
    subject, finding
        For title and subtitle.
    keys
        For the legend, with its heading.
    heading
        Over the legend's entries.
    lines
        GeoJSON.
    provinces, towns
        For the table; one of both.
    hits
        What the what-if does to each province, the worst first; none where it closes nothing.
    """

    subject: str
    finding: str
    heading: str
    keys: tuple[Key, ...]
    lines: bytes
    provinces: tuple[ProvinceRoute, ...] = ()
    towns: tuple[Town, ...] = ()
    hits: tuple[Hit, ...] = ()


def provinces(asked: Asked) -> NetworkMap:
    """Draw every province's best way to the sea as a tree; where the what-if hits, each by how much."""
    from routing.analysis.criticality import provinces_to_sea

    model = asked.model
    routes = tuple(provinces_to_sea(model, asked.query()))
    hits: tuple[Hit, ...] = ()
    if set(asked.closures) != set(asked.baseline):
        hits = _hits(provinces_to_sea(model, asked.query(asked.baseline)), routes)
    gateways = _gateways(model)
    by_gateway = Counter(_gateway(entry, gateways) for entry in routes if entry.route)
    cut_off = [entry.province for entry in routes if entry.route is None]
    said = [
        f"{plural(number, 'province')} by {_port(model, gateway, routes, gateways)}"
        for gateway, number in by_gateway.most_common()
    ]
    if cut_off:
        shut = {one.place for one in asked.closures} & set(gateways)
        called = names([model.network.by_place[place][0].name for place in sorted(shut)])
        cause = f" (closed to this cargo: {called})" if shut else ""
        said.append(f"{plural(len(cut_off), 'province')} without a route{cause}")
    keys = tuple(
        Key(
            f"gate_{gateway}",
            f"By {_port(model, gateway, routes, gateways)}",
            plural(number, "province"),
        )
        for gateway, number in by_gateway.most_common()
    )
    if hits:
        return NetworkMap(
            "Who is hit",
            _hardest(hits),
            "Dearer from its capital to the sea, USD",
            _steps(hits),
            _collection([*_tree(model, routes, gateways), *_shaded(routes, hits)]),
            provinces=routes,
            hits=hits,
        )
    return NetworkMap(
        "Routes from the provinces to the sea",
        f"Best route from each capital: {names(said)}",
        "Routes to the sea, wider for more provinces",
        (*keys, *([Key("gate_none", "No route", _some(cut_off))] if cut_off else [])),
        _collection([*_tree(model, routes, gateways), *_capitals(routes, gateways)]),
        provinces=routes,
    )


def _hits(before: Iterable[ProvinceRoute], after: Iterable[ProvinceRoute]) -> tuple[Hit, ...]:
    """Hold each province's best way against the one that it had, the worst hit first."""
    found = [
        Hit(then.province, then.capital, _usd(now), _usd(then))
        for now, then in zip(before, after, strict=True)
    ]
    return tuple(sorted(found, key=lambda hit: (-hit.more, hit.province)))


def _usd(entry: ProvinceRoute) -> float | None:
    return entry.route.cost_usd.central if entry.route else None


def _step_of(hit: Hit) -> str:
    """Return the style of what happens to a province: a step of cost, or that it is cut off."""
    if hit.after is None:
        return "gate_none"
    return next(
        f"hit_{at}" for at, least in reversed(list(enumerate(HITS_USD))) if hit.more >= least
    )


def _steps(hits: Iterable[Hit]) -> tuple[Key, ...]:
    counted = Counter(map(_step_of, hits))
    ends = (*(f"{step:,.0f}" for step in HITS_USD[1:]), "")
    words = {
        "hit_0": "not dearer",
        **{
            f"hit_{at}": f"{HITS_USD[at]:,.0f} to {ends[at]}" if ends[at] else f"{HITS_USD[at]:,.0f} and more"
            for at in range(1, len(HITS_USD))
        },
        "gate_none": "no route",
    }  # fmt: skip
    return tuple(
        Key(style, text, plural(counted[style], "province"))
        for style, text in words.items()
        if counted[style]
    )


def _hardest(hits: Sequence[Hit]) -> str:
    """Say how many provinces are hit, and which the hardest."""
    cut = [hit.province for hit in hits if hit.after is None and hit.before is not None]
    dearer = [hit for hit in hits if hit.after is not None and hit.more > HITS_USD[1]]
    said = [f"{plural(len(cut), 'province')} cut off: {_some(cut)}"] if cut else []
    if dearer:
        worst = dearer[0]
        said.append(
            f"{plural(len(dearer), 'province')} dearer, {worst.province} most: {worst.more:+,.0f} USD"
        )
    return "; ".join(said) or "no province is hit"


def _shaded(routes: Iterable[ProvinceRoute], hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Put on each capital a spot by what happens to its province."""
    ends = {entry.province: entry.end for entry in routes}
    return [
        _feature(
            hit.province,
            {"type": "Point", "coordinates": [round(ends[hit.province].lon, 4), round(ends[hit.province].lat, 4)]},
            style=_step_of(hit), kind="spot",
            name=f"{hit.province}: no route" if hit.after is None else f"{hit.province}: {hit.more:+,.0f} USD",
        )
        for hit in hits
    ]  # fmt: skip


def _some(called: Sequence[str]) -> str:
    more = len(called) - _NAMED
    return names([*called[:_NAMED], f"{more} more"] if more > 0 else list(called))


def _gateways(model: Model) -> Mapping[str, str]:
    """Return the gate to the sea, and so the colour, of each port that is of one."""
    rows = model.atlas["ports"].records
    return {row["place"]: row["gate"] for row in rows if row["gate"] in TO_SEA}


def _gateway(entry: ProvinceRoute, gateways: Mapping[str, str]) -> str:
    return gateways.get(entry.gateways[-1], "other") if entry.gateways else "other"


def _port(
    model: Model, gateway: str, routes: Sequence[ProvinceRoute], gateways: Mapping[str, str]
) -> str:
    ports = {
        entry.gateways[-1]
        for entry in routes
        if entry.gateways and _gateway(entry, gateways) == gateway
    }
    called = dict.fromkeys(
        model.network.by_place[place][0].name.partition(" - ")[0] for place in sorted(ports)
    )
    return names(list(called))


def _tree(
    model: Model, routes: Iterable[ProvinceRoute], gateways: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Draw each edge once in the colour of its gate, wider where more provinces use it."""
    used: Counter[tuple[str, int]] = Counter(
        (_gateway(entry, gateways), edge)
        for entry in routes
        if entry.route
        for edge in entry.route.edges
    )
    groups: dict[tuple[str, float], list[Any]] = {}
    for (gateway, edge), number in used.items():
        points = model.network.points(edge)
        if len(points) > 1:
            width = next(width for least, width in _WIDTHS if number >= least)
            groups.setdefault((gateway, width), []).append(points)
    return [
        _feature(
            f"{gateway}-{width}", _merged(lines), style=f"gate_{gateway}", width=width, kind="tree"
        )
        for (gateway, width), lines in sorted(groups.items(), key=lambda item: item[0][1])
    ]


def _capitals(routes: Iterable[ProvinceRoute], gateways: Mapping[str, str]) -> list[dict[str, Any]]:
    found = []
    for entry in routes:
        style, told = "gate_none", "no route"
        if entry.route is not None:
            style = f"gate_{_gateway(entry, gateways)}"
            told = f"{entry.route.cost_usd.central:,.0f} USD"
        point = {"type": "Point", "coordinates": [round(entry.end.lon, 4), round(entry.end.lat, 4)]}
        found.append(_feature(entry.province, point, style=style, kind="spot",
                              name=f"{entry.province}: {told}"))  # fmt: skip
    return found


def reached(asked: Asked) -> NetworkMap:
    """Draw how far one gets from the origin, in bands of hours or dollars.

    Raises
    ------
    UnknownPlaceError
        If nothing goes by the origin's name.
    """
    from routing.analysis.isochrones import isochrones

    model, measure = asked.model, asked.question.measure
    origin = model.gazetteer.end(asked.question.origin)
    found = [
        isochrones(model.network, model.price, origin, measure=measure,
                   query=asked.query(closures, objective="fastest"))
        for closures in (asked.closures, asked.baseline)
    ]  # fmt: skip
    limits, unit = LIMITS[measure], UNITS[measure]
    ends = _town_ends(model.gazetteer)
    after_by, before_by = (
        {name: value for name, end in ends.items() if isfinite(value := one.at(end))}
        for one in found
    )
    towns = tuple(
        Town(name, before_by.get(name), after_by.get(name)) for name in {**before_by, **after_by}
    )
    bands = found[0].bands(limits, most_class=_LEAST_ROAD, railways=False)
    features = [
        _feature(f"band-{at}", _merged(lines, _SHORTEST_DEG), style=f"band_{at}", kind="band",
                 name=f"up to {limits[at]:,.0f} {unit}")
        for at, lines in reversed(list(enumerate(bands))) if lines
    ]  # fmt: skip
    within = sum(value <= limits[-1] for value in after_by.values())
    longer = sum(one.more > 0.5 for one in towns)
    said = f"{plural(within, 'town')} of the map within {limits[-1]:,.0f} {unit}"
    if longer:
        said += f"; {plural(longer, 'town')} farther than at the baseline"
    keys = tuple(Key(f"band_{at}", f"up to {limit:,.0f} {unit}") for at, limit in enumerate(limits))
    return NetworkMap(
        f"Reach from {origin.name}", said, f"Reached from {origin.name}, by main roads",
        keys, _collection(features), towns=tuple(sorted(towns, key=_order)),
    )  # fmt: skip


@lru_cache(maxsize=2)
def _town_ends(gazetteer: Gazetteer) -> dict[str, Endpoint]:
    """Join the towns of the map to the roads, once; those too far from any are left out."""
    found = {}
    for town in gazetteer.towns.values():
        try:
            found[town.name] = gazetteer.point(town.lon, town.lat, town.name)
        except UnknownPlaceError:
            continue
    return found


def _order(town: Town) -> tuple[float, float, str]:
    far = town.after if town.after is not None else float("inf")
    return -round(town.more, 1), far, town.name


def _merged(lines: Iterable[np.ndarray], shortest: float = 0.0) -> dict[str, Any]:
    """Join lines that meet, and leave out the points that nobody could see."""
    import numpy as np
    import shapely

    lines = list(lines)
    whole = shapely.multilinestrings(
        shapely.linestrings(
            np.concatenate(lines),
            indices=np.repeat(np.arange(len(lines)), [len(one) for one in lines]),
        )
    )
    parts = shapely.get_parts(shapely.line_merge(whole))
    parts = parts[shapely.length(parts) >= shortest]
    # Each by itself: to keep the whole's topology would take half a minute.
    parts = shapely.simplify(parts, _TOLERANCE_DEG, preserve_topology=False)
    at, of = shapely.get_coordinates(parts, return_index=True)
    cuts = np.flatnonzero(np.diff(of)) + 1
    points = [one.tolist() for one in np.split(np.round(at, 3), cuts)] if len(at) else []
    return {"type": "MultiLineString", "coordinates": points}


def _feature(key: str, geometry: Mapping[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": key, "properties": properties, "geometry": dict(geometry)}


def _collection(features: Sequence[Mapping[str, Any]]) -> bytes:
    made = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
