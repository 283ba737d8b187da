"""Resolved: the names of a scenario looked up once: what is closed, reopened, and not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from routing.errors import UnknownPlaceError
from routing.network.closure_terms import read_terms
from routing.network.closures import Cargo, Closure, without
from routing.places import Gazetteer


@dataclass(frozen=True)
class Named:
    """A name to close or to reopen, and what it means.

    Parameters
    ----------
    text
        As it was written, with what it stops.
    places
        Canonical ids; none if nothing goes by the name.
    closures
        What it closes; none of a name to reopen.
    problem
        Why it means nothing, with what may be meant; "" if it means something.
    """

    text: str
    places: tuple[str, ...] = ()
    closures: tuple[Closure, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Resolved:
    """What is closed in a scenario.

    Parameters
    ----------
    reported
        What the statuses of the day close.
    close, reopen
        The names, in the order in which they were given.
    """

    reported: tuple[Closure, ...] = ()
    close: tuple[Named, ...] = ()
    reopen: tuple[Named, ...] = ()

    @property
    def reopened(self) -> frozenset[str]:
        """Canonical ids of what is open whatever else is said."""
        return frozenset(place for one in self.reopen for place in one.places)

    @property
    def closures(self) -> tuple[Closure, ...]:
        """All closures. Reopening takes precedence, so that one gate of a shut border can be open."""
        asked = [closure for one in self.close for closure in one.closures]
        return without((*self.reported, *asked), self.reopened)

    @property
    def unknown(self) -> tuple[Named, ...]:
        """Return the names that nothing goes by."""
        return tuple(one for one in (*self.close, *self.reopen) if one.problem)


def resolve(
    gazetteer: Gazetteer,
    *,
    reported: Iterable[Closure] = (),
    close: Iterable[str] = (),
    reopen: Iterable[str] = (),
    cargo: Cargo = "all",
) -> Resolved:
    """Look up the names of a scenario.

    Parameters
    ----------
    gazetteer
        Knows the names.
    reported
        What the statuses of the day close.
    close, reopen
        Names as ``Gazetteer.closable`` takes them. A name to close may say what it stops after a
        colon, joined by plus signs: modes (road, rail, sea), cargo (trucks, transit, all), direction
        (forward, reverse, both), days (from, until), or what still passes (lorries a day, hours a day), as in
        ``chabahar:sea`` or ``torkham: 200 lorries a day``.
    cargo
        What the named closures stop, unless one says otherwise.
    """
    return Resolved(
        tuple(reported),
        tuple(_closed(gazetteer, text, cargo) for text in close),
        tuple(_reopened(gazetteer, text) for text in reopen),
    )


def _closed(gazetteer: Gazetteer, text: str, cargo: Cargo) -> Named:
    name, _, rest = text.partition(":")
    try:
        told = read_terms(text, rest)
        places = gazetteer.closable(name)
    except UnknownPlaceError as error:
        return Named(text, problem=str(error))
    closures = tuple(Closure(place, **{"cargo": cargo, **told}) for place in dict.fromkeys(places))
    return Named(text, places, closures)


def _reopened(gazetteer: Gazetteer, text: str) -> Named:
    try:
        return Named(text, gazetteer.closable(text, to="reopen"))
    except UnknownPlaceError as error:
        return Named(text, problem=str(error))
