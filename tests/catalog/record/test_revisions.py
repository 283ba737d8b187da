"""What differs between two versions: each fact once, with one cause."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from catalog.__main__ import main
from catalog.paths import GEO, SOURCES
from catalog.record.facts import Fact, facts
from catalog.record.revisions import CAUSES, Revision, revisions
from catalog.record.versions import NOW, Version, read_version, write_version

EVENTS = "facts/border_events.csv"
STATUSES = "facts/crossing_status.csv"


def event(row: str, says: str = "A", day: str = "2026-01-01", basis: str = "page_read") -> Fact:
    return Fact(
        "event", EVENTS, row, says, f"says={says}", day, basis, "high", ("https://e.org/a",)
    )


def status(row: str, says: str = "A is open") -> Fact:
    _, day, page = row.split("+")
    return Fact("status", STATUSES, row, says, "", day, "page_read", "high", (page,))


def told(before: list[Fact], after: list[Fact], sources: Path = SOURCES) -> list[Revision]:
    return revisions(
        Version("first", "", "2026-01-31", tuple(before)),
        Version(NOW, "", "2026-02-28", tuple(after)),
        sources,
    )


def test_what_is_the_same_is_no_revision() -> None:
    assert told([event("1")], [event("1")]) == []


def test_what_was_added_is_newer_or_was_found_later() -> None:
    found = told(
        [event("1")], [event("1"), event("2", day="2026-02-02"), event("3", day="2025-05-05")]
    )
    assert {one.row: one.cause for one in found} == {"2": "newer report", "3": "found later"}


def test_what_is_gone_was_withdrawn() -> None:
    (one,) = told([event("1"), event("2")], [event("1")])
    assert (one.row, one.cause, one.new) == ("2", "withdrawn", "")


def test_a_basis_that_a_rule_gives_anew_is_a_rule_that_changed() -> None:
    (one,) = told([event("1")], [event("1", basis="second_hand")])
    assert (one.cause, one.changed) == ("rule", ("basis",))


def test_a_correction_gives_its_reason_and_its_source(tmp_path: Path) -> None:
    (tmp_path / "edits").mkdir()
    (tmp_path / "edits/corrections.csv").write_text(
        "file,key_column,key,column,old,new,what,why,source_name,source_url,source_date,accessed\n"
        f"{EVENTS},id,1,says,A,B,what,the page says B,E,https://e.org/b,2026-02-01,2026-02-02\n"
        f"{EVENTS},id,2,says,A,B,what,older than the version,E,https://e.org/c,2026-01-01,2026-01-02\n",
        encoding="utf-8",
    )
    first, second = told([event("1"), event("2")], [event("1", "B"), event("2", "B")], tmp_path)
    assert (first.cause, first.why, first.sources) == (
        "correction", "the page says B", ("https://e.org/b",)
    )  # fmt: skip
    assert (second.why, second.sources) == ("", ("https://e.org/a",))


def test_a_status_with_another_page_or_another_day_is_the_same_status() -> None:
    page, day = "XG-A+2026-01-01+https://e.org/a", "XG-B+2026-01-01+https://e.org/b"
    found = told(
        [status(page), status(day)],
        [status(page.replace("org/a", "org/z")), status(day.replace("01-01", "01-02"))],
    )
    assert [(bool(one.old), bool(one.new), one.cause) for one in found] == [
        (True, True, "correction")
    ] * 2


def test_a_version_is_read_as_it_was_written(tmp_path: Path) -> None:
    kept = [event("1", 'a, b\n"c"'), event("2", day="")]
    write_version(kept, tmp_path / "one.csv")
    (tmp_path / "versions.toml").write_text(
        '[one]\ncommit = "0123456789"\nmade = "2026-01-01"\n', encoding="utf-8"
    )
    for name in ("one", "0123456"):
        assert read_version(name, tmp_path).facts == tuple(kept)
    with pytest.raises(ValueError, match="no version '012'"):
        read_version("012", tmp_path)


@pytest.fixture(scope="module")
def found() -> list[Revision]:
    return revisions(
        read_version("df5efb0"), Version(NOW, "", "9999-12-31", tuple(facts(SOURCES))), SOURCES
    )


def test_every_difference_from_the_first_edition_stands_once_with_one_cause(
    found: list[Revision],
) -> None:
    before = {(one.table, one.row): one for one in read_version("first").facts}
    after = {(one.table, one.row): one for one in facts(SOURCES)}
    same = sum(before[key] == after[key] for key in before.keys() & after.keys())
    old, new = (sum(bool(getattr(one, side)) for one in found) for side in ("old", "new"))
    assert (old, new) == (len(before) - same, len(after) - same)
    assert {one.cause for one in found} <= set(CAUSES)
    assert max(Counter((one.table, one.row) for one in found).values()) == 1


def test_what_a_page_corrected_names_a_page(found: list[Revision]) -> None:
    assert [one.row for one in found if one.cause == "correction" and not one.sources] == []


def test_the_page_has_what_the_command_prints(
    found: list[Revision], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["revisions", "--from", "df5efb0", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert len(answer["revisions"]) == len(found)
    built = json.loads((GEO / "revisions.json").read_text(encoding="utf-8"))
    assert built["counts"] == answer["counts"]
    assert [one["row"] for one in built["revisions"]] == [one.row for one in found if one.old]


def test_an_unknown_version_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["revisions", "--from", "v9"]) == 2
    assert "no version 'v9'" in capsys.readouterr().err
