"""View: what the user asked for; it goes round through a readable URL."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal, Self

from layers.filters import ALL, CONFIDENCES, DEATHS, KINDS, Filter
from layers.registry import FIRST_SIGHT, SWITCHED
from layers.text import one_line
from routing.closures import TRADES
from routing.cost import OBJECTIVES
from routing.ledger import UNKNOWNS

WORLDVIEWS: tuple[str, ...] = ("defacto", "PAK", "AFG", "IND", "CHN")
WINDOWS: dict[str, int | None] = {"7": 7, "30": 30, "90": 90, "365": 365, "all": None}
THEMES: tuple[str, ...] = ("auto", "light", "dark")
MODES: tuple[str, ...] = ("page", "present")
TILES: tuple[str, ...] = ("none", "osm")
HEATS: tuple[str, ...] = ("none", "hex")
SIDES: tuple[str, ...] = ("none", "side")
CARGOES: tuple[str, ...] = ("all", "trucks", "transit")
BASELINES: tuple[str, ...] = ("day", "open")
LEDGERS: tuple[str, ...] = ("day", "none")
ASKS: tuple[str, ...] = ("ways", "provinces", "losses", "reach", "breakeven", "time")
MEASURES: tuple[str, ...] = ("hours", "usd")
MOST_WAYS = 6

MIN_ZOOM, MAX_ZOOM = 3, 12
EARLIEST, LATEST = date(2001, 1, 1), date(2100, 1, 1)
TITLE_LENGTH = 120
_ACTOR_LENGTH = 40
_PLACE_LENGTH = 80
_MOST_NAMES = 40
# A name, and after a colon what is stopped: ``torkham``, ``bandar abbas:sea``, ``chaman:trucks+forth``.
_CLOSABLE = re.compile(r"[\w' ()/-]{1,60}(:[a-z]{1,10}(\+[a-z]{1,10}){0,4})?")

Ground = Literal["auto", "light", "dark"]


@dataclass(frozen=True)
class View:
    """What the user asked for.

    Parameters
    ----------
    day
        Calendar day that the map shows.
    layers
        Ids of the layers that are on, in drawing order.
    window
        Events are shown for this number of days up to ``day``; None for all.
    worldview
        Whose depiction of boundaries: ``defacto``, ``PAK``, ``AFG``, ``IND`` or ``CHN``.
    theme
        Ground of the map; ``auto`` follows the page.
    lat, lon, zoom
        Centre in degrees (WGS84) and zoom level of Web Mercator; half levels are allowed.
    selected
        ``layer/id`` of the feature whose card is open, or "".
    claim
        Id of the claim that the story shows, or "".
    title, subtitle
        The reader's own, or "" for one made from the View.
    tiles
        Online background: ``none`` or ``osm``.
    mode
        ``page`` or ``present`` (the map alone).
    known
        Only facts whose first source was published by this day are used; None for all.
    since
        The day with which ``day`` is compared; None for no comparison.
    learned
        The comparison also counts what became known of earlier days.
    compare
        ``side`` to show both days side by side; ``none`` for the day alone.
    filter
        Which incidents are shown.
    heat
        ``hex`` to count incidents by hexagon, ``none`` to show each.
    origin, destination
        Where cargo comes from and goes to: a town, a port or a crossing by name or id, or
        ``lon,lat`` in degrees; "" for not asked.
    close, reopen
        What if these were closed, or open: names as ``Gazetteer.closable`` takes them; a name to
        close may say after a colon what is stopped, as in ``chabahar:sea``.
    cargo
        What the closures stop: ``all``, ``trucks`` or ``transit``.
    objective
        What is to be least on the way; of ``routing.cost``.
    ways
        How many ways are shown at most.
    ledger
        ``day`` to let the day's statuses close what they close, ``none`` for the bare network.
    unknown
        What an unknown status is taken for; of ``routing.ledger``.
    trade
        What is to pass: cargo for elsewhere, or of two countries; of ``routing.closures``.
    against
        What the ways are held against: the day as reported (``day``) or all open (``open``).
    ask
        Which question of the what-if is answered.
    gate
        Where is waited or paid for the break-even: a crossing or a port.
    measure
        ``hours`` or ``usd``: by what reach and break-even are measured.
    """

    day: date
    layers: tuple[str, ...] = FIRST_SIGHT
    window: int | None = 30
    worldview: str = "defacto"
    theme: str = "auto"
    lat: float = 30.2
    lon: float = 62.0
    zoom: float = 5.0
    selected: str = ""
    claim: str = ""
    title: str = ""
    subtitle: str = ""
    tiles: str = "none"
    mode: str = "page"
    known: date | None = None
    since: date | None = None
    learned: bool = False
    compare: str = "none"
    filter: Filter = ALL
    heat: str = "none"
    origin: str = ""
    destination: str = ""
    close: tuple[str, ...] = ()
    reopen: tuple[str, ...] = ()
    cargo: str = "all"
    objective: str = "cheapest"
    ways: int = 4
    ledger: str = "day"
    unknown: str = "last"
    trade: str = "transit"
    against: str = "day"
    ask: str = "ways"
    gate: str = ""
    measure: str = "hours"

    @property
    def what_if(self) -> bool:
        """Tell whether a way is asked for, or something is closed or open that is not."""
        named = self.origin or self.destination or self.close or self.reopen
        return bool(named) or self.ask in ("provinces", "losses")

    def to_query(self) -> dict[str, str]:
        """Write the View as query parameters; what is not set is left out."""
        window = next(key for key, value in WINDOWS.items() if value == self.window)
        query = {
            "day": self.day.isoformat(),
            "at": f"{self.lat:.3f},{self.lon:.3f},{self.zoom:g}",
            "layers": ".".join(self.layers) or "none",
            "window": window,
            "world": self.worldview,
            "ground": self.theme,
            "sel": self.selected,
            "claim": self.claim,
            "title": self.title,
            "subtitle": self.subtitle,
            "tiles": "" if self.tiles == "none" else self.tiles,
            "mode": "" if self.mode == "page" else self.mode,
            "known": self.known.isoformat() if self.known else "",
            "since": self.since.isoformat() if self.since else "",
            "learned": "yes" if self.learned else "",
            "compare": "" if self.compare == "none" else self.compare,
            "kinds": ".".join(self.filter.kinds),
            "actor": self.filter.actor,
            "deaths": "" if self.filter.deaths == "any" else self.filter.deaths,
            "trust": ".".join(self.filter.trust),
            "heat": "" if self.heat == "none" else self.heat,
            "from": self.origin,
            "to": self.destination,
            "close": ".".join(self.close),
            "reopen": ".".join(self.reopen),
            "cargo": "" if self.cargo == "all" else self.cargo,
            "objective": "" if self.objective == "cheapest" else self.objective,
            "ways": "" if self.ways == 4 else str(self.ways),
            "ledger": "" if self.ledger == "day" else self.ledger,
            "unknown": "" if self.unknown == "last" else self.unknown,
            "trade": "" if self.trade == "transit" else self.trade,
            "against": "" if self.against == "day" else self.against,
            "ask": "" if self.ask == "ways" else self.ask,
            "gate": self.gate,
            "measure": "" if self.measure == "hours" else self.measure,
        }
        return {key: value for key, value in query.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, str], default: Self) -> tuple[Self, list[str]]:
        """Read a View from query parameters.

        Parameters
        ----------
        query
            As in the URL, decoded.
        default
            Used for everything that the query leaves out or has wrong.

        Returns
        -------
        view
            All that could be read.
        problems
            A sentence for each value that could not; nothing is ignored in silence.
        """
        view, problems = default, []
        for key, text in query.items():
            reader = _READERS.get(key)
            if reader is None:
                near = get_close_matches(key, _READERS, n=1)
                hint = f" (did you mean '{near[0]}'?)" if near else ""
                problems.append(f"The link's '{_short(key)}' is not known{hint}; ignored.")
                continue
            try:
                read = reader(text)
            except ValueError as error:
                problems.append(f"The link's {key}='{_short(text)}' is ignored: {error}.")
                continue
            problems.extend(read.pop("_problems", []))
            filtered = replace(view.filter, **read.pop("_filter", {}))
            view = replace(view, filter=filtered, **read)
        return view, problems

    def with_layer(self, layer: str, *, on: bool) -> Self:
        """Give the View with one layer switched; drawing order is kept."""
        wanted = set(self.layers) | {layer} if on else set(self.layers) - {layer}
        return replace(self, layers=ordered(wanted))


def ordered(layers: set[str]) -> tuple[str, ...]:
    """Put layer ids into drawing order, without those that cannot be switched."""
    return tuple(layer.id for layer in SWITCHED if layer.id in layers)


def _short(text: str) -> str:
    clean = re.sub(r"\s+", " ", text)
    return clean if len(clean) <= 40 else clean[:37] + "..."


def _day_of(field: str) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ValueError("a day is written 2026-03-13") from None
        if not EARLIEST <= day < LATEST:
            raise ValueError(f"the day must lie between {EARLIEST.year} and {LATEST.year}")
        return {field: day}

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
    wanted = [part for part in text.split(".") if part and part != "none"]
    known = {layer.id for layer in SWITCHED}
    problems = []
    for part in wanted:
        if part not in known:
            near = get_close_matches(part, known, n=1)
            hint = f" (did you mean '{near[0]}'?)" if near else ""
            problems.append(f"The link's layer '{_short(part)}' is not known{hint}; ignored.")
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
        raise ValueError("a claim is written C01 to C25, a chapter begin or end")
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
    place = " ".join("".join(c if c.isprintable() else " " for c in text).split())
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
                    f"The link's {field}='{_short(name)}' is ignored: a place is written torkham, "
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


_READERS: dict[str, Callable[[str], dict[str, Any]]] = {
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
}
