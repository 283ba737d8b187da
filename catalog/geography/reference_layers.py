"""Context: provinces, lakes, rivers, towns, seas and regions, airports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from catalog.geography.coverage import BOX, shared_edges
from catalog.geography.relief import extent, relief
from catalog.geography.towns import towns_left_out
from catalog.geojson import to_geojson
from catalog.origin import load_origins

FOCUS: tuple[str, ...] = ("AFG", "PAK", "IRN")
_ISO2 = {"AF": "AFG", "PK": "PAK", "IR": "IRN"}

# One spelling everywhere: the corridors' and the crossings' tables decide.
_SPELLING = {
    "Bandar-e-Abbas": "Bandar Abbas", "Mazar-e Sharif": "Mazar-i-Sharif", "Spīn Bōldak": "Spin Boldak",
    "Bandar-e Bushehr": "Bushehr", "Bamian": "Bamiyan", "Kunduz": "Kunduz", "Konduz": "Kunduz",
    "Mirput Khas": "Mirpur Khas", "Ürümqi": "Urumqi", "Ashkhabad": "Ashgabat", "Ürümqui": "Urumqi", "Kiev": "Kyiv",
}  # fmt: skip
# Towns at gateways and on corridors that are too small to be chosen by population. GeoNames has them
# where they are: Natural Earth's Zaranj lies 17 km north of the town.
_ON_CORRIDORS = ("Landi Kotal", "Spīn Bōldak", "Zaranj", "Serhetabat", "Taftan", "Chabahar")
_MINZOOM = {0: 3, 1: 3, 2: 4, 3: 5, 4: 5, 5: 6, 6: 6, 7: 7, 8: 8, 9: 8, 10: 9}
_MARINE = {"ocean": "ocean", "sea": "sea", "gulf": "gulf", "bay": "bay", "strait": "strait"}
_RANGES = ("HINDU KUSH", "PAMIRS", "ZAGROS MOUNTAINS", "KARAKORAM RA.", "HIMALAYAS", "TIAN SHAN",
           "ELBURZ MTS.", "Kopet Dag Mts .", "Sulaiman Ra.", "Kirthar Ra.", "THAR DESERT",
           "LUT DESERT", "Kavir Desert", "Rigestan", "Central Makran")  # fmt: skip
# A country whose own label lies beyond the map is named where this much of it is seen (sq. degrees).
_SHOWN = 15.0
_NO_COUNTRY = ("Lease", "Dependency")
_LONG = {"Ra.": "Range", "Mts.": "Mountains", "Mts .": "Mountains"}
# Airports that the sources name, and the main one or two of each country around.
_AIRPORTS = ("KBL", "KDH", "HEA", "MZR", "JAA", "ZAJ", "KHI", "ISB", "LHE", "PEW", "UET", "GWD",
             "IKA", "MHD", "BND", "ZBR", "ZAH", "KER", "XBJ", "DEL", "ATQ", "BOM", "DXB", "DOH",
             "RUH", "MCT", "TAS", "TMJ", "ASB", "DYU", "IST", "GYD", "URC")  # fmt: skip


def build(sources: Path) -> Mapping[str, bytes]:
    """Make every context layer."""
    folder = sources / "basemap"
    origins = load_origins(sources)
    earth, towns = origins["natural_earth"], origins["geonames"]
    made: dict[str, tuple[gpd.GeoDataFrame, tuple[Any, ...], int]] = {
        "provinces": (_provinces(folder), (earth, origins["osm_boundaries"]), 3),
        "lakes": (_lakes(folder), (earth,), 3),
        "rivers": (_rivers(folder), (earth,), 3),
        "places": (map_towns(sources), (earth, towns), 3),
        "seas": (_regions(folder), (earth,), 3),
        "airports": (_airports(folder), (origins["airportsdata"],), 4),
        "relief": (extent(), (origins["shaded_relief"],), 0),
    }
    files = {
        f"{name}.geojson": to_geojson(frame, name=name, origins=used, decimals=decimals)
        for name, (frame, used, decimals) in made.items()
    }
    land = gpd.read_file(folder / "countries_10m.gpkg", columns=[]).geometry
    files["relief.jpg"] = relief(folder / "shadedrelief_roi.jpg", land)
    return files


def _provinces(folder: Path) -> gpd.GeoDataFrame:
    """Return the inner lines of provinces, drawn out to the countries' own edges."""
    areas = gpd.read_file(folder / "admin1_focus_afg_pak_irn.gpkg")
    countries = gpd.read_file(folder / "countries_osm_focus.gpkg").set_index("iso_a3").geometry
    rows, shapes = [], []
    for code in FOCUS:
        own = areas[areas["adm0_a3"] == code]
        # Boundaries of disputed areas are the boundaries layer's to draw.
        own = own[~own["iso_fix"].isin(["PK-GB", "PK-JK"])].reset_index(drop=True)
        polygons = shapely.coverage_simplify(
            shapely.coverage_clean(own.geometry.to_numpy()), tolerance=0.01
        )
        frame = gpd.GeoDataFrame({"id": own["name_fix"]}, geometry=list(polygons), crs=own.crs)
        edges = shared_edges(frame)
        ends = _dangling(edges.geometry.to_list())
        for left, right, line in zip(edges["left"], edges["right"], edges.geometry, strict=True):
            inside = shapely.intersection(line, countries[code])
            reached = [
                _reach(part, countries[code].boundary, ends)
                for part in shapely.get_parts(inside)
                if part.geom_type == "LineString"
            ]
            if reached:
                rows.append({"id": f"{code}:{left}|{right}", "name": f"{left} - {right}"})
                shapes.append(shapely.multilinestrings(reached))
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")


