"""The parameters of costs: what a kilometre, a border, a port and a transfer take and cost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from catalog.atlas.routing_tables import read_built
from catalog.paths import GEO, stamp_of
from catalog.tables.rows import Row

TABLE = "edits/routing_parameters.csv"
CALIBRATION = "edits/routing_calibration.csv"

EXTRAS = "edits/routing_extras.csv"

ANY = "*"
"""Stands in a parameter for whatever country beyond the region."""

Kind = Literal["rate", "speed", "class", "wait", "fee"]
Key = tuple[str, str, str, str, str, str]


@dataclass(frozen=True)
class Parameter:
    """One figure of the model with its range and its origin.

    Parameters
    ----------
    kind
        rate (USD/km), speed (km/h), class (a factor on both), wait (hours) or fee (USD).
    mode
        road, rail, sea, call (the fixed part of a voyage), transfer or gauge.
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
    direction, partner
        For which direction it stands, ``forward`` or ``reverse`` over a crossing, ``import`` or
        ``export`` by sea and over a quay; for which country beyond the region, ISO alpha-3, ``ANY``
        for whichever; "" for within the region too.
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
    direction: str = ""
    partner: str = ""

    @property
    def key(self) -> Key:
        """What it is looked up by."""
        return (self.kind, self.mode, self.country, self.place, self.direction, self.partner)

    @property
    def assumed(self) -> bool:
        """Whether nobody published it."""
        return self.basis == "assumed"

    @property
    def subject(self) -> str:
        """Name what it is a figure of."""
        where = self.place or self.country or "elsewhere"
        narrower = " ".join(filter(None, (self.direction, self.partner)))
        return f"{self.kind} {self.mode} {where}{f' ({narrower})' if narrower else ''}"


class Parameters:
    """All parameters, looked up from the place to the country to anywhere.

    Parameters
    ----------
    rows
        By key.
    multipliers
        What the calibration makes of each group (kind, mode, country): a factor on the money or on
        the hours; 1 where it says nothing.
    extras
        What is added to them on some days, in one direction or for some goods alone.
    """

    def __init__(
        self,
        rows: Mapping[Key, Parameter],
        multipliers: Mapping[tuple[str, str, str], float],
        extras: Sequence[Extra] = (),
    ) -> None:
        self.rows = dict(rows)
        self.multipliers = dict(multipliers)
        self.extras = tuple(extras)
        self.partners = frozenset(row.partner for row in self.rows.values()) - {""}

    def with_extras(self, more: Iterable[Extra]) -> Parameters:
        """Return them with more extras."""
        return Parameters(self.rows, self.multipliers, (*self.extras, *more))

    def find(
        self,
        kind: str,
        mode: str,
        country: str = "",
        place: str = "",
        *,
        direction: str = "",
        partner: str = "",
    ) -> Parameter:
        """Return the nearest parameter: that of the place, the direction and the partner first.

        Raises
        ------
        KeyError
            If the table has none for anywhere.
        """
        found = self.look_up(kind, mode, country, place, direction=direction, partner=partner)
        if found is None:
            raise KeyError(f"{TABLE} has no {kind} of {mode} for anywhere")
        return found

    def look_up(
        self,
        kind: str,
        mode: str,
        country: str = "",
        place: str = "",
        *,
        direction: str = "",
        partner: str = "",
    ) -> Parameter | None:
        """Return the nearest parameter; None if the table has none for anywhere."""
        for where in ((country, place), (country, ""), ("", place), ("", "")):
            beyond = ANY if partner else ""
            for how in ((direction, partner), ("", partner), (direction, beyond), ("", beyond),
                        (direction, ""), ("", "")):  # fmt: skip
                found = self.rows.get((kind, mode, *where, *how))
                if found is not None:
                    return found
        return None

    def scale(self, kind: str, mode: str, country: str) -> float:
        """Return the calibration's factor for a group; on hours where the kind is a speed."""
        return self.multipliers.get((kind, mode, country), 1.0)

    def values(self, found: Parameter) -> tuple[float, float, float]:
        """Return low, central and high of a parameter, calibrated; a speed as hours for a km.

        The calibration moves the middle, and widens the range if need be; it never narrows it.
        """
        scale = self.scale(found.kind, found.mode, found.country)
        low, central, high = found.low, found.central, found.high
        if found.kind == "speed":
            low, central, high = 1 / high, 1 / central, 1 / low
        return min(1.0, scale) * low, scale * central, max(1.0, scale) * high

    def text(self, one: Parameter) -> str:
        """Say a parameter in a line, as it is used: after the calibration."""
        low, central, high = self.values(one)
        if one.kind == "speed":
            low, central, high = 1 / high, 1 / central, 1 / low
        scale = self.scale(one.kind, one.mode, one.country)
        fitted = f", calibrated from {one.central:g}" if scale != 1.0 else ""
        figure = f"{central:.3g} {one.unit} ({low:.3g} to {high:.3g})"
        return f"{one.subject}: {figure}, {one.basis}{fitted}: {one.why}"


