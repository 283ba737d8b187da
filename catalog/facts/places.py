"""Where each place that a fact may name lies: crossings, ports and venues by any of their ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from catalog.facts.ports import read_positions
from catalog.ledger.crossing_reports import read_places as read_crossings
from catalog.problems import CatalogError
from catalog.tables.reading import read_table
from catalog.tables.rows import Row


@dataclass(frozen=True)
class Place:
    """A place of ``canonical_ids.csv``.

    Parameters
    ----------
    id
        Canonical id.
    name
        As shown.
    lon, lat
        Degrees, WGS84.
    """

    id: str
    name: str
    lon: float
    lat: float


def read_places(sources: Path) -> dict[str, Place]:
    """Place everything that stands on the map.

    Returns
    -------
    places
        By canonical id, and by the id that the tables of meetings and claims use for it: a venue
        that is a gateway stands where the gateway stands.

    Raises
    ------
    CatalogError
        If a crossing or a port has no position.
    """
    crossings, problems = read_crossings(sources)
    if problems:
        raise CatalogError(problems)
    ports = read_positions(sources)
    cities = {row["venue_id"]: row for row in read_table(sources, "facts/venues.csv")}
    places: dict[str, Place] = {}
    for row in read_table(sources, "facts/canonical_ids.csv"):
        key = row["canonical_id"]
        if key in crossings:
            gateway = crossings[key]
            place = Place(key, gateway["name"], gateway["lon"], gateway["lat"])
        elif key in ports:
            place = Place(key, row["name"], ports[key].lon, ports[key].lat)
        elif row["lon"]:
            name = cities[key]["city"] if key in cities else row["name"]
            place = Place(key, name, float(row["lon"]), float(row["lat"]))
        else:
            continue
        places[key] = place
        if row["diplomacy_id"]:
            places[row["diplomacy_id"]] = place
    return places


def read_capitals(sources: Path) -> dict[str, Place]:
    """Place the capitals from which delegations come, by ISO 3166 alpha-3 code."""
    places = read_places(sources)
    found: dict[str, Place] = {}
    for row in read_table(sources, "edits/capitals.csv"):
        venue = places.get(row["venue_id"])
        found[row["iso3"]] = venue or Place(
            row["iso3"], row["city"], float(row["lon"]), float(row["lat"])
        )
    return found


class Actors:
    """States, organisations and armed groups by their codes."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row["actor_id"]: row for row in rows}

    @classmethod
    def read(cls, sources: Path) -> Actors:
        """Read ``actors.csv``."""
        return cls(read_table(sources, "facts/actors.csv"))

    def named(self, codes: str) -> list[dict[str, str]]:
        """Return code and name of each of a list of codes joined by ``;``."""
        return [
            {"code": code, "name": self._rows[code]["name"] if code in self._rows else code}
            for code in (part.strip() for part in codes.split(";"))
            if code
        ]

    def states(self, codes: str) -> list[str]:
        """Return the ISO codes of the states among a list of codes."""
        parts = (part.strip() for part in codes.split(";"))
        return [
            self._rows[code]["iso3"]
            for code in parts
            if code in self._rows and self._rows[code]["type"] == "state"
        ]
