"""What is closed on a day: the one place where the Atlas' statuses become Closures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from catalog.atlas.routing_tables import read_built
from catalog.ledger.statuses import TRADE, last_reported, reported
from catalog.paths import GEO
from catalog.validity import holds, knows
from routing.exits import Exits
from routing.network.closures import Cargo, Closure
from routing.network.network import HORMUZ, Network
from routing.paths.routes import Note

if TYPE_CHECKING:
    from catalog.atlas.dataset import Dataset

Unknown = Literal["marked", "last", "open", "closed"]
UNKNOWNS: tuple[Unknown, ...] = get_args(Unknown)
"""What a status that has aged beyond knowing is taken for: passed with a mark (but a local crossing by no
cargo for elsewhere), as last reported, open or closed."""
BANS = "edits/routing_bans.csv"

LANES: Mapping[str, str] = {"SL-HORMUZ": HORMUZ}
"""Straits among the ports' features, by the place that a closure names."""


@dataclass(frozen=True)
class GatewayStatus:
    """What the ledger says of a gate on a day, as far as cargo goes.

    Parameters
    ----------
    place, status, phase
        Canonical id; as reported (or last reported); reported, ageing or unknown.
    passes, transit
        Whether trade passes; whether cargo for elsewhere does.
    limited
        Whether it passes, but less than freely.
    evidence, assumed
        What this rests on, in words; what it was taken for where that is not known, "" where it is.
    start, end
        ISO days of the interval, None for open ends.
    """

    place: str
    status: str
    phase: str
    passes: bool
    transit: bool
    limited: bool
    evidence: str
    assumed: str
    start: str | None
    end: str | None

    @property
    def why(self) -> str:
        """Give in words what this rests on."""
        return f"{self.evidence}; taken as {self.assumed}" if self.assumed else self.evidence

    @property
    def note(self) -> Note | None:
        """Give what a way that passes takes for granted; None where it is open as reported."""
        if not (self.passes and self.transit):
            closed = "closed" if not self.passes else "closed to transit"
            was = "" if self.phase == "reported" else "last "
            return Note(self.place, f"{was}reported {closed}", f"{self.why}; passed all the same")
        if self.phase == "unknown":
            return Note(self.place, "status unknown", self.why)
        if self.limited:
            return Note(self.place, "limited", self.why)
        return Note(self.place, "report ageing", self.why) if self.phase == "ageing" else None


def closures_on(
    day: date,
    atlas: Mapping[str, Dataset | Standing],
    *,
    known: date | None = None,
    unknown: Unknown = "marked",
    local: Collection[str] = (),
) -> tuple[Closure, ...]:
    """Give what was closed to cargo on a day.

    Parameters
    ----------
    day
        Calendar day, local to the gate.
    atlas
        With ``crossings`` and ``ports``.
    known
        Leave out what was published later; None for all that is known today.
    unknown
        What to take an unknown status for. ``marked`` lets trade pass with a mark; ``last`` takes
        the last report, whatever its age.
    local
        Gates without cargo for elsewhere in ordinary times: closed to it unless a report says that
        it passes (``local_places``), and to all if nothing was ever reported.

    Notes
    -----
    A gate of which nothing was ever reported is open, unless it is a local one.
    """
    closures = []
    told = set()
    for row in _holding(atlas["crossings"].records, day, known):
        told.add(row["place"])
        status = _said(atlas["crossings"], row, unknown, local=row["place"] in local)
        if not (status.passes and status.transit):
            closures.append(_closure(status))
    closures += [_never_told(place) for place in sorted(set(local) - told) if unknown != "open"]
    ports = _holding(atlas["ports"].records, day, known)
    return (*closures, *(one for row in ports if (one := _port_closure(row, unknown))))


def _never_told(place: str) -> Closure:
    """Close a local crossing of which the ledger tells nothing."""
    return Closure(
        place, cause="a local crossing, of which nothing was ever reported", source="the network"
    )