@dataclass(frozen=True)
class Extra:
    """What is added at a crossing or a port on some days, in one direction or for some goods.

    Parameters
    ----------
    parameter
        Its figure: ``kind`` is wait or fee, ``mode`` is extra, so that no calibration moves it, and
        ``partner`` is its name.
    mode
        Of the crossing or the port: road, rail or sea.
    start, end
        First day and day after the last; None for open ends.
    goods
        The class of goods that it is asked of; "" for all.
    bound
        Country of the goods' other end, ISO alpha-3; "" for any.
    meets
        ``cargo``, or ``lorry`` where it is a lorry's turn-round: then it is told and added to nothing.
    """

    parameter: Parameter
    mode: str
    start: date | None = None
    end: date | None = None
    goods: str = ""
    bound: str = ""
    meets: str = "cargo"

    def holds(self, day: date | None, goods: str, ends: Collection[str]) -> bool:
        """Tell whether it is in force on a day for some goods between two countries."""
        if day is None and (self.start is not None or self.end is not None):
            return False
        if day is not None and not (
            (self.start is None or self.start <= day) and (self.end is None or day < self.end)
        ):
            return False
        return self.goods in ("", goods) and (not self.bound or self.bound in ends)


def _parameter(row: Row) -> Parameter:
    low, central, high = (float(row[name]) for name in ("low", "central", "high"))
    return Parameter(
        row["parameter"], row["mode"], row["country"], row["place"], row["unit"], low, central,
        high, row["year"], row["basis"], row["why"], (row["source_name"], row["source_url"]),
        row["direction"], row["partner"],
    )  # fmt: skip


def _extra(row: Row) -> Extra:
    start, until = (
        date.fromisoformat(row[name]) if row[name] else None for name in ("from", "until")
    )
    low, central, high = (float(row[name]) for name in ("low", "central", "high"))
    told = Parameter(
        row["parameter"], "extra", "", row["place"], row["unit"], low, central, high, "",
        row["basis"], row["why"], (row["source_name"], row["source_url"]), row["direction"],
        row["name"],
    )  # fmt: skip
    end = until + timedelta(days=1) if until else None
    return Extra(told, row["mode"], start, end, row["goods"], row["bound"], row["meets"])


def read_parameters(geo: Path = GEO, *, calibrated: bool = True) -> Parameters:
    """Read the tables of parameters and what the calibration makes of them."""
    return _parameters(geo, stamp_of(geo), calibrated)


@lru_cache(maxsize=8)
def _parameters(geo: Path, _stamp: int, calibrated: bool) -> Parameters:
    rows = [_parameter(row) for row in read_built(geo, TABLE)]
    extras = [_extra(row) for row in read_built(geo, EXTRAS)]
    multipliers = {}
    if calibrated:
        multipliers = {
            (row["parameter"], row["mode"], row["country"]): float(row["multiplier"])
            for row in read_built(geo, CALIBRATION)
        }
    return Parameters({row.key: row for row in rows}, multipliers, extras)
