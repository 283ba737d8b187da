"""The rules for places, parties and nothings, on small tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest

from catalog.figures.schema import FIGURE_SPECS
from catalog.rules import scope
from catalog.rules.rules import ReferenceIds
from catalog.tables.rows import Row, Table
from catalog.tables.schema import SPECS

KNOWN = ReferenceIds(
    {
        "named": frozenset({"XG-TORKHAM+Torkham", "XG-HAIRATAN+Hairatan-Termez"}),
        "states": frozenset({"TUR", "PAK", "QAT"}),
    },
    None,
    date(2026, 11, 29),
)


def table(name: str, rows: Sequence[Mapping[str, str]]) -> Table:
    columns = tuple(rows[0])
    listed = tuple(Row(dict(row), name, at + 2, ()) for at, row in enumerate(rows))
    return Table(name, name, columns, listed)


def spec(name: str):
    return next(one for one in (*SPECS, *FIGURE_SPECS) if one.table == name)


def series(place: str, label: str, key: str = "a") -> dict[str, str]:
    return {"series_id": key, "place": place, "label": label}


def said(found: Iterator[tuple[Row, str, str]]) -> list[str]:
    return [text for _, _, text in found]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([series("Hairatan-Termez", "Uzbek exports to Afghanistan")], 1),
        ([series("Hairatan-Termez", "Rail freight via Hairatan")], 0),
        ([series("all crossings", "Uzbek exports to Afghanistan")], 0),
        ([series("northern routes", "Exports to five states")], 1),
        ([series("Torkham", "Lorries a day"), series("Milak-Zaranj", "Lorries a day")], 0),
    ],
)
def test_a_series_of_one_place_names_it_in_its_label(rows, found):
    name = "facts/trade_series.csv"
    assert len(said(scope.gateway(spec(name), table(name, rows), KNOWN))) == found


@pytest.mark.parametrize(
    ("place", "ids", "key", "found"),
    [
        ("Torkham", "XG-TORKHAM", "torkham_daily_exports", ""),
        ("Hairatan-Termez", "XG-HAIRATAN", "uzbekistan_exports_to_afghanistan", "of a country"),
        ("Nangarhar customs", "XG-TORKHAM", "customs_revenue_by_office", "is another place"),
        ("Torkham and Hairatan", "XG-TORKHAM", "trucks_day", "are two places"),
        ("Torkham and Hairatan", "XG-TORKHAM|XG-HAIRATAN", "trucks_day", ""),
        ("Nangarhar customs", "", "customs_revenue_by_office", ""),
    ],
)
def test_a_figure_wider_than_a_gateway_stands_at_no_gateway(place, ids, key, found):
    name = "figures/demand.csv"
    rows = [{"place": place, "canonical_id": ids, "series_id": key}]
    texts = said(scope.figure_place(spec(name), table(name, rows), KNOWN))
    assert len(texts) == bool(found)
    assert all(found in text for text in texts)


@pytest.mark.parametrize(
    ("status", "found"), [("none", 1), ("None; outside the strait", 1), ("not found", 0), ("", 0)]
)
def test_none_is_a_claim_and_not_found_is_not(status, found):
    name = "facts/ports.csv"
    row = dict.fromkeys(spec(name).paired, "") | {"sanctions_legal_status": status}
    assert len(said(scope.no_claim(spec(name), table(name, [row]), KNOWN))) == found


@pytest.mark.parametrize(
    ("kind", "people", "found"),
    [
        ("phone_call", "A — minister (TUR); B — minister (PAK)", ["QAT"]),
        ("phone_call", "A — minister (TUR); B — minister (PAK); C — minister (QAT)", []),
        ("regional_meeting", "A — minister (TUR)", []),
    ],
)
def test_every_state_of_a_call_has_somebody_who_is_named(kind, people, found):
    name = "facts/engagements.csv"
    row = {"kind": kind, "status": "held", "participants": "TUR;PAK;QAT", "named_people": people}
    texts = said(scope.silent_party(spec(name), table(name, [row]), KNOWN))
    assert [text.split()[2].strip(",") for text in texts] == found
