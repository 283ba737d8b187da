"""Names: what else the crossings and ports of ``names.json`` are called, for all that look one up."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

FILE = "names.json"
ISO3: Mapping[str, str] = {
    "AF": "AFG", "PK": "PAK", "IR": "IRN", "TJ": "TJK", "TM": "TKM", "UZ": "UZB",
}  # fmt: skip
"""Countries whose roads the network has: ISO 3166 alpha-3 codes by alpha-2."""


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
    scripts
        Names in Arabic script, as in ``چمن``.
    """

    ids: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All in Latin letters, the sides' last."""
        return (*self.ids, *self.also, *self.sides)


def plain(text: str) -> str:
    """Reduce a name to lower-case words of letters and digits: ``Abū Naṣr`` is ``abu nasr``.

    Accents, apostrophes and quotes are left out; any other sign parts two words.
    """
    flat = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        sign
        for sign in flat
        if not unicodedata.combining(sign)
        and unicodedata.category(sign) not in {"Pi", "Pf"}
        and sign not in "'`"
    )
    return re.sub(r"[\W_]+", " ", kept).strip()


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``(did you mean 'x'?)`` with a space before it; "" if no known name is near."""
    near = get_close_matches(name, list(known), n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""


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


_RAIL = "-RAIL"


def road_beside(place: str) -> str:
    """Return the id that the road crossing beside a rail crossing has, if there is one; "" for others.

    The table of ids gives both the same id, and the railway's an ending.
    """
    return place.removesuffix(_RAIL) if place.endswith(_RAIL) else ""


def rail_beside(place: str) -> str:
    """Return the id that the rail crossing beside a road crossing has, if there is one."""
    return f"{place}{_RAIL}"


def sides_of_one(names: Mapping[str, Names]) -> Mapping[str, str]:
    """Return the place of each name of a side that no other place has.

    A railway gives way to the road beside it, which has the same sides.
    """
    found: dict[str, list[str]] = {}
    for place, known in names.items():
        for name in known.sides:
            found.setdefault(name, []).append(place)
    alone = {
        name: [place for place in places if road_beside(place) not in places]
        for name, places in found.items()
    }
    return {name: places[0] for name, places in alone.items() if len(places) == 1}