def _dangling(lines: list[BaseGeometry]) -> set[tuple[float, float]]:
    """Return the ends at which only one line ends: those at a country's edge."""
    counts: dict[tuple[float, float], int] = {}
    for line in lines:
        for part in shapely.get_parts(line):
            for end in (part.coords[0], part.coords[-1]):
                key = (round(end[0], 6), round(end[1], 6))
                counts[key] = counts.get(key, 0) + 1
    return {key for key, number in counts.items() if number == 1}


def _reach(line: BaseGeometry, edge: BaseGeometry, ends: set[tuple[float, float]]) -> BaseGeometry:
    """Draw a line's loose ends out to an edge that is up to 0.08 degrees away."""
    points = [tuple(point[:2]) for point in line.coords]
    for first in (True, False):
        end = points[0] if first else points[-1]
        if (round(end[0], 6), round(end[1], 6)) not in ends:
            continue
        tip = shapely.Point(end)
        if 0 < shapely.distance(tip, edge) < 0.08:
            met = tuple(shapely.shortest_line(tip, edge).coords[-1])
            points = [met, *points] if first else [*points, met]
    return shapely.LineString(points)


def _lakes(folder: Path) -> gpd.GeoDataFrame:
    lakes = gpd.read_file(folder / "lakes_10m_ne4.gpkg")
    lakes = lakes[
        (lakes["scalerank"] <= 5) & (shapely.area(lakes.geometry.to_numpy()) > 0.01)
    ].reset_index(drop=True)
    shapes = shapely.simplify(shapely.intersection(lakes.geometry.to_numpy(), BOX), 0.01)
    shapes = shapely.set_precision(shapes, 0.001)  # rounded later, a narrow lake would cross itself
    frame = gpd.GeoDataFrame(
        {"id": [f"lake-{n}" for n in range(len(lakes))], "name": lakes["name"]},
        geometry=list(shapes), crs="EPSG:4326",
    )  # fmt: skip
    return frame[~frame.geometry.is_empty].reset_index(drop=True)


def _rivers(folder: Path) -> gpd.GeoDataFrame:
    rivers = gpd.read_file(folder / "rivers_10m_ne4.gpkg")
    focus = shapely.box(42, 22, 80, 42)
    wanted = (rivers["scalerank"] <= 4) | (
        (rivers["scalerank"] <= 7) & rivers.geometry.intersects(focus)
    )
    rivers = rivers[wanted].reset_index(drop=True)
    shapes = shapely.simplify(shapely.intersection(rivers.geometry.to_numpy(), BOX), 0.012)
    frame = gpd.GeoDataFrame(
        {
            "id": [f"river-{n}" for n in range(len(rivers))],
            "name": rivers["name"],
            "label": [name if rank <= 5 else None
                      for name, rank in zip(rivers["name"], rivers["scalerank"], strict=True)],
            "rank": 9,
        },
        geometry=list(shapes), crs="EPSG:4326",
    )  # fmt: skip
    return frame[~frame.geometry.is_empty].reset_index(drop=True)


def map_towns(sources: Path) -> gpd.GeoDataFrame:
    """Return towns for labels: Natural Earth's, and GeoNames' where it has none in the focus."""
    folder = sources / "basemap"
    earth = gpd.read_file(folder / "populated_places_10m_ne4.gpkg")
    earth = earth[earth["ADM0_A3"].isin(FOCUS) | (earth["SCALERANK"] <= 6)]
    earth = earth[~earth["NAME"].isin(_ON_CORRIDORS)]
    rows: list[dict[str, Any]] = []
    for _, row in earth.iterrows():
        rank = int(row["SCALERANK"])
        focus = row["ADM0_A3"] in FOCUS
        capital = row["ADM0CAP"] == 1
        rows.append(
            {
                "name": _SPELLING.get(row["NAME"], row["NAME"]),
                "kind": "capital" if capital else "city" if rank <= 4 else "town",
                "rank": max(0, min(9, rank - (2 if capital else 0) + (0 if focus else 2))),
                "minzoom": 3
                if capital and (rank <= 1 or focus)
                else _MINZOOM[rank] + (0 if focus else 1),
                "country": row["ADM0_A3"],
                "population": int(row["POP_MAX"]) if row["POP_MAX"] > 0 else None,
                "lon": row.geometry.x,
                "lat": row.geometry.y,
            }
        )
    taken = shapely.STRtree([shapely.Point(row["lon"], row["lat"]) for row in rows])
    names = {row["name"].casefold() for row in rows}
    more = gpd.read_file(folder / "places_geonames.gpkg")
    more = more[~more["geonameid"].isin(towns_left_out(sources))]
    more = more[
        (more["countrycode"].isin(_ISO2) & (more["population"] >= 60_000))
        | more["name"].isin(_ON_CORRIDORS)
    ].sort_values(["population", "geonameid"], ascending=[False, True])
    for _, row in more.iterrows():
        point = row.geometry
        listed = row["name"] in _ON_CORRIDORS
        near = len(taken.query(shapely.buffer(point, 0.02 if listed else 0.15))) > 0
        name = _SPELLING.get(row["name"], row["name"])
        if near or name.casefold() in names:
            continue
        names.add(name.casefold())
        rows.append(
            {
                "name": name,
                "kind": "town",
                "rank": 6 if listed else 8,
                "minzoom": 6 if listed else 8,
                "country": _ISO2.get(row["countrycode"], "TKM"),
                "population": int(row["population"]) or None,
                "lon": point.x,
                "lat": point.y,
            }
        )
    table = pd.DataFrame(rows).sort_values(["rank", "name", "lon"]).reset_index(drop=True)
    table.insert(0, "id", [f"place-{n}" for n in range(len(table))])
    return _pointed(table)


