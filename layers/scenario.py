"""Scenario: what a View's what-if comes to: the ways past what is closed, against a baseline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.view import View
from layers.words import country, names, plural, short_day
from routing.errors import NoRouteError, UnknownPlaceError
from routing.network import HORMUZ

# What finds ways is heavy: it is imported when a way is asked for.
if TYPE_CHECKING:
    from routing.closures import Closure
    from routing.compare import Row
    from routing.model import Model
    from routing.routes import Leg, Route

_STOPS = {
    "trucks": "to trucks",
    "transit": "to transit",
    "all": "to all",
    "sea": "to ships",
    "road": "by road",
    "rail": "by rail",
    "forth": "out",
    "back": "in",
}
_OBJECTIVES = {
    "cheapest": "cheapest",
    "fastest": "fastest",
    "shortest": "shortest",
    "fewest-borders": "with the fewest borders",
    "safest": "safest",
}
# Coarser than the map shows at its closest, finer than the road's own course in the data.
_TOLERANCE_DEG = 0.0008
_BADGE_STEPS = 60
_NAMED = 6


@dataclass(frozen=True)
class Mark:
    """A gate that the what-if closes or reopens: where it lies, in degrees (WGS84)."""

    place: str
    name: str
    lon: float
    lat: float
    closed: bool


@dataclass(frozen=True)
class Scenario:
    """The answer to a View's what-if.

    Parameters
    ----------
    view
        What was asked.
    routes, rows
        The ways, best first, and their figures; none if there is no way or none was asked for.
    baseline, base_row
        The best way with what ``view.against`` says; None if there is none.
    closed
        What the what-if closes, each with what is stopped, in words; "" for all.
    reopened
        What it reopens.
    marks
        The same as places on the map.
    error
        Why there is no way, and what to do; "" if there is one.
    problems
        Names that nothing goes by, with a suggestion each; they are left out.
    """

    view: View
    routes: tuple[Route, ...] = ()
    rows: tuple[Row, ...] = ()
    baseline: Route | None = None
    base_row: Row | None = None
    closed: tuple[tuple[str, str], ...] = ()
    reopened: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    error: str = ""
    problems: tuple[str, ...] = ()

    @property
    def ends(self) -> str:
        """Say where from and where to; "" if either is open."""
        if self.routes:
            return f"{self.routes[0].origin.name} to {self.routes[0].destination.name}"
        ends = (self.view.origin, self.view.destination)
        return f"{ends[0]} to {ends[1]}" if all(ends) else ""

    @property
    def what_if(self) -> str:
        """Say what is closed and reopened."""
        stops: dict[str, list[str]] = {}
        for name, stop in self.closed:
            stops.setdefault(stop, []).append(name)
        parts = [" ".join([names(some), "closed", stop]).strip() for stop, some in stops.items()]
        if self.reopened:
            parts.append(f"{names(self.reopened)} open")
        if self.view.ledger == "none":
            parts.append("no reported status counted" if parts else "everything open")
        return ", ".join(parts)

    @property
    def line(self) -> str:
        """Say the scenario in a line, as in the map's date block."""
        objective = _OBJECTIVES[self.view.objective]
        asked = f"{self.ends}, {objective}" if self.ends else ""
        if not self.what_if:
            return asked
        return f"What if: {self.what_if}" + (f"; {asked}" if asked else "")

    @property
    def held_against(self) -> str:
        """Name the baseline."""
        if self.view.against == "open":
            return "everything open"
        return f"what is reported for {short_day(self.view.day.isoformat())}"

    @property
    def finding(self) -> str:
        """Say what the best way takes and how that differs from the baseline; "" without a way."""
        if self.error:
            return self.error
        if not self.rows:
            return ""
        row = self.rows[0]
        said = (
            f"{_upper(_OBJECTIVES[self.view.objective])} way {row.length_km:,.0f} km, "
            f"{row.time_days:.1f} days, {row.cost_usd:,.0f} USD"
        )
        if self.base_row is None:
            return f"{said}; no way with {self.held_against}"
        return f"{said}; {self.differs}"

    @property
    def differs(self) -> str:
        """Say by how much the best way differs from the baseline."""
        more = difference(self.rows[0]) if self.rows else ""
        return f"{more} against {self.held_against}" if more else f"as with {self.held_against}"

    @property
    def summary(self) -> str:
        """The scenario in words, for those who do not see the map."""
        line = self.line[:1].upper() + self.line[1:]
        parts = [f"{line}." if line else "", f"{self.finding}." if self.finding else ""]
        if self.rows:
            towns = names(self.rows[0].via[:8])
            parts.append(f"The best way passes {towns}." if towns else "")
            others = len(self.rows) - 1
            parts.append(f"{plural(others, 'other way')} shown." if others else "")
        return " ".join(part for part in parts if part)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Name with address who published the figures of all ways."""
        return tuple(dict.fromkeys(one for route in self.routes for one in route.sources))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Give what the ways take for granted."""
        return tuple(dict.fromkeys(one for route in self.routes for one in route.assumptions))

    @property
    def moved(self) -> bool:
        """Tell whether the best way is another than the baseline."""
        return self.baseline is not None and not _same(self.baseline, self.routes)

    def geojson(self) -> bytes:
        """Give the ways' lines, the lowest first, and a point with each way's number."""
        features: list[dict[str, Any]] = []
        if self.baseline is not None and self.moved:
            features += _lines(self.baseline, "baseline", f"Baseline, {self.held_against}", 0)
        for rank, route in reversed(list(enumerate(self.routes, start=1))):
            kind = "best" if rank == 1 else "other"
            row = self.rows[rank - 1]
            title = f"{rank}. {self.ends}: {row.length_km:,.0f} km, {row.cost_usd:,.0f} USD"
            features += _lines(route, kind, title, rank)
        features += _badges(self.routes)
        made = {"type": "FeatureCollection", "features": features}
        return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def answer(model: Model, view: View) -> Scenario:
    """Work out a View's what-if.

    Parameters
    ----------
    model
        Never modified.
    view
        Its day, what is known on it, the ends, closures and objective.

    Returns
    -------
    scenario
        With the sentence that says why, where there is no way; names that nothing goes by are
        left out and named.
    """
    from routing.compare import compare

    closures, opened, problems = _closures(model, view)
    told: dict[str, Any] = {
        "closed": tuple(_in_words(model, name, view.cargo) for name in view.close
                        if not _unknown(model, name)),
        "reopened": tuple(_in_words(model, name, "")[0] for name in view.reopen
                          if not _unknown(model, name)),
        "marks": _marks(model, view, opened),
        "problems": problems,
    }  # fmt: skip
    if not (view.origin and view.destination):
        return Scenario(view, **told)
    query = model.query(view.objective, closures, view.day)  # type: ignore[arg-type]
    base = model.query(
        view.objective,  # type: ignore[arg-type]
        () if view.against == "open" else model.closures(view.day, known=view.known),
        view.day,
    )
    try:
        baseline = model.route(view.origin, view.destination, base)
    except NoRouteError:
        baseline = None
    except UnknownPlaceError as error:
        return Scenario(view, error=f"{_upper(str(error))}", **told)
    base_row = compare(model, [baseline], day=view.day)[0] if baseline else None
    try:
        routes = model.routes(view.origin, view.destination, query, number=view.ways)
    except NoRouteError as error:
        text = f"{_upper(_named(model, str(error)))}. Reopen one of them, or press 'Clear'"
        return Scenario(view, baseline=baseline, base_row=base_row, error=text, **told)
    rows = compare(model, routes, baseline=baseline, day=view.day)
    return Scenario(view, tuple(routes), tuple(rows), baseline, base_row, **told)


