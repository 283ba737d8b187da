"""Strands: small networks whose bundles one can see."""

import shapely

from catalog.corridors.strands import at_zoom
from catalog.corridors.welding import sampled, weld


def row(key, gateway, mode="road"):
    return {"id": key, "gate": gateway, "built": True, "mode": mode}


def sides(paths):
    """Return by leg the set of (left, right) that its spans name."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for path in paths:
        for _, _, leg, _, left, right in path["spans"]:
            found.setdefault(leg, []).append((tuple(left), tuple(right)))
    return found


# A trunk of 5 degrees to the east; one goes on to the north-east, the other to the south-east.
TRUNK = [(60.0, 30.0), (65.0, 30.0)]
NORTH, SOUTH = [*TRUNK, (68.0, 33.0)], [*TRUNK, (68.0, 27.0)]


def bundle(one, other, *rows):
    lines = [shapely.LineString(one), shapely.LineString(other)]
    return sides(at_zoom(rows, lines, 6))


def test_who_leaves_to_the_left_lies_left_on_the_common_road():
    found = bundle(NORTH, SOUTH, row("A-1", "a"), row("B-1", "b"))
    assert ((), (1,)) in found[0]
    assert ((0,), ()) in found[1]
    assert ((1,), ()) not in found[0]


def test_it_does_not_matter_which_of_them_is_drawn_against_the_other():
    found = bundle(NORTH, SOUTH[::-1], row("A-1", "a"), row("B-1", "b"))
    # Travelling west, what leaves to the north in the east lies on the right.
    assert ((), (1,)) in found[0]
    assert ((), (0,)) in found[1]


def test_a_railway_beside_a_road_is_a_strand_of_its_own():
    rail = [(x, y + 0.02) for x, y in TRUNK]
    found = bundle(TRUNK, rail, row("A-1", "a"), row("A-2", "a", "rail"))
    assert [(), ()] not in found[0]
    assert any(left or right for left, right in found[0])


def test_lines_that_cross_are_no_bundle():
    found = bundle([(60, 30), (66, 30)], [(63, 27), (63, 33)], row("A-1", "a"), row("B-1", "b"))
    assert found == {0: [((), ())], 1: [((), ())]}


def test_two_corridors_of_one_gateway_are_kin_on_their_trunk():
    lines = [shapely.LineString(NORTH), shapely.LineString(SOUTH)]
    first, _ = at_zoom([row("A-1", "a"), row("B-1", "a")], lines, 6)
    assert next(span[3] for span in first["spans"]) == [1]
    assert [span[3] for span in first["spans"]][-1] == []


def test_no_three_lie_in_a_circle():
    paths = [[*TRUNK, (68.0, 30 + d)] for d in (3.0, 0.4, -3.0)]
    rows = [row(f"{key}-1", key) for key in "abc"]
    found = sides(at_zoom(rows, [shapely.LineString(path) for path in paths], 6))
    assert ((), (1, 2)) in found[0]
    assert ((0,), (2,)) in found[1]
    assert ((0, 1), ()) in found[2]


def test_welded_lines_share_their_points():
    one = sampled(to_line([(0, 0), (100, 0)]))
    other = to_line([(0, 1), (50, 1), (90, 60)])
    _, (first, second) = weld([one, other], ["a", "b"])
    shared = set(first) & set(second)
    assert 30 <= len(shared) <= 40


def to_line(points):
    import numpy as np

    return np.array(points, dtype=float)
