"""What is closed on a day: the one place where the Atlas' statuses become Closures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from catalog.paths import SOURCES
from routing.closures import Closure
from routing.network import Network

if TYPE_CHECKING:
    from catalog.dataset import Dataset

Unknown = Literal["last", "open", "closed"]
"""What a status that has aged beyond knowing is taken for: as last reported, open or closed."""

AT_SEA = frozenset({"blockaded", "closed"})
"""``status_kind`` of a port that lets no ship through."""


@dataclass(frozen=True)
class Standing:
    """What the ledger says of a gate on a day, as far as cargo goes.

    Parameters
    ----------
    place, status, phase
        Canonical id; as reported (or last reported); reported, ageing or unknown.
    passes
        Whether trade passes.
    limited
        Whether it passes, but less than freely.
    why
        What this rests on, in words.
    start, end
        ISO days of the interval, None for open ends.
    """

    place: str
    status: str
    phase: str
    passes: bool
    limited: bool
    why: str
    start: str | None
    end: str | None


def closures_on(
    day: date,
    atlas: Mapping[str, Dataset],
    *,
    known: date | None = None,
    unknown: Unknown = "last",
    local: Collection[str] = (),
    sources: Path = SOURCES,
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
        What to take an unknown status for. ``last`` takes the last report, whatever its age.
    local
        Gates without cargo for elsewhere in ordinary times: closed unless a report says that they
        are open (``local_places``).
    sources
        For the measures at sea, where the ports' features have no status of their own.

    Notes
    -----
    A gate of which nothing was ever reported is open, unless it is a local one.
    """
    closures = []
    for row in _holding(atlas["crossings"].records, day, known):
        standing = standing_of(row, unknown=unknown, local=row["place"] in local)
        if not standing.passes:
            closures.append(
                Closure(
                    standing.place,
                    start=_day(standing.start),
                    end=_day(standing.end),
                    cause=standing.why,
                    source="the ledger",
                )
            )
    ports = [row for row in atlas["ports"].records if row.get("status_kind")]
    if ports:
        return (*closures, *_ports_shut(_holding(ports, day, known)))
    return (*closures, *_measures_at(day, known, sources))


def standings_on(
    day: date, atlas: Mapping[str, Dataset], *, known: date | None = None, unknown: Unknown = "last"
) -> list[Standing]:
    """Say of every crossing whether cargo passed on a day, and what that rests on."""
    rows = _holding(atlas["crossings"].records, day, known)
    return [standing_of(row, unknown=unknown) for row in rows]


def local_places(network: Network) -> frozenset[str]:
    """Give the gates without cargo for elsewhere in ordinary times."""
    return frozenset(gate.place for gate in network.gates if gate.trade == "local")


def standing_of(
    row: Mapping[str, Any], *, unknown: Unknown = "last", local: bool = False
) -> Standing:
    """Say whether cargo passes a gate, from its feature of the day."""
    from catalog.passage import TRADE

    status, phase = str(row["status"]), str(row["phase"])
    last = row.get("last_status")
    if phase == "unknown":
        if last is None or unknown == "open":
            passes = not local or unknown == "open"
            kind = "open" if passes else "closed"
            why = f"{row['name']}: nothing was ever reported; taken as {kind}"
            if last is not None:
                why = f"{row['name']}: not known; taken as open"
        elif unknown == "closed":
            kind, why = "closed", f"{row['name']}: not known; taken as closed"
        else:
            kind = TRADE.get(str(last), "open")
            said = str(last).replace("_", " ")
            why = f"{row['name']}: last reported {said} on {row['last_reported_on']}; taken as such"
        status = str(last) if last else status
    else:
        kind = TRADE.get(status, "open")
        said = status.replace("_", " ")
        why = f"{row['name']}: {said}, reported {row['date_text']}"
        if phase == "ageing":
            why = f"{row['name']}: last reported {said} on {row['date_text']}"
    return Standing(
        row["place"],
        status,
        phase,
        kind != "closed",
        kind == "limited",
        why,
        row["valid_from"],
        row["valid_to"],
    )


def _holding(
    records: Iterable[Mapping[str, Any]], day: date, known: date | None
) -> list[Mapping[str, Any]]:
    at = day.isoformat()
    until = known.isoformat() if known else None
    return [
        row
        for row in records
        if (row["valid_from"] is None or row["valid_from"] <= at)
        and (row["valid_to"] is None or at < row["valid_to"])
        and (until is None or row["known_from"] is None or row["known_from"] <= until)
    ]


def _ports_shut(rows: Iterable[Mapping[str, Any]]) -> list[Closure]:
    return [
        Closure(
            row["place"],
            frozenset({"sea"}),
            start=_day(row["valid_from"]),
            end=_day(row["valid_to"]),
            cause=f"{row['name']}: {row['status_kind']}",
            source="the ledger",
        )
        for row in rows
        if row["status_kind"] in AT_SEA
    ]


def _measures_at(day: date, known: date | None, sources: Path) -> list[Closure]:
    """Give the blockade of Iran's ports from the policy events."""
    from catalog.passage import measures

    found = []
    at = day.isoformat()
    for measure in measures(sources):
        if not measure.start <= at < measure.end or (known and known.isoformat() < measure.start):
            continue
        # What only shrinks shipping (the first weeks of the war) closes no port.
        places = sorted(measure.ports) if measure.kind == "closed" else []
        found += [
            Closure(
                place,
                frozenset({"sea"}),
                start=_day(measure.start),
                end=_day(measure.end),
                cause=measure.title,
                source="policy events",
            )
            for place in places
        ]
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
