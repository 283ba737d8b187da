import json
from pathlib import Path
from typing import Any

import pytest

from catalog.facts import ports
from catalog.paths import SOURCES
from catalog.problems import CatalogError
from catalog.tables.reading import read_table
from catalog.validity import holds, knows
from tests.catalog.sources_copy import spoil

INDEXED = ("PK-BQM", "PK-GWD", "IR-BND", "IN-MUN", "OM-SOH")


def read(sources: Path) -> dict[str, dict[str, Any]]:
    """Read the ports, each by its interval of the newest day."""
    features = json.loads(ports.build(sources)["ports.geojson"])["features"]
    return {
        feature["properties"]["place"]: feature
        for feature in features
        if knows(feature["properties"], None) and holds(feature["properties"], "2099-01-01")
    }


@pytest.fixture(scope="module")
def features() -> dict[str, dict[str, Any]]:
    return read(SOURCES)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    made = json.loads(ports.build(SOURCES)["ports.geojson"])
    return [feature["properties"] for feature in made["features"]]


def fact(feature: dict[str, Any], label: str) -> dict[str, Any]:
    (found,) = [one for one in feature["properties"]["facts"] if one["label"].startswith(label)]
    return found


def test_there_are_the_ports_of_the_table(features: dict[str, Any]) -> None:
    ports = {row["port_id"] for row in read_table(SOURCES, "facts/ports.csv")}
    assert set(features) == ports | {"SL-HORMUZ"}


def test_an_estimated_position_gives_way_to_the_world_port_index(features: dict[str, Any]) -> None:
    assert features["PK-GWD"]["geometry"]["coordinates"] == [62.3, 25.13333]
    for port in INDEXED:
        assert "World Port Index" in features[port]["properties"]["position_source"]
        assert features[port]["properties"]["caveat"] is None


def test_a_port_the_index_lacks_is_called_approximate(features: dict[str, Any]) -> None:
    row = features["IR-ZBR-SK"]["properties"]
    assert row["position_confidence"] == "low"
    assert row["caveat"] == "The position is approximate."


def test_a_port_missing_from_the_index_is_a_problem_with_its_line(sources: Path) -> None:
    spoil(sources, "network/nodes_ports_wpi.csv", "Gwadar", "Elsewhere")
    with pytest.raises(CatalogError, match=r"ports\.csv:4: the World Port Index .* no 'Gwadar'"):
        ports.build(sources)


def test_every_figure_names_its_source(features: dict[str, Any]) -> None:
    for feature in features.values():
        for one in feature["properties"]["facts"]:
            assert one["sources"], (feature["id"], one["label"])


def test_a_figure_without_a_source_is_not_shown(features: dict[str, Any]) -> None:
    # The table says 'none' of it and names nobody.
    assert features["IN-NSA"]["properties"]["status_text"] is None


def test_a_part_of_a_year_is_no_yearly_figure(features: dict[str, Any]) -> None:
    assert fact(features["PK-BQM"], "Containers")["unit"] == "TEU"
    assert fact(features["PK-KHI"], "Containers")["unit"] == "TEU a year"
    assert fact(features["PK-KHI"], "Containers")["year"] == "FY2024-25"


def test_conflicting_figures_stand_side_by_side(features: dict[str, Any]) -> None:
    berths = fact(features["IR-BND"], "Berths")
    assert berths["conflict"]
    assert "23 docks" in berths["value"]
    assert "40" in berths["value"]


@pytest.mark.parametrize(
    ("place", "day", "known", "status", "kind", "phase"),
    [
        ("PK-KHI", "2025-10-14", None, "unknown", "unknown", "unknown"),
        ("PK-KHI", "2025-10-16", None, "transit_suspended", "limited", "reported"),
        ("PK-KHI", "2026-03-13", None, "reexport_only", "limited", "ageing"),
        ("IR-ZBR-SB", "2025-10-10", None, "sanctioned", "limited", "reported"),
        ("IR-ZBR-SB", "2025-12-01", None, "waiver", "open", "reported"),
        ("IR-ZBR-SB", "2026-05-01", None, "closed", "closed", "reported"),
        # The waiver of October 2025 was to end on 26 April 2026.
        ("IR-ZBR-SB", "2026-04-26", "2026-03-01", "waiver", "open", "reported"),
        ("IR-ZBR-SB", "2026-04-27", "2026-03-01", "waiver", "open", "ageing"),
        ("IR-BND", "2025-04-27", None, "open", "open", "reported"),
        ("SL-HORMUZ", "2026-04-01", None, "closed", "closed", "reported"),
        ("SL-HORMUZ", "2026-07-10", None, "limited", "limited", "ageing"),
        ("IN-BOM", "2026-03-13", None, "unknown", "unknown", "unknown"),
    ],
)
def test_a_port_is_on_a_day_what_the_policy_events_say(
    rows: list[dict[str, Any]],
    place: str,
    day: str,
    known: str | None,
    status: str,
    kind: str,
    phase: str,
) -> None:
    (row,) = [
        row for row in rows
        if row["place"] == place and holds(row, day) and knows(row, known)
    ]  # fmt: skip
    assert (row["status"], row["status_kind"], row["phase"]) == (status, kind, phase)
    if phase != "unknown":
        assert row["events"]
        assert all(source["url"] for source in row["sources"][:1])


def test_the_build_is_the_same_twice() -> None:
    assert ports.build(SOURCES) == ports.build(SOURCES)
