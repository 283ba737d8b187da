"""Parts: what a View is made of, each an object of its own that can be taken out and put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from layers.registry import DEFAULT_LAYERS
from layers.view.choices import (
    ASKS,
    ASKS_FORMERLY,
    BASELINES,
    CARGOES,
    HEATS,
    LEDGERS,
    MEASURES,
    MODES,
    SIDES,
    THEMES,
    TILES,
    TITLE_LENGTH,
    UNREPORTED,
    WINDOWS,
    WORLDVIEWS,
    Measure,
)
from layers.view.fields import DAY, among, declared, one_of, words_of
from layers.view.link import CAMERA, CLAIM, LAYERS, PLACE, SELECTED, closables
from routing import MOST_ALTERNATIVES
from routing.costs.tariff import OBJECTIVES, Objective
from routing.network.closures import TRADES, Cargo
from routing.statuses import UNKNOWNS, Unknown

_ROUTES = among(
    {str(number): number for number in range(1, MOST_ALTERNATIVES + 1)}, f"1 to {MOST_ALTERNATIVES}"
)


@dataclass(frozen=True)
class Time:
    """Which day is shown, and what was known of it.

    Parameters
    ----------
    day
        Calendar day that the map shows.
    known
        Only facts whose first source was published by this day are used; None for all.
    """

    day: date = declared("day", DAY, always=True)
    known: date | None = declared("known", DAY, None)


@dataclass(frozen=True)
class Question(Time):
    """What is asked of the routes on a day: the scenario.

    Parameters
    ----------
    origin, destination
        Where cargo comes from and goes to: a town, a port or a crossing by name or id, or
        ``lon,lat`` in degrees; "" for not asked.
    close, reopen
        What if these were closed, or open: names as ``Gazetteer.closable`` takes them; a name to
        close may say after a colon what is stopped, as in ``chabahar:sea``.
    cargo
        What the closures stop: ``all``, ``trucks`` or ``transit``.
    objective
        What is to be least on the way; of ``routing.costs.tariff``.
    alternatives
        How many routes are shown at most.
    ledger
        ``day`` to let the day's statuses close what they close, ``none`` for the bare network.
    unknown
        What an unknown status is taken for; of ``routing.statuses``.
    trade
        What is to pass: cargo for elsewhere, or of two countries; of ``routing.network.closures``.
    against
        What the routes are held against: the day as reported (``day``) or all open (``open``).
    ask
        Which question is answered.
    gateway
        Where is waited or paid for the break-even: a crossing or a port.
    measure
        ``hours`` or ``usd``: by what reach and break-even are measured.
    """

    origin: str = declared("from", PLACE, "")
    destination: str = declared("to", PLACE, "")
    close: tuple[str, ...] = declared("close", closables("close"), ())
    reopen: tuple[str, ...] = declared("reopen", closables("reopen"), ())
    cargo: Cargo = declared("closure_scope", one_of(CARGOES), "all", formerly=("cargo",))
    objective: Objective = declared("objective", one_of(OBJECTIVES), "generalised")
    alternatives: int = declared("alternatives", _ROUTES, 4, formerly=("ways",))
    ledger: str = declared("statuses", one_of(LEDGERS), "day", formerly=("ledger",))
    unknown: Unknown = declared("unknown", one_of(UNKNOWNS), "marked")
    trade: str = declared("cargo_type", one_of(TRADES), "transit", formerly=("trade",))
    against: str = declared("baseline", one_of(BASELINES), "day", formerly=("against",))
    ask: str = declared("analysis", one_of(ASKS, ASKS_FORMERLY), "alternatives", formerly=("ask",))
    gateway: str = declared("gateway", PLACE, "", formerly=("gate",))
    measure: Measure = declared("measure", one_of(MEASURES), "hours")

    @property
    def what_if(self) -> bool:
        """Return whether a route is asked for, or something is closed or open that is not."""
        named = self.origin or self.destination or self.close or self.reopen
        return bool(named) or self.ask in ("provinces", "gateways")


@dataclass(frozen=True)
class Comparison:
    """With which other day the day is compared, and how.

    Parameters
    ----------
    since
        The day with which ``day`` is compared; None for no comparison.
    learned
        The comparison also counts what became known of earlier days.
    compare
        ``side`` to show both days side by side; ``none`` for the day alone.
    """

    since: date | None = declared("since", DAY, None)
    learned: bool = declared(
        "backfilled", among({"yes": True, "no": False}), default=False, formerly=("learned",)
    )
    compare: str = declared("compare", one_of(SIDES), "none")


@dataclass(frozen=True)
class Camera:
    """From where the map is seen.

    Parameters
    ----------
    lat, lon, zoom
        Centre in degrees (WGS84) and zoom level of Web Mercator; half levels are allowed.
    """

    lat: float = declared("at", CAMERA, 30.2, always=True, also=("lon", "zoom"))
    lon: float = 62.0
    zoom: float = 5.0


@dataclass(frozen=True)
class Look:
    """What the map shows, and how it is drawn.

    Parameters
    ----------
    layers
        Ids of the layers that are on, in drawing order.
    window
        Events are shown for this number of days up to the day; None for all.
    worldview
        Whose depiction of boundaries: ``defacto``, ``PAK``, ``AFG``, ``IND`` or ``CHN``.
    theme
        Ground of the map; ``auto`` follows the page.
    tiles
        Online background: ``none`` or ``osm``.
    heat
        ``hex`` to count incidents by hexagon, ``none`` to show each.
    unreported
        What is shown of places of which nothing recent is reported: ``strict`` for unknown, ``last``
        for what was last known, marked as such.
    """

    layers: tuple[str, ...] = declared("layers", LAYERS, DEFAULT_LAYERS, always=True)
    window: int | None = declared("window", among(WINDOWS), 30, always=True)
    worldview: str = declared(
        "boundaries", one_of(WORLDVIEWS), "defacto", always=True, formerly=("world",)
    )
    theme: str = declared("theme", one_of(THEMES), "auto", always=True, formerly=("ground",))
    tiles: str = declared("tiles", one_of(TILES), "none")
    heat: str = declared("aggregate", one_of(HEATS), "none", formerly=("heat",))
    unreported: str = declared("unreported", one_of(UNREPORTED), "strict")


@dataclass(frozen=True)
class Selection:
    """What of the map is chosen.

    Parameters
    ----------
    selected
        ``layer/id`` of the feature whose card is open, or "".
    claim
        Id of the claim that the story shows, or "".
    """

    selected: str = declared("selected", SELECTED, "", formerly=("sel",))
    claim: str = declared("claim", CLAIM, "")


@dataclass(frozen=True)
class Page:
    """What stands around the map.

    Parameters
    ----------
    title, subtitle
        The reader's own, or "" for one made from the View.
    mode
        ``page`` or ``present`` (the map alone).
    """

    title: str = declared("title", words_of(TITLE_LENGTH, "title"), "")
    subtitle: str = declared("subtitle", words_of(TITLE_LENGTH, "subtitle"), "")
    mode: str = declared("mode", one_of(MODES), "page")
