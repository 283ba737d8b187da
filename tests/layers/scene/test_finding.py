from dataclasses import replace
from datetime import date

import pytest

from catalog.atlas.dataset import load_atlas
from catalog.atlas.status import read_ledger, status_on
from catalog.paths import GEO
from layers.registry import BY_ID
from layers.scene.as_of import atlas_as_of
from layers.scene.card import card
from layers.scene.finding import finding
from layers.scene.scene import compose
from layers.view.view import View

DAY = "2026-10-04"


def gateway(place, kind="closed", **more):
    covers = {"trade": "closed"} if kind == "closed" else {"trade": kind}
    return {
        "place": place, "name": place, "kind": kind, "status": kind, "phase": "reported", "rank": 1,
        "country_a": "AFG", "country_b": "PAK", "covers": covers, "basis": "page_read",
        "since": "2025-10-12", "since_text": "12 Oct 2025", "reported_on": DAY,
        "date_text": "4 Oct 2026", "disputed": False, **more,
    }  # fmt: skip


def port(place, kind="closed", **more):
    return {**gateway(place, kind, **more), "kind": "gate", "status_kind": kind, "hinders": "ships",
            "country": "IRN", "status_basis": "page_read"}  # fmt: skip


def said(*crossings, ports=(), day=DAY):
    return finding(day, crossings=crossings, ports=ports,
                   among={"crossings": crossings, "ports": ports})  # fmt: skip


def test_two_closed_crossings_are_both_closed_to_trade():
    assert (
        said(gateway("A"), gateway("B")).headline == "Both main Pakistan crossings closed to trade"
    )


def test_one_of_two_closed_says_what_the_other_is():
    told = said(gateway("A"), gateway("B", "open")).headline
    assert told == "One of two main Pakistan crossings closed to trade, one open"


@pytest.mark.parametrize("vague", [{"basis": "second_hand"}, {"phase": "ageing"}])
def test_what_is_second_hand_or_ageing_is_said_with_reported(vague):
    told = said(gateway("A"), gateway("B", **vague)).headline
    assert told == "Both main Pakistan crossings reported closed to trade"


@pytest.mark.parametrize("left", [{"disputed": True}, {"phase": "unknown", "kind": "unknown"}])
def test_what_is_disputed_or_unknown_is_left_out_and_counted(left):
    told = said(gateway("A"), gateway("B", **left)).headline
    assert told == "One of two main Pakistan crossings closed to trade"


def test_returnees_alone_make_a_crossing_closed_to_trade_and_not_open():
    only = gateway("A", "limited", status="returnees_only",
                covers={"trade": "closed", "returnees": "open"})  # fmt: skip
    assert said(only).headline == "Main Pakistan crossing closed to trade"


def test_ports_follow_the_crossings_and_say_to_whom():
    told = said(gateway("A"), gateway("B"), ports=(port("P"), port("Q"))).headline
    assert told == "Both main Pakistan crossings closed to trade; Iran's ports closed to ships"


def test_a_length_ends_with_the_last_report_and_is_that_of_the_shortest():
    aged = {"phase": "ageing", "since": "2025-10-14", "since_text": "14 Oct 2025"}
    assert said(gateway("A"), gateway("B", **aged), day="2026-11-29").line == (
        "closed for at least 355 days · last report 4 Oct 2026 · page read"
    )


def test_where_nothing_is_known_nobody_is_told_that_it_is_open():
    told = said(gateway("A", "unknown", phase="unknown"))
    assert told.headline == "No crossing or port has a recent report"
    assert told.line == ""


def test_without_crossings_and_ports_there_is_no_finding():
    assert finding(DAY, crossings=None, ports=None, among={}) is None


def built(**fields):
    atlas = load_atlas(GEO)
    day = date.fromisoformat(atlas["crossings"].meta["default_day"])
    view = replace(View(day=day), **fields)
    return compose(view, atlas_as_of(atlas, None), theme="light", worldviews={}, origins={})


def test_the_opening_view_has_a_headline_with_a_verb_and_its_day_and_basis():
    scene = built()
    assert scene.title == scene.finding.headline
    assert any(f" {state}" in scene.title for state in ("closed", "limited", "open"))
    assert "last report" in scene.subtitle
    assert len(scene.title) <= 100


def test_a_title_of_the_readers_own_and_other_layers_take_no_headline():
    assert built(title="Mine").title == "Mine"
    assert built(layers=("incidents",)).finding is None


def test_card_and_status_say_the_same_length():
    scene = built(selected="crossings/XG-TORKHAM")
    lasted = status_on(read_ledger(GEO), "XG-TORKHAM", scene.day).lasted
    assert lasted
    assert lasted in card(*scene.selected, day=scene.day, atlas=scene.atlas)
    assert BY_ID["crossings"] is scene.selected[0]
