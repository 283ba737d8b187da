"""Rules that every row of ``data/sources`` must pass; each finds problems of one kind."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from catalog.dates import Span, parse_span
from catalog.rules import agreement, carrying, doubts, hindsight, scope, series, tolls
from catalog.tables.countries import TOLERANCE_KM, Countries
from catalog.tables.reading import split_urls
from catalog.tables.rows import Row, Table

if TYPE_CHECKING:
    from datetime import date

    from catalog.problems import Problem
    from catalog.tables.schema import Spec, Stretch

UNDATED = "undated"
NOT_SOURCED = "not sourced"
"""What the received tables write where a value has no source."""
NOTHING = ("not found",)
"""What stands where a search found nothing: no claim, so that no source is asked for."""


@dataclass(frozen=True)
class ReferenceIds:
    """What rows are checked against.

    Parameters
    ----------
    ids
        Known ids by the name of the set; a set that could not be read is absent.
    countries
        Their land; None to leave coordinates unchecked.
    last_access
        The day on which the facts were last read: nothing can be dated after it.
    """

    ids: Mapping[str, frozenset[str]]
    countries: Countries | None
    last_access: date


@dataclass(frozen=True)
class Violation:
    """A problem with the rule that found it and the row's key, so that it can be accepted."""

    rule: str
    key: str
    column: str
    problem: Problem


RuleHit = tuple[Row, str, str]
"""A row, the column that is meant ("" for the whole row), and what is wrong."""

Rule = Callable[["Spec", Table, ReferenceIds], Iterator[RuleHit]]


def check_table(spec: Spec, table: Table, known: ReferenceIds) -> list[Violation]:
    """Apply every rule to a table."""
    asked = {column for column in _columns(spec) if column}
    lacking = sorted(asked - set(table.columns))
    if lacking:
        return [Violation("column", "", "", table.problem(1, f"lacks columns {lacking}"))]
    return [
        Violation(rule, _cell(row, spec.key) if spec.key else "", column, row.problem(text))
        for rule, check in RULES.items()
        for row, column, text in check(spec, table, known)
    ]


def known_ids(tables: Mapping[str, Table]) -> dict[str, frozenset[str]]:
    """Collect the ids that rows may name, from the tables that could be read."""
    found: dict[str, frozenset[str]] = {}
    canonical = tables.get("facts/canonical_ids.csv")
    if canonical is not None:
        for kind in ("crossing", "port", "lane", "venue"):
            of_kind = (row["canonical_id"] for row in canonical if row["kind"] == kind)
            found[f"{kind}s"] = frozenset(of_kind)
        also = {row["diplomacy_id"] for row in canonical} - {""}
        found["places"] = frozenset(also | {row["canonical_id"] for row in canonical})
    for name, table, column in (
        ("actors", "facts/actors.csv", "actor_id"),
        ("venues", "facts/venues.csv", "venue_id"),
        ("corridors", "facts/corridors.csv", "corridor_id"),
        ("events", "facts/policy_events.csv", "event_id"),
        ("nodes", "network/nodes_border_crossings.csv", "id"),
        ("index", "network/nodes_ports_wpi.csv", "Main Port Name"),
        ("event days", "facts/policy_events.csv", "event_id+date"),
        ("grounds", "facts/venues.csv", "venue_id+country_iso3"),
        (scope.NAMED, "facts/canonical_ids.csv", "canonical_id+name"),
        (doubts.BASED, "edits/date_basis.csv", "table+row"),
        ("reports", "facts/crossing_status.csv", "canonical_id+date"),
        ("reported statuses", "facts/crossing_status.csv", "canonical_id+date+status"),
        ("passing", "edits/passing_reports.csv", "canonical_id+date+status"),
    ):
        if table in tables:
            found[name] = frozenset(_cell(row, column) for row in tables[table])
    if "facts/actors.csv" in tables:
        states = (row for row in tables["facts/actors.csv"] if row["type"] == "state")
        found["states"] = frozenset(row["actor_id"] for row in states)
    found[doubts.LOOKED_UP] = doubts.looked_up()
    return found