def closures_of(model: Model, view: View) -> tuple[Closure, ...]:
    """Give what is closed in a View's what-if; unknown names are passed over."""
    return _closures(model, view)[0]


def link_name(place: str) -> str:
    """Write a gate's canonical id as short as a link may have it: ``torkham``, ``pk-khi``."""
    return "hormuz" if place == "SL-HORMUZ" else place.removeprefix("XG-").lower()


def difference(row: Row) -> str:
    """Say by how much a way differs from the baseline, its money first; "" if it does not."""
    if row.more_usd is None or row.more_days is None or row.more_km is None:
        return ""
    if abs(row.more_usd) < 0.5 and abs(row.more_km) < 0.5:
        return ""
    return f"{signed(row.more_usd)} USD, {signed(row.more_days, 1)} days, {signed(row.more_km)} km"


def signed(value: float, digits: int = 0) -> str:
    """Write a difference with its sign."""
    text = f"{abs(value):,.{digits}f}"
    if not float(text.replace(",", "")):
        return text
    return f"{'+' if value > 0 else '−'}{text}"


def _closures(
    model: Model, view: View
) -> tuple[tuple[Closure, ...], frozenset[str], tuple[str, ...]]:
    """Give what is closed, what is reopened, and sentences on names that are not known.

    To reopen one gate goes before the closure of a group that it belongs to.
    """
    from routing.closures import without

    problems = [text for name in (*view.close, *view.reopen) if (text := _unknown(model, name))]
    close = [name for name in view.close if not _unknown(model, name)]
    opened = frozenset(
        place
        for name in view.reopen
        if not _unknown(model, name)
        for place in model.gazetteer.closable(name.partition(":")[0])
    )
    found = model.closures(
        view.day,
        close=close,
        cargo=view.cargo,  # type: ignore[arg-type]
        ignore_status=view.ledger == "none",
        known=view.known,
    )
    return without(found, opened), opened, tuple(problems)


def _unknown(model: Model, name: str) -> str:
    """Say that nothing goes by a name to close; "" if something does."""
    try:
        model.closures(None, close=[name])
    except UnknownPlaceError as error:
        return f"{_upper(str(error))}; left out"
    return ""


