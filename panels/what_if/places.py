"""The words under which a what-if's places are found, and how the link writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from catalog.names import ISO3, read_names
from layers.text.words import country
from layers.view.link import place_text
from layers.view.view import View
from layers.what_if.answers import link_name
from panels.session import resources, state
from panels.what_if import on_map


@cache
def places() -> Mapping[str, str]:
    """List towns, ports and crossings by the words they are found under, each as in the link.

    Of two towns of one name the link can mean only one: that where the network has roads.
    """
    shared = resources.shared()
    found: dict[str, str] = {}
    meant: set[str] = set()
    for row in sorted(shared.places, key=_order):
        if row.get("country") and row["name"] not in meant:
            meant.add(row["name"])
            found[f"{row['name']}, {country(row['country'])}"] = str(row["name"])
    for layer, word in (("crossings", "crossing"), ("ports", "port")):
        for row in shared.atlas[layer].records:
            if row.get("kind") != "strait" and not on_map.absent(layer, row):
                found.setdefault(f"{row['name']} ({word})", str(row["place"]))
    return found


def _order(row: Mapping[str, Any]) -> tuple[bool, float]:
    return row.get("country") not in ISO3.values(), float(row.get("rank") or 9)


def place_words(value: str) -> str:
    """Give the words for a place of the link; what was written itself where there are none."""
    return next((text for text, place in places().items() if place == value), value)


def place_value(text: str) -> str:
    """Give a place as the link has it; "" if it is not fit for one, and the reader is told."""
    try:
        return places().get(text) or place_text(text)
    except ValueError as error:
        on_map.refused(f"{error}.")
        return ""


@cache
def closables() -> Mapping[str, str]:
    """List what can be closed, as in the link, with the words for it."""
    atlas = resources.shared().atlas
    words = {"crossings": "crossing", "ports": "port"}
    rows = [
        ("strait" if row["kind"] == "strait" else word, row)
        for layer, word in words.items()
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


def closable_values(some: Iterable[str]) -> tuple[str, ...]:
    """Give names to close as the link has them; what is not fit is left out, and the reader told."""
    text = ".".join(str(one).replace(".", " ") for one in some)
    view, problems = View.from_query({"close": text}, state.view())
    for problem in problems:
        on_map.refused(problem.replace("The link's close=", "What you typed, "))
    return view.close if text else ()
