import json
from pathlib import Path
from typing import Any

import pytest

from catalog.facts import policy
from catalog.paths import SOURCES
from catalog.problems import CatalogError
from catalog.tables.reading import read_table
from tests.catalog.sources_copy import spoil


@pytest.fixture(scope="module")
def features() -> dict[str, dict[str, Any]]:
    made = json.loads(policy.build(SOURCES)["policy.geojson"])["features"]
    return {feature["id"]: feature for feature in made}


def test_every_policy_event_is_a_feature(features: dict[str, dict[str, Any]]) -> None:
    assert set(features) == {
        row["event_id"] for row in read_table(SOURCES, "facts/policy_events.csv")
    }


def test_an_event_stands_at_its_first_place(features: dict[str, dict[str, Any]]) -> None:
    blockade = features["P64"]
    row = blockade["properties"]
    assert row["places"] == ["IR-BND", "IR-ZBR-SB", "IR-ZBR-SK", "IR-BKM"]
    first = row["positions"][0]
    assert blockade["geometry"]["coordinates"] == [first["lon"], first["lat"]]


def test_an_event_that_names_corridors_alone_has_no_place(
    features: dict[str, dict[str, Any]],
) -> None:
    closure = features["P32"]
    assert closure["geometry"] is None
    assert closure["properties"]["corridors"] == ["C01", "C02", "C04"]


def test_what_is_said_of_the_strait_stands_at_the_strait_too(
    features: dict[str, dict[str, Any]],
) -> None:
    assert "SL-HORMUZ" in features["P70"]["properties"]["places"]


def test_a_month_is_shown_as_a_month(features: dict[str, dict[str, Any]]) -> None:
    row = features["P35"]["properties"]
    assert (row["date_text"], row["date_precision"]) == ("Nov 2025", "month")


def test_a_place_that_is_not_known_is_named_with_its_line(sources: Path) -> None:
    line = spoil(sources, "facts/policy_events.csv", "TM-KRW|AZ-BAK", "TM-XXX|AZ-BAK")
    with pytest.raises(CatalogError, match="TM-XXX") as caught:
        policy.build(sources)
    assert [problem.line for problem in caught.value.problems] == [line]