def _in_words(model: Model, name: str, cargo: str) -> tuple[str, str]:
    """Say what a name to close means, and what is stopped: Torkham, to trucks."""
    base, _, rest = name.partition(":")
    places = model.gazetteer.closable(base)
    if places == (HORMUZ,):
        called = "the Strait of Hormuz"
    elif len(places) == 1:
        called = model.network.by_place[places[0]][0].name
    else:
        number = "both" if len(places) == 2 else f"all {len(places)}"
        codes = base.upper().split("-")
        if all(code in model.network.countries for code in codes):
            called = f"{number} crossings of {names([country(code) for code in codes])}"
        else:
            called = f"{number} quays of {base.title()}"
    words = [word for word in rest.split("+") if word] or [cargo]
    return called, " ".join(_STOPS.get(word, word) for word in words if word not in ("", "all"))


def _marks(model: Model, view: View, opened: frozenset[str]) -> tuple[Mark, ...]:
    shut = dict.fromkeys(
        place
        for name in view.close
        if not _unknown(model, name)
        for place in model.gazetteer.closable(name.partition(":")[0])
        if place not in opened
    )
    found = []
    for place, closed in [
        *((one, True) for one in shut),
        *((one, False) for one in sorted(opened)),
    ]:
        for gate in model.network.by_place.get(place, ())[:1]:
            found.append(Mark(place, gate.name, gate.lon, gate.lat, closed))  # noqa: PERF401
    return tuple(found)


def _named(model: Model, text: str) -> str:
    """Put gates' names in place of their ids, and no more of them than can be read."""
    ids = sorted(model.network.by_place, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, ids)))
    text = pattern.sub(lambda found: model.network.by_place[found[0]][0].name, text)
    head, colon, listed = text.partition("; closed: ")
    some = listed.split(", ")
    if len(some) > _NAMED:
        some = [*some[:_NAMED], f"{len(some) - _NAMED} more"]
    head = re.sub(r"\d{4}-\d\d-\d\d", lambda found: short_day(found[0]), head)
    return f"{head}{colon}{names(some)}"


def _same(baseline: Route, routes: Sequence[Route]) -> bool:
    return bool(routes) and baseline.edges == routes[0].edges


def _lines(route: Route, kind: str, title: str, rank: int) -> list[dict[str, Any]]:
    """Give a way's legs of one mode as lines; stops have none."""
    return [
        {
            "type": "Feature",
            "id": f"{kind}-{rank}-{at}",
            "properties": {"kind": kind, "rank": rank, "mode": _mode(leg), "name": title},
            "geometry": {"type": "LineString", "coordinates": simplified(leg.line)},
        }
        for at, leg in enumerate(route.legs)
        if leg.mode in ("road", "rail", "sea", "transfer") and leg.length_km > 0
    ]


def _mode(leg: Leg) -> str:
    return "road" if leg.mode == "transfer" else leg.mode


def simplified(line: Any) -> list[list[float]]:
    """Round a line of (lon, lat) and leave out the points that nobody could see."""
    import numpy as np
    import shapely

    thin = shapely.simplify(shapely.linestrings(np.asarray(line)), _TOLERANCE_DEG)
    points: list[list[float]] = np.round(shapely.get_coordinates(thin), 4).tolist()
    return points


def _badges(routes: Sequence[Route]) -> list[dict[str, Any]]:
    """Put each way's number where it lies farthest from the others."""
    import numpy as np
    import shapely

    lines = [shapely.linestrings(route.line) for route in routes if len(route.line) > 1]
    if len(lines) < 2 or len(lines) != len(routes):
        return []
    found = []
    for at, line in enumerate(lines):
        steps = np.linspace(0.05, 0.95, _BADGE_STEPS)
        spots = shapely.line_interpolate_point(line, steps, normalized=True)
        others = shapely.union_all([one for n, one in enumerate(lines) if n != at])
        best = spots[int(np.argmax(shapely.distance(spots, others)))]
        found.append(
            {
                "type": "Feature",
                "id": f"number-{at + 1}",
                "properties": {"kind": "number", "rank": at + 1, "name": str(at + 1)},
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(best.x, 4), round(best.y, 4)],
                },
            }
        )
    return found


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def asked(view: View) -> View:
    """Leave of a View only what its what-if depends on, so that answers can be kept."""
    return View(
        day=view.day,
        known=view.known,
        origin=view.origin,
        destination=view.destination,
        close=view.close,
        reopen=view.reopen,
        cargo=view.cargo,
        objective=view.objective,
        ways=view.ways,
        ledger=view.ledger,
        against=view.against,
    )


def with_closed(view: View, place: str, *, cargo: str = "") -> dict[str, Any]:
    """Give the fields of a View in which a gate is closed: to all, or to trucks alone."""
    name = link_name(place)
    rest = [one for one in view.close if one.partition(":")[0] != name]
    close = (*rest, f"{name}:{cargo}" if cargo else name)
    return {"close": close, "reopen": _less(view.reopen, name)}


def with_reopened(view: View, place: str) -> dict[str, Any]:
    """Give the fields of a View in which a gate is no longer closed.

    What the what-if had closed is as it was before; what is closed otherwise is reopened.
    """
    name = link_name(place)
    rest = _less(view.close, name)
    if rest != view.close:
        return {"close": rest}
    return {"reopen": (*_less(view.reopen, name), name)}


def _less(some: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(one for one in some if one.partition(":")[0] != name)
