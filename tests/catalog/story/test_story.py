import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalog.dates import parse_span
from catalog.facts.places import Place
from catalog.paths import SOURCES
from catalog.problems import CatalogError
from catalog.story import story
from catalog.story.chapters import first_closed
from catalog.tables.schema import ARTICLE
from layers.registry import BY_ID
from tests.catalog.sources_copy import spoil

CHAMAN = Place("XG-CHAMAN", "Chaman", 66.44, 30.95)
TORKHAM = Place("XG-TORKHAM", "Torkham", 71.09, 34.12)
LAYERS = ("border", "crossings", "incidents")


@pytest.fixture(scope="module")
def claims() -> dict[str, dict[str, Any]]:
    return {claim["id"]: claim for claim in json.loads(story.build(SOURCES)["story.json"])}


def test_the_30_claims_stand_in_their_order(claims: dict[str, dict[str, Any]]) -> None:
    assert list(claims) == [*(f"C{number:02d}" for number in range(1, 31)), "begin", "end"]


def test_the_article_is_no_source_of_its_own_claims(claims: dict[str, dict[str, Any]]) -> None:
    for claim in claims.values():
        assert all(ARTICLE not in source["url"] for source in claim["sources"]), claim["id"]


def test_what_no_page_can_bear_out_is_told_as_opinion(claims: dict[str, dict[str, Any]]) -> None:
    told = {key for key, claim in claims.items() if claim["verdict"] == "opinion"}
    assert told == {"C28", "C29", "C30"}


def test_the_telling_goes_back_from_the_article_to_the_beginning_and_on_to_the_last_day(
    claims: dict[str, dict[str, Any]],
) -> None:
    told = sorted(claims.values(), key=lambda claim: claim["step"])
    days = [claim["view"]["day"] for claim in told]
    begin = [claim["id"] for claim in told].index("begin")
    assert days[0] == story.ARTICLE_DAY
    assert days[: begin + 1] == sorted(days[: begin + 1], reverse=True)
    assert days[begin + 1 :] == sorted(days[begin + 1 :])
    assert days[begin] == "2025-10-12"
    assert told[-1]["id"] == "end"
    assert days[-1] == max(days)


def test_a_chapter_is_told_from_sourced_statuses(claims: dict[str, dict[str, Any]]) -> None:
    assert "Torkham: closed, reported 12 Oct 2025" in claims["begin"]["note"]
    assert "second-hand" not in claims["begin"]["note"]
    assert "Torkham: closed, reported 4 Oct 2026 (second-hand)" in claims["end"]["note"]
    assert claims["begin"]["verdict"] == ""
    assert len(claims["begin"]["places"]) == 5


def test_places_of_claims_have_canonical_ids_and_positions(
    claims: dict[str, dict[str, Any]],
) -> None:
    assert [place["id"] for place in claims["C21"]["places"]] == ["IR-ZBR-SB", "IR-BND", "PK-KHI"]
    assert claims["C11"]["places"][0] == {
        "id": "XG-TORKHAM", "name": "Torkham", "lon": 71.09414, "lat": 34.12209,
    }  # fmt: skip


def test_the_first_closed_day_is_found_by_going_back() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "A", "status": "open", "valid_from": None, "valid_to": "2025-10-12"},
        {"name": "A", "status": "closed", "valid_from": "2025-10-12", "valid_to": "2025-10-20"},
        {"name": "A", "status": "returnees_only", "valid_from": "2025-10-20", "valid_to": None},
    ]
    assert first_closed(rows, date(2025, 11, 22)) == date(2025, 10, 12)
    with pytest.raises(ValueError, match="not closed to trade on 2025-10-01"):
        first_closed(rows, date(2025, 10, 1))


def test_a_claim_without_a_date_is_shown_on_the_day_of_the_article(
    claims: dict[str, dict[str, Any]],
) -> None:
    claim = claims["C25"]
    assert (claim["date_text"], claim["valid_from"], claim["valid_to"]) == (None, None, None)
    assert claim["view"]["day"] == story.ARTICLE_DAY


def test_a_claim_of_years_is_shown_on_the_day_of_the_article() -> None:
    assert story.view_of([TORKHAM], parse_span("2021/2025"), LAYERS)["day"] == story.ARTICLE_DAY


def test_the_verdict_is_the_table_s(claims: dict[str, dict[str, Any]]) -> None:
    assert claims["C24"]["verdict"] == "contradicted"
    assert claims["C01"]["verdict"] == "partly"
    assert claims["C02"]["verdict"] == "yes"
    assert claims["C04"]["verdict"] == "partly"


def test_every_layer_of_a_view_is_on_the_map(claims: dict[str, dict[str, Any]]) -> None:
    for claim in claims.values():
        assert set(claim["view"]["layers"]) <= set(BY_ID)


def test_a_claim_of_a_span_is_shown_at_its_end_with_a_window_that_covers_it() -> None:
    view = story.view_of([TORKHAM], parse_span("2025-10-09/2025-11-22"), LAYERS)
    assert (view["day"], view["window"]) == ("2025-11-22", 90)


def test_both_places_of_a_claim_are_in_view() -> None:
    view = story.view_of([CHAMAN, TORKHAM], None, LAYERS)
    lat, lon = view["center"]
    assert lon == pytest.approx((66.44 + 71.09) / 2, abs=0.001)
    assert 30.95 < lat < 34.12
    assert view["zoom"] == 6.0


def test_places_far_apart_are_seen_from_farther_off() -> None:
    moscow = Place("V_MOSCOW", "Moscow", 37.6, 55.8)
    near = story.view_of([CHAMAN, TORKHAM], None, LAYERS)["zoom"]
    far = story.view_of([CHAMAN, moscow], None, LAYERS)["zoom"]
    # 29 degrees of longitude, 38 of Mercator's height, in 480 pixels.
    assert far == 4.0
    assert far < near


def test_every_claim_names_its_sources(claims: dict[str, dict[str, Any]]) -> None:
    for claim in claims.values():
        assert claim["sources"]
        assert all(source["url"].startswith("http") for source in claim["sources"])


def test_every_problem_is_reported_at_once(sources: Path) -> None:
    first = spoil(sources, "facts/seed_claims.csv", "V_BAKU", "V_NOWHERE")
    second = spoil(sources, "facts/seed_claims.csv", ",contradicted,", ",perhaps,")
    with pytest.raises(CatalogError) as raised:
        story.build(sources)
    assert [problem.line for problem in raised.value.problems] == [first, second]
