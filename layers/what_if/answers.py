"""Answers: a View's what-if put to the routing Model, and what closing a gate changes in a View."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog.paths import stamp_of
from layers.text.words import country, names, short_day
from layers.view.view import View
from layers.what_if import network_map
from layers.what_if.question import what_if_query
from layers.what_if.scenario import Mark, Scenario, capital
from routing.errors import NoRouteError, UnknownPlaceError
from routing.network.network import HORMUZ

if TYPE_CHECKING:
    from routing.model import Model
    from routing.network.closures import Closure

_NAMED = 6
_STOPS = {
    "trucks": "to trucks",
    "transit": "to transit",
    "all": "to all",
    "sea": "to ships",
    "road": "by road",
    "rail": "by rail",
    "forward": "out",
    "reverse": "in",
}


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
    closures, opened, problems = _closures(model, view)
    told: dict[str, Any] = {
        "closed": tuple(_in_words(model, name, view.cargo) for name in view.close
                        if not _unknown(model, name)),
        "reopened": tuple(_in_words(model, name, "")[0] for name in view.reopen
                          if not _unknown(model, name)),
        "marks": _marks(model, view, opened),
        "problems": problems,
    }  # fmt: skip
    if view.ask == "provinces":
        return Scenario(view, network_map=network_map.provinces(model, view, closures), **told)
    if view.ask == "isochrones" and view.origin:
        try:
            far = network_map.reached(model, view, closures, _baseline(model, view))
        except UnknownPlaceError as error:
            return Scenario(view, error=capital(str(error)), **told)
        return Scenario(view, network_map=far, **told)
    if view.origin and view.destination:
        return _routes(model, view, closures, told)
    return Scenario(view, **told)


def unknown_names(model: Model, view: View) -> list[str]:
    """Say which names in a what-if nothing goes by, each with a suggestion."""
    said = list(_closures(model, view)[2])
    for name in filter(None, (view.origin, view.destination)):
        try:
            model.gazetteer.end(name)
        except UnknownPlaceError as error:
            said.append(capital(str(error)))
    return [f"{text}." for text in said]


def model_of(folder: Path) -> Model:
    """Load what finds ways, once for each state of a folder's files.

    Raises
    ------
    FileNotFoundError
        If the network has not been built; the message says how.
    """
    return _model(folder, stamp_of(folder))


@lru_cache(maxsize=2)
def _model(folder: Path, _stamp: int) -> Model:
    from routing.model import Model

    return Model.load(folder)


def _routes(
    model: Model, view: View, closures: tuple[Closure, ...], told: dict[str, Any]
) -> Scenario:
    """Find the ways, and hold them against the baseline."""
    from routing.analysis.compare import compare

    query = what_if_query(model, view, closures)
    base = what_if_query(model, view, _baseline(model, view))
    try:
        baseline = model.route(view.origin, view.destination, base)
    except NoRouteError:
        baseline = None
    except UnknownPlaceError as error:
        return Scenario(view, error=f"{capital(str(error))}", **told)
    base_row = compare(model, [baseline], day=view.day, known=view.known)[0] if baseline else None
    try:
        routes = model.routes(view.origin, view.destination, query, number=view.alternatives)
    except NoRouteError as error:
        text = capital(_named(model, str(error)))
        return Scenario(view, baseline=baseline, base_row=base_row, error=text,
                        advice="Reopen one of them, or press 'Clear'.", **told)  # fmt: skip
    if not routes[0].length_km:
        text = f"{view.origin} and {view.destination} are the same place on the network"
        return Scenario(view, error=text, advice="Choose another end.", **told)
    rows = compare(model, routes, baseline=baseline, day=view.day, known=view.known)
    return Scenario(view, tuple(routes), tuple(rows), baseline, base_row, **told)


def _baseline(model: Model, view: View) -> tuple[Closure, ...]:
    if view.against == "open":
        return ()
    return model.closures(view.day, known=view.known, unknown=view.unknown)  # type: ignore[arg-type]


def closures_of(model: Model, view: View) -> tuple[Closure, ...]:
    """Give what is closed in a View's what-if; unknown names are passed over."""
    return _closures(model, view)[0]


def _closures(
    model: Model, view: View
) -> tuple[tuple[Closure, ...], frozenset[str], tuple[str, ...]]:
    """Give what is closed, what is reopened, and sentences on names that are not known.

    To reopen one gate goes before the closure of a group that it belongs to.
    """
    from routing.network.closures import without

    problems = [text for name in view.close if (text := _unknown(model, name))]
    problems += [text for name in view.reopen if (text := _unknown(model, name, to="reopen"))]
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
        unknown=view.unknown,  # type: ignore[arg-type]
        ignore_status=view.ledger == "none",
        known=view.known,
    )
    return without(found, opened), opened, tuple(problems)


def _unknown(model: Model, name: str, *, to: str = "close") -> str:
    """Say that nothing goes by a name to close or reopen; "" if something does."""
    try:
        if to == "reopen":
            model.gazetteer.closable(name.partition(":")[0], to=to)
        else:
            model.closures(None, close=[name])
    except UnknownPlaceError as error:
        return f"{capital(str(error))}; left out"
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
        if place == HORMUZ:
            lon, lat, row = next(
                one for one in model.atlas["ports"].points() if one[2]["place"] == "SL-HORMUZ"
            )
            found.append(Mark(place, str(row["name"]), lon, lat, closed))
        found += [
            Mark(place, gateway.name, gateway.lon, gateway.lat, closed)
            for gateway in model.network.by_place.get(place, ())[:1]
        ]
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


def what_if_key(view: View) -> View:
    """Leave of a View only what its what-if depends on, so that answers can be kept."""
    drawn = view.ask in ("provinces", "isochrones")
    return View(
        ask=view.ask if drawn else "alternatives",
        measure=view.measure if drawn else "hours",
        day=view.day,
        known=view.known,
        origin=view.origin,
        destination=view.destination,
        close=view.close,
        reopen=view.reopen,
        cargo=view.cargo,
        objective=view.objective,
        alternatives=view.alternatives,
        ledger=view.ledger,
        unknown=view.unknown,
        trade=view.trade,
        against=view.against,
    )


def link_name(place: str) -> str:
    """Write a gate's canonical id as short as a link may have it: ``torkham``, ``pk-khi``."""
    return "hormuz" if place == "SL-HORMUZ" else place.removeprefix("XG-").lower()


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
