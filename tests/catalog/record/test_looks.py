"""Looks: written down, due, told beside a status; and no status is fresher for them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.__main__ import main
from catalog.atlas.trust import held_in_words, last_look, look_in_words
from catalog.facts.crossings import build as crossings
from catalog.facts.ports import build as ports
from catalog.record.look_commands import today
from catalog.record.looks import COLUMNS, TABLE, Look, add, as_meta, due, read_looks
from tests.catalog.sources_copy import copy_sources

PLACES = ("XG-A", "XG-B", "XG-C")
TODAY = date(2026, 11, 29)


def test_never_looked_comes_first_then_the_longest_ago() -> None:
    looks = {
        "XG-A": [Look("XG-A", "2026-11-01", "pages", "nothing newer")],
        "XG-B": [Look("XG-B", "2026-09-01", "pages", "nothing newer"),
                 Look("XG-B", "2026-11-28", "pages", "nothing newer")],
    }  # fmt: skip
    assert due(looks, PLACES, TODAY, 7) == [("XG-C", None), ("XG-A", 28)]
    assert due(looks, PLACES, TODAY, 28) == [("XG-C", None)]


def test_the_latest_look_that_was_made_by_then_is_told() -> None:
    looks = {"XG-A": [Look("XG-A", "2026-11-28", "news pages", "nothing newer"),
                      Look("XG-A", "2026-10-01", "news pages", "newer", "https://example.org/a")]}  # fmt: skip
    meta = {"looked": as_meta(looks, PLACES)}
    latest = last_look(meta, "XG-A")
    assert look_in_words(latest) == "last looked 28 Nov 2026 (news pages): no newer report found"
    before = last_look(meta, "XG-A", "2026-11-01")
    assert before is not None
    assert before["page"] == "https://example.org/a"
    assert last_look(meta, "XG-A", "2026-09-01") is None
    assert look_in_words(last_look(meta, "XG-B")) == "nobody is known to have looked for news"


def test_how_many_still_held_is_of_the_span_that_the_age_lies_in() -> None:
    meta = {"held": [{"days": 30, "held": 1, "of": 2}, {"days": 90, "held": 0, "of": 0},
                     {"days": None, "held": 3, "of": 9}]}  # fmt: skip
    assert held_in_words(meta, 30) == "of statuses this old, 1 of 2 still held at the next report"
    assert held_in_words(meta, 31) == ""
    assert held_in_words(meta, 9_999).startswith("of statuses this old, 3 of 9")
    assert held_in_words(meta, None) == ""


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), words.filter(bool)), max_size=6))
def test_what_is_written_down_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str]]
) -> None:
    sources = tmp_path_factory.mktemp("sources")
    (sources / "edits").mkdir()
    for place, where in told:
        add(sources, Look(place, "2026-11-28", where, "nothing newer"))
    read = [(one.place, one.where) for looks in read_looks(sources).values() for one in looks]
    assert sorted(read) == sorted(told)


def _copied(tmp_path: Path) -> Path:
    (tmp_path / "edits").mkdir()
    return tmp_path


def test_the_command_writes_a_look_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = _copied(tmp_path)
    told = [
        "looked",
        "chaman",
        "--on",
        "2026-11-28",
        "--where",
        "news pages",
        "--sources",
        str(sources),
    ]
    assert main(told) == 0
    assert "looked on 28 Nov 2026; no newer report found" in capsys.readouterr().out
    lines = (sources / TABLE).read_text(encoding="utf-8").splitlines()
    assert lines == [",".join(COLUMNS), "XG-CHAMAN,2026-11-28,news pages,nothing newer,"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["atlantis", "--where", "pages"], "atlantis"),
        (["chaman"], "--where"),
        (["chaman", "--where", "pages", "--on", "2099-01-01"], "to come"),
        (["chaman", "--where", "pages", "--on", "2026-02-30"], "2026-02-30"),
        (["chaman", "--where", "pages", "--page", "file:///a"], "no address"),
        (["--older-than", "-1"], "0 or more"),
    ],
)
def test_a_look_that_is_not_understood_writes_nothing(
    told: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = _copied(tmp_path)
    assert main(["looked", *told, "--sources", str(sources)]) == 2
    assert said in capsys.readouterr().err
    assert not (sources / TABLE).exists()


def test_the_command_lists_what_is_due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = _copied(tmp_path)
    add(sources, Look("XG-TORKHAM", today().isoformat(), "news pages", "nothing newer"))
    assert main(["looked", "--older-than", "30", "--json", "--sources", str(sources)]) == 0
    listed = {one["place"] for one in json.loads(capsys.readouterr().out)}
    assert "XG-TORKHAM" not in listed
    assert {"XG-CHAMAN", "IR-BND", "SL-HORMUZ"} <= listed


def test_a_look_makes_no_status_fresher(tmp_path: Path) -> None:
    sources = copy_sources(tmp_path)
    before = {builder: builder(sources) for builder in (crossings, ports)}
    for place in ("XG-TORKHAM", "XG-CHAMAN", "SL-HORMUZ", "IR-BND"):
        add(sources, Look(place, "2026-11-29", "everywhere", "nothing newer"))
    for builder, made in before.items():
        (name,) = made
        (told, retold) = (json.loads(one[name]) for one in (made, builder(sources)))
        assert retold["features"] == told["features"]
        assert retold["looked"] != told["looked"]
