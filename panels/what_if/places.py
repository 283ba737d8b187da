"""The words for a what-if's places and closures, as the link names them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from catalog.names import read_names
from layers.text.words import country
from layers.what_if.answers import link_name
from layers.what_if.scenario import point_words
from panels.session import resources
from panels.what_if import on_map

_GATEWAYS = {"crossings": "crossing", "ports": "port"}


def end_words(value: str) -> str:
    """Return the words for an end of a route: a gateway's name, a point's degrees, else what is written."""
    return _names().get(value.casefold(), "") or point_words(value)


@cache
def _names() -> Mapping[str, str]:
    atlas = resources.shared().atlas
    return {
        str(row["place"]).casefold(): str(row["name"])
        for layer in _GATEWAYS
        for row in atlas[layer].records
    }


@cache
def absent_ids() -> tuple[str, ...]:
    """Return the canonical ids of crossings and ports that are not on the network."""
    atlas = resources.shared().atlas
    rows = [(layer, row) for layer in _GATEWAYS for row in atlas[layer].records]
    return tuple(
        dict.fromkeys(str(row["place"]) for layer, row in rows if on_map.absent(layer, row))
    )


@cache
def closables() -> Mapping[str, str]:
    """List what can be closed, as in the link, with the words for it."""
    atlas = resources.shared().atlas
    rows = [
        ("strait" if row["kind"] == "strait" else word, row)
        for layer, word in _GATEWAYS.items()
        for row in atlas[layer].records
        if not on_map.absent(layer, row)
    ]
    pairs = dict.fromkeys(
        tuple(sorted((str(row["country_a"]), str(row["country_b"]))))
        for word, row in rows
        if word == "crossing"
    )
    found = {
        f"{one}-{two}".lower(): f"All crossings {country(one)}-{country(two)}"
        for one, two in sorted(pairs)
    }
    for word, row in rows:
        found.setdefault(link_name(str(row["place"])), f"{row['name']} ({word})")
    return found


@cache
def _other_ids() -> Mapping[str, str]:
    """Map what the sources call a gate, as a link may have it, to the link's own name."""
    return {
        one.replace("_", separator): link_name(place)
        for place, names in read_names(resources.FOLDER).items()
        for one in names.ids
        for separator in ("-", " ", "_")
    }


def closable_words(name: str) -> str:
    """Give the words for a name to close, with what it stops."""
    base, _, rest = name.partition(":")
    known = closables()
    said = known.get(base) or known.get(_other_ids().get(base.lower(), base), base)
    return f"{said}, {rest.replace('+', ' ')} only" if rest else said
