"""Finding: what the map says, as a sentence with a verb that the data bear out, and on what it rests.

What is disputed or unknown is left out. What is second-hand or was last reported before the day is
said with 'reported'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog.atlas.lasting import for_days, in_words, kind_of
from catalog.tables.basis import BASES, BASIS_SHORT, SECOND_HAND
from layers.scene_parts import Feature
from layers.text.words import basis_on_map, country, plural, short_day

_MAIN = 1
"""Rank of the crossings that a default day rests on."""
_LONGEST = 100
"""Characters of a headline of two lines beside the map's tools."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDER = ("closed", "limited", "open")
_NOTHING = "No crossing or port has a recent report"


@dataclass(frozen=True)
class Finding:
    """What the map says.

    Parameters
    ----------
    headline
        A sentence without a full stop.
    line
        For how long at least, the last report, and the basis; "" where nothing is known.
    """

    headline: str
    line: str


@dataclass(frozen=True)
class _Group:
    """Places that are spoken of together: their name, how many there are, those shown, whose."""

    name: str
    total: int
    rows: tuple[Feature, ...]
    owner: str = ""


def finding(
    day: str,
    *,
    crossings: Sequence[Feature] | None,
    ports: Sequence[Feature] | None,
    among: Mapping[str, Sequence[Feature]],
) -> Finding | None:
    """Return what crossings and ports are on a day.

    Parameters
    ----------
    day
        ISO date.
    crossings, ports
        The features shown on the day; None for a layer that is off.
    among
        All features by file, of all days: how many places there are of a kind.

    Returns
    -------
    finding
        None if neither layer is on.
    """
    if crossings is None and ports is None:
        return None
    groups = [
        *_crossings(crossings or (), among.get("crossings", ())),
        *_ports(ports or (), among.get("ports", ())),
    ]
    said: list[str] = []
    told: list[Feature] = []
    for group in groups:
        clause = _clause(group)
        if clause and len("; ".join([*said, clause])) <= _LONGEST:
            said.append(clause)
            told = told or _told(group)
    if not said:
        return Finding(_NOTHING, "")
    headline = "; ".join(said)
    return Finding(headline[0].upper() + headline[1:], _line(told, day))


def _crossings(shown: Sequence[Feature], among: Sequence[Feature]) -> Iterator[_Group]:
    """Group the crossings by the country beyond, the main ones first; each once."""
    for main in (True, False):
        pairs = sorted({(str(row.get("country_b") or ""), str(row.get("country_a") or ""))
                        for row in among if (row.get("rank") == _MAIN) is main})  # fmt: skip
        for pair in pairs:

            def belongs(row: Feature, pair: tuple[str, str] = pair, *, main: bool = main) -> bool:
                own = (str(row.get("country_b") or ""), str(row.get("country_a") or ""))
                return own == pair and (row.get("rank") == _MAIN) is main

            places = {row["place"] for row in among if belongs(row)}
            # A main crossing is called by the country beyond, the others by both.
            sides = [country(code) for code in (pair[:1] if main else pair[::-1]) if code]
            kind = "crossing" if len(places) == 1 else "crossings"
            name = " ".join(filter(None, ("main" if main else "", "-".join(sides), kind)))
            yield _Group(name, len(places), tuple(row for row in shown if belongs(row)))


def _ports(shown: Sequence[Feature], among: Sequence[Feature]) -> Iterator[_Group]:
    """Group the gateways by country, then name the straits."""
    gateways = [row for row in among if row.get("kind") == "gate"]
    owners = sorted({str(row.get("country") or "") for row in gateways})
    groups = []
    for owner in owners:
        places = {row["place"] for row in gateways if str(row.get("country") or "") == owner}
        rows = tuple(row for row in shown if row["place"] in places)
        of = f"{country(owner)}'s" if owner else ""
        groups.append(_Group("port" if len(places) == 1 else "ports", len(places), rows, of))
    yield from sorted(groups, key=lambda group: -len(_told(group)))
    for row in shown:
        if row.get("kind") == "strait":
            yield _Group(str(row["name"]), 1, (row,))


def _known(group: _Group) -> list[Feature]:
    return [row for row in group.rows
            if row.get("phase") != "unknown" and not row.get("disputed") and kind_of(row) in _ORDER]  # fmt: skip


def _shut(row: Feature) -> bool:
    """Return whether trade is reported not to pass, whoever else does."""
    return kind_of(row) == "closed" or (row.get("covers") or {}).get("trade") == "closed"


def _state(row: Feature) -> str:
    return "closed" if _shut(row) else kind_of(row)


def _told(group: _Group) -> list[Feature]:
    """Return the places of a group that its clause begins with: those in its gravest state."""
    return next(iter(_by_state(group).values()), [])


def _by_state(group: _Group) -> dict[str, list[Feature]]:
    """Part what is known of a group by its state, the gravest first."""
    known = _known(group)
    parted = {state: [row for row in known if _state(row) == state] for state in _ORDER}
    return {state: rows for state, rows in parted.items() if rows}


def _clause(group: _Group) -> str:
    """Describe how many of a group are in which state; "" if nothing is known of it."""
    states = [_words(rows) for rows in _by_state(group).values()]
    if not states:
        return ""
    told, (count, verb) = _known(group), states[0]
    vague = any(basis_on_map(row) == SECOND_HAND or row.get("phase") == "ageing" for row in told)
    verb = f"reported {verb}" if vague else verb
    others = "".join(f", {_number(count)} {words}" for count, words in states[1:])
    if group.total == 1:
        return " ".join(filter(None, (group.owner, group.name, verb)))
    if count == group.total:
        return f"{_all(group)} {verb}"
    of = f"{group.owner} {_number(group.total)}" if group.owner else _number(group.total)
    return f"{_number(count)} of {of} {group.name} {verb}{others}"


def _all(group: _Group) -> str:
    if group.owner:
        return f"{group.owner} {group.name}"
    return f"{'both' if group.total == 2 else f'all {_number(group.total)}'} {group.name}"


def _words(rows: Sequence[Feature]) -> tuple[int, str]:
    """Return how many places share a state, and the state, to whom if it is the same for all."""
    words = {_to(row) for row in rows}
    return len(rows), words.pop() if len(words) == 1 else _state(rows[0])


def _to(row: Feature) -> str:
    """Say a place's state and to whom; what lets only some pass is closed to trade."""
    if _state(row) == "closed" and kind_of(row) != "closed":
        return "closed to trade"
    return in_words(row) if str(row["status"]) == kind_of(row) else kind_of(row)


def _line(told: Sequence[Feature], day: str) -> str:
    lengths = [days for row in told if (days := for_days(row, day))]
    parts = []
    if lengths and len(lengths) == len(told):
        parts.append(f"{_state(told[0])} for at least {plural(min(lengths), 'day')}")
    last = max((str(row["reported_on"]) for row in told if row.get("reported_on")), default="")
    if last:
        parts.append(f"{'told' if last > day else 'last report'} {short_day(last)}")
    basis = _farthest(basis_on_map(row) for row in told)
    return " · ".join([*parts, *([basis] if basis else [])])


def _farthest(bases: Iterable[str]) -> str:
    """Return in words the basis that stands farthest from its source."""
    known = [basis for basis in bases if basis in BASES]
    return BASIS_SHORT[max(known, key=BASES.index)] if known else ""


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
