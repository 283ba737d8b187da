"""The head of a file of the first edition: its receipt is still read, name by name."""

from datetime import date
from pathlib import Path

from briefing.verification.finders import receipts_in
from briefing.verification.verify import Outcome, verify
from layers.view.view import View, renewed

FILE = Path(__file__).with_name("first_edition.geojson")
OLD = {"world": "IND", "ground": "dark", "trade": "bilateral", "close": "torkham:trucks+forth"}


def test_the_receipt_of_an_old_file_is_whole_and_only_data_and_version_have_changed():
    found = verify(FILE)
    assert found.outcome is Outcome.CHANGED
    assert [one.split(" ")[0] for one in found.findings] == ["Data", "It"]
    assert "was made by version 0.1.0" in found.findings[1]


def test_the_view_of_an_old_receipt_is_asked_in_todays_names():
    (receipt,) = receipts_in(FILE.read_bytes(), FILE.name)
    assert OLD.items() <= receipt.view.items()
    query = renewed(receipt.view)
    view, problems = View.from_query(
        query, View.from_query(receipt.view, View(day=date(2026, 1, 1)))[0]
    )
    assert problems == []
    assert query.items() <= view.to_query().items()
    assert not set(OLD) - {"close"} & set(query)
