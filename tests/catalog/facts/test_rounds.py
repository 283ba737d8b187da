import pytest

from catalog.facts.rounds import read_rounds
from catalog.paths import SOURCES


@pytest.fixture(scope="module")
def rounds():
    return [row for row in read_rounds(SOURCES) if row["known_to"] is None]


def test_the_numbered_rounds_follow_each_other_in_time(rounds):
    assert [row["round"] for row in rounds] == list(range(1, len(rounds) + 1))
    assert [row["valid_from"] for row in rounds] == sorted(row["valid_from"] for row in rounds)


def test_the_track_leads_from_doha_by_istanbul_and_riyadh_to_urumqi(rounds):
    places = [row["place_name"] for row in rounds]
    assert list(dict.fromkeys(places)) == ["Doha", "Istanbul", "Riyadh", "Urumqi"]


def test_a_line_ends_where_its_round_was_held_and_begins_where_the_one_before_was(rounds):
    ends: dict[str, str] = {}
    for before, row in zip([None, *rounds], rounds, strict=False):
        line = row["geometry"]
        if before is None or before["place"] == row["place"]:
            assert line is None
            continue
        start, end = line.coords[0], line.coords[-1]
        assert ends.get(before["place"], start) == pytest.approx(start)
        ends[row["place"]] = end
        assert row["label"] == f"Round {before['round']} to {row['round']}"
    assert len(ends) == 3


def test_every_round_rests_on_the_sources_of_its_meeting(rounds):
    assert all(row["sources"] and row["known_from"] >= row["valid_from"] for row in rounds)
