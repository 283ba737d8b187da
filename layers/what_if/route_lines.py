"""Lines of a what-if's ways: GeoJSON for the map, with each way's number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from routing.paths.routes import Leg, Route

# Coarser than the map shows at its closest, finer than the road's own course in the data.
_TOLERANCE_DEG = 0.0008
_BADGE_STEPS = 60


def route_lines(route: Route, kind: str, title: str, rank: int) -> list[dict[str, Any]]:
    """Give a way's legs of one mode as lines; stops have none."""
    return [
        {
            "type": "Feature",
            "id": f"{kind}-{rank}-{at}",
            "properties": {"kind": kind, "rank": rank, "mode": _mode(leg), "name": title},
            "geometry": {"type": "LineString", "coordinates": _simplified(leg.line)},
        }
        for at, leg in enumerate(route.legs)
        if leg.mode in ("road", "rail", "sea", "transfer") and leg.length_km > 0
    ]


def _mode(leg: Leg) -> str:
    return "road" if leg.mode == "transfer" else leg.mode


def _simplified(line: Any) -> list[list[float]]:
    """Round a line of (lon, lat) and leave out the points that nobody could see."""
    import numpy as np
    import shapely

    thin = shapely.simplify(shapely.linestrings(np.asarray(line)), _TOLERANCE_DEG)
    points: list[list[float]] = np.round(shapely.get_coordinates(thin), 4).tolist()
    return points


def ends(routes: Sequence[Route]) -> list[dict[str, Any]]:
    """Give the towns at which ways begin and end; what is a crossing or a port has its own mark."""
    return [
        {
            "type": "Feature",
            "id": f"end-{at}",
            "properties": {"kind": "end", "rank": 0, "name": end.name},
            "geometry": {"type": "Point", "coordinates": [round(end.lon, 4), round(end.lat, 4)]},
        }
        for route in routes
        for at, end in enumerate((route.origin, route.destination))
        if not end.place
    ]


def numbers(routes: Sequence[Route]) -> list[dict[str, Any]]:
    """Put each way's number where it lies farthest from the others."""
    import numpy as np
    import shapely

    lines = [shapely.linestrings(route.line) for route in routes if len(route.line) > 1]
    if len(lines) < 2 or len(lines) != len(routes):
        return []
    found = []
    for at, line in enumerate(lines):
        steps = np.linspace(0.05, 0.95, _BADGE_STEPS)
        spots = shapely.line_interpolate_point(line, steps, normalized=True)
        others = shapely.union_all([one for n, one in enumerate(lines) if n != at])
        best = spots[int(np.argmax(shapely.distance(spots, others)))]
        found.append(
            {
                "type": "Feature",
                "id": f"number-{at + 1}",
                "properties": {"kind": "number", "rank": at + 1, "name": str(at + 1)},
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(best.x, 4), round(best.y, 4)],
                },
            }
        )
    return found
