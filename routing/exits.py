"""Exits: where the network's roads lead on into countries whose roads it has not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalog.atlas.routing_tables import read_built

TABLE = "edits/routing_exits.csv"


@dataclass(frozen=True)
class Exit:
    """A place at the network's edge.

    Parameters
    ----------
    name, lon, lat
        As shown; degrees, WGS84.
    country, beyond
        ISO alpha-3 of the side that the network has, and of the other.
    beyond_name
        Name of the country beyond.
    ports
        Ports of the network in the country beyond that goods reach over this exit as well.
    """

    name: str
    lon: float
    lat: float
    country: str
    beyond: str
    beyond_name: str
    ports: tuple[str, ...]

    @property
    def place(self) -> str:
        """An id: ``XE-WAGAH-ATTARI``."""
        return f"XE-{self.name.upper().replace(' ', '-')}"


@dataclass(frozen=True)
class Exits:
    """All exits.

    Parameters
    ----------
    every
        In the order of the table.
    """

    every: tuple[Exit, ...]

    @classmethod
    def read(cls, geo: Path) -> Exits:
        """Read them from the built table."""
        return cls(tuple(
            Exit(row["name"], float(row["lon"]), float(row["lat"]), row["country"], row["beyond"],
                 row["beyond_name"], tuple(filter(None, row["ports"].split("|"))))
            for row in read_built(geo, TABLE)
        ))  # fmt: skip

    def to(self, country: str) -> tuple[Exit, ...]:
        """Return those that lead into a country."""
        return tuple(one for one in self.every if one.beyond == country)

    @property
    def names(self) -> Mapping[str, str]:
        """ISO alpha-3 codes of the countries beyond by their names in lower case."""
        return {one.beyond_name.casefold(): one.beyond for one in self.every}

    @property
    def ports(self) -> Mapping[str, str]:
        """Countries beyond by the ports of theirs that are reached over land as well."""
        return {port: one.beyond for one in self.every for port in one.ports}

    @property
    def by_country(self) -> Mapping[str, str]:
        """The exits into each country in words."""
        found: dict[str, list[str]] = {}
        for one in self.every:
            found.setdefault(one.beyond, []).append(f"{one.name} ({one.country})")
        return {country: " and ".join(names) for country, names in found.items()}

    def many(self, text: str, key: str) -> str:
        """Say that a country's name is no single place."""
        return f"'{text}' is a country beyond the network, reached by {self.by_country[self.names[key]]}: ask for one of them by lon,lat"
