"""The map as tables: what a cell holds, and what a spreadsheet may not take for a formula."""

import csv as reader
import io

import pandas as pd
import pytest

from catalog.atlas.dataset import load_atlas
from catalog.builders import FACTS
from panels.explore.table import csv, rows


def cells(table):
    text = csv(table).decode("utf-8-sig")
    return list(reader.reader(io.StringIO(text)))


def test_the_name_comes_first_and_what_only_the_map_needs_is_left_out():
    table = rows([{"id": "a", "rank": 1, "classes": {}, "summary": "s", "name": "n", "kind": "k"}])
    assert list(table.columns) == ["name", "kind", "summary", "id"]


def test_features_with_other_properties_share_one_table():
    table = rows([{"name": "a", "extra": 1}, {"name": "b", "other": 2}])
    assert list(table.columns) == ["name", "extra", "other"]
    assert table["name"].tolist() == ["a", "b"]
    assert pd.isna(table["other"][0])


def test_lists_and_sources_are_text():
    table = rows([{"name": "n", "actors": ["A", "B"], "sources": [
        {"name": "Dawn", "url": "https://dawn.com", "date": None}], "traffic": {"out": "x"},
        "empty": []}])  # fmt: skip
    row = table.iloc[0]
    assert row["actors"] == "A; B"
    assert row["sources"] == "Dawn https://dawn.com"
    assert row["traffic"] == "x"
    assert row["empty"] == ""


def test_numbers_stay_numbers_so_that_the_table_sorts():
    table = rows([{"name": "a", "length_km": 1200.5}, {"name": "b", "length_km": None}])
    assert table["length_km"].max() == 1200.5


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n", " ="]
)
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(start):
    (_, (cell,)) = cells(pd.DataFrame({"name": [f"{start}HYPERLINK(1)"]}))
    assert cell.startswith("'")


def test_ordinary_cells_are_written_as_they_are():
    table = pd.DataFrame({"name": ["Torkham", "a=b"], "n": [-3, 4]})
    assert cells(table)[1:] == [["Torkham", "-3"], ["a=b", "4"]]


def test_a_heading_that_a_spreadsheet_would_run_is_disarmed():
    ((head,), _) = cells(pd.DataFrame({"=cmd()": ["x"]}))
    assert head == "'=cmd()"


def test_the_csv_opens_as_utf8_in_spreadsheets():
    assert csv(pd.DataFrame({"name": ["Nāṣir"]})).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", FACTS)
def test_every_layer_of_facts_makes_a_table_of_plain_cells(name):
    records = load_atlas(names=(name,))[name].records
    table = rows(records)
    assert len(table) == len(records)
    assert not table.map(lambda cell: isinstance(cell, (list, dict, tuple))).to_numpy().any()
    assert len(cells(table)) == len(records) + 1


def test_a_month_stays_a_month_in_the_table():
    features = [
        {"name": "a", "reported_on": "2020-09-01", "date_text": "Sep 2020", "since": "2020-01-01", "since_text": "2020"},
        {"name": "b", "reported_on": "2020-09-01", "reported_text": "1 Sep 2020", "date_text": "Figures of 2019",
         "since": "2020-09-01", "since_text": "1 Sep 2020"},
    ]  # fmt: skip
    table = rows(features)
    assert table["reported_on"].tolist() == ["2020-09", "2020-09-01"]
    assert table["since"].tolist() == ["2020", "2020-09-01"]
    assert features[0]["reported_on"] == "2020-09-01"
