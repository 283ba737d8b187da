"""Dated facts taken by hand from the rows of the sources: what the ledger says must be what they say."""

import csv
from pathlib import Path

import pytest

from catalog.atlas.status import Ledger, read_ledger, status_on

TABLE = Path(__file__).with_name("dated_facts.csv")
with TABLE.open(encoding="utf-8", newline="") as stream:
    FACTS = list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger()


@pytest.mark.parametrize(
    "fact", FACTS, ids=[" ".join((row["place"], row["day"], row["known"])).strip() for row in FACTS]
)
def test_on_its_day_a_place_is_what_the_source_says(ledger: Ledger, fact: dict[str, str]) -> None:
    status = status_on(ledger, fact["place"], fact["day"], known=fact["known"] or None)
    assert (status.status, status.phase) == (fact["status"], fact["phase"])
    assert status.disputed == (fact["disputed"] == "yes")
    for told in filter(None, fact["covers"].split(";")):
        kind, state = told.split("=")
        assert status.covers[kind] == state, kind
    if fact["source_url"]:
        assert fact["source_url"] in {source["url"] for source in status.sources}


def test_the_table_holds_every_kind_of_day() -> None:
    assert len(FACTS) >= 30
    assert {row["phase"] for row in FACTS} == {"reported", "ageing", "unknown"}
    statuses = {row["status"] for row in FACTS}
    assert statuses >= {"open", "limited", "closed", "pedestrian_only", "returnees_only",
                        "waiver", "sanctioned", "transit_suspended", "reexport_only",
                        "unknown"}  # fmt: skip
    assert sum(row["disputed"] == "yes" for row in FACTS) >= 2
    assert any(row["known"] for row in FACTS)
