"""Areas that more than one state claims: where they lie, who administers and who claims them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from catalog.tables.reading import read_table


@dataclass(frozen=True)
class DisputedArea:
    """A claimed area that becomes a unit of its own.

    Parameters
    ----------
    unit
        Id of the unit.
    holder
        Code of the country polygon that it is cut from.
    code
        ``BRK_A3`` in Natural Earth's disputed areas; "" if ``box`` tells where it lies.
    box
        West, south, east, north in degrees, for islands: what of the holder's land lies within.
    """

    unit: str
    holder: str
    code: str = ""
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Claimed:
    """What is said of a claimed area.

    Parameters
    ----------
    name
        As shown.
    note
        Who administers it, who claims it.
    sources
        ``name``, ``url`` and ``date`` of each page that says so.
    """

    name: str
    note: str
    sources: tuple[Mapping[str, Any], ...] = field(default=())


DISPUTED_AREAS: tuple[DisputedArea, ...] = (
    DisputedArea("PAK-AJK", "PAK", "B09"),
    DisputedArea("PAK-GB", "PAK", "B08"),
    DisputedArea("IND-JK", "IND", "B05"),
    DisputedArea("IND-SIA", "IND", "B45"),
    DisputedArea("IND-DEM", "IND", "B03"),
    DisputedArea("IND-ARU", "IND", "B00"),
    DisputedArea("CHN-SHK", "CHN", "B06"),
    DisputedArea("CHN-AKS", "CHN", "B07"),
    DisputedArea("IRN-ABM", "IRN", box=(54.95, 25.82, 55.10, 25.93)),
    DisputedArea("IRN-TUN", "IRN", box=(55.10, 26.20, 55.36, 26.32)),
    DisputedArea("RUS-CRI", "RUS", "B89"),
    DisputedArea("ISR-GOL", "ISR", "B16"),
    DisputedArea("GEO-ABK", "GEO", "B35"),
    DisputedArea("GEO-OSS", "GEO", "B37"),
)


def areas(sources: Path) -> dict[str, BaseGeometry]:
    """Return the shape of each claimed area, by unit, before it is fitted to its holder's edge."""
    frame = gpd.read_file(sources / "basemap" / "disputed_areas_10m_ne4.geojson")
    shapes: dict[str, BaseGeometry] = {}
    for carve in DISPUTED_AREAS:
        parts = frame.geometry[frame["BRK_A3"] == carve.code].to_numpy()
        shapes[carve.unit] = (
            shapely.box(*carve.box) if carve.box else shapely.make_valid(shapely.union_all(parts))
        )
    return shapes


def claims(sources: Path) -> dict[str, Claimed]:
    """Read what is said of each claimed area, by unit.

    Raises
    ------
    ValueError
        If a unit of :data:`CARVES` has no row in ``edits/claimed_areas.csv``, or a row no unit.
    """
    known: dict[str, Claimed] = {}
    for row in read_table(sources, "edits/claimed_areas.csv"):
        source = {
            "name": row["source_name"],
            "url": row["source_url"],
            "date": row["source_date"] or None,
        }
        before = known.get(row["unit"], Claimed(row["name"], row["note"]))
        known[row["unit"]] = Claimed(before.name, before.note, (*before.sources, source))
    differing = set(known) ^ {carve.unit for carve in DISPUTED_AREAS}
    if differing:
        raise ValueError(
            f"edits/claimed_areas.csv and catalog/geography/disputed_areas.py differ in {sorted(differing)}"
        )
    return known
