"""View: what the user asked for; it goes round through a readable URL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Self

from layers.registry import FIRST_SIGHT
from layers.view.address import flat, is_tracker
from layers.view.choices import WINDOWS
from layers.view.filters import ALL, Filter
from layers.view.link import READERS, ordered, reader_of_pasted, short


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
    ways
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
    gate
        Where is waited or paid for the break-even: a crossing or a port.
    unreported
        What is shown of places of which nothing recent is reported: ``strict`` for unknown, ``last``
        for what was last known, marked as such.
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
    unreported: str = "strict"

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
            "basis": ".".join(self.filter.basis),
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
            "unreported": "" if self.unreported == "strict" else self.unreported,
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
            key = name.casefold()
            reader = READERS.get(key)
            if reader is None:
                if not is_tracker(name):
                    near = get_close_matches(key, READERS, n=1)
                    hint = f" (did you mean '{near[0]}'?)" if near else ""
                    problems.append(f"The link's '{short(name)}' is not known{hint}.")
                continue
            if key in given:
                if text != given[key]:
                    first = short(given[key])
                    problems.append(
                        f"The link's second {key}='{short(text)}' contradicts its first, '{first}'."
                    )
                continue
            given[key] = text
            try:
                read = reader_of_pasted(reader)(text)
            except ValueError as error:
                problems.append(f"The link's {key}='{short(text)}' cannot be read: {error}.")
                continue
            problems.extend(read.pop("_problems", []))
            filtered = replace(view.filter, **read.pop("_filter", {}))
            view = replace(view, filter=filtered, **read)
        return view, problems

    def with_layer(self, layer: str, *, on: bool) -> Self:
        """Give the View with one layer switched; drawing order is kept."""
        wanted = set(self.layers) | {layer} if on else set(self.layers) - {layer}
        return replace(self, layers=ordered(wanted))
