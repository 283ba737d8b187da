"""Resolved: the names of a scenario looked up once: what is closed, reopened, and not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from routing.errors import UnknownPlaceError
from routing.network.closures import DIRECTIONS_FORMERLY, Cargo, Closure, without
from routing.places import Gazetteer

_WORDS = {
    **dict.fromkeys(("road", "rail", "sea"), "modes"),
    **dict.fromkeys(("trucks", "transit", "all"), "cargo"),
    **dict.fromkeys(("forward", "reverse", "both"), "direction"),
}


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
        colon, joined by plus signs: modes (road, rail, sea), cargo (trucks, transit, all) and
        direction (forward, reverse, both), as in ``chabahar:sea`` or ``torkham:trucks+forward``.
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
    words = [DIRECTIONS_FORMERLY.get(word, word) for word in rest.split("+") if word]
    wrong = [word for word in words if word not in _WORDS]
    if wrong:
        known = ", ".join(sorted(_WORDS))
        return Named(text, problem=f"'{text}': '{wrong[0]}' is none of {known}")
    try:
        places = gazetteer.closable(name)
    except UnknownPlaceError as error:
        return Named(text, problem=str(error))
    modes = frozenset(word for word in words if _WORDS[word] == "modes")
    told = {_WORDS[word]: word for word in words if _WORDS[word] != "modes"}
    closures = tuple(
        Closure(place, modes, **{"cargo": cargo, **told})  # type: ignore[arg-type]
        for place in dict.fromkeys(places)
    )
    return Named(text, places, closures)


def _reopened(gazetteer: Gazetteer, text: str) -> Named:
    try:
        return Named(text, gazetteer.closable(text, to="reopen"))
    except UnknownPlaceError as error:
        return Named(text, problem=str(error))
