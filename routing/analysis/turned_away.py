"""Turned away: lorries that a crossing closed in part lets no longer pass, beside what other crossings were ever told to carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog.atlas.routing_tables import read_built
from routing.paths.query import Query

if TYPE_CHECKING:
    from routing.model import Model

TABLE = "edits/routing_counts.csv"


@dataclass(frozen=True)
class Count:
    """Lorries a day that were counted at a crossing.

    Parameters
    ----------
    place, value
        Canonical id; lorries a day.
    ways
        one or both: whether one direction was counted or both.
    what, period, source
        As published; when; name and address.
    """

    place: str
    value: float
    directions: str
    what: str
    period: str
    source: tuple[str, str]

    @property
    def text(self) -> str:
        """Say it with when it was and who says so."""
        return f"{self.value:,.0f} lorries a day ({'one direction' if self.directions == 'one' else 'both directions'}, {self.period}; {self.source[0]})"


@dataclass(frozen=True)
class Turned:
    """What a crossing closed in part turns away.

    Parameters
    ----------
    place, name, limit
        The crossing; what still passes, in lorries a day.
    baseline
        The least and the most that were ever counted there; empty if nobody told.
    elsewhere
        By the other crossings of the same country that are open: the largest count, None for no figure.
    """

    place: str
    name: str
    limit: float
    baseline: tuple[Count, ...]
    elsewhere: tuple[tuple[str, str, Count | None], ...]

    @property
    def away(self) -> tuple[float, float] | None:
        """Least and most lorries a day that turn away; None without a count."""
        if not self.baseline:
            return None
        values = [max(0.0, one.value - self.limit) for one in self.baseline]
        return min(values), max(values)

    @property
    def text(self) -> str:
        """Say it in words."""
        if self.away is None:
            return f"{self.name}: {self.limit:,.0f} lorries a day still pass; how many came before was never told (no figure)."
        low, high = self.away
        said = (
            f"{self.name}: {self.limit:,.0f} lorries a day still pass; {low:,.0f} to {high:,.0f} turn away, by the least and "
            f"the most that were told: {self.baseline[0].text}; {self.baseline[-1].text}."
        )
        lines = [said]
        for _, name, count in self.elsewhere:
            if count is None:
                lines.append(f"   {name}: no figure")
                continue
            more = "; more than was ever told there" if high > count.value else ""
            lines.append(f"   {name}: at most {count.text} was told{more}")
        return "\n".join(lines)

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "place": self.place,
            "lorries_a_day": self.limit,
            "baseline": [vars(one) for one in self.baseline],
            "turned_away": self.away,
            "elsewhere": [
                {"place": place, "name": name, "largest": vars(count) if count else None,
                 "more_than_ever_told": bool(count and self.away and self.away[1] > count.value)}
                for place, name, count in self.elsewhere
            ],
        }  # fmt: skip


def read_counts(geo: Path) -> dict[str, list[Count]]:
    """Read the counts of lorries by crossing, the smallest first."""
    found: dict[str, list[Count]] = {}
    for row in read_built(geo, TABLE):
        one = Count(row["place"], float(row["value"]), row["ways"], row["what"], row["period"],
                    (row["source_name"], row["source_url"]))  # fmt: skip
        found.setdefault(one.place, []).append(one)
    return {place: sorted(some, key=lambda one: one.value) for place, some in found.items()}


def turned_away(model: Model, query: Query) -> list[Turned]:
    """Say of every crossing that is closed in part what it turns away, and what the others were told to carry."""
    counts = read_counts(model.geo)
    shut = {
        one.place
        for one in query.closures
        if one.holds(query.day) and not one.partial and one.stops("road", query.cargo)
        and one.meant_for(query.ends)
    }  # fmt: skip
    found = []
    for closure in query.closures:
        gateways = model.network.by_place.get(closure.place, ())
        if closure.lorries_a_day is None or not closure.holds(query.day) or not gateways:
            continue
        own = counts.get(closure.place, [])
        home = gateways[0].country_a
        others = _others(model, home, {closure.place, *shut}, counts)
        found.append(Turned(closure.place, gateways[0].name, closure.lorries_a_day,
                            (own[0], own[-1]) if own else (), tuple(others)))  # fmt: skip
    return found


def _others(
    model: Model, home: str, left_out: Iterable[str], counts: dict[str, list[Count]]
) -> list[tuple[str, str, Count | None]]:
    left = set(left_out)
    return [
        (place, gateways[0].name, counts[place][-1] if place in counts else None)
        for place, gateways in model.network.by_place.items()
        if gateways[0].kind == "crossing" and gateways[0].mode == "road" and place not in left
        and home in (gateways[0].country_a, gateways[0].country_b) and gateways[0].trade != "local"
    ]  # fmt: skip
