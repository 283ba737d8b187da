"""What each table of ``data/sources`` must keep to: one entry for each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog.tables.basis import BASES
from catalog.tables.corrections import ADDED_COLUMNS, BASIS
from catalog.tables.date_basis import DATE_BASES
from catalog.tables.date_basis import TABLE as DATE_BASIS

GATEWAYS = frozenset({"karachi", "gwadar", "bandar_abbas", "chabahar", "north", "air", "other"})
"""The gateway to the sea by which a corridor is drawn."""

ARTICLE = "stalled-pakistan-taliban-talks-prompt-high-level-turkish-delegation-visit"
"""What the address of the article that the project starts from ends with, on any site."""

_GRADES = frozenset({"high", "medium", "low"})
_PRECISIONS = frozenset({"day", "month", "year"})
_BASES = frozenset({"page_read", "excerpt_read", "second_hand", "own_observation", "unstated"})


@dataclass(frozen=True)
class Join:
    """Ids that must be known elsewhere.

    Parameters
    ----------
    targets
        Sets of ids, by the names that ``catalog.rules.rules.known_ids`` gives them.
    separator
        Between ids in one cell; "" for a single id.
    """

    targets: tuple[str, ...]
    separator: str = ""


@dataclass(frozen=True)
class Place:
    """A coordinate that must lie in the row's country, or on the line between its countries.

    Parameters
    ----------
    lon, lat
        Columns, degrees.
    countries
        Columns with a country's code or name: the place must lie in each of them, so that a
        crossing stands on the line between its two.
    """

    lon: str = "lon"
    lat: str = "lat"
    countries: tuple[str, ...] = ("country_iso3",)


@dataclass(frozen=True)
class Stretch:
    """Intervals of one place that must not overlap.

    Parameters
    ----------
    place, start, end
        Columns; the end is included, and may be empty: then it is a day.
    where
        Only rows with this value in this column.
    """

    place: str
    start: str
    end: str
    where: tuple[str, str]


@dataclass(frozen=True)
class Daily:
    """A row for every day, of one vintage, whose parts add up.

    Parameters
    ----------
    date
        Column of the day.
    total, parts
        Columns of the whole and of what it is made of.
    vintage
        Column that is the same in every row.
    """

    date: str
    total: str
    parts: tuple[str, ...]
    vintage: str


@dataclass(frozen=True)
class Spec:
    """What one table must keep to; every part may be empty.

    Parameters
    ----------
    table
        Path below the sources.
    key
        Columns that name a row, joined by ``+``.
    filled
        Columns that must not be empty.
    urls
        Columns with nothing but addresses, separated by spaces or ``|``.
    sourced
        Columns of which one must name a source.
    paired
        Columns whose value, if there is one, needs an address in another column.
    dates
        Columns with one date.
    spans
        Pairs of columns: the second is not before the first. A first column of ``a/b`` needs no
        second.
    precision
        Column that tells how precise the dates are.
    words
        Columns with a closed list of words.
    may
        The same for columns that the table may lack.
    numbers
        Columns with a number or nothing.
    ranges
        Pairs of columns: the second is not less than the first.
    periods
        Columns with a time in words, as ``catalog.figures.periods`` reads it.
    daily
        See Daily.
    once
        Columns whose values, where there are any, stand once each.
    joins, place, no_overlap
        See Join, Place, Stretch.
    claimed_by
        Part of the address of the page whose claims the rows are: it bears none of them out.
    optional
        The table may be absent.
    """

    table: str
    key: str
    filled: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    sourced: tuple[str, ...] = ()
    paired: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    spans: tuple[tuple[str, str], ...] = ()
    precision: str = ""
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    may: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    ranges: tuple[tuple[str, str], ...] = ()
    periods: tuple[str, ...] = ()
    daily: Daily | None = None
    once: tuple[str, ...] = ()
    joins: Mapping[str, Join] = field(default_factory=dict)
    place: Place | None = None
    no_overlap: Stretch | None = None
    claimed_by: str = ""
    optional: bool = False


_STATUSES = frozenset(
    {"open", "limited", "pedestrian_only", "humanitarian_only", "returnees_only", "export_only",
     "closed"}
)  # fmt: skip
_PORT_STATUSES = frozenset(
    {"open", "waiver", "limited", "sanctioned", "transit_suspended", "reexport_only", "closed"}
)
_TWO_SOURCES = ("source_1_url", "source_2_url")
_TWO_DATES = ("source_1_date", "source_2_date")
_EDIT_FILLED = ADDED_COLUMNS
_EDIT_SOURCED = ("source_name", "source_url")
_EDIT_DATES = ("source_date", "accessed")
_CROSSING = Join(("crossings",))


def edit_spec(table: str) -> Spec:
    """Return what any table of edits must keep to: a reason, a source, a date of access."""
    return Spec(table, "", filled=_EDIT_FILLED, sourced=_EDIT_SOURCED, urls=("source_url",),
                dates=_EDIT_DATES, optional=True)  # fmt: skip


def addition_spec(table: str) -> Spec:
    """Return what additions must keep to beside the rules of the table that they add to."""
    may = {BASIS: frozenset({*BASES, ""})}
    return Spec(table, "", filled=ADDED_COLUMNS, dates=("accessed",), may=may)


SPECS: tuple[Spec, ...] = (
    Spec(
        "facts/canonical_ids.csv", "canonical_id", filled=("name", "coord_source"),
        words={"kind": frozenset({"crossing", "port", "lane", "venue"})}, numbers=("lon", "lat"),
        joins={"network_id": Join(("nodes", "index"))},
    ),
    Spec(
        "facts/crossing_status.csv", "canonical_id+date+source_url",
        filled=("date", "status", "carry_forward"), urls=("source_url",), sourced=("source_url",),
        dates=("date", "source_date"),
        words={"status": _STATUSES, "confidence": _GRADES,
               "row_kind": frozenset({"change", "report"})},
        joins={"canonical_id": _CROSSING},
    ),
    Spec(
        "facts/border_events.csv", "id", filled=("title", "summary", "actors"), urls=_TWO_SOURCES,
        sourced=_TWO_SOURCES, dates=_TWO_DATES, spans=(("date_start", "date_end"),),
        precision="date_precision",
        words={"confidence": _GRADES, "date_precision": _PRECISIONS,
               "location_precision": frozenset({"exact", "district", "province", "country"})},
        numbers=("lon", "lat", "fatalities_min", "fatalities_max"),
        ranges=(("fatalities_min", "fatalities_max"),),
        joins={"crossing_id": _CROSSING}, place=Place(),
        no_overlap=Stretch("crossing_id", "date_start", "date_end", ("event_type", "border_closure")),
    ),
    Spec(
        "facts/venues.csv", "venue_id", filled=("city",), urls=("source_urls",),
        sourced=("source_urls",), numbers=("lon", "lat"), joins={"venue_id": Join(("places",))},
        place=Place(),
    ),
    Spec(
        "facts/engagements.csv", "id", filled=("title", "participants"), urls=_TWO_SOURCES,
        sourced=_TWO_SOURCES, dates=_TWO_DATES, spans=(("date_start", "date_end"),),
        precision="date_precision",
        words={"confidence": _GRADES, "date_precision": _PRECISIONS,
               "status": frozenset({"held", "planned", "postponed", "cancelled", "unknown"})},
        numbers=("round",), once=("round",),
        joins={"venue_id": Join(("venues",)), "hosts": Join(("actors",), ";"),
               "mediators": Join(("actors",), ";"), "participants": Join(("actors",), ";")},
    ),
    Spec(
        "facts/actors.csv", "actor_id", filled=("name", "type"), urls=("source_urls",),
        sourced=("source_urls",),
    ),
    Spec(
        "facts/seed_claims.csv", "claim_id", filled=("claim", "note"), urls=("source_urls",),
        sourced=("source_urls",), spans=(("date_implied", ""),),
        words={"corroborated": frozenset({"yes", "partly", "contradicted", "opinion"})},
        claimed_by=ARTICLE,
        joins={"places": Join(("places",), ";"), "actors": Join(("actors",), ";")},
    ),
    Spec(
        "facts/ports.csv", "port_id", filled=("name",),
        paired={
            "lon": "coord_source", "un_locode": "locode_source", "operator": "operator_source",
            "depth_m": "depth_source", "berths": "berths_source", "throughput_teu": "teu_source",
            "throughput_tonnes": "tonnes_source", "capacity": "capacity_source",
            "planned_capacity": "planned_source", "sanctions_legal_status": "status_source",
            "role_in_afghan_transit": "role_source",
        },
        words={"confidence": _GRADES}, numbers=("lon", "lat"), joins={"port_id": Join(("ports",))},
        place=Place(),
    ),
    Spec(
        "facts/corridors.csv", "corridor_id", filled=("name", "modes", "waypoints"),
        urls=("sources",), sourced=("sources",), dates=("status_date",),
        words={"confidence": _GRADES},
    ),
    Spec(
        "facts/trade_series.csv", "row_id", filled=("series_id", "period"), urls=("source_url",),
        sourced=("source_url",), dates=("source_date",), words={"confidence": _GRADES},
        numbers=("value",),
    ),
    Spec(
        "facts/policy_events.csv", "event_id", filled=("title", "what_changed"), urls=("sources",),
        sourced=("sources",), dates=("date",), words={"confidence": _GRADES},
        joins={"place_ids": Join(("places", "corridors"), "|")},
    ),
    Spec(
        "facts/ucdp/ucdp_candidate_2026_01_04_afg_pak.csv", "id",
        spans=(("date_start_iso", "date_end_iso"),),
        numbers=("latitude", "longitude", "best", "high", "low"), ranges=(("low", "high"),),
        place=Place("longitude", "latitude", ("country",)),
    ),
    Spec(
        "network/nodes_border_crossings.csv", "id", filled=("afg_side", "other_side", "source"),
        numbers=("lon", "lat"), place=Place(countries=("country_a", "country_b")),
        words={"mode": frozenset({"road", "rail", "road-planned"}), "confidence": _GRADES},
    ),
    Spec(
        "edits/crossing_positions.csv", "canonical_id", filled=("side_a", "side_b", *_EDIT_FILLED),
        urls=("source_url",), sourced=_EDIT_SOURCED, dates=_EDIT_DATES, numbers=("lon", "lat"),
        words={"confidence": _GRADES}, joins={"canonical_id": _CROSSING},
        place=Place(countries=("country_a", "country_b")),
    ),
    Spec(
        "edits/corridor_waypoints.csv", "corridor+branch+ordinal",
        filled=("corridor", "ordinal", "name", *_EDIT_FILLED), sourced=("source_name",),
        dates=("accessed",), numbers=("ordinal", "lon", "lat"),
        words={"mode": frozenset({"", "road", "rail", "sea", "air"}),
               "method": frozenset({"", "network", "road", "sea", "air", "schematic"}),
               "built": frozenset({"", "yes", "no"})},
        joins={"corridor": Join(("corridors",)), "place": Join(("places",))},
    ),
    Spec(
        "edits/corridor_gates.csv", "corridor", filled=_EDIT_FILLED, urls=("source_url",),
        sourced=_EDIT_SOURCED, dates=_EDIT_DATES, words={"gate": GATEWAYS},
        joins={"corridor": Join(("corridors",))},
    ),
    Spec(
        "edits/port_status.csv", "place+date+event_ids",
        filled=("place", "event_ids", "status", "carries", "title", "text", *_EDIT_FILLED),
        sourced=("event_ids",), dates=("date", "until", "accessed"),
        words={"status": _PORT_STATUSES, "confidence": _GRADES,
               "hinders": frozenset({"", "ships", "transit"})},
        joins={"place": Join(("ports", "lanes")), "event_ids": Join(("events",), "|")},
    ),
    Spec(
        "edits/traffic_directions.csv", "canonical_id+date", filled=_EDIT_FILLED,
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=("date", *_EDIT_DATES), optional=True,
        joins={"canonical_id": _CROSSING, "canonical_id+date": Join(("reports",))},
    ),
    Spec(
        "edits/carried_runs.csv", "canonical_id+date", filled=_EDIT_FILLED,
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=("date", *_EDIT_DATES), optional=True,
        joins={"canonical_id": _CROSSING, "canonical_id+date": Join(("reports",))},
    ),
    Spec(
        "edits/passing_reports.csv", "canonical_id+date+status", filled=_EDIT_FILLED,
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=("date", *_EDIT_DATES), optional=True,
        words={"status": _STATUSES},
        joins={"canonical_id": _CROSSING, "canonical_id+date+status": Join(("reported statuses",))},
    ),
    Spec(
        "edits/lasting_states.csv", "canonical_id+since+date",
        filled=("since", "date", "traffic", "reason", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=("since", "date", *_EDIT_DATES),
        spans=(("since", "date"),), optional=True,
        words={"status": _STATUSES, "confidence": _GRADES, "basis": _BASES},
        joins={"canonical_id": _CROSSING, "canonical_id+date": Join(("reports",))},
    ),
    Spec(
        "edits/routing_posts.csv", "place+mode", filled=("place", "mode", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES, numbers=("lon", "lat"),
        words={"mode": frozenset({"road", "rail"}), "trade": frozenset({"commercial", "local"})},
    ),
    Spec(
        "edits/routing_terminals.csv", "name", filled=("country", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES, numbers=("lon", "lat"),
        place=Place(countries=("country",)),
    ),
    Spec(
        "edits/routing_links.csv", "name", filled=("mode", "cls", "country", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES,
        numbers=("from_lon", "from_lat", "to_lon", "to_lat", "km", "cls"),
        words={"mode": frozenset({"road", "rail"}), "to_mode": frozenset({"", "road"})},
    ),
    Spec(
        "edits/routing_ports.csv", "place", filled=("country", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES, numbers=("road_km",),
        words={"road": frozenset({"", "yes"}), "rail": frozenset({"", "yes"})},
        joins={"place": Join(("places",))},
    ),
    Spec(
        "edits/routing_provinces.csv", "province", filled=("capital", "country", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES, numbers=("lon", "lat"),
        place=Place(countries=("country",)),
    ),
    Spec(
        "edits/routing_targets.csv", "target",
        filled=("corridor", "measure", "origin", "destination", "low", "value", "high", "use",
                *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES,
        numbers=("low", "value", "high"), ranges=(("low", "value"), ("value", "high")),
        words={"measure": frozenset({"cost_usd", "time_h"}),
               "use": frozenset({"fit", "range", "withheld", "difference"})},
        joins={"corridor": Join(("corridors",)), "via": Join(("places",), "|")},
    ),
    Spec(
        "edits/routing_calibration.csv", "parameter+mode+country",
        filled=("multiplier", *_EDIT_FILLED), sourced=_EDIT_SOURCED, urls=("source_url",),
        dates=_EDIT_DATES, numbers=("multiplier",),
    ),
    Spec(
        "edits/routing_doubts.csv", "mode+route", filled=_EDIT_FILLED, sourced=_EDIT_SOURCED,
        urls=("source_url",), dates=_EDIT_DATES,
    ),
    Spec(
        "edits/routing_spellings.csv", "name+mode", filled=("name", "place", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES,
        words={"mode": frozenset({"", "road", "rail", "sea"})},
    ),
    Spec(
        "edits/routing_distances.csv", "mode+origin+destination+via",
        filled=("published_km", *_EDIT_FILLED), sourced=_EDIT_SOURCED, urls=("source_url",),
        dates=_EDIT_DATES, numbers=("published_km",),
        words={"mode": frozenset({"road", "rail", "sea"})},
    ),
    Spec(
        "edits/routing_passes.csv", "name",
        filled=("country", "first_month", "last_month", *_EDIT_FILLED), sourced=_EDIT_SOURCED,
        urls=("source_url",), dates=_EDIT_DATES,
        numbers=("lon", "lat", "first_month", "last_month"), place=Place(countries=("country",)),
    ),
    Spec(
        "edits/routing_places.csv", "name", filled=("country", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES, numbers=("lon", "lat"),
        place=Place(countries=("country",)),
    ),
    Spec(
        "edits/gateway_names.csv", "canonical_id+name", filled=("language", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES, optional=True,
        joins={"canonical_id": Join(("places",))},
    ),
    Spec(
        "edits/towns_left_out.csv", "geonameid", filled=("name", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES, numbers=("geonameid",),
        optional=True,
    ),
    Spec(
        "edits/routing_lanes.csv", "from+to", filled=("from", "to", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES,
        numbers=("from_lon", "from_lat", "to_lon", "to_lat"),
    ),
    Spec(
        "edits/routing_parameters.csv", "parameter+mode+country+place+direction+partner",
        filled=("parameter", "mode", "unit", "low", "central", "high", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES,
        numbers=("low", "central", "high"), ranges=(("low", "central"), ("central", "high")),
        words={"parameter": frozenset({"rate", "speed", "class", "wait", "fee"}),
               "mode": frozenset({"road", "rail", "sea", "call", "transfer", "gauge"}),
               "direction": frozenset({"", "forward", "reverse", "import", "export"}),
               "basis": frozenset({"sourced", "derived", "assumed"})},
    ),
    Spec(
        "edits/routing_extras.csv", "place+name+direction+from",
        filled=("place", "name", "parameter", "mode", "meets", "unit", "low", "central", "high",
                *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=("from", "until", *_EDIT_DATES),
        numbers=("low", "central", "high"), ranges=(("low", "central"), ("central", "high")),
        spans=(("from", "until"),), joins={"place": Join(("places",))},
        words={"parameter": frozenset({"wait", "fee"}), "mode": frozenset({"road", "rail", "sea"}),
               "direction": frozenset({"", "forward", "reverse", "import", "export"}),
               "goods": frozenset({"", "listed"}), "meets": frozenset({"cargo", "lorry"}),
               "basis": frozenset({"sourced", "derived", "assumed"})},
    ),
    Spec(
        "edits/routing_bans.csv", "closed_by+goods_of+from",
        filled=("closed_by", "goods_of", "from", *_EDIT_FILLED), sourced=_EDIT_SOURCED,
        urls=("source_url",), dates=("from", "until", *_EDIT_DATES),
    ),
    Spec(
        "edits/routing_observed.csv", "place",
        filled=("place", "unit", "before", "after", "change_low", "change_high", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES,
        numbers=("change_low", "change_high"), ranges=(("change_low", "change_high"),),
        joins={"place": Join(("places",))},
    ),
    Spec(
        "edits/routing_border_stretches.csv", "lon+lat+mode",
        filled=("lon", "lat", "mode", "country", "through", "km", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES,
        numbers=("lon", "lat", "km"), words={"mode": frozenset({"road", "rail"})},
    ),
    Spec(
        "edits/routing_exits.csv", "name",
        filled=("name", "country", "beyond", "beyond_name", *_EDIT_FILLED), sourced=_EDIT_SOURCED,
        urls=("source_url",), dates=_EDIT_DATES, numbers=("lon", "lat"),
    ),
    Spec(
        "edits/routing_markets.csv", "name", filled=("name", "country", *_EDIT_FILLED),
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=_EDIT_DATES,
    ),
    Spec(
        "edits/routing_counts.csv", "place+what+period",
        filled=("place", "what", "value", "period", *_EDIT_FILLED), sourced=_EDIT_SOURCED,
        urls=("source_url",), dates=_EDIT_DATES, numbers=("value",),
        joins={"place": Join(("places",))},
        words={"ways": frozenset({"one", "both"})},
    ),
    Spec(
        DATE_BASIS, "table+row", filled=("table", "row", *_EDIT_FILLED), sourced=_EDIT_SOURCED,
        urls=("source_url",), dates=_EDIT_DATES, optional=True,
        words={"basis": frozenset(DATE_BASES)},
    ),
    Spec(
        "edits/status_date_precision.csv", "canonical_id+date", filled=_EDIT_FILLED,
        sourced=_EDIT_SOURCED, urls=("source_url",), dates=("date", *_EDIT_DATES), optional=True,
        words={"date_precision": _PRECISIONS},
        joins={"canonical_id": _CROSSING, "canonical_id+date": Join(("reports",))},
    ),
    Spec(
        "edits/looks.csv", "place+day+where", filled=("place", "day", "where", "found"),
        urls=("page",), dates=("day",), optional=True,
        words={"found": frozenset({"nothing newer", "newer"})},
        joins={"place": Join(("crossings", "ports", "lanes"))},
    ),
    # The entry of the next table goes above this line.
)  # fmt: skip
