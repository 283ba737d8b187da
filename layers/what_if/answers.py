"""Answers: a View's what-if put to the routing Model, and what closing a gate changes in a View."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog.paths import stamp_of
from layers.text.words import capital, country, names, short_day
from layers.view.parts import Question
from layers.view.view import View
from layers.what_if import network_map
from layers.what_if.question import Asked, ask
from layers.what_if.scenario import Mark, Scenario
from routing.errors import NoRouteError, UnknownPlaceError
from routing.network.network import HORMUZ

if TYPE_CHECKING:
    from routing.model import Model
    from routing.paths.routes import Route
    from routing.resolved import Named

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


def answer(model: Model, question: Question) -> Scenario:
    """Work out a what-if.

    Parameters
    ----------
    model
        Never modified.
    question
        Its day, what is known on it, the ends, closures and objective; a View is one.

    Returns
    -------
    scenario
        With the sentence that says why, where there is no way; names that nothing goes by are
        left out and named.
    """
    asked = ask(model, question)
    told: dict[str, Any] = {
        "closed": tuple(_in_words(model, one, question.cargo) for one in asked.closed),
        "reopened": tuple(_in_words(model, one, "")[0] for one in asked.reopened),
        "marks": _marks(asked),
        "problems": asked.problems,
    }
    if question.ask == "provinces":
        return Scenario(question, network_map=network_map.provinces(asked), **told)
    if question.ask == "isochrones" and question.origin:
        try:
            far = network_map.reached(asked)
        except UnknownPlaceError as error:
            return Scenario(question, error=capital(str(error)), **told)
        return Scenario(question, network_map=far, **told)
    if question.origin and question.destination:
        return _routes(asked, told)
    return Scenario(question, **told)


def unknown_names(model: Model, question: Question) -> list[str]:
    """Return a sentence on each name of a what-if that nothing goes by, with a suggestion."""
    asked = ask(model, question)
    return [f"{text}." for text in (*asked.problems, *asked.unknown_ends)]


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


def _routes(asked: Asked, told: dict[str, Any]) -> Scenario:
    """Find the ways, and hold them against the baseline."""
    from routing.analysis.beside import beside
    from routing.analysis.compare import compare

    model, question = asked.model, asked.question
    ends, day, known = (question.origin, question.destination), question.day, question.known
    try:
        baseline = model.route(*ends, asked.query(asked.baseline))
    except NoRouteError:
        baseline = None
    except UnknownPlaceError as error:
        return Scenario(question, error=f"{capital(str(error))}", **told)
    base_row = compare(model, [baseline], day=day, known=known)[0] if baseline else None
    told |= _by_the_reports(asked, baseline)
    try:
        routes = model.routes(*ends, asked.query(), number=question.alternatives)
    except NoRouteError as error:
        text = capital(_named(model, str(error)))
        return Scenario(question, baseline=baseline, base_row=base_row, error=text,
                        advice="Reopen one of them, or press 'Clear'.", **told)  # fmt: skip
    # To leave a country and come back by the same crossing is no way for cargo.
    routes = [one for one in routes if len({*one.places}) == len(one.places)] or routes[:1]
    if not routes[0].length_km:
        text = f"{question.origin} and {question.destination} are the same place on the network"
        return Scenario(question, error=text, advice="Choose another end.", **told)
    rows = compare(model, routes, baseline=baseline, day=day, known=known)
    near = beside(model, *ends, asked.query(), routes[0], tuple(routes[1:]))
    return Scenario(
        question, tuple(routes), tuple(rows), baseline, base_row, beside=near.sentences, **told
    )


def _by_the_reports(asked: Asked, baseline: Route | None) -> dict[str, Any]:
    """Find the best way by the reports of the day alone, where the what-if sets out from another start."""
    from routing.analysis.compare import compare

    model, question = asked.model, asked.question
    if question.ledger == "day":
        return {}
    told = model.reported(question.day, known=question.known, unknown=question.unknown)
    try:
        found = model.route(question.origin, question.destination, asked.query(told))
    except (NoRouteError, UnknownPlaceError):
        return {}
    row = compare(model, [found], baseline=baseline, day=question.day, known=question.known)[0]
    return {"reported": found, "reported_row": row}


def _in_words(model: Model, named: Named, cargo: str) -> tuple[str, str]:
    """Return what a name to close means, and what is stopped: Torkham, to trucks."""
    base, _, rest = named.text.partition(":")
    places = named.places
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


def _marks(asked: Asked) -> tuple[Mark, ...]:
    model, opened = asked.model, asked.names.reopened
    shut = dict.fromkeys(
        place for one in asked.closed for place in one.places if place not in opened
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


def what_if_key(view: View) -> Question:
    """Return what a View's what-if depends on and no more, so that answers can be kept."""
    asked = view.part(Question)
    if asked.ask in ("provinces", "isochrones"):
        return replace(asked, gateway="")
    return replace(asked, gateway="", ask="alternatives", measure="hours")


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