def bans(network: Network, geo: Path = GEO) -> tuple[Closure, ...]:
    """Give what was ever closed to the goods of one other country, wherever they pass.

    Both a crossing and a port of the country that closes are shut to goods that come from the other
    or go there, so that a call at a third port is no way round.
    """
    found = []
    for row in read_built(geo, BANS):
        start, until = date.fromisoformat(row["from"]), _day(row["until"] or None)
        end = until + timedelta(days=1) if until else None
        found += [
            Closure(place, start=start, end=end, cause=row["why"], bound=row["goods_of"],
                    source=f"{row['source_name']}, {row['source_url']}")
            for place in (
                *(place for place, some in network.by_place.items()
                  if row["closed_by"] in (some[0].country_a, some[0].country_b)),
                *(one.place for one in Exits.read(geo).to(row["goods_of"])
                  if one.country == row["closed_by"]),
            )
        ]  # fmt: skip
    return tuple(found)


def _closure(status: GatewayStatus) -> Closure:
    cargo: Cargo = "all"
    if status.passes:
        cargo = "transit"
    elif status.transit:
        cargo = "bilateral"
    return Closure(
        status.place,
        cargo=cargo,
        start=_day(status.start),
        end=_day(status.end),
        cause=status.why,
        source="the ledger",
    )


def statuses_on(
    day: date,
    atlas: Mapping[str, Dataset | Standing],
    *,
    known: date | None = None,
    unknown: Unknown = "marked",
    local: Collection[str] = (),
) -> list[GatewayStatus]:
    """Say of every crossing whether cargo passed on a day, and what that rests on."""
    crossings = atlas["crossings"]
    rows = _holding(crossings.records, day, known)
    return [_said(crossings, row, unknown, local=row["place"] in local) for row in rows]


def _said(
    crossings: Dataset | Standing, row: Mapping[str, Any], unknown: Unknown, *, local: bool
) -> GatewayStatus:
    """Say what a row leaves of cargo, once for each row that is indexed."""
    if not isinstance(crossings, Standing):
        return status_of(row, unknown=unknown, local=local)
    key = (id(row), unknown, local)
    if key not in crossings.told:
        crossings.told[key] = status_of(row, unknown=unknown, local=local)
    return crossings.told[key]


def local_places(network: Network) -> frozenset[str]:
    """Give the gates without cargo for elsewhere in ordinary times."""
    return frozenset(gateway.place for gateway in network.gateways if gateway.trade == "local")


def status_of(
    row: Mapping[str, Any], *, unknown: Unknown = "marked", local: bool = False
) -> GatewayStatus:
    """Say whether cargo passes a gate, from its feature of the day."""
    status, phase = str(row["status"]), str(row["phase"])
    last = row.get("last_status")
    assumed, when = "", str(row["date_text"])
    if phase == "unknown":
        evidence = "not known" if last else "nothing was ever reported"
        if last is None or unknown == "open":
            kind = assumed = "closed" if local and unknown != "open" else "open"
        elif unknown == "closed":
            kind = assumed = "closed"
        else:
            kind, assumed = TRADE.get(str(last), "open"), "such"
            evidence = last_reported(last, when)
            if unknown == "marked":
                kind, assumed = "open", "passable, which nobody reports"
        status = str(last) if last else status
    else:
        kind = TRADE.get(status, "open")
        evidence = (last_reported if phase == "ageing" else reported)(status, when)
    passes = kind != "closed"
    covers = row.get("covers") or {}
    told = {name: covers[name] == "open" for name in ("trade", "transit")
            if phase != "unknown" and covers.get(name) in ("open", "closed")}  # fmt: skip
    if local and unknown != "open" and "transit" not in told:
        told["transit"] = False
        evidence += (
            "; a local crossing, by which no cargo for elsewhere passes unless a report says so"
        )
    return GatewayStatus(
        row["place"],
        status,
        phase,
        told.get("trade", passes),
        told.get("transit", told.get("trade", passes)),
        kind == "limited",
        f"{row['name']}: {evidence}",
        assumed,
        row["valid_from"],
        row["valid_to"],
    )