def _key(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    first: dict[str, Row] = {}
    for row in table if spec.key else ():
        key = _cell(row, spec.key)
        # The other columns of a key that must not be empty are among the filled ones.
        if not row[spec.key.split("+")[0]]:
            yield row, spec.key, f"has no {spec.key}"
        elif key in first:
            where = first[key].seen_from(row)
            yield row, spec.key, f"{spec.key} '{key}' stands on {where} already"
        first.setdefault(key, row)


def _once(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    for column in spec.once:
        first: dict[str, Row] = {}
        for row in table:
            if row[column] and row[column] in first:
                where = first[row[column]].seen_from(row)
                yield row, column, f"{column} {row[column]} stands on {where} already"
            first.setdefault(row[column], row)


def _filled(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    for row in table:
        for column in spec.filled:
            if not row[column]:
                yield row, column, f"{column} is empty"


def _source(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    for row in table:
        if spec.sourced and not any(row[column] for column in spec.sourced):
            yield row, "", f"has no source: fill {' or '.join(spec.sourced)}"
        for column in spec.urls:
            rest = split_urls(row[column])[1]
            if rest:
                yield row, column, f"{column} holds '{rest}', which is no http or https address"
        for value, column in spec.paired.items():
            claims = row[value] and row[value] not in NOTHING
            if claims and (not row[column] or NOT_SOURCED in row[column]):
                yield row, value, f"{value} '{row[value][:40]}' has no source in {column}"


def _date(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    for row in table:
        precision = row[spec.precision] if spec.precision else "day"
        cells = [(column, row[column]) for column in spec.dates]
        spans = [(start, row[start], row[end] if end else "") for start, end in spec.spans]
        for column, start, end in [*((name, text, "") for name, text in cells), *spans]:
            if not start or start == UNDATED:
                continue
            try:
                when = parse_span(start, end, precision=precision)
            except ValueError as error:
                yield row, column, f"{column}: {error}"
                continue
            if when.first > known.last_access:
                text = f"is after {known.last_access}, when the facts were last read (origins.toml)"
                yield row, column, f"{column} '{start}' {text}"


def _word(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    there = {column: words for column, words in spec.may.items() if column in table.columns}
    for row in table:
        for column, words in {**spec.words, **there}.items():
            if row[column] not in words:
                yield row, column, f"{column} '{row[column]}' is none of {', '.join(sorted(words))}"


def _number(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    for row in table:
        for column in spec.numbers:
            if row[column] and _as_number(row[column]) is None:
                yield row, column, f"{column} '{row[column]}' is not a number"
        for low, high in spec.ranges:
            least, most = _as_number(row[low]), _as_number(row[high])
            if least is not None and most is not None and least > most:
                yield row, low, f"{low} {row[low]} is more than {high} {row[high]}"


def _join(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    for columns, join in spec.joins.items():
        if not all(target in known.ids for target in join.targets):
            continue
        accepted = frozenset[str]().union(*(known.ids[target] for target in join.targets))
        for row in table:
            cell = _cell(row, columns)
            parts = cell.split(join.separator) if join.separator else [cell]
            for name in (part.strip() for part in parts):
                if name and name not in accepted:
                    yield (
                        row,
                        columns,
                        f"{columns} '{name}' is not among the {' or '.join(join.targets)}",
                    )


def _place(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    if spec.place is None or known.countries is None:
        return
    for row in table:
        lon, lat = _as_number(row[spec.place.lon]), _as_number(row[spec.place.lat])
        if lon is None or lat is None:
            continue
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            yield row, spec.place.lon, f"{lon} E {lat} N is nowhere on the globe"
            continue
        for column in spec.place.countries:
            away = known.countries.distance_km(lon, lat, row[column])
            if away is not None and away > TOLERANCE_KM:
                far = f"{away:.1f} km" if math.isfinite(away) else "far"
                yield row, spec.place.lon, f"{lon} E {lat} N lies {far} outside {row[column]}"


def _overlap(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    if spec.no_overlap is None:
        return
    stretches: dict[str, list[tuple[Span, Row]]] = {}
    for row in table:
        span = _stretch(row, spec.no_overlap)
        if span is not None:
            stretches.setdefault(row[spec.no_overlap.place], []).append((span, row))
    for place, spans in stretches.items():
        ordered = sorted(spans, key=lambda item: (item[0].first, item[0].last))
        for (before, earlier), (after, row) in pairwise(ordered):
            if after.first < before.last:
                where = earlier.seen_from(row)
                text = f"{after.text} at {place} overlaps {before.text} of {where}"
                yield row, spec.no_overlap.start, text


RULES: Mapping[str, Rule] = {
    "key": _key,
    "once": _once,
    "filled": _filled,
    "source": _source,
    "date": _date,
    "word": _word,
    "number": _number,
    "join": _join,
    "place": _place,
    "overlap": _overlap,
    "period": series.period,
    "daily": series.daily,
    "midpoint": series.midpoint,
    "own page": agreement.own_page,
    "told before": agreement.told_before,
    "inferred": agreement.inferred,
    "host": agreement.host,
    "people": agreement.people,
    "event day": agreement.event_day,
    "total": agreement.total,
    "stated range": agreement.stated_range,
    "one account": tolls.one_account,
    "hindsight": hindsight.hindsight,
    "not looked up": doubts.not_looked_up,
    "speaker": doubts.speaker,
    "page's day": doubts.page_day,
    "status day": doubts.status_day,
    "gate": scope.gateway,
    "figure place": scope.figure_place,
    "no claim": scope.no_claim,
    "silent party": scope.silent_party,
    "passing": carrying.passing,
    "endless": carrying.endless,
    "ends elsewhere": carrying.ends_elsewhere,
}
"""By the name that ``data/sources/edits/accepted.csv`` gives them."""


def _stretch(row: Row, no_overlap: Stretch) -> Span | None:
    column, value = no_overlap.where
    if row[column] != value or not row[no_overlap.place]:
        return None
    try:
        return parse_span(row[no_overlap.start], row[no_overlap.end])
    except ValueError:
        return None  # the date rule reports it


def _columns(spec: Spec) -> Iterator[str]:
    yield from (*spec.filled, *spec.urls, *spec.sourced, *spec.dates, *spec.words, *spec.numbers)
    yield from (*spec.once, *spec.periods)
    if spec.daily is not None:
        yield from (spec.daily.date, spec.daily.total, *spec.daily.parts, spec.daily.vintage)
    yield from (*spec.paired, *spec.paired.values(), spec.precision)
    for pair in (*spec.spans, *spec.ranges):
        yield from pair
    for columns in (spec.key, *spec.joins):
        yield from columns.split("+")
    if spec.place is not None:
        yield from (spec.place.lon, spec.place.lat, *spec.place.countries)
    if spec.no_overlap is not None:
        yield from (
            spec.no_overlap.place,
            spec.no_overlap.start,
            spec.no_overlap.end,
            spec.no_overlap.where[0],
        )


def _cell(row: Row, columns: str) -> str:
    return "+".join(row[column] for column in columns.split("+"))


def _as_number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
