import json
import re
from pathlib import Path
from typing import Any

import pytest

from catalog.facts import incidents
from catalog.facts.claims import is_disputed, parse_claims, same_events, size_of
from catalog.facts.places import read_places
from catalog.paths import SOURCES
from catalog.problems import CatalogError
from catalog.tables.reading import read_table
from tests.catalog.sources_copy import spoil

UCDP = "facts/ucdp/ucdp_candidate_2026_01_04_afg_pak.csv"


@pytest.fixture(scope="module")
def built() -> dict[str, dict[str, dict[str, Any]]]:
    return {
        name.removesuffix(".geojson"): {
            feature["id"]: feature for feature in json.loads(content)["features"]
        }
        for name, content in incidents.build(SOURCES).items()
    }


@pytest.fixture(scope="module")
def ours(built: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    return built["incidents"]


@pytest.fixture(scope="module")
def coded(built: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    return built["incidents_ucdp"]


def test_every_row_is_a_feature(
    ours: dict[str, dict[str, Any]], coded: dict[str, dict[str, Any]]
) -> None:
    assert set(ours) == {row["id"] for row in read_table(SOURCES, "facts/border_events.csv")}
    assert set(coded) == {f"UCDP-{row['id']}" for row in read_table(SOURCES, UCDP)}


def test_what_each_side_says_is_kept_apart() -> None:
    claims = parse_claims(
        "Pakistan: 23 own dead, over 200 killed; Kabul: 58 killed; all unverified"
    )
    assert [(claim["side"], claim["text"]) for claim in claims] == [
        ("Pakistan", "23 own dead, over 200 killed"),
        ("Kabul", "58 killed"),
        (None, "all unverified"),
    ]


def test_a_heading_that_names_nobody_is_no_side() -> None:
    assert parse_claims("later report: at least 2 killed") == [
        {"side": None, "text": "later report: at least 2 killed", "source": None}
    ]


def test_no_word_of_a_note_is_lost(ours: dict[str, dict[str, Any]]) -> None:
    for feature in ours.values():
        row = feature["properties"]
        said = " ".join(f"{claim['side'] or ''} {claim['text']}" for claim in row["claims"])
        if row["claims"]:
            assert re.findall(r"\w+", said) == re.findall(r"\w+", row["deaths_note"])


def test_an_event_placed_by_country_is_not_drawn(ours: dict[str, dict[str, Any]]) -> None:
    by_country = [row for row in ours.values() if not row["properties"]["located"]]
    rows = read_table(SOURCES, "facts/border_events.csv")
    assert len(by_country) == sum(row["location_precision"] == "country" for row in rows) >= 18
    assert all(row["geometry"] is None for row in by_country)
    assert all("not drawn as a site" in row["properties"]["caveat"] for row in by_country)


def test_an_event_at_a_gateway_stands_at_the_gateway(ours: dict[str, dict[str, Any]]) -> None:
    gateway = read_places(SOURCES)["XG-MAHIRUD"]
    # The table's own point for it is 21 km from the gate.
    assert ours["2021-07-08-abu-nasr-farahi-taliban"]["geometry"]["coordinates"] == [
        gateway.lon,
        gateway.lat,
    ]


def test_deaths_are_never_added_across_accounts(ours: dict[str, dict[str, Any]]) -> None:
    clash = ours["2025-10-11-border-wide-clashes"]["properties"]
    # Pakistan's 23 and over 200, Kabul's 58 and 9: two totals, not their sum.
    assert (clash["deaths_min"], clash["deaths_max"]) == (67, 223)
    strike = ours["2026-06-28-strikes-paktia-paktika-kunar"]["properties"]
    assert (strike["deaths_min"], strike["deaths_max"]) == (28, 36)


def test_unknown_deaths_stay_unknown(ours: dict[str, dict[str, Any]]) -> None:
    row = ours["2021-12-22-mortars-kunar"]["properties"]
    assert (row["deaths_min"], row["deaths_max"], row["size"]) == (None, None, 0)


def test_sides_with_other_figures_are_a_dispute() -> None:
    claims = parse_claims("Kabul: 10 killed; Pakistan: 2 killed")
    assert is_disputed(claims, ("",), 2, 10)
    assert not is_disputed(claims, ("",), 2, 2)
    assert not is_disputed(parse_claims("ISPR: 33, then 50 killed"), ("",), 33, 50)


def test_a_denial_is_a_dispute(ours: dict[str, dict[str, Any]]) -> None:
    assert ours["2025-11-25-gurbuz-strike"]["properties"]["disputed"]
    assert ours["2024-03-18-airstrikes-khost-paktika"]["properties"]["disputed"]
    assert not ours["2023-12-05-torkham-signboard"]["properties"]["disputed"]


def test_the_same_event_is_linked_from_both_sides(
    ours: dict[str, dict[str, Any]], coded: dict[str, dict[str, Any]]
) -> None:
    assert same_events("UCDP 627856 and 628269: 4 and 3") == ["627856", "628269"]
    for key, feature in ours.items():
        for other in feature["properties"]["same_as"]:
            assert coded[other]["properties"]["same_as"] == [key]


def test_a_quoted_event_that_is_not_there_is_a_problem(sources: Path) -> None:
    spoil(sources, "facts/border_events.csv", "UCDP 618217", "UCDP 999999")
    with pytest.raises(CatalogError, match="UCDP-999999"):
        incidents.build(sources)


def test_every_problem_is_reported_at_once(sources: Path) -> None:
    spoil(sources, "facts/border_events.csv", "2021-06-22,,day", "2021-06-31,,day")
    spoil(sources, "facts/border_events.csv", ",ceasefire,", ",quiet,")
    with pytest.raises(CatalogError) as raised:
        incidents.build(sources)
    assert len(raised.value.problems) == 2


def test_a_range_that_was_corrected_says_that_accounts_are_not_added(
    ours: dict[str, dict[str, Any]],
) -> None:
    corrected, as_received = "2022-12-11-chaman-shelling", "2022-04-16-airstrike-khost"
    assert "account" in ours[corrected]["properties"]["caveat"]
    assert "account" not in (ours[as_received]["properties"]["caveat"] or "")


def test_a_number_that_cannot_be_read_is_a_problem_with_its_line(sources: Path) -> None:
    line = spoil(sources, "facts/border_events.csv", ",33,41,", ",33,many,")
    with pytest.raises(CatalogError, match=rf"border_events\.csv:{line}: .*many"):
        incidents.build(sources)


def test_an_inferred_day_is_not_stated_as_a_day(
    ours: dict[str, dict[str, Any]], coded: dict[str, dict[str, Any]]
) -> None:
    assert ours["2026-04-01-sirkanay"]["properties"]["date_text"] == "by 1 Apr 2026"
    assert coded["UCDP-627145"]["properties"]["date_text"] == "by 15 Apr 2026"
    month = coded["UCDP-628254"]["properties"]
    assert (month["date_text"], month["date_precision"]) == ("Apr 2026", "month")


def test_ucdp_events_placed_by_country_or_by_the_whole_border_are_not_drawn(
    coded: dict[str, dict[str, Any]],
) -> None:
    rows = read_table(SOURCES, UCDP)
    for row in rows:
        wide = row["where_prec"] == "6" or row["where_coordinates"] == "Afghanistan-Pakistan border"
        assert (coded[f"UCDP-{row['id']}"]["geometry"] is None) == wide


def test_ucdp_figures_are_as_coded(coded: dict[str, dict[str, Any]]) -> None:
    strike = coded["UCDP-621247"]["properties"]
    assert [strike[f"deaths_{name}"] for name in ("low", "best", "high")] == [95, 143, 411]
    assert strike["confidence"] != "high"


@pytest.mark.parametrize(
    ("deaths", "size"), [(None, 0), (0, 0), (1, 1), (4, 1), (5, 2), (19, 2), (20, 3)]
)
def test_a_mark_grows_with_the_least_number_of_deaths(deaths: int | None, size: int) -> None:
    assert size_of(deaths) == size
