"""Distances: what was published between places against the Network's shortest way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from catalog.atlas.routing_tables import read_built
from routing.paths.query import Query

if TYPE_CHECKING:
    from routing.model import Model

TABLE = "network/published_distances.csv"
FURTHER = "edits/routing_distances.csv"
MOST_PERCENT = 8.0


@dataclass(frozen=True)
class Distance:
    """One published distance and ours.

    Parameters
    ----------
    mode, origin, destination
        road, rail or sea; names as the gazetteer takes them.
    via
        Through which the published way goes, where another one is shorter.
    published_km, ours_km
        Along the ground or over water.
    source, doubt
        Who published it; why it is doubtful, "" if it is not.
    """

    mode: str
    origin: str
    destination: str
    via: tuple[str, ...]
    published_km: float
    ours_km: float
    source: str
    doubt: str

    @property
    def percent(self) -> float:
        """How much longer ours is."""
        return 100 * (self.ours_km / self.published_km - 1)


def distances(model: Model) -> Iterator[Distance]:
    """Measure every published distance."""
    for mode, stops, km, source, doubt in (*_given(model), *_further(model)):
        query = Query("shortest", modes=frozenset({mode}))
        ours = sum(model.route(*ends, query).length_km for ends in pairwise(stops))
        yield Distance(mode, stops[0], stops[-1], stops[1:-1], km, ours, source, doubt)


_Asked = tuple[str, tuple[str, ...], float, str, str]


def _further(model: Model) -> Iterator[_Asked]:
    for row in read_built(model.geo, FURTHER):
        via = tuple(stop.strip() for stop in row["via"].split(";") if stop.strip())
        stops = (row["origin"], *via, row["destination"])
        yield row["mode"], stops, float(row["published_km"]), row["source_name"], row["doubt"]


def _given(model: Model) -> Iterator[_Asked]:
    doubts = {
        (row["mode"], row["route"]): row["why"]
        for row in read_built(model.geo, "edits/routing_doubts.csv")
    }
    spellings = read_built(model.geo, "edits/routing_spellings.csv")
    spelt = {(row["name"], row["mode"]): row["place"] for row in spellings}
    for row in read_built(model.geo, TABLE):
        mode = row["mode"]
        named = row["route"].split("-", 1)
        ends = [spelt.get((name, mode)) or spelt.get((name, ""), name) for name in named]
        doubt = doubts.get((mode, row["route"]), "")
        yield mode, tuple(ends), float(row["published_km"]), row["source"], doubt


def table(found: Iterable[Distance]) -> str:
    """Write the comparison with its median, for the terminal."""
    rows = list(found)
    lines = [f"{'mode':5} {'from':18} {'to':22} {'published':>9} {'ours':>7} {'error':>7}  source"]
    for row in rows:
        doubt = f"; by {', '.join(row.via)}" if row.via else ""
        doubt += f"; doubtful: {row.doubt}" if row.doubt else ""
        lines.append(
            f"{row.mode:5} {row.origin:18} {row.destination:22} {row.published_km:9,.0f} "
            f"{row.ours_km:7,.0f} {row.percent:+6.1f}%  {row.source}{doubt}"
        )
    errors = [abs(row.percent) for row in rows]
    sure = [abs(row.percent) for row in rows if not row.doubt]
    lines.append(
        f"{len(rows)} distances; median absolute error {median(errors):.2f} %, worst {max(errors):.1f} %; "
        f"of the {len(sure)} that are not doubtful {median(sure):.2f} % and {max(sure):.1f} %"
    )
    return "\n".join(lines)