def _regions(folder: Path) -> gpd.GeoDataFrame:
    """Return label points of seas, countries, ranges and deserts."""
    rows: list[dict[str, Any]] = []
    marine = gpd.read_file(folder / "marine_areas_10m_ne4.gpkg")
    for _, row in marine.iterrows():
        kind = _MARINE.get(row["featurecla"])
        if kind:
            name = " ".join(str(row["name"]).split())
            rows.append(_label(name.title() if name.isupper() else name, kind, row["scalerank"],
                               row["min_label"], _middle(row.geometry)))  # fmt: skip
    land = gpd.read_file(folder / "countries_osm_focus.gpkg").set_index("iso_a3").geometry
    strait = shapely.shortest_line(land["IRN"], land["OMN"])
    rows.append(
        _label("Strait of Hormuz", "strait", 2, 5.0, strait.interpolate(0.5, normalized=True))
    )
    countries = gpd.read_file(folder / "countries_10m.gpkg")
    for _, row in countries.iterrows():
        point = shapely.Point(row["LABEL_X"], row["LABEL_Y"])
        if not shapely.contains(BOX, point):
            if shapely.intersection(row.geometry, BOX).area < _SHOWN:
                continue
            point = _middle(row.geometry)
        if row["LABELRANK"] <= 6 and row["TYPE"] not in _NO_COUNTRY and row["ADM0_A3"] != "KAS":
            rank = 0 if row["ADM0_A3"] in FOCUS else int(row["LABELRANK"])
            rows.append(_label(row["NAME"], "country", rank, max(3.0, row["MIN_LABEL"]), point, 8))
    regions = gpd.read_file(folder / "phys_regions_10m_ne4.gpkg")
    for _, row in regions[regions["name"].isin(_RANGES)].iterrows():
        name = row["name"]
        for short, full in _LONG.items():
            name = name.replace(short.upper(), full).replace(short, full)
        kind = "desert" if row["featurecla"] == "Desert" else "range"
        rows.append(
            _label(name.title(), kind, 8, max(5.0, row["min_label"]), _middle(row.geometry))
        )
    table = pd.DataFrame(rows).sort_values(["rank", "name"]).reset_index(drop=True)
    table.insert(0, "id", [f"region-{n}" for n in range(len(table))])
    return _pointed(table)


def _label(name: str, kind: str, rank: float, minzoom: float, point: BaseGeometry,
           maxzoom: float = 9) -> dict[str, Any]:  # fmt: skip
    return {
        "name": name,
        "kind": kind,
        "rank": int(rank),
        "minzoom": max(3, round(float(minzoom) - 0.5)),
        "maxzoom": maxzoom,
        "lon": float(point.x),
        "lat": float(point.y),
    }


def _middle(shape: BaseGeometry) -> BaseGeometry:
    """Return the centre of the largest circle that fits into what the map shows of a shape."""
    part = max(shapely.get_parts(shapely.intersection(shape, BOX)), key=lambda one: one.area)
    return shapely.Point(shapely.maximum_inscribed_circle(part, 0.05).coords[0])


def _airports(folder: Path) -> gpd.GeoDataFrame:
    ports = gpd.read_file(folder / "airports_airportsdata.gpkg")
    ports = ports[ports["iata"].isin(_AIRPORTS)].sort_values("iata").reset_index(drop=True)
    table = pd.DataFrame(
        {
            "id": ports["iata"],
            "name": ports["name"],
            "kind": "airport",
            "label": ports["iata"],
            "rank": 8,
            "minzoom": 6,
            "icao": ports["icao"],
            "city": ports["city"],
            "lon": ports["lon"],
            "lat": ports["lat"],
        }
    )
    return _pointed(table)


def _pointed(table: pd.DataFrame) -> gpd.GeoDataFrame:
    points = gpd.points_from_xy(table["lon"], table["lat"])
    return gpd.GeoDataFrame(table.drop(columns=["lon", "lat"]), geometry=points, crs="EPSG:4326")
