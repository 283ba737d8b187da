"""Link: a View's query parameters, read one by one; what is wrong with one is said in words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from catalog.names import did_you_mean
from layers.registry import TOGGLEABLE
from layers.text.escape import one_line
from layers.view.address import trimmed
from layers.view.choices import MAX_ZOOM, MIN_ZOOM
from layers.view.fields import Kind, Parameter, Partly, matching
from routing.network.closures import DIRECTIONS_FORMERLY

_MOST_TOLD = 5
_PLACE_LENGTH = 80
_MOST_NAMES = 40
# A name, and after a colon what is stopped: ``torkham``, ``bandar abbas:sea``, ``chaman:trucks+forward``.
_CLOSABLE = re.compile(r"[\w' ()/-]{1,60}(:[a-z]{1,10}(\+[a-z]{1,10}){0,4})?")
# A direction as earlier editions wrote it, after a colon, a plus sign or a plus sign that became a space.
_DIRECTION = re.compile(rf"(?<=[:+ ])(?:{'|'.join(DIRECTIONS_FORMERLY)})(?=[+ .,]|$)")


def ordered(layers: set[str]) -> tuple[str, ...]:
    """Put layer ids into drawing order, without those that cannot be switched."""
    return tuple(layer.id for layer in TOGGLEABLE if layer.id in layers)


def short(text: str) -> str:
    """Cut what a link says to what a sentence can quote."""
    clean = re.sub(r"\s+", " ", text)
    return clean if len(clean) <= 40 else clean[:37] + "..."


def read_pasted(parameter: Parameter, text: str) -> tuple[dict[str, Any], list[str]]:
    """Read a value; a bracket, quote or full stop at its end is dropped, if only then all is read.

    Raises
    ------
    ValueError
        If it cannot be read at all.
    """
    bare = trimmed(text)
    try:
        found = parameter.read(text)
    except ValueError:
        if bare == text:
            raise
        return parameter.read(bare)
    if found[1] and bare != text:
        other = parameter.read(bare)
        return found if other[1] else other
    return found


def told(problems: Sequence[str]) -> list[str]:
    """Give the sentences on a link that somebody can read: some of them, and how many more."""
    if len(problems) <= _MOST_TOLD + 1:
        return list(problems)
    return [*problems[:_MOST_TOLD], f"And {len(problems) - _MOST_TOLD:,} more in this link."]


def _camera(text: str) -> tuple[float, float, float]:
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError("a place is written lat,lon,zoom such as 30.2,64.6,5") from None
    if not all(map(math.isfinite, (lat, lon, zoom))) or abs(lat) > 85 or abs(lon) > 180:
        raise ValueError("the latitude must lie within 85 and the longitude within 180 degrees")
    if not MIN_ZOOM <= zoom <= MAX_ZOOM:
        raise ValueError(f"the zoom must lie between {MIN_ZOOM} and {MAX_ZOOM}")
    return round(lat, 3), round(lon, 3), round(zoom * 2) / 2


def _layers(text: str) -> Partly:
    parts = "".join(text.split()).split(".")
    wanted = [part for part in parts if part and part != "none"]
    known = {layer.id for layer in TOGGLEABLE}
    problems = []
    for part in wanted:
        if part not in known:
            hint = did_you_mean(part, known)
            problems.append(f"The link's layer '{short(part)}' is not known{hint}.")
    return Partly(ordered(set(wanted) & known), problems)


def _selected(text: str) -> str:
    layer, _, key = text.partition("/")
    if layer not in {known.id for known in TOGGLEABLE} or not key or len(key) > 200:
        raise ValueError("a feature is written layer/id such as crossings/XG-TORKHAM")
    return text


def place_text(text: str) -> str:
    """Make a place fit for the link: printable, one line.

    Raises
    ------
    ValueError
        If it is too long, or nothing.
    """
    place = one_line(text)
    if not place or len(place) > _PLACE_LENGTH:
        raise ValueError(
            f"a place is a name of at most {_PLACE_LENGTH} characters, or lon,lat such as 69.2,34.5"
        )
    return place


def closables(key: str) -> Kind:
    """Return the Kind of places to close or reopen, under the name that a problem quotes.

    They are parted by dots or commas; a plus sign that became a space is put back.
    """

    def read(text: str) -> Partly:
        found: dict[str, None] = {}
        problems = []
        for part in re.split(r"[.,]", text):
            name, colon, rest = " ".join(part.split()).partition(":")
            name = f"{name.strip()}{colon}{rest.strip().replace(' ', '+')}"
            if not name:
                continue
            if not _CLOSABLE.fullmatch(name):
                problems.append(
                    f"The link's {key}='{short(name)}' cannot be read: a place is written torkham, "
                    "and what it stops chabahar:sea."
                )
            else:
                found[name] = None
        if len(found) > _MOST_NAMES:
            raise ValueError(f"it names at most {_MOST_NAMES} places; afg-pak is all of a border")
        return Partly(tuple(found), problems)

    return Kind(
        read,
        ".".join,
        f"at most {_MOST_NAMES} places as in torkham or chabahar:sea, parted by dots",
        lambda text: _DIRECTION.sub(lambda word: DIRECTIONS_FORMERLY[word[0]], text),
    )


CAMERA = Kind(
    _camera,
    lambda at: f"{at[0]:.3f},{at[1]:.3f},{at[2]:g}",
    f"lat,lon,zoom in degrees and a zoom of {MIN_ZOOM} to {MAX_ZOOM}, such as 30.2,64.6,5",
)
LAYERS = Kind(_layers, lambda on: ".".join(on) or "none", "ids of layers parted by dots, or none")
SELECTED = Kind(_selected, str, "layer/id such as crossings/XG-TORKHAM")
CLAIM = matching(r"C\d{2}|begin|end", "a claim is written C01 to C30, a chapter begin or end")
PLACE = Kind(
    place_text, str, "a town, port or crossing by name or id, or lon,lat such as 69.2,34.5"
)
