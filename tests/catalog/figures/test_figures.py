"""The figures: every row once, at the places that it is of, and small enough to be loaded at once."""

import csv
import json
from datetime import date, timedelta

import pytest

from catalog.atlas.dataset import load_figures
from catalog.figures.figures import build
from catalog.figures.reading import KINDS
from catalog.paths import GEO, SOURCES
from catalog.problems import CatalogError
from tests.catalog.sources_copy import spoil


@pytest.fixture(scope="module")
def figures():
    return load_figures()


def rows(name):
    with (SOURCES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_row_with_a_value_is_a_figure(figures):
    tables = [*KINDS, "edits/trade_series_additions.csv"]
    assert len(figures.records) == sum(bool(row["value"]) for name in tables for row in rows(name))
    assert len({one["id"] for one in figures.records}) == len(figures.records)


@pytest.mark.parametrize(
    ("key", "places", "value", "unit", "period"),
    [
        ("T498", ["SL-HORMUZ"], 4, "vessels per day", "2026-10-04"),
        ("T505", ["XG-MILAK"], 147051, "tonnes", "SY1404 M1-M7 (Mar-Oct 2025)"),
        ("PC0003", ["PK-GWD"], 20000, "tonnes", "2025-06"),
        ("PR0001", [], 1300, "AFN per 49-kg sack", "2025-05-03"),
    ],
)
def test_a_figure_stands_at_its_place_as_it_was_given(figures, key, places, value, unit, period):
    (one,) = [row for row in figures.records if row["id"] == key]
    assert (one["places"], one["value"], one["unit"], one["period"]) == (
        places, value, unit, period,
    )  # fmt: skip
    assert one["sources"][0]["url"].startswith("https://")


def test_a_figure_of_two_ports_together_stands_at_both(figures):
    of_both = [
        row for row in figures.records if row["place_name"] == "Bandar Abbas+Bandar Imam Khomeini"
    ]
    assert of_both
    assert all(row["places"] == ["IR-BND", "IR-BKM"] for row in of_both)


@pytest.mark.parametrize(
    "key", ["T132", "T266", "T295", "T302", "T305", "DM0201", "DM0213", "DM0232"]
)
def test_a_figure_of_a_whole_country_or_province_stands_at_no_gateway(figures, key):
    (one,) = [row for row in figures.records if row["id"] == key]
    assert one["places"] == []


def test_a_figure_of_two_gateways_together_stands_at_both(figures):
    (one,) = [row for row in figures.records if row["id"] == "CP0019"]
    assert one["places"] == ["XG-GHULAMKHAN", "XG-KHARLACHI"]


def test_what_no_page_was_read_for_is_second_hand(figures):
    bases = {row["id"]: row["basis"] for row in figures.records}
    assert [bases[key] for key in ("T498", "T400", "T502")] == [
        "second_hand", "page_read", "excerpt_read",
    ]  # fmt: skip


def test_a_range_keeps_its_ends(figures):
    (one,) = [
        row
        for row in figures.records
        if row["kind"] == "gate" and row["series"] == "queue_hours" and row["value"] == 63
    ]
    assert (one["low"], one["high"], one["places"]) == (58, 68, ["XG-ISLAMQALA"])


def test_no_figure_is_of_a_time_after_it_was_known(figures):
    assert all(row["last"] is None or row["first"] <= row["last"] for row in figures.records)
    assert not [
        row["id"] for row in figures.records if row["last"] and row["last"] > max(row["known_from"], row["first"])
    ]  # fmt: skip


def test_the_daily_counts_are_those_of_the_table_to_the_last_day(figures):
    daily, table = figures.meta["daily"]["SL-HORMUZ"], rows("figures/hormuz_daily.csv")
    last = date.fromisoformat(daily["from"]) + timedelta(days=len(daily["counts"]["total"]) - 1)
    assert last.isoformat() == table[-1]["date"] == "2026-08-16"
    assert daily["counts"]["total"][0] == int(table[0]["n_total"])
    assert sum(daily["counts"]["tanker"]) == sum(int(row["n_tanker"]) for row in table)
    assert daily["source"]["date"] == "2026-08-18"


def test_the_file_is_small_and_names_who_counted(figures):
    assert (GEO / "figures.json").stat().st_size < 400_000
    named = {origin["id"] for origin in figures.origins}
    assert named == {"facts", "imf_portwatch", "reach_jmmi", "wfp_prices"}


def test_a_changed_row_changes_the_file(sources):
    before = build(sources)["figures.json"]
    spoil(sources, "figures/port_calls.csv", ",16400,", ",16401,")
    assert build(sources)["figures.json"] != before


def test_a_damaged_file_says_the_way_out(tmp_path):
    told = json.loads((GEO / "figures.json").read_bytes())
    told["columns"]["unit"].pop()
    (tmp_path / "figures.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(CatalogError, match="run `make build`"):
        load_figures(tmp_path)
