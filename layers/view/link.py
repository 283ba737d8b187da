"""Link: a View's query parameters, read one by one; what is wrong with one is said in words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from catalog.dates import read_day
from catalog.tables.basis import BASES
from layers.incidents import KINDS
from layers.registry import SWITCHED
from layers.text.escape import one_line
from layers.view.address import trimmed
from layers.view.choices import (
    ASKS,
    BASELINES,
    CARGOES,
    HEATS,
    LEDGERS,
    MAX_ZOOM,
    MEASURES,
    MIN_ZOOM,
    MODES,
    SIDES,
    THEMES,
    TILES,
    TITLE_LENGTH,
    UNREPORTED,
    WINDOWS,
    WORLDVIEWS,
)
from layers.view.filters import CONFIDENCES, DEATHS
from routing import MOST_WAYS
from routing.costs.tariff import OBJECTIVES
from routing.network.closures import TRADES
from routing.statuses import UNKNOWNS

Reader = Callable[[str], dict[str, Any]]

_MOST_TOLD = 5
_ACTOR_LENGTH = 40
_PLACE_LENGTH = 80
_MOST_NAMES = 40
# A name, and after a colon what is stopped: ``torkham``, ``bandar abbas:sea``, ``chaman:trucks+forth``.
_CLOSABLE = re.compile(r"[\w' ()/-]{1,60}(:[a-z]{1,10}(\+[a-z]{1,10}){0,4})?")


def ordered(layers: set[str]) -> tuple[str, ...]:
    """Put layer ids into drawing order, without those that cannot be switched."""
    return tuple(layer.id for layer in SWITCHED if layer.id in layers)


def short(text: str) -> str:
    """Cut what a link says to what a sentence can quote."""
    clean = re.sub(r"\s+", " ", text)
    return clean if len(clean) <= 40 else clean[:37] + "..."


def reader_of_pasted(read: Reader) -> Reader:
    """Give a reader that drops a bracket, quote or full stop at the end, if only then all is read."""

    def pasted(text: str) -> dict[str, Any]:
        bare = trimmed(text)
        try:
            found = read(text)
        except ValueError:
            if bare == text:
                raise
            return read(bare)
        if found.get("_problems") and bare != text:
            other = read(bare)
            return found if other.get("_problems") else other
        return found

    return pasted


def told(problems: Sequence[str]) -> list[str]:
    """Give the sentences on a link that somebody can read: some of them, and how many more."""
    if len(problems) <= _MOST_TOLD + 1:
        return list(problems)
    return [*problems[:_MOST_TOLD], f"And {len(problems) - _MOST_TOLD:,} more in this link."]


def _day_of(field: str) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        return {field: read_day(text)}

    return read


def _read_actor(text: str) -> dict[str, Any]:
    word = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not word or len(word) > _ACTOR_LENGTH:
        raise ValueError(f"an actor is a word of at most {_ACTOR_LENGTH} characters")
    return {"_filter": {"actor": word}}


def _some_of(field: str, values: Sequence[str]) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        wanted = text.split(".")
        wrong = [part for part in wanted if part not in values]
        if wrong:
            raise ValueError(f"it can be some of {', '.join(values)}, parted by dots")
        return {"_filter": {field: tuple(value for value in values if value in wanted)}}

    return read


def _read_learned(text: str) -> dict[str, Any]:
    if text not in ("yes", "no"):
        raise ValueError("it can be yes, no")
    return {"learned": text == "yes"}


def _read_deaths(text: str) -> dict[str, Any]:
    if text not in DEATHS:
        raise ValueError(f"it can be {', '.join(DEATHS)}")
    return {"_filter": {"deaths": text}}


def _read_at(text: str) -> dict[str, Any]:
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError("a place is written lat,lon,zoom such as 30.2,64.6,5") from None
    if not all(map(math.isfinite, (lat, lon, zoom))) or abs(lat) > 85 or abs(lon) > 180:
        raise ValueError("the latitude must lie within 85 and the longitude within 180 degrees")
    if not MIN_ZOOM <= zoom <= MAX_ZOOM:
        raise ValueError(f"the zoom must lie between {MIN_ZOOM} and {MAX_ZOOM}")
    return {"lat": round(lat, 3), "lon": round(lon, 3), "zoom": round(zoom * 2) / 2}


def _read_layers(text: str) -> dict[str, Any]:
    parts = "".join(text.split()).split(".")
    wanted = [part for part in parts if part and part != "none"]
    known = {layer.id for layer in SWITCHED}
    problems = []
    for part in wanted:
        if part not in known:
            near = get_close_matches(part, known, n=1)
            hint = f" (did you mean '{near[0]}'?)" if near else ""
            problems.append(f"The link's layer '{short(part)}' is not known{hint}.")
    return {"layers": ordered(set(wanted) & known), "_problems": problems}


def _one_of(field: str, values: tuple[str, ...]) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        if text not in values:
            raise ValueError(f"it can be {', '.join(values)}")
        return {field: text}

    return read


def _read_window(text: str) -> dict[str, Any]:
    if text not in WINDOWS:
        raise ValueError(f"it can be {', '.join(WINDOWS)}")
    return {"window": WINDOWS[text]}


def _read_selected(text: str) -> dict[str, Any]:
    layer, _, key = text.partition("/")
    if layer not in {known.id for known in SWITCHED} or not key or len(key) > 200:
        raise ValueError("a feature is written layer/id such as crossings/XG-TORKHAM")
    return {"selected": text}


def _read_claim(text: str) -> dict[str, Any]:
    if not re.fullmatch(r"C\d{2}|begin|end", text):
        raise ValueError("a claim is written C01 to C30, a chapter begin or end")
    return {"claim": text}


def _place_of(field: str) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        return {field: place_text(text)}

    return read


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


def _closables(field: str) -> Callable[[str], dict[str, Any]]:
    """Read names parted by dots or commas; a plus sign that became a space is put back."""

    def read(text: str) -> dict[str, Any]:
        found: dict[str, None] = {}
        problems = []
        for part in re.split(r"[.,]", text):
            name, colon, rest = " ".join(part.split()).partition(":")
            name = f"{name.strip()}{colon}{rest.strip().replace(' ', '+')}"
            if not name:
                continue
            if not _CLOSABLE.fullmatch(name):
                problems.append(
                    f"The link's {field}='{short(name)}' cannot be read: a place is written torkham, "
                    "and what it stops chabahar:sea."
                )
            else:
                found[name] = None
        if len(found) > _MOST_NAMES:
            raise ValueError(f"it names at most {_MOST_NAMES} places; afg-pak is all of a border")
        return {field: tuple(found), "_problems": problems}

    return read


def _read_ways(text: str) -> dict[str, Any]:
    if text not in {str(number) for number in range(1, MOST_WAYS + 1)}:
        raise ValueError(f"it can be 1 to {MOST_WAYS}")
    return {"ways": int(text)}


def _line_of(field: str) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        line = one_line(text)
        if len(line) > TITLE_LENGTH:
            raise ValueError(f"a {field} has at most {TITLE_LENGTH} characters")
        return {field: line}

    return read


READERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "day": _day_of("day"),
    "at": _read_at,
    "layers": _read_layers,
    "window": _read_window,
    "world": _one_of("worldview", WORLDVIEWS),
    "ground": _one_of("theme", THEMES),
    "sel": _read_selected,
    "claim": _read_claim,
    "title": _line_of("title"),
    "subtitle": _line_of("subtitle"),
    "tiles": _one_of("tiles", TILES),
    "mode": _one_of("mode", MODES),
    "known": _day_of("known"),
    "since": _day_of("since"),
    "learned": _read_learned,
    "compare": _one_of("compare", SIDES),
    "kinds": _some_of("kinds", KINDS),
    "actor": _read_actor,
    "deaths": _read_deaths,
    "trust": _some_of("trust", CONFIDENCES),
    "basis": _some_of("basis", BASES),
    "heat": _one_of("heat", HEATS),
    "from": _place_of("origin"),
    "to": _place_of("destination"),
    "close": _closables("close"),
    "reopen": _closables("reopen"),
    "cargo": _one_of("cargo", CARGOES),
    "objective": _one_of("objective", OBJECTIVES),
    "ways": _read_ways,
    "ledger": _one_of("ledger", LEDGERS),
    "unknown": _one_of("unknown", UNKNOWNS),
    "trade": _one_of("trade", TRADES),
    "against": _one_of("against", BASELINES),
    "ask": _one_of("ask", ASKS),
    "gate": _place_of("gate"),
    "measure": _one_of("measure", MEASURES),
    "unreported": _one_of("unreported", UNREPORTED),
}
