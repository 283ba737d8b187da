"""What a way to the sea lets through: as its worst leg; a trunk: as its best branch."""

from layers.lines.states import best, states_of


def leg(key, kind, gateway="karachi"):
    states = [{"valid_from": None, "valid_to": None, "kind": kind, "text": kind, "place": None}]
    return {"id": key, "gate": gateway, "built": True, "mode": "road", "states": states}


def kinds(*legs):
    return {key: state["kind"] for key, state in states_of(legs, "2026-03-13", None).items()}


def test_cut_anywhere_cuts_the_whole_route_to_the_sea():
    assert kinds(leg("C1-1", "closed"), leg("C1-2", "unknown")) == {
        "C1-1": "closed",
        "C1-2": "closed",
    }


def test_what_is_not_known_on_the_way_is_not_open_beyond():
    assert kinds(leg("C1-1", "unknown"), leg("C1-2", "open"))["C1-2"] == "unknown"


def test_branches_and_corridors_beside_the_sea_stand_for_themselves():
    told = kinds(leg("C1a-1", "closed"), leg("C1b-2", "open"), leg("C2-1", "closed", "north"),
                 leg("C2-2", "open", "north"))  # fmt: skip
    assert told == {"C1a-1": "closed", "C1b-2": "open", "C2-1": "closed", "C2-2": "open"}


def test_a_trunk_never_looks_cut_where_a_branch_is_not_known():
    assert best(["closed", "unknown"]) == "unknown"
    assert best(["unknown", "limited", "closed"]) == "limited"
