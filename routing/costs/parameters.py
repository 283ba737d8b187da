"""The parameters of costs: what a kilometre, a border, a port and a transfer take and cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from catalog.atlas.routing_tables import read_built
from catalog.paths import GEO, stamp_of
from catalog.tables.rows import Row

TABLE = "edits/routing_parameters.csv"
CALIBRATION = "edits/routing_calibration.csv"

Kind = Literal["rate", "speed", "class", "wait", "fee"]


@dataclass(frozen=True)
class Parameter:
    """One figure of the model with its range and its origin.

    Parameters
    ----------
    kind
        rate (USD/km), speed (km/h), class (a factor on both), wait (hours) or fee (USD).
    mode
        road, rail, sea, transfer or gauge.
    country, place
        ISO alpha-3 and canonical id; "" for wherever nothing nearer is known. The place of a
        ``class`` is the number of the road class.
    unit, low, central, high
        As in the table, before calibration.
    year
        Of the figure; "" where it is assumed.
    basis
        sourced or assumed.
    why
        How it came from its source.
    source
        Name and address.
    """

    kind: str
    mode: str
    country: str
    place: str
    unit: str
    low: float
    central: float
    high: float
    year: str
    basis: str
    why: str
    source: tuple[str, str]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is looked up by."""
        return (self.kind, self.mode, self.country, self.place)

    @property
    def assumed(self) -> bool:
        """Whether nobody published it."""
        return self.basis == "assumed"

    @property
    def text(self) -> str:
        """Say it in a line."""
        where = self.place or self.country or "elsewhere"
        figure = f"{self.central:g} {self.unit} ({self.low:g} to {self.high:g})"
        return f"{self.kind} {self.mode} {where}: {figure}, {self.basis}: {self.why}"


class Parameters:
    """All parameters, looked up from the place to the country to anywhere.

    Parameters
    ----------
    rows
        By key.
    multipliers
        What the calibration makes of each group (kind, mode, country): a factor on the money or on
        the hours; 1 where it says nothing.
    """

    def __init__(
        self,
        rows: Mapping[tuple[str, str, str, str], Parameter],
        multipliers: Mapping[tuple[str, str, str], float],
    ) -> None:
        self.rows = dict(rows)
        self.multipliers = dict(multipliers)

    def find(self, kind: str, mode: str, country: str = "", place: str = "") -> Parameter:
        """Give the nearest parameter.

        Raises
        ------
        KeyError
            If the table has none for anywhere.
        """
        for key in ((country, place), (country, ""), ("", place), ("", "")):
            found = self.rows.get((kind, mode, *key))
            if found is not None:
                return found
        raise KeyError(f"{TABLE} has no {kind} of {mode} for anywhere")

    def scale(self, kind: str, mode: str, country: str) -> float:
        """Give the calibration's factor for a group; on hours where the kind is a speed."""
        return self.multipliers.get((kind, mode, country), 1.0)

    def values(self, found: Parameter) -> tuple[float, float, float]:
        """Give low, central and high of a parameter, calibrated; a speed as hours for a km.

        The calibration moves the middle, and widens the range if need be; it never narrows it.
        """
        scale = self.scale(found.kind, found.mode, found.country)
        low, central, high = found.low, found.central, found.high
        if found.kind == "speed":
            low, central, high = 1 / high, 1 / central, 1 / low
        return min(1.0, scale) * low, scale * central, max(1.0, scale) * high


def _parameter(row: Row) -> Parameter:
    low, central, high = (float(row[name]) for name in ("low", "central", "high"))
    return Parameter(
        row["parameter"], row["mode"], row["country"], row["place"], row["unit"], low, central,
        high, row["year"], row["basis"], row["why"], (row["source_name"], row["source_url"]),
    )  # fmt: skip


def read_parameters(geo: Path = GEO, *, calibrated: bool = True) -> Parameters:
    """Read the table of parameters and what the calibration makes of them."""
    return _parameters(geo, stamp_of(geo), calibrated)


@lru_cache(maxsize=8)
def _parameters(geo: Path, _stamp: int, calibrated: bool) -> Parameters:
    rows = [_parameter(row) for row in read_built(geo, TABLE)]
    multipliers = {}
    if calibrated:
        multipliers = {
            (row["parameter"], row["mode"], row["country"]): float(row["multiplier"])
            for row in read_built(geo, CALIBRATION)
        }
    return Parameters({row.key: row for row in rows}, multipliers)
