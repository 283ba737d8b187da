from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.tables.basis import BASES
from layers.incidents import KINDS
from layers.registry import TOGGLEABLE
from layers.view.choices import (
    ASKS,
    BASELINES,
    CARGOES,
    HEATS,
    LEDGERS,
    MAX_ZOOM,
    MEASURES,
    MIN_ZOOM,
    MODES,
    SIDES,
    THEMES,
    TILES,
    WINDOWS,
    WORLDVIEWS,
)
from layers.view.filters import CONFIDENCES, DEATHS, Filter
from layers.view.link import ordered
from layers.view.view import View
from routing import MOST_ALTERNATIVES
from routing.costs.tariff import OBJECTIVES
from routing.network.closures import TRADES
from routing.statuses import UNKNOWNS

DAY = View(day=date(2026, 3, 13))

days = st.integers(0, 20_000).map(lambda n: date(2001, 1, 1) + timedelta(days=n))
titles = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=60)
filters = st.builds(
    Filter,
    kinds=st.sets(st.sampled_from(KINDS)).map(lambda some: tuple(k for k in KINDS if k in some)),
    actor=st.sampled_from(["", "TTP", "Pakistan Army"]),
    deaths=st.sampled_from(list(DEATHS)),
    basis=st.sets(st.sampled_from(BASES)).map(
        lambda chosen: tuple(basis for basis in BASES if basis in chosen)
    ),
    trust=st.sets(st.sampled_from(CONFIDENCES)).map(
        lambda some: tuple(one for one in CONFIDENCES if one in some)
    ),
)
closables = st.lists(
    st.sampled_from(["torkham", "afg-pak", "hormuz", "bandar abbas:sea", "chaman:trucks+forward"]),
    unique=True,
).map(tuple)
views = st.builds(
    View,
    day=days,
    layers=st.sets(st.sampled_from([layer.id for layer in TOGGLEABLE])).map(ordered),
    window=st.sampled_from(list(WINDOWS.values())),
    worldview=st.sampled_from(WORLDVIEWS),
    theme=st.sampled_from(THEMES),
    lat=st.integers(-85_000, 85_000).map(lambda n: n / 1000),
    lon=st.integers(-180_000, 180_000).map(lambda n: n / 1000),
    zoom=st.integers(MIN_ZOOM * 2, MAX_ZOOM * 2).map(lambda n: n / 2),
    selected=st.sampled_from(["", "crossings/XG-TORKHAM", "incidents/2025-10-11-x"]),
    claim=st.sampled_from(["", "C01", "C30"]),
    title=titles,
    subtitle=titles,
    tiles=st.sampled_from(TILES),
    mode=st.sampled_from(MODES),
    known=st.none() | days,
    since=st.none() | days,
    learned=st.booleans(),
    compare=st.sampled_from(SIDES),
    filter=filters,
    heat=st.sampled_from(HEATS),
    origin=st.sampled_from(["", "Kabul", "69.17,34.53", "XG-TORKHAM"]),
    destination=st.sampled_from(["", "Karachi Port", "Khāsh", "66.9,24.8"]),
    close=closables,
    reopen=closables,
    cargo=st.sampled_from(CARGOES),
    objective=st.sampled_from(OBJECTIVES),
    alternatives=st.integers(1, MOST_ALTERNATIVES),
    ledger=st.sampled_from(LEDGERS),
    unknown=st.sampled_from(UNKNOWNS),
    trade=st.sampled_from(TRADES),
    against=st.sampled_from(BASELINES),
    ask=st.sampled_from(ASKS),
    gateway=st.sampled_from(["", "chaman"]),
    measure=st.sampled_from(MEASURES),
)


@given(views)
def test_a_link_restores_exactly_the_view_it_was_made_from(view):
    assert View.from_query(view.to_query(), DAY) == (view, [])


def test_a_link_is_readable():
    query = View(day=date(2026, 3, 13), layers=("border", "crossings")).to_query()
    assert query == {
        "day": "2026-03-13",
        "at": "30.200,62.000,5",
        "layers": "border.crossings",
        "window": "30",
        "boundaries": "defacto",
        "theme": "auto",
    }


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("day", "2026-02-31", "there is no such day"),
        ("day", "2025-W42", "a day is written 2026-03-13"),
        ("day", "20260313", "a day is written 2026-03-13"),
        ("day", "0001-01-01", "between 2001 and 2100"),
        ("at", "nan,64,5", "latitude must lie within 85"),
        ("at", "30,64", "lat,lon,zoom"),
        ("at", "30,64,99", "zoom must lie between"),
        ("layers", "border.crossing", "did you mean 'crossings'"),
        ("window", "31", "it can be 7, 30, 90, 365, all"),
        ("boundaries", "usa", "defacto, PAK, AFG, IND, CHN"),
        ("selected", "nothing/1", "layer/id"),
        ("claim", "<script>", "C01 to C30, a chapter begin or end"),
        ("title", "x" * 121, "at most 120 characters"),
        ("tiles", "google", "none, osm"),
        ("mode", "kiosk", "page, present"),
        ("known", "yesterday", "a day is written 2026-03-13"),
        ("since", "2026-13-01", "there is no such day"),
        ("compare", "swipe", "none, side"),
        ("backfilled", "maybe", "yes, no"),
        ("kinds", "clash.war", "some of clash, strike"),
        ("actor", "x" * 41, "at most 40 characters"),
        ("deaths", "7", "any, 1, 5, 20"),
        ("confidence", "certain", "some of high, medium, low"),
        ("basis", "hearsay", "some of own_observation, page_read, excerpt_read, second_hand"),
        ("aggregate", "dots", "none, hex"),
        ("from", "x" * 81, "at most 80 characters"),
        ("to", " ", "a place is a name"),
        ("close", "torkham.<b>.chaman", "a place is written torkham"),
        ("reopen", "torkham:SEA", "what it stops chabahar:sea"),
        ("closure_scope", "gold", "all, trucks, transit"),
        ("objective", "nicest", "cheapest, fastest"),
        ("alternatives", "9", "1 to 6"),
        ("statuses", "mine", "day, none"),
        ("unknown", "maybe", "last, open, closed"),
        ("cargo_type", "smuggling", "transit, bilateral"),
        ("baseline", "all", "day, open"),
        ("analysis", "why", "alternatives, provinces"),
        ("gateway", " ", "a place is a name"),
        ("measure", "miles", "hours, usd"),
        ("dya", "2026-03-13", "did you mean 'day'"),
    ],
)
def test_a_bad_value_is_named_and_the_rest_is_honoured(key, text, said):
    view, problems = View.from_query({key: text, "boundaries": "IND"} | {key: text}, DAY)
    assert len(problems) == 1
    assert key in problems[0] or "layer" in problems[0]
    assert said in problems[0]
    if key != "boundaries":
        assert view.worldview == "IND"


def test_names_to_close_are_parted_by_dots_or_commas_and_a_lost_plus_is_put_back():
    view, problems = View.from_query({"close": "torkham, afg-pak.chaman:trucks forward"}, DAY)
    assert view.close == ("torkham", "afg-pak", "chaman:trucks+forward")
    assert problems == []
    assert view.what_if
    assert not DAY.what_if


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=200), max_size=8))
def test_no_link_whatever_raises(query):
    view, problems = View.from_query(query, DAY)
    assert isinstance(view, View)
    assert all(len(problem) < 400 for problem in problems)


def test_switching_a_layer_twice_gives_the_view_back():
    assert DAY.with_layer("venues", on=True).with_layer("venues", on=False) == DAY
