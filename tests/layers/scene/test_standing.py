import pytest

from layers.scene.digest import digest
from layers.scene.standing import standing
from tests.layers.pictures import Small
from tests.layers.scene.test_finding import DAY, gateway, port


def told(*rows, day=DAY, **options):
    return {group.key: [(row.name, row.said) for row in group.rows]
            for group in standing(day, {}, rows, **options)}  # fmt: skip


def test_each_place_stands_in_the_group_that_says_to_whom_it_is_closed():
    assert told(gateway("A"), port("P"), gateway("O", "open")) == {
        "trade": [("A", "")],
        "ships": [("P", "")],
        "open": [("O", "")],
    }


def test_what_lets_people_pass_alone_is_open_to_people_and_says_that_trade_is_closed():
    only = gateway("A", "limited", status="returnees_only",
                covers={"trade": "closed", "returnees": "open"})  # fmt: skip
    assert told(only) == {"people": [("A", "returnees only, closed to trade")]}


def test_what_is_not_reported_never_stands_among_the_open():
    old = gateway("A", "unknown", phase="unknown", status="unknown", last_status="open")
    assert told(old) == {"unknown": [("A", "last known: open")]}


def test_a_word_that_nobody_knows_never_stands_among_the_open():
    strange = gateway("A", "ajar", status="ajar")
    assert told(strange) == {"unknown": [("A", "ajar")]}


def test_last_known_is_told_in_its_group_and_is_marked():
    old = gateway("A", "unknown", phase="unknown", status="unknown", last_status="open")
    (group,) = standing(DAY, {}, [old], last_known=True)
    assert (group.key, group.rows[0].phase, group.rows[0].said) == (
        "open",
        "last",
        "last known: open",
    )


@pytest.mark.parametrize("word", ["pedestrian_only", "waiver"])
def test_last_known_is_open_only_if_it_was_plainly_so(word):
    old = gateway("A", "unknown", phase="unknown", status="unknown", last_status=word)
    assert set(told(old, last_known=True)) == {"limited"}


def test_the_heading_counts_the_places_by_what_they_are():
    (group,) = standing(DAY, {}, [gateway("A"), gateway("B")])
    assert group.title == "Closed to trade: 2 crossings"


def between(before, after):
    first = {**before, "valid_from": "2026-01-01", "valid_to": "2026-02-01"}
    last = {**after, "valid_from": "2026-02-01", "valid_to": None}
    found = digest({"crossings": Small([first, last])}, "2026-01-15", "2026-02-15").lines
    return [key for key, places in found.items() if places]


UNKNOWN = gateway("A", "unknown", phase="unknown", status="unknown")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (gateway("A", "open"), gateway("A"), "closed"),
        (gateway("A"), gateway("A", "open"), "reopened"),
        (gateway("A"), gateway("A", "limited"), "limited"),
        (UNKNOWN, gateway("A"), "seen"),
        (gateway("A"), UNKNOWN, "lost"),
        (gateway("A"), gateway("A", "ajar"), "lost"),
    ],
)
def test_the_digest_says_what_became_of_a_place(before, after, line):
    assert between(before, after) == [line]


def test_what_is_the_same_at_both_ends_is_not_in_the_digest():
    assert between(gateway("A"), gateway("A")) == []


def test_a_basis_is_told_with_the_source_of_the_report():
    source = {"name": "Outlet", "url": "https://example.org", "date": DAY}
    (group,) = standing(DAY, {}, [gateway("A", sources=[source])])
    assert (group.rows[0].basis, group.rows[0].source) == ("page read", "Outlet")
