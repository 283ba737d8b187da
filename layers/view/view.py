"""View: what the user asked for; it goes round through a readable URL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Self

from layers.registry import DEFAULT_LAYERS
from layers.view.address import flat, is_tracker
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
)
from layers.view.fields import DAY, Parameter, among, declared, one_of, parameters, words_of
from layers.view.filters import ALL, Filter
from layers.view.link import (
    CAMERA,
    CLAIM,
    LAYERS,
    PLACE,
    SELECTED,
    closables,
    ordered,
    read_pasted,
    short,
)
from routing import MOST_ALTERNATIVES
from routing.costs.tariff import OBJECTIVES
from routing.network.closures import TRADES
from routing.statuses import UNKNOWNS

_ROUTES = among(
    {str(number): number for number in range(1, MOST_ALTERNATIVES + 1)}, f"1 to {MOST_ALTERNATIVES}"
)


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
        Which incidents are shown, and facts of which basis.
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
        What is to be least on the way; of ``routing.costs.tariff``.
    alternatives
        How many ways are shown at most.
    ledger
        ``day`` to let the day's statuses close what they close, ``none`` for the bare network.
    unknown
        What an unknown status is taken for; of ``routing.statuses``.
    trade
        What is to pass: cargo for elsewhere, or of two countries; of ``routing.network.closures``.
    against
        What the ways are held against: the day as reported (``day``) or all open (``open``).
    ask
        Which question of the what-if is answered.
    gateway
        Where is waited or paid for the break-even: a crossing or a port.
    unreported
        What is shown of places of which nothing recent is reported: ``strict`` for unknown, ``last``
        for what was last known, marked as such.
    measure
        ``hours`` or ``usd``: by what reach and break-even are measured.
    """

    day: date = declared("day", DAY, always=True)
    lat: float = declared("at", CAMERA, 30.2, always=True, also=("lon", "zoom"))
    lon: float = 62.0
    zoom: float = 5.0
    layers: tuple[str, ...] = declared("layers", LAYERS, DEFAULT_LAYERS, always=True)
    window: int | None = declared("window", among(WINDOWS), 30, always=True)
    worldview: str = declared(
        "boundaries", one_of(WORLDVIEWS), "defacto", always=True, formerly=("world",)
    )
    theme: str = declared("theme", one_of(THEMES), "auto", always=True, formerly=("ground",))
    selected: str = declared("selected", SELECTED, "", formerly=("sel",))
    claim: str = declared("claim", CLAIM, "")
    title: str = declared("title", words_of(TITLE_LENGTH, "title"), "")
    subtitle: str = declared("subtitle", words_of(TITLE_LENGTH, "subtitle"), "")
    tiles: str = declared("tiles", one_of(TILES), "none")
    mode: str = declared("mode", one_of(MODES), "page")
    known: date | None = declared("known", DAY, None)
    since: date | None = declared("since", DAY, None)
    learned: bool = declared(
        "backfilled", among({"yes": True, "no": False}), default=False, formerly=("learned",)
    )
    compare: str = declared("compare", one_of(SIDES), "none")
    filter: Filter = ALL
    heat: str = declared("aggregate", one_of(HEATS), "none", formerly=("heat",))
    origin: str = declared("from", PLACE, "")
    destination: str = declared("to", PLACE, "")
    close: tuple[str, ...] = declared("close", closables("close"), ())
    reopen: tuple[str, ...] = declared("reopen", closables("reopen"), ())
    cargo: str = declared("closure_scope", one_of(CARGOES), "all", formerly=("cargo",))
    objective: str = declared("objective", one_of(OBJECTIVES), "cheapest")
    alternatives: int = declared("alternatives", _ROUTES, 4, formerly=("ways",))
    ledger: str = declared("statuses", one_of(LEDGERS), "day", formerly=("ledger",))
    unknown: str = declared("unknown", one_of(UNKNOWNS), "last")
    trade: str = declared("cargo_type", one_of(TRADES), "transit", formerly=("trade",))
    against: str = declared("baseline", one_of(BASELINES), "day", formerly=("against",))
    ask: str = declared("analysis", one_of(ASKS, ASKS_FORMERLY), "alternatives", formerly=("ask",))
    gateway: str = declared("gateway", PLACE, "", formerly=("gate",))
    measure: str = declared("measure", one_of(MEASURES), "hours")
    unreported: str = declared("unreported", one_of(UNREPORTED), "strict")

    @property
    def what_if(self) -> bool:
        """Tell whether a way is asked for, or something is closed or open that is not."""
        named = self.origin or self.destination or self.close or self.reopen
        return bool(named) or self.ask in ("provinces", "gateways")

    def to_query(self) -> dict[str, str]:
        """Write the View as query parameters; what is not set is left out."""
        query = {
            key: parameter.write(self if part is None else getattr(self, part))
            for key, (part, parameter) in PARAMETERS.items()
        }
        return {key: value for key, value in query.items() if value}

    @classmethod
    def from_query(
        cls, query: Mapping[str, str] | Iterable[tuple[str, str]], default: Self
    ) -> tuple[Self, list[str]]:
        """Read a View from query parameters.

        Parameters
        ----------
        query
            Names and values as in the URL, decoded; the names in any case.
        default
            Used for everything that the query leaves out or has wrong.

        Returns
        -------
        view
            All that could be read.
        problems
            A sentence for each name and value that could not, and is left out; nothing is left
            out in silence but what programs that hand links on have added.
        """
        view, problems = default, []
        given: dict[str, str] = {}
        for name, text in flat(query):
            word, key = name.casefold(), key_of(name)
            if key not in PARAMETERS:
                if not is_tracker(name):
                    near = get_close_matches(word, PARAMETERS, n=1)
                    hint = f" (did you mean '{near[0]}'?)" if near else ""
                    problems.append(f"The link's '{short(name)}' is not known{hint}.")
                continue
            if key in given:
                if text != given[key]:
                    first = short(given[key])
                    problems.append(
                        f"The link's second {word}='{short(text)}' contradicts its first, '{first}'."
                    )
                continue
            given[key] = text
            part, parameter = PARAMETERS[key]
            try:
                read, unread = read_pasted(parameter, text)
            except ValueError as error:
                problems.append(f"The link's {word}='{short(text)}' cannot be read: {error}.")
                continue
            problems.extend(unread)
            view = replace(view, **({part: replace(getattr(view, part), **read)} if part else read))
        return view, problems

    def centred(self) -> Self:
        """Return the View as it opens, seen from where no reader has moved the map."""
        plain = View(day=self.day)
        return replace(self, lat=plain.lat, lon=plain.lon, zoom=plain.zoom)

    def with_layer(self, layer: str, *, on: bool) -> Self:
        """Give the View with one layer switched; drawing order is kept."""
        wanted = set(self.layers) | {layer} if on else set(self.layers) - {layer}
        return replace(self, layers=ordered(wanted))


def _parameters() -> Iterator[tuple[str, tuple[str | None, Parameter]]]:
    """Return each parameter of a link by its name, with the part of the View that it belongs to."""
    for one in fields(View):
        if is_dataclass(one.default):
            for parameter in parameters(type(one.default)):
                yield parameter.key, (one.name, parameter)
        for parameter in parameters(View):
            if parameter.names[0] == one.name:
                yield parameter.key, (None, parameter)


PARAMETERS: Mapping[str, tuple[str | None, Parameter]] = dict(_parameters())
"""What stands in a link, in this order: the part of the View, None for the View itself, and how."""

_KEYS = {old: key for key, (_, parameter) in PARAMETERS.items() for old in parameter.formerly}


def key_of(name: str) -> str:
    """Return the name that links have today for a parameter, whatever its case or edition."""
    word = name.casefold()
    return _KEYS.get(word, word)


def renewed(query: Mapping[str, str]) -> dict[str, str]:
    """Return a query of any edition in the names and values that links have today."""
    return {
        key: PARAMETERS[key][1].kind.renewed(text) if key in PARAMETERS else text
        for key, text in ((key_of(name), text) for name, text in query.items())
    }
