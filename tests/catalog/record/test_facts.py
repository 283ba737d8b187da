from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from catalog.__main__ import main
from catalog.paths import SOURCES
from catalog.record.commands import COLUMNS, as_csv, shares_table
from catalog.record.facts import KINDS, Fact, facts, sample, shares
from catalog.tables.basis import BASES

DOC = Path(__file__).resolve().parents[3] / "docs" / "record.md"


def fact(row: str, kind: str = "event", basis: str = "page_read", says: str = "A") -> Fact:
    return Fact(kind, "facts/a.csv", row, says, "x=1", "2026-01-01", basis, "high",
                ("https://example.org/a", "https://example.org/b"))  # fmt: skip


@pytest.fixture(scope="module")
def listed() -> list[Fact]:
    return facts(SOURCES)


def test_the_same_seed_draws_the_same_facts_whatever_their_order() -> None:
    told = [fact(str(number)) for number in range(50)]
    drawn = sample(told, seed=7, per_kind=5)
    assert sample(told[::-1], seed=7, per_kind=5) == drawn
    assert sample(told, seed=8, per_kind=5) != drawn
    assert len(set(drawn)) == 5


def test_a_draw_keeps_its_facts_when_others_are_added() -> None:
    told = [fact(str(number)) for number in range(50)]
    first = sample(told, seed=7, per_kind=50)
    second = sample([*told, fact("50")], seed=7, per_kind=51)
    assert [one for one in second if one.row != "50"] == first


def test_every_kind_is_drawn_as_often_and_a_small_one_whole() -> None:
    told = [fact(str(n)) for n in range(9)] + [fact("X", kind="claim")]
    drawn = sample(told, seed=1, per_kind=3)
    assert [one.kind for one in drawn] == ["event"] * 3 + ["claim"]


def test_the_checklist_has_every_address_and_room_for_the_answer() -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv([fact("1", says="=1+1")])))
    assert tuple(row) == COLUMNS
    assert row["addresses"] == "https://example.org/a https://example.org/b"
    assert (row["holds"], row["what the page says"]) == ("", "")
    assert row["fact"] == "'=1+1"


def test_each_kind_of_the_record_has_facts_with_a_basis_and_an_address(listed: list[Fact]) -> None:
    figures = (SOURCES / "figures").is_dir()
    assert {one.kind for one in listed} == set(KINDS) - (set() if figures else {"figure"})
    assert {one.basis for one in listed} <= set(BASES)
    named = [(one.kind, one.table, one.row, one.says) for one in listed]
    assert len(set(named)) == len(named)
    without = [one for one in listed if not one.addresses]
    assert [one.row for one in without if one.basis not in ("unstated", "own_observation")] == []


def test_a_figure_that_was_reckoned_here_says_so_in_the_checklist(listed: list[Fact]) -> None:
    told = {one.row: one.values for one in listed if one.kind == "figure"}
    assert "derived=derived here: midpoint" in told["CP0017"]
    assert "derived=" not in told["CP0001"]


def test_a_length_bears_no_day_for_the_table_has_none(listed: list[Fact]) -> None:
    days = {one.row: one.date for one in listed if one.kind == "corridor"}
    assert (days["C08+length_km"], days["C08+cost"]) == ("", "2025")


def test_the_command_prints_the_sample(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "--seed", "3", "--per-kind", "2"]) == 0
    text = capsys.readouterr().out
    assert main(["sample", "--seed", "3", "--per-kind", "2"]) == 0
    assert capsys.readouterr().out == text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 2 * len({row["kind"] for row in rows})


def test_the_command_asks_for_at_least_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "--seed", "3", "--per-kind", "0"]) == 2
    assert "ask for 1 or more" in capsys.readouterr().err


def test_shares_are_counted_by_kind_and_in_all() -> None:
    told = [fact("1"), fact("2", basis="second_hand"), fact("3", kind="claim")]
    assert shares_table(shares(told)).splitlines()[2:] == [
        "| event | 2 | 1 (50 %) | 1 (50 %) |",
        "| claim | 1 | 1 (100 %) |  |",
        "| all | 3 | 2 (67 %) | 1 (33 %) |",
    ]


def test_the_documents_shares_are_those_of_the_data(listed: list[Fact]) -> None:
    due = shares_table(shares(listed))
    assert due in DOC.read_text(encoding="utf-8"), (
        f"put what `python -m catalog shares` prints into docs/record.md:\n{due}"
    )


def test_the_samples_seeds_stand_in_the_document() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert re.findall(r"python -m catalog sample --seed (\d+) --per-kind 6\b", text) == [
        "62914",
        "40711",
        "85203",
        "30917",
        "74406",
        "51188",
    ]


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6])
def test_the_document_counts_a_sample_as_its_list_does(number: int) -> None:
    with (DOC.parent / f"record_sample_{number}.csv").open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    parts = DOC.read_text(encoding="utf-8").split("### ")
    text = next(part for part in parts if f"record_sample_{number}.csv" in part)
    for kind in [*dict.fromkeys(row["kind"] for row in listed), "all"]:
        held = [row["holds"] for row in listed if kind in (row["kind"], "all")]
        counts = [len(held), len(held) - held.count("unreadable")]
        counts += [held.count(word) for word in ("yes", "main", "no", "unreadable")]
        cells = " | ".join(
            "" if at and not count else str(count) for at, count in enumerate(counts)
        )
        assert re.sub(r" +", " ", f"| {kind} | {cells} |") in text
    for row in listed:
        assert (f"| {row['n']} | {row['kind']} |" in text) == (row["holds"] != "yes")
