"""What ground a page shows, and in which projection.

Print uses a Lambert conformal conic: the region lies in middle latitudes and is wider than high,
where this projection keeps shapes, so that the angle of a border and the course of a road look as
they are, and its scale varies by under 2 % over the region; Web Mercator, made for tiles, varies by
17 % between the Gulf and Tashkent. Its two standard parallels stand a sixth of the height from the
frame's edges, which spreads the little error that is left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyproj
from numpy.typing import NDArray

from briefing.canvas.box import Box
from layers.view.view import View

Points = NDArray[np.float64]

REGION = (50.0, 23.0, 75.5, 38.6)
"""West, south, east, north of the first frame: from the Gulf to the Indus, as on the screen."""
DATA = (20.0, 0.0, 100.0, 60.0)
"""West, south, east, north of the ground that the data cover."""
SCREEN = (1040.0, 640.0)
"""Width and height in CSS pixels of the map on the screen that a link's zoom was chosen on."""
_ROOM = 0.06
"""Around what a map is about, on each side, in parts of it."""
_CLOSEST = 120.0
"""Metres for a point of the page: a map fitted to one place shows its surroundings."""
_MERCATOR_M = 156543.03392
_STEPS_KM = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


@dataclass(frozen=True)
class MapFrame:
    """A piece of ground on a page.

    Parameters
    ----------
    lon, lat
        Its middle, in degrees (WGS84).
    metres
        Metres of the projection for a point of the page.
    box
        Where it lies on the page, in points, y downward.
    scale
        Points for a CSS pixel of the screen's styles.
    """

    lon: float
    lat: float
    metres: float
    box: Box
    scale: float

    @cached_property
    def parallels(self) -> tuple[float, float]:
        """Latitudes of true scale."""
        half = self.metres * self.box.height / 2 / 111_200
        return round(self.lat - half * 2 / 3, 1), round(self.lat + half * 2 / 3, 1)

    @cached_property
    def projection(self) -> pyproj.Proj:
        """The Lambert conformal conic around the middle, on WGS84, in metres."""
        south, north = self.parallels
        # A Proj is made in a hundredth of a Transformer's time, and there is no datum to change.
        return pyproj.Proj(
            proj="lcc", lat_1=south, lat_2=north, lat_0=self.lat, lon_0=self.lon, datum="WGS84"
        )

    def to_page(self, lonlat: Points) -> Points:
        """Turn (n, 2) degrees into (n, 2) points of the page."""
        x, y = self.projection(lonlat[:, 0], lonlat[:, 1])
        middle = self.box.middle
        return np.column_stack((middle[0] + x / self.metres, middle[1] - y / self.metres))

    def to_ground(self, page: Points) -> Points:
        """Turn (n, 2) points of the page into (n, 2) degrees."""
        middle = self.box.middle
        x = (page[:, 0] - middle[0]) * self.metres
        y = (middle[1] - page[:, 1]) * self.metres
        lon, lat = self.projection(x, y, inverse=True)
        return np.column_stack((lon, lat))

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the page's place of a place on the ground."""
        x, y = self.to_page(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of what is seen, in degrees."""
        return _bounds(self)

    @cached_property
    def zoom(self) -> float:
        """The screen's zoom at which things would be as large: it decides what is named."""
        metres_for_pixel = self.metres * self.scale
        return math.log2(_MERCATOR_M * math.cos(math.radians(self.lat)) / metres_for_pixel)

    @cached_property
    def rule(self) -> tuple[int, float]:
        """Length of the scale bar in km, and in points: true at the middle's latitude."""
        # Away from the parallels of true scale the projection shrinks or stretches; so does the bar.
        a, b = self.to_ground(self.box.middle_row(20.0))
        _, _, ground = pyproj.Geod(ellps="WGS84").inv(*a, *b)
        points_for_km = 40.0 / (ground / 1000)
        room = min(0.22 * self.box.width, 150.0)
        fit = [step for step in _STEPS_KM if step * points_for_km <= room] or [_STEPS_KM[0]]
        return fit[-1], fit[-1] * points_for_km


def to_pixels(lonlat: Points, zoom: float) -> Points:
    """Turn (n, 2) degrees into (n, 2) pixels of Web Mercator at a zoom, as Leaflet counts them."""
    world = 256 * 2**zoom
    turn = np.radians(lonlat[:, 1])
    north = np.log(np.tan(np.pi / 4 + turn / 2)) / np.pi
    return np.column_stack(((lonlat[:, 0] + 180) / 360, (1 - north) / 2)) * world


def to_degrees(pixels: Points, zoom: float) -> Points:
    """Turn (n, 2) pixels of Web Mercator at a zoom into (n, 2) degrees."""
    part = pixels / (256 * 2**zoom)
    lat = np.degrees(2 * np.arctan(np.exp((1 - 2 * part[:, 1]) * np.pi)) - np.pi / 2)
    return np.column_stack((part[:, 0] * 360 - 180, lat))


def moved(view: View) -> bool:
    """Return whether somebody has chosen the ground that a View shows."""
    plain = View(day=view.day)
    return (view.lat, view.lon, view.zoom) != (plain.lat, plain.lon, plain.zoom)


def spans(view: View, about: Points | None = None) -> tuple[float, float]:
    """Return width and height, in metres, of the ground that a View wants to be seen, about."""
    if moved(view):
        pixel = _MERCATOR_M * math.cos(math.radians(view.lat)) / 2**view.zoom
        return pixel * SCREEN[0], pixel * SCREEN[1]
    points = about if about is not None else _region()
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    unit = Box(-1000.0, -1000.0, 1000.0, 1000.0)
    page = MapFrame((west + east) / 2, (south + north) / 2, 1000.0, unit, 1.0).to_page(points)
    wide, tall = (page.max(axis=0) - page.min(axis=0)) * 1000.0 * (1 + 2 * _ROOM)
    return float(wide), float(tall)


def frame_of(
    view: View, box: Box, scale: float, about: Points | None = None, *, within: Box | None = None
) -> MapFrame:
    """Choose the ground for a View: all that its screen showed, whatever the page's shape.

    A View that nobody has moved shows what it is about, with a little room around.

    Parameters
    ----------
    box
        Where that is to be seen.
    scale
        Points for a CSS pixel of the screen's styles.
    about
        (n, 2) degrees that a View has to show that nobody has moved; the region if None.
    within
        The whole map, of which ``box`` is a part; None if it is all.
    """
    if not moved(view):
        frame = _around(about if about is not None else _region(), box, scale)
    else:
        pixel = _MERCATOR_M * math.cos(math.radians(view.lat)) / 2**view.zoom
        metres = max(pixel * SCREEN[0] / box.width, pixel * SCREEN[1] / box.height)
        frame = MapFrame(view.lon, view.lat, float(metres), box, scale)
    if within is not None and within != box:
        lon, lat = frame.to_ground(np.array([within.middle]))[0]
        frame = MapFrame(float(lon), float(lat), frame.metres, within, scale)
    return _inside(frame)


def _region() -> Points:
    west, south, east, north = REGION
    return np.array(
        [
            (x, y)
            for x in (west, (west + east) / 2, east)
            for y in (south, (south + north) / 2, north)
        ]
    )


def _around(about: Points, box: Box, scale: float) -> MapFrame:
    """Find the frame whose middle part is filled by points; a step is enough, two are exact."""
    (west, south), (east, north) = about.min(axis=0), about.max(axis=0)
    frame = MapFrame((west + east) / 2, (south + north) / 2, 1000.0, box, scale)
    for _ in range(3):
        page = frame.to_page(about)
        low, high = page.min(axis=0), page.max(axis=0)
        lon, lat = frame.to_ground(((low + high) / 2)[None])[0]
        wide, tall = (high - low) * (1 + 2 * _ROOM)
        metres = max(wide / box.width, tall / box.height) * frame.metres
        frame = MapFrame(float(lon), float(lat), max(float(metres), _CLOSEST), box, scale)
    return frame


def _inside(frame: MapFrame) -> MapFrame:
    """Move the frame, and shrink it if need be, until no edge of the data is seen."""
    west, south, east, north = DATA
    for _ in range(200):
        w, s, e, n = _bounds(frame)
        if w >= west and s >= south and e <= east and n <= north:
            return frame
        lon = frame.lon + 0.5 * (max(0.0, west - w) - max(0.0, e - east))
        lat = frame.lat + 0.5 * (max(0.0, south - s) - max(0.0, n - north))
        too_large = (w < west and e > east) or (s < south and n > north)
        metres = frame.metres * (0.95 if too_large else 0.995)
        frame = MapFrame(lon, lat, metres, frame.box, frame.scale)
    return frame


def _bounds(frame: MapFrame) -> tuple[float, float, float, float]:
    ground = frame.to_ground(frame.box.outline(12))
    (west, south), (east, north) = ground.min(axis=0), ground.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _degrees(value: float) -> str:
    return f"{abs(value):g}°{'N' if value >= 0 else 'S'}"


def graticule(frame: MapFrame) -> list[tuple[Points, str, bool]]:
    """Return meridians and parallels: page points, words, whether it is a meridian."""
    west, south, east, north = frame.bounds
    step = next(s for s in (0.25, 0.5, 1, 2, 5, 10) if (east - west) / s <= 7 or s == 10)
    lines: list[tuple[Points, str, bool]] = []
    for lon in np.arange(math.ceil(west / step) * step, east, step):
        lats = np.linspace(south, north, 40)
        ground = np.column_stack((np.full_like(lats, lon), lats))
        lines.append((frame.to_page(ground), f"{lon:g}°E", True))
    for lat in np.arange(math.ceil(south / step) * step, north, step):
        lons = np.linspace(west, east, 60)
        ground = np.column_stack((lons, np.full_like(lons, lat)))
        lines.append((frame.to_page(ground), _degrees(float(lat)), False))
    return lines
