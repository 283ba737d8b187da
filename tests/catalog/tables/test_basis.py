from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.check import check_features, check_rows
from catalog.tables.basis import BASES, basis_of, best, problems_of, said
from catalog.tables.rows import Row, Table
from tests.catalog.sources_copy import copy_sources, spoil

PAGE = {"source_url": "https://example.org/page", "confidence": "medium"}


def test_a_rows_own_basis_goes_before_everything_else() -> None:
    assert basis_of({**PAGE, "basis": "own_observation", "why": "page read"}) == "own_observation"


@pytest.mark.parametrize(
    "why",
    [
        "page not read; read: a tracker's file, which cites it",
        "page itself not read; read: another text, which cites it and a second outlet",
        "pages not read; read: two files that cite them",
        "source 2 read; source 1 as cited there",
        "second-hand: read in a public text that cites the page",
        "tracker file read; it names the outlets without addresses",
        "stated in corridors.csv C05 and policy_events.csv P62; page not read again",
    ],
)
def test_a_page_that_was_not_read_is_second_hand_in_any_wording(why: str) -> None:
    # Also on a day for which the rule by date would have the page read.
    added = {"why": why, "accessed": "2026-11-28", "date": "2026-04-01"}
    assert basis_of({**PAGE, **added}) == "second_hand"


@pytest.mark.parametrize(
    ("why", "basis"),
    [
        ("page read; day taken from its Friday after 15 June", "page_read"),
        ("page or file read", "page_read"),
        ("excerpt of the page read; it says Tuesday", "excerpt_read"),
        ("excerpt of the stored copy read", "excerpt_read"),
        ("found later than the table", ""),
        ("page undated, month inferred", ""),
    ],
)
def test_what_was_read_is_told_by_the_why(why: str, basis: str) -> None:
    assert said(why) == basis


def test_the_note_of_a_figure_can_tell_it_too() -> None:
    assert basis_of({**PAGE, "note": "second-hand: the page was cited"}) == "second_hand"


@pytest.mark.parametrize(
    ("day", "basis"),
    [("2026-04-09", "page_read"), ("2026-07-05", "page_read"), ("2026-07-06", "second_hand")],
)
def test_rows_added_in_november_without_a_word_follow_the_rule_by_date(
    day: str, basis: str
) -> None:
    added = {"why": "found later", "accessed": "2026-11-28", "date": day}
    assert basis_of({**PAGE, **added}) == basis


def test_a_file_that_was_read_at_a_commit_is_read_whatever_its_day() -> None:
    daily = {"date": "2026-08-16", "accessed": "2026-11-28"}
    assert basis_of({**daily, "source_url": "https://github.com/a/b/blob/0/c.csv"}) == "page_read"
    assert basis_of({**daily, "source_url": "https://example.org/c"}) == "second_hand"


def test_rows_as_received_have_an_excerpt_where_they_name_a_page() -> None:
    assert basis_of(PAGE) == "excerpt_read"
    assert basis_of({"sources": "https://example.org/a | https://example.org/b"}) == "excerpt_read"


def test_rows_without_an_address_state_nothing() -> None:
    assert basis_of({"source_name": "general knowledge", "source_url": ""}) == "unstated"


def test_the_nearest_of_several_accounts_counts() -> None:
    assert best(["second_hand", "excerpt_read"]) == "excerpt_read"
    assert best(["second_hand", "second_hand"]) == "second_hand"
    assert best([]) == "unstated"
    assert best(reversed(BASES)) == BASES[0]


def _told(**cells: str) -> list[str]:
    row = Row({"id": "A", "basis": "", "why": "", "note": "", **PAGE, **cells}, "facts/a.csv", 7)
    table = Table("facts/a.csv", "facts/a.csv", tuple(row), (row,))
    return [str(problem) for problem in problems_of({"facts/a.csv": table})]


def test_the_check_finds_a_page_said_to_be_read_that_was_not() -> None:
    found = _told(basis="page_read", why="page not read; another text cites it")
    assert len(found) == 1
    assert found[0].startswith("facts/a.csv:7: basis 'page_read', but its why or note says")
    assert _told(basis="second_hand", why="page not read; another text cites it") == []


def test_the_check_finds_high_confidence_in_what_nobody_has_read() -> None:
    found = _told(why="pages not read", confidence="high")
    assert len(found) == 1
    assert "second-hand and of high confidence" in found[0]
    assert _told(why="page read", confidence="high") == []


def test_both_rules_are_part_of_the_check(tmp_path: Path) -> None:
    sources = copy_sources(tmp_path)
    told, untold = "high,XG-KHARLACHI,report,yes,page ", "read"
    line = spoil(sources, "edits/crossing_status_additions.csv", told + untold, told + "not read")
    (problem,) = check_rows(sources)
    assert f"crossing_status_additions.csv:{line}: is second-hand and of high" in str(problem)


def test_the_check_finds_a_feature_that_does_not_say_how_we_have_it() -> None:
    row: dict[str, object] = {
        "id": "X",
        "place": "X",
        "sources": [],
        "valid_from": None,
        "valid_to": None,
    }
    unsaid = {**row, "confidence": "high"}
    assert any("lacks 'basis'" in text for text in _problems("policy", unsaid))
    assert any("is none of" in text for text in _problems("policy", {**row, "basis": "hearsay"}))
    told = {**row, "sources": [{"name": "A", "url": None}], "basis": "page_read"}
    assert _problems("policy", told) == []


def test_the_check_finds_a_status_without_a_basis_beside_a_ports_figures() -> None:
    row: dict[str, object] = {
           "id": "X", "place": "X", "sources": [{"name": "A", "url": None}], "basis": "page_read",
           "status_basis": None, "reported_on": "2026-01-01", "valid_from": None}  # fmt: skip
    assert any("status_basis 'None'" in text for text in _problems("ports", row))
    assert _problems("ports", {**row, "reported_on": None}) == []


def _problems(name: str, row: dict[str, object]) -> list[str]:
    made = json.dumps({"features": [{"properties": row, "geometry": None}]}).encode()
    return [str(problem) for problem in check_features(f"{name}.geojson", made)]
