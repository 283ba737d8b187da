"""No fact that is second-hand alone stands on the map without its sign."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from catalog.ledger.crossing_reports import read_places, read_reports
from catalog.ledger.port_reports import read_port_ledger
from catalog.paths import GEO, SOURCES
from catalog.tables.basis import BASES, SECOND_HAND, basis_of, best
from catalog.validity import holds, knows
from layers.layer import SceneLayer
from layers.registry import BY_ID
from layers.scene.card import card
from layers.scene.legend import legend_of
from layers.screen.publish import publish
from layers.text.words import marked_basis
from layers.view.view import View


def rows(name: str) -> list[dict[str, Any]]:
    made = json.loads((GEO / f"{name}.geojson").read_bytes())["features"]
    return [feature["properties"] for feature in made]


def shown(row: dict[str, Any], file: str) -> bool:
    kind = row["kind"] if file == "crossings" else row["status_kind"]
    return row["phase"] != "unknown" and kind in ("open", "limited", "closed")


@pytest.fixture(scope="module")
def told() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Status and basis of each row of the tables, by place and day of the report."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    places, _ = read_places(SOURCES)
    _, reports, _ = read_reports(SOURCES, places)
    for row in reports.values():
        key = row["canonical_id"], row["date"]
        found.setdefault(key, []).append((row["status"], basis_of(row)))
    ports = read_port_ledger(SOURCES)
    for row in ports.rows.values():
        key = row["place"], row["date"]
        found.setdefault(key, []).append((row["status"], ports.basis(row)))
    return found


@pytest.mark.parametrize("file", ["crossings", "ports"])
def test_every_status_on_the_map_says_how_we_have_it(file: str) -> None:
    assert all(marked_basis(row) in BASES for row in rows(file) if shown(row, file))


@pytest.mark.parametrize("file", ["crossings", "ports"])
def test_on_no_day_a_gateway_or_port_is_open_or_closed_by_second_hand_without_the_sign(
    file: str, told: dict[tuple[str, str], list[tuple[str, str]]]
) -> None:
    by_report = {(place, day[:10]): found for (place, day), found in told.items()}
    found = 0
    for row in rows(file):
        behind = by_report.get((row["place"], str(row["reported_on"]))) or by_report.get(
            (row["place"], str(row["reported_on"])[:7])
        )
        if not shown(row, file) or behind is None:
            continue
        own = [basis for status, basis in behind if status == row["status"]]
        if own and set(own) == {SECOND_HAND}:
            found += 1
            assert marked_basis(row) == SECOND_HAND, row["id"]
    assert found, "no status of the record is second-hand any more: drop this test"


def test_the_five_gateways_carry_the_sign_on_every_day_of_their_last_reports() -> None:
    gateways = [row for row in rows("crossings") if row["rank"] == 1 and knows(row, None)]
    day = date(2026, 10, 4)
    while day <= date(2026, 11, 28):
        now = [row for row in gateways if holds(row, day.isoformat())]
        assert len(now) == 5
        assert {(row["kind"], marked_basis(row)) for row in now} == {("closed", SECOND_HAND)}
        day += timedelta(days=1)


def test_the_sign_reaches_the_browser_as_one_letter(tmp_path: Path) -> None:
    published = publish(GEO, tmp_path)
    for file in ("crossings", "ports"):
        served = json.loads((published.folder / published.files[file]).read_bytes())["features"]
        letters = {one["properties"]["id"]: one["properties"].get("basis") for one in served}
        for row in rows(file):
            if knows(row, None):
                assert letters[row["id"]] == (marked_basis(row)[:1] or None)


def _legend(*features: dict[str, Any]) -> list[str]:
    part = SceneLayer(BY_ID["venues"], features, len(features))
    sections = legend_of([part], {}, View(day=date(2026, 10, 4)), ())
    return [item.text for section in sections for item in section.items]


def test_the_legend_explains_the_sign_once_and_only_where_it_is_seen() -> None:
    cited = {"kind": "held", "basis": SECOND_HAND}
    assert "Second-hand (2)" in _legend(cited, cited, {"kind": "held", "basis": "page_read"})
    assert not any(
        "Second-hand" in text for text in _legend({"kind": "held", "basis": "page_read"})
    )


def test_a_card_says_how_we_have_what_it_tells() -> None:
    row = {"id": "P", "name": "A", "basis": SECOND_HAND, "confidence": "low", "kind": "x"}
    text = card(BY_ID["airports"], row, day="2026-10-04", atlas={})
    assert "Basis: second-hand: the page was not read, another text cites it." in text


def test_of_several_reports_of_a_day_the_nearest_counts() -> None:
    assert best([SECOND_HAND, "page_read"]) == "page_read"