@dataclass(frozen=True)
class Standing:
    """Records by the days on which they hold, so that a day is looked up at once.

    Parameters
    ----------
    rows
        The records, in their order.
    start, end, known_from, known_to
        ISO days, "" and ``_NEVER`` for open ends.
    told
        What the rows say of cargo, kept as it is asked.
    """

    rows: Sequence[Mapping[str, Any]]
    start: npt.NDArray[np.str_]
    end: npt.NDArray[np.str_]
    known_from: npt.NDArray[np.str_]
    known_to: npt.NDArray[np.str_]
    told: dict[tuple[int, str, bool], GatewayStatus] = field(default_factory=dict, compare=False)

    @property
    def records(self) -> Standing:
        """Itself: it stands where a Dataset is asked for its records."""
        return self

    @classmethod
    def of(cls, records: Sequence[Mapping[str, Any]]) -> Standing:
        """Index some records."""

        def column(name: str, blank: str) -> npt.NDArray[np.str_]:
            return np.array([row.get(name) or blank for row in records], dtype="U10")

        return cls(records, column("valid_from", ""), column("valid_to", _NEVER),
                   column("known_from", ""), column("known_to", _NEVER))  # fmt: skip

    def on(self, day: date, known: date | None = None) -> list[Mapping[str, Any]]:
        """Return the records that hold on a day, by what was known on another, or is known now."""
        at = day.isoformat()
        holding = (self.start <= at) & (at < self.end)
        if known is None:
            holding &= self.known_to == _NEVER
        else:
            until = known.isoformat()
            holding &= (self.known_from <= until) & (until < self.known_to)
        return [self.rows[number] for number in np.flatnonzero(holding).tolist()]


_NEVER = "9999-99-99"


def _holding(
    records: Standing | Iterable[Mapping[str, Any]], day: date, known: date | None
) -> list[Mapping[str, Any]]:
    if isinstance(records, Standing):
        return records.on(day, known)
    at, until = day.isoformat(), known.isoformat() if known else None
    return [row for row in records if holds(row, at) and knows(row, until)]


def _port_closure(row: Mapping[str, Any], unknown: Unknown) -> Closure | None:
    """Give what a port's or a strait's status stops; None if nothing.

    Closed, it stops ships; with transit suspended, cargo for elsewhere on its land side. A status
    that has aged beyond knowing stops nothing, unless unknown is to mean closed: what is reported
    of ports are disturbances, and their end often is not.
    """
    kind, covers = row.get("status_kind"), row.get("covers") or {}
    modes, cargo = frozenset({"sea"}), "all"
    if kind == "unknown" and unknown == "closed" and row.get("last_status"):
        why = "not known; taken as closed"
    elif kind == "closed":
        why = str(row.get("status_title") or "closed")
    elif kind == "limited" and covers.get("transit") == "closed":
        modes, cargo = frozenset({"road"}), "transit"
        why = str(row.get("status_title") or "closed to transit")
    else:
        return None
    return Closure(
        LANES.get(row["place"], row["place"]),
        modes,
        "transit" if cargo == "transit" else "all",
        start=_day(row["valid_from"]),
        end=_day(row["valid_to"]),
        cause=f"{row['name']}: {why}",
        source="the ledger",
    )


def turning_days(atlas: Mapping[str, Dataset]) -> frozenset[date]:
    """Give every day on which what is closed may change."""
    told = {row[name] for key in ("crossings", "ports") for row in atlas[key].records
            for name in ("valid_from", "valid_to")}  # fmt: skip
    return frozenset(date.fromisoformat(text) for text in told if text)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
