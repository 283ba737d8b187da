import json
from pathlib import Path
from typing import Any

import pytest

from catalog.facts import ports
from catalog.paths import SOURCES
from catalog.problems import CatalogError
from catalog.tables import read_table
from tests.catalog.sources_copy import spoil

INDEXED = ("PK-BQM", "PK-GWD", "IR-BND", "IN-MUN", "OM-SOH")


def read(sources: Path) -> dict[str, dict[str, Any]]:
    features = json.loads(ports.build(sources)["ports.geojson"])["features"]
    return {feature["id"]: feature for feature in features}


@pytest.fixture(scope="module")
def features() -> dict[str, dict[str, Any]]:
    return read(SOURCES)


def fact(feature: dict[str, Any], label: str) -> dict[str, Any]:
    (found,) = [one for one in feature["properties"]["facts"] if one["label"].startswith(label)]
    return found


def test_there_are_the_ports_of_the_table(features: dict[str, Any]) -> None:
    assert set(features) == {row["port_id"] for row in read_table(SOURCES, "facts/ports.csv")}


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


def test_measures_are_listed_newest_first_with_the_day_from_which_they_hold(
    features: dict[str, Any],
) -> None:
    policy = features["IR-ZBR-SB"]["properties"]["policy"]
    days = [event["valid_from"] for event in policy]
    assert days == sorted(days, reverse=True)
    assert policy[-1]["date_text"] == "Nov 2018"


def test_the_build_is_the_same_twice() -> None:
    assert ports.build(SOURCES) == ports.build(SOURCES)
