"""Land, boundaries, the Pakistan-Afghanistan border and the claimed areas, at two levels of detail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd

from catalog.geography.border import BORDER, border
from catalog.geography.coverage import NATURAL_EARTH, OSM, shared_edges, units
from catalog.geography.generalisation import COARSE, FINE, simplified
from catalog.geography.worldviews import CODES, line_class, line_name, owner, worldviews
from catalog.geojson import to_geojson
from catalog.origin import Origin, load_origins
from catalog.tables.rows import Source


def build(sources: Path) -> Mapping[str, bytes]:
    """Make land, boundaries, border, claimed areas (two levels each) and worldviews."""
    origins = load_origins(sources)
    streets = (origins[OSM],)
    mixed = (*streets, origins[NATURAL_EARTH])
    whole = units(sources)
    files: dict[str, bytes] = {}
    drawn: dict[str, set[str]] = {view: set() for view in CODES}
    for level, ending, border_name in (
        (COARSE, "", "border_coarse"),
        (FINE, "_detail", "border"),
    ):
        frame = simplified(whole, level)
        lines = shared_edges(frame)
        parting = boundaries(frame, lines, origins)
        for view in CODES:
            drawn[view] |= {classes[view] for classes in parting["classes"]}
        made = (
            (f"land{ending}", land(frame), mixed),
            (f"boundaries{ending}", parting, mixed),
            (f"disputed_areas{ending}", claimed_areas(frame), mixed),
            (border_name, border(lines, sources), streets),
        )
        for name, features, used in made:
            files[f"{name}.geojson"] = to_geojson(
                features, name=name, origins=used, decimals=level.decimals
            )
    views = {
        view: {**told, "lines": sorted(drawn[view] - {"hidden"})}
        for view, told in worldviews(sources).items()
    }
    text = json.dumps(views, ensure_ascii=False, indent=1)
    files["worldviews.json"] = (text + "\n").encode("utf-8")
    return files


def land(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the units with who owns each in each worldview."""
    owners = [
        {view: owner(unit, holder, view) for view in CODES}
        for unit, holder in zip(frame["id"], frame["iso_a3"], strict=True)
    ]
    return frame[["id", "name", "iso_a3", "geometry"]].assign(owner=owners)


def boundaries(
    frame: gpd.GeoDataFrame, lines: gpd.GeoDataFrame, origins: Mapping[str, Origin]
) -> gpd.GeoDataFrame:
    """Return every line between two units but the border with its class in each worldview.

    Parameters
    ----------
    frame
        The units.
    lines
        Their shared edges; those that no worldview draws are left out.
    origins
        By id; each line names the one that drew it, after the pages on what is disputed.
    """
    rows: list[dict[str, Any]] = []
    shapes = []
    by_id = frame.set_index("id")
    holders = dict(zip(frame["id"], frame["iso_a3"], strict=True))
    for left, right, shape in zip(lines["left"], lines["right"], lines.geometry, strict=True):
        classes = {view: line_class(left, right, holders, view) for view in CODES}
        if (left, right) in BORDER or set(classes.values()) == {"hidden"}:
            continue
        noted = [unit for unit in (left, right) if by_id.at[unit, "note"]]
        said = [f"{by_id.at[unit, 'name']}: {_uncapitalised(by_id.at[unit, 'note'])}"
                for unit in noted]  # fmt: skip
        pages = [source for unit in noted for source in by_id.at[unit, "sources"]]
        pages.append(_drawn_by(left, right, by_id, origins))
        row = {
            "id": f"{left}|{right}",
            "name": line_name(left, right, {u: str(by_id.at[u, "name"]) for u in (left, right)}),
            "left": left,
            "right": right,
            "classes": classes,
            "note": "; ".join(said) or None,
            "sources": [page for place, page in enumerate(pages) if page not in pages[:place]],
        }
        rows.append(row)
        shapes.append(shape)
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=frame.crs)


def _drawn_by(
    left: str, right: str, by_id: gpd.GeoDataFrame, origins: Mapping[str, Origin]
) -> Source:
    """Name who drew the line between two units: both must be OpenStreetMap's countries to be its."""
    abroad = by_id.at[left, "iso_a3"] != by_id.at[right, "iso_a3"]
    both = {by_id.at[unit, "origin"] for unit in (left, right)} == {OSM}
    origin = origins[OSM if abroad and both else NATURAL_EARTH]
    return {"name": origin.producer, "url": origin.url, "date": origin.published or None}


def claimed_areas(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the units that more than one state claims, with who says so."""
    claimed = frame[frame["note"] != ""].reset_index(drop=True)
    return claimed[["id", "name", "note", "sources", "geometry"]].assign(kind="disputed")


def _uncapitalised(text: str) -> str:
    return text[0].lower() + text[1:]
