"""Finder: under which names, in Latin letters and in Arabic script, each place is found."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.facts import names
from catalog.geography.reference_layers import map_towns
from catalog.geography.towns import towns_left_out
from catalog.names import FILE as NAMES_FILE
from catalog.names import plain

FILE = "finder.json"
_NAMES = "basemap/town_names_geonames.csv"
"""GeoNames' other names of its towns in Latin and Arabic letters, parted by bars, by its id."""
_CODES = """
    :
    AE:ARE AF:AFG AL:ALB AM:ARM AZ:AZE BD:BGD BG:BGR BH:BHR BT:BTN BY:BLR CD:COD
    CF:CAF CN:CHN CY:CYP DJ:DJI EE:EST EG:EGY ER:ERI ET:ETH GE:GEO GR:GRC HU:HUN
    ID:IDN IL:ISR IN:IND IQ:IRQ IR:IRN JO:JOR KE:KEN KG:KGZ KW:KWT KZ:KAZ LB:LBN
    LK:LKA LT:LTU LV:LVA LY:LBY MD:MDA MK:MKD MM:MMR MV:MDV NP:NPL OM:OMN PK:PAK
    PL:POL PS:PSX QA:QAT RO:ROU RS:SRB RU:RUS SA:SAU SD:SDN SK:SVK SO:SOM SS:SDS
    SY:SYR TD:TCD TH:THA TJ:TJK TM:TKM TR:TUR UA:UKR UG:UGA UZ:UZB XK:KOS YE:YEM
"""
_ISO3 = dict(pair.split(":") for pair in _CODES.split())
"""The map's codes of countries by those of GeoNames."""
_NEAR_DEG = 0.35
"""So far apart may Natural Earth and GeoNames have one town."""
_TOWN_ZOOM, _SMALL_ZOOM = 7, 9
_TOWNS = """
    select geonameid, name, countrycode, longitude, latitude, population from places_geonames
    order by population desc, geonameid
"""


@dataclass(frozen=True)
class Town:
    """A town as it is found; degrees, WGS84.

    Parameters
    ----------
    name, country
        As shown; ISO alpha-3.
    lon, lat, zoom
        Where the map goes, and how near.
    others
        Its other names.
    """

    name: str
    country: str
    lon: float
    lat: float
    zoom: int
    others: tuple[str, ...]


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``finder.json``.

    Returns
    -------
    files
        ``gateways``, the other names of crossings, ports and lanes by canonical id; ``towns``, a row
        each of name, country, longitude, latitude, zoom, what a link calls it ("" for its name)
        and its other names; the foremost first. Several names are parted by bars.
    """
    gateways = {
        place: "|".join(dict.fromkeys((*row["also"], *row["sides"], *row["scripts"])))
        for place, row in json.loads(names.build(sources)[NAMES_FILE]).items()
    }
    towns = _towns(sources)
    called = Counter(plain(town.name) for town in towns)
    rows = [
        [
            town.name, town.country, round(town.lon, 4), round(town.lat, 4), town.zoom,
            "" if called[plain(town.name)] == 1 else f"{town.lon:.4f},{town.lat:.4f}",
            "|".join(town.others),
        ]
        for town in towns
    ]  # fmt: skip
    text = json.dumps(
        {"gateways": gateways, "towns": rows}, ensure_ascii=False, separators=(",", ":")
    )
    return {FILE: text.replace("],[", "],\n[").encode() + b"\n"}


def _towns(sources: Path) -> list[Town]:
    """Return the towns of the map, then those of GeoNames that it leaves out."""
    listed = _listed(sources)
    by_name: dict[str, list[int]] = {}
    for at, town in enumerate(listed):
        for name in dict.fromkeys(map(plain, (town.name, *town.others))):
            by_name.setdefault(name, []).append(at)
    taken: set[int] = set()
    found = []
    for row in map_towns(sources).sort_values(["rank", "name"]).to_dict("records"):
        point = row["geometry"]
        same = [
            at
            for at in by_name.get(plain(str(row["name"])), ())
            if abs(listed[at].lon - point.x) < _NEAR_DEG
            and abs(listed[at].lat - point.y) < _NEAR_DEG
        ]
        taken.update(same)
        others = _unique((name for at in same for name in _every(listed[at])), str(row["name"]))
        zoom = _TOWN_ZOOM if row["rank"] <= 5 else _TOWN_ZOOM + 1
        found.append(Town(row["name"], row["country"] or "", point.x, point.y, zoom, others))
    return found + [town for at, town in enumerate(listed) if at not in taken]


def _listed(sources: Path) -> list[Town]:
    """Return GeoNames' towns, the largest first."""
    with (sources / _NAMES).open(encoding="utf-8", newline="") as file:
        others = {int(row["geonameid"]): row["names"].split("|") for row in csv.DictReader(file)}
    path = sources / "basemap/places_geonames.gpkg"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        rows: list[tuple[Any, ...]] = base.execute(_TOWNS).fetchall()
    wrong = towns_left_out(sources)
    return [
        Town(name, _ISO3.get(code, code), lon, lat, _SMALL_ZOOM,
             _unique(others.get(number, ()), name))
        for number, name, code, lon, lat, _ in rows
        if number not in wrong
    ]  # fmt: skip


def _every(town: Town) -> tuple[str, ...]:
    return (town.name, *town.others)


def _unique(some: Iterable[str], name: str) -> tuple[str, ...]:
    """Leave out what differs from another by accents and signs alone; each in Arabic script stays."""
    seen = {plain(name)}
    found = []
    for one in dict.fromkeys(some):
        key = plain(one) or one
        if one and key not in seen:
            seen.add(key)
            found.append(one)
    return tuple(found)
