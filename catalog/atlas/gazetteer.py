"""Gazetteer: the places that have a status, found by id, name or short name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from catalog.names import Names, plain, road_beside

if TYPE_CHECKING:
    from catalog.atlas.dataset import Dataset

_PREFIX = re.compile(r"^[A-Z]{2}-")
# What a name adds to the name of the place.
_KINDS = {"road", "rail", "port"}


class PlaceError(ValueError):
    """A name that is no place, or several; the message says which are near."""


@dataclass(frozen=True)
class Place:
    """A crossing, a port or a sea lane.

    Parameters
    ----------
    id
        Canonical id.
    name
        As shown.
    dataset
        ``crossings`` or ``ports``.
    lon, lat
        Degrees, WGS84; None where it is not on the map.
    names
        Words under which it is found, in lower case and without signs.
    """

    id: str
    name: str
    dataset: str
    lon: float | None
    lat: float | None
    names: frozenset[str]


Where = tuple[str | None, str, float | None, float | None]
"""Canonical id, name as shown, longitude and latitude; None where there is none."""


class Places:
    """Where features stand: a gateway is one place, whatever id or name a table has for it."""

    def __init__(self, places: Mapping[str, Place], venues: Dataset) -> None:
        self._known: dict[str, Where] = {
            place.id: (place.id, place.name, place.lon, place.lat) for place in places.values()
        }
        for row in venues.records:
            lon, lat = venues.positions.get(str(row["id"]), (None, None))
            venue = (row["place"], str(row["name"]), lon, lat)
            self._known.setdefault(row["place"], self._known.get(row["canonical"], venue))

    def of(self, row: Mapping[str, Any], position: tuple[float, float] | None) -> Where:
        """Return the place of a feature.

        Parameters
        ----------
        row
            With ``place``, ``place_name`` or ``positions``.
        position
            (lon, lat) of the feature, for a place that has no id.
        """
        place = row.get("place")
        if place in self._known:
            return self._known[str(place)]
        named = {str(one["id"]): str(one["name"]) for one in row.get("positions") or ()}
        name = row.get("place_name") or named.get(str(place)) or "No place on the map"
        lon, lat = position or (None, None)
        return place, str(name), lon, lat


def gazetteer(
    datasets: Mapping[str, Iterable[tuple[Mapping[str, Any], tuple[float, float] | None]]],
    names: Mapping[str, Names] | None = None,
) -> dict[str, Place]:
    """List the places of datasets, by canonical id.

    Parameters
    ----------
    datasets
        Properties and (lon, lat) of features by dataset; each place may have many features.
    names
        What else a place is called, by canonical id.
    """
    found: dict[str, Place] = {}
    for dataset, features in datasets.items():
        for row, position in features:
            if row["place"] not in found:
                lon, lat = position or (None, None)
                also = (names or {}).get(row["place"], Names()).every
                known = frozenset([*_names(row), *map(plain, also)])
                found[row["place"]] = Place(
                    str(row["place"]), str(row["name"]), dataset, lon, lat, known
                )
    return found


def find(places: Mapping[str, Place], text: str) -> tuple[Place, ...]:
    """Find the place that a text names, or the quays of the town that it names.

    An id, or the part of it after the country, goes before a name, and a whole name or one of its
    parts before words in it. A railway gives way to the road beside it: ``hairatan`` and ``termez``
    are the road crossing XG-HAIRATAN.

    Raises
    ------
    PlaceError
        If there is none, or more than one; the message lists them, or those that are near.
    """
    wanted = plain(text)
    for match in (_by_id, _by_name, _by_words):
        named = {place.id: place for place in places.values() if wanted and match(place, wanted)}
        matched = [place for place in named.values() if road_beside(place.id) not in named]
        if len(matched) == 1 or (matched and _of_one_town(matched)):
            return tuple(matched)
        if matched:
            listed = "\n".join(f"  {place.id:18} {place.name}" for place in matched)
            raise PlaceError(
                f"'{text}' can be one of {len(matched)}; name one by its id:\n{listed}"
            )
    names = {name: place for place in places.values() for name in place.names}
    near = dict.fromkeys(names[name] for name in get_close_matches(wanted, names, n=3, cutoff=0.7))
    hint = " or ".join(f"{place.name} ({place.id})" for place in near)
    raise PlaceError(
        f"no crossing, port or sea lane is called '{text}'"
        + (f"; did you mean {hint}?" if hint else "; 'Table' on the page lists all of them")
    )


def _names(row: Mapping[str, Any]) -> list[str]:
    place, name = str(row["place"]), str(row["name"])
    bracketed = re.findall(r"\(([^()]*)\)", name)
    bare = re.sub(r"\([^()]*\)", "", name)
    parts = [part for half in (bare, *bracketed) for part in re.split(r"-|,|/", half)]
    parts += [
        re.sub(rf"\b(?:{'|'.join(_KINDS)})\b", "", part, flags=re.IGNORECASE) for part in parts
    ]
    given = [place, _PREFIX.sub("", place), name, bare, str(row.get("label") or ""), *parts]
    return [words for words in map(plain, given) if words and words not in _KINDS]


def _of_one_town(places: Sequence[Place]) -> bool:
    """Return whether all are quays of one town, as ``Chabahar - Shahid Beheshti`` is of Chabahar."""
    parts = [place.name.partition(" - ") for place in places if place.dataset == "ports"]
    return len(parts) == len(places) and all(
        quay and town == parts[0][0] for town, _, quay in parts
    )


def _by_id(place: Place, wanted: str) -> bool:
    return wanted in (plain(place.id), plain(_PREFIX.sub("", place.id)))


def _by_name(place: Place, wanted: str) -> bool:
    return wanted in place.names


def _by_words(place: Place, wanted: str) -> bool:
    return any(f" {wanted}" in f" {name}" for name in place.names)
