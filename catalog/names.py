"""Names: what else the crossings and ports of ``names.json`` are called, for all that look one up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = "names.json"


@dataclass(frozen=True)
class Names:
    """Other names of a place.

    Parameters
    ----------
    ids
        What tables of the sources call it, as in ``chaman_spin_boldak``.
    also
        Names in the sources' words, as in ``Chaman Friendship Gate``.
    sides
        Names of its two sides, as in ``Wesh``; two places may share one.
    """

    ids: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All of them, the sides' last."""
        return (*self.ids, *self.also, *self.sides)


def read_names(folder: Path) -> Mapping[str, Names]:
    """Read the names by canonical id; a place that has no other name is left out.

    Raises
    ------
    FileNotFoundError
        If the file is missing; the message says the way out.
    """
    path = folder / FILE
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing; 'python -m catalog build' makes it")
    rows = json.loads(path.read_bytes())
    return {
        place: Names(**{key: tuple(names) for key, names in row.items()})
        for place, row in rows.items()
    }


def sides_of_one(names: Mapping[str, Names]) -> Mapping[str, str]:
    """Return the place of each name of a side that no other place has.

    A railway gives way to the road beside it, which has the same sides.
    """
    found: dict[str, list[str]] = {}
    for place, known in names.items():
        for name in known.sides:
            found.setdefault(name, []).append(place)
    alone = {
        name: [place for place in places if place.removesuffix("-RAIL") not in {*places} - {place}]
        for name, places in found.items()
    }
    return {name: places[0] for name, places in alone.items() if len(places) == 1}
