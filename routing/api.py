"""For programs: a question in one call, on a Model that was loaded once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

from routing.analysis.isochrones import Isochrones, Measure
from routing.analysis.isochrones import isochrones as reached
from routing.analysis.matrix import Cell
from routing.analysis.matrix import matrix as pairs
from routing.costs.flow import GOODS
from routing.costs.tariff import USD_PER_HOUR, Objective
from routing.network.closures import Cargo
from routing.paths.query import Query
from routing.paths.routes import Route
from routing.statuses import Unknown

if TYPE_CHECKING:
    from routing.model import Model


class Terms(TypedDict, total=False):
    """What a question may say beside its ends; all of it may be left out.

    Parameters
    ----------
    day
        Of the ledger; without one the bare network is asked.
    known
        By what was published until then.
    close, reopen, cargo
        As ``Model.closures`` takes them.
    unknown
        What an unknown status is taken for.
    objective, usd_per_hour
        What is to be least, and what an hour is worth in it.
    trade, goods
        What is to pass: transit or bilateral; unlisted or listed.
    modes
        Of road, rail and sea; all if left out.
    """

    day: date | None
    known: date | None
    close: Iterable[str]
    reopen: Iterable[str]
    cargo: Cargo
    unknown: Unknown
    objective: Objective
    usd_per_hour: float
    trade: str
    goods: str
    modes: Iterable[str]


def query(model: Model, **terms: Unpack[Terms]) -> Query:
    """Put the terms of a question together.

    Raises
    ------
    UnknownPlaceError
        If a name to close or reopen is not known.
    """
    day, unknown = terms.get("day"), terms.get("unknown", "marked")
    closures = model.closures(
        day,
        close=terms.get("close", ()),
        reopen=terms.get("reopen", ()),
        cargo=terms.get("cargo", "all"),
        unknown=unknown,
        known=terms.get("known"),
    )
    return model.query(
        terms.get("objective", "generalised"),
        closures,
        day,
        known=terms.get("known"),
        unknown=unknown,
        cargo=terms.get("trade", "transit"),
        goods=terms.get("goods", GOODS[0]),
        usd_per_hour=terms.get("usd_per_hour", USD_PER_HOUR),
        modes=frozenset(terms.get("modes", ())),
    )


def route(
    model: Model,
    origin: str,
    destination: str,
    *,
    via: Sequence[str] = (),
    **terms: Unpack[Terms],
) -> Route:
    """Find the best route between two places, 'the sea' and 'any outlet' among them.

    Raises
    ------
    UnknownPlaceError, NoRouteError
        If a name is not known; if there is no route.
    """
    return model.route(origin, destination, query(model, **terms), via=via)


def matrix(
    model: Model, origins: Sequence[str], destinations: Sequence[str], **terms: Unpack[Terms]
) -> list[Cell]:
    """Find the best route of every pair; a pair without one says why.

    Raises
    ------
    UnknownPlaceError
        If a name is not known.
    """
    return pairs(model, origins, destinations, query(model, **terms))


def isochrones(
    model: Model, origin: str, *, measure: Measure = "hours", **terms: Unpack[Terms]
) -> Isochrones:
    """Find what it takes to get from a place to every other, in hours, USD, km or both together.

    Raises
    ------
    UnknownPlaceError
        If the name is not known.
    """
    asked = query(model, **terms)
    return reached(
        model.network, model.price, model.gazetteer.end(origin), measure=measure, query=asked
    )
