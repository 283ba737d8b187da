"""The record: every fact of the tables with its day, its basis and all its addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.figures.schema import DERIVED, DERIVED_HERE
from catalog.ledger.crossing_reports import LASTING
from catalog.ledger.port_reports import TABLE as PORT_STATUS
from catalog.ledger.port_reports import PortLedger, read_port_ledger
from catalog.tables.basis import BASES, UCDP, basis_of
from catalog.tables.date_basis import EVENT, KEYS, read_date_bases, shown
from catalog.tables.reading import correction_sources, read_table, row_sources, url_sources
from catalog.tables.rows import Row
from catalog.tables.ucdp_codes import claim, day_text

UCDP_TABLE = "facts/ucdp/ucdp_candidate_2026_01_04_afg_pak.csv"
FIGURES = "figures"
"""Folder of the tables of figures: prices, returns, transits and their like."""


@dataclass(frozen=True)
class Fact:
    """One fact as its table has it.

    Parameters
    ----------
    kind
        A key of ``KINDS``.
    table, row
        Path below the sources, and what names the row in it.
    says
        The fact in a sentence.
    values
        The cells that have to hold, as ``column=value``.
    date
        As shown.
    basis, confidence
        How we have it, and how sure it is.
    addresses
        All that it cites.
    """

    kind: str
    table: str
    row: str
    says: str
    values: str
    date: str
    basis: str
    confidence: str
    addresses: tuple[str, ...]


def facts(sources: Path) -> list[Fact]:
    """List every fact of the record, in the order of kinds, tables and rows.

    Raises
    ------
    CatalogError
        If a table cannot be read.
    """
    return [fact for kind in KINDS for fact in KINDS[kind](sources)]


def sample(listed: Iterable[Fact], *, seed: int, per_kind: int) -> list[Fact]:
    """Draw so many facts of each kind; the same for the same seed and record, on any machine.

    A row keeps its place in the draw when others are added: it is ordered by a hash of the seed
    and of what names it.
    """
    kinds: dict[str, list[tuple[str, Fact]]] = {}
    for fact in listed:
        name = f"{seed}|{fact.table}|{fact.row}|{fact.says}"
        drawn = hashlib.sha256(name.encode("utf-8")).hexdigest()
        kinds.setdefault(fact.kind, []).append((drawn, fact))
    return [
        fact
        for found in kinds.values()
        for _, fact in sorted(found, key=lambda one: one[0])[:per_kind]
    ]


def shares(listed: Iterable[Fact]) -> dict[str, dict[str, int]]:
    """Count the facts by kind and basis, the nearest basis first."""
    found: dict[str, dict[str, int]] = {}
    for fact in listed:
        found.setdefault(fact.kind, dict.fromkeys(BASES, 0))[fact.basis] += 1
    return found


def _cells(row: Mapping[str, str], columns: Sequence[str]) -> str:
    return "; ".join(f"{column}={row[column]}" for column in columns if row.get(column))


def _cited(row: Row) -> tuple[str, ...]:
    found = [*row_sources(row), *correction_sources(row)]
    found += [one for key in ("sources", "source_urls") for one in url_sources(row.get(key, ""))]
    return tuple(dict.fromkeys(str(one["url"]) for one in found if one["url"]))


def _rows(
    kind: str,
    table: str,
    says: str,
    columns: Sequence[str],
    *,
    key: str = "",
    day: str = "",
) -> Callable[[Path], Iterator[Fact]]:
    """Make a reader of a table in which each row is one fact; ``says`` names its columns."""

    def read(sources: Path) -> Iterator[Fact]:
        days = read_date_bases(sources)
        for row in read_table(sources, table):
            of = days.of(table, row) if table in KEYS else EVENT
            when = shown(row[day], of) if day and row[day] else ""
            yield Fact(
                kind, table, "+".join(row[one] for one in (key or KEYS[table]).split("+")),
                says.format(**row), _cells(row, columns), when, basis_of(row),
                row.get("confidence", ""), _cited(row),
            )  # fmt: skip

    return read


def _statuses(sources: Path) -> Iterator[Fact]:
    """Return the reports of gateways, and what is told of a time gone by."""
    yield from _rows(
        "status", "facts/crossing_status.csv", "{canonical_id} is {status}: {traffic} ({reason})",
        ("status", "traffic", "reason", "carry_forward"), key="canonical_id+date+source_url",
        day="date",
    )(sources)  # fmt: skip
    if (sources / LASTING).is_file():
        yield from _rows(
            "status", LASTING, "{canonical_id} was {status} from {since} to {date}: {traffic}",
            ("since", "date", "status", "traffic", "reason"), key="canonical_id+since", day="date",
        )(sources)  # fmt: skip


def _port_statuses(sources: Path) -> Iterator[Fact]:
    ledger = read_port_ledger(sources)
    for row in ledger.rows.values():
        yield Fact(
            "port status", PORT_STATUS, f"{row['place']}+{row['date']}+{row['event_ids']}",
            f"{row['place']} is {row['status'].replace('_', ' ')}: {row['title']}",
            _cells(row, ("status", "hinders", "until", "traffic", "title", "text")),
            shown(row["date"], ledger.date_basis(row)), ledger.basis(row), row["confidence"],
            _of_events(row, ledger),
        )  # fmt: skip


def _of_events(row: Row, ledger: PortLedger) -> tuple[str, ...]:
    return tuple(str(one["url"]) for one in ledger.sources([row]) if one["url"])


def _coded(sources: Path) -> Iterator[Fact]:
    """Return what UCDP codes, at the address of the copy that can be read."""
    for row in read_table(sources, UCDP_TABLE):
        release = row["release"]
        file = f"GEDEvent_v{release.replace('.', '_')}.csv"
        yield Fact(
            "UCDP event", UCDP_TABLE, row["id"], claim(row),
            _cells(row, ("release", "dyad_name", "where_coordinates", "where_prec", "date_prec",
                         "date_quality", "best", "low", "high", "deaths_a", "deaths_b",
                         "deaths_civilians", "deaths_unknown", "latitude", "longitude",
                         "source_office", "source_headline")),
            day_text(row), UCDP,
            "medium" if row["event_clarity"] == "1" and row["code_status"] == "Clear" else "low",
            (f"https://ucdp.uu.se/downloads/candidateged/{file}",
             f"https://github.com/{row['stored_repo']}/blob/{row['stored_commit']}/{file}"),
        )  # fmt: skip


def _ports(sources: Path) -> Iterator[Fact]:
    """Return each figure of a port with its own source."""
    table = "facts/ports.csv"
    for row in read_table(sources, table):
        for column, cited in _PORT_FIGURES.items():
            addresses = tuple(str(one["url"]) for one in url_sources(row[cited]))
            if row[column] and addresses:
                yield Fact(
                    "port", table, f"{row['port_id']}+{column}",
                    f"{row['name']}: {column.replace('_', ' ')} {row[column]}",
                    _cells(row, (column, f"{column.split('_')[-1]}_year")), "",
                    basis_of({"sources": row[cited]}), row["confidence"], addresses,
                )  # fmt: skip


_PORT_FIGURES = {
    "un_locode": "locode_source", "operator": "operator_source", "depth_m": "depth_source",
    "berths": "berths_source", "throughput_teu": "teu_source",
    "throughput_tonnes": "tonnes_source", "capacity": "capacity_source",
    "planned_capacity": "planned_source", "sanctions_legal_status": "status_source",
    "role_in_afghan_transit": "role_source",
}  # fmt: skip


def _corridors(sources: Path) -> Iterator[Fact]:
    """Return state, length, time and cost of a corridor, which share their sources.

    Of lengths and times the table has no day.
    """
    table = "facts/corridors.csv"
    for row in read_table(sources, table):
        for column, also in (("status", "status_date"), ("length_km", "length_note"),
                             ("typical_time_days", "time_note"), ("cost", "cost_note")):  # fmt: skip
            day = {"status": row["status_date"], "cost": row.get("cost_year", "")}
            if row[column]:
                yield Fact(
                    "corridor", table, f"{row['corridor_id']}+{column}",
                    f"{row['name']}: {column.replace('_', ' ')} {row[column]}",
                    _cells(row, (column, also, "cost_unit" if column == "cost" else "")),
                    day.get(column, ""), basis_of(row), row["confidence"], _cited(row),
                )  # fmt: skip


def _figures(sources: Path) -> Iterator[Fact]:
    """Return the rows of every table of figures; the columns are told by the table itself."""
    for path in sorted((sources / FIGURES).glob("*.csv")):
        table = f"{FIGURES}/{path.name}"
        for row in read_table(sources, table):
            day = row.get("period") or row.get("date") or row.get("from") or ""
            place = row.get("place") or "Strait of Hormuz"
            what = row.get("what") or row.get("parameter") or "transit calls a day"
            value = (
                f"{row.get('value') or row.get('n_total') or ''} {row.get('unit') or ''}".strip()
            )
            told = [one for one in row if one not in _ABOUT and not one.startswith("source")]
            values = _cells(row, told)
            if row.get("basis") == DERIVED or DERIVED_HERE in row.get("note", "").lower():
                values = f"{values}; derived={row['note']}"
            yield Fact(
                "figure", table, row.get("id") or "+".join(list(row.values())[:4]),
                f"{place}, {day}: {what} {value}", values, day, basis_of(row),
                row.get("confidence", ""), _cited(row),
            )  # fmt: skip


_ABOUT = ("id", "basis", "confidence", "note", "accessed", "why")

KINDS: Mapping[str, Callable[[Path], Iterator[Fact]]] = {
    "status": _statuses,
    "port status": _port_statuses,
    "event": _rows(
        "event", "facts/border_events.csv", "{title}: {summary}",
        ("date_start", "date_end", "event_type", "place_name", "actors", "fatalities_min",
         "fatalities_max", "fatalities_note"), day="date_start",
    ),
    "UCDP event": _coded,
    "engagement": _rows(
        "engagement", "facts/engagements.csv", "{title} ({status}); outcome: {outcome}",
        ("date_start", "date_end", "status", "kind", "venue_id", "hosts", "mediators",
         "participants", "named_people", "outcome", "outcome_note"), day="date_start",
    ),
    "policy event": _rows(
        "policy event", "facts/policy_events.csv", "{title}: {what_changed}",
        ("title", "what_changed", "place_ids"), day="date",
    ),
    "trade figure": _rows(
        "trade figure", "facts/trade_series.csv", "{label}, {place}, {period}: {value} {unit}",
        ("value", "unit", "reporter", "partner", "flow", "place", "derived", "note"), day="period",
    ),
    "figure": _figures,
    "port": _ports,
    "corridor": _corridors,
    "claim": _rows(
        "claim", "facts/seed_claims.csv", "{claim}: {corroborated}",
        ("corroborated", "note"), day="date_implied",
    ),
}  # fmt: skip
"""The kinds of facts, and what reads each."""
