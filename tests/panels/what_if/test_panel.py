"""The what-if without a browser: what the link asks, what the page answers, what a click changes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from catalog.paths import ROOT
from catalog.problems import CatalogError, Problem
from layers.view.view import View
from layers.what_if.answers import answer, link_name, with_closed, with_reopened
from layers.what_if.scenario import signed
from panels.session import resources
from panels.what_if import places
from routing.model import Model
from tests.panels.test_app import chart, command
from tests.panels.test_time import text

DAY = date(2025, 9, 15)
ASKED = {"day": DAY.isoformat(), "from": "Kabul", "to": "Peshawar"}


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "panels/page.py"), default_timeout=90)


@pytest.fixture(scope="module")
def model():
    return Model.load()


def lines(told):
    """The lines that a command names, from the served folder."""
    return json.loads((resources.shared().published.folder / told["answer"]).read_bytes())[
        "features"
    ]


def best(told):
    return [one for one in lines(told) if one["properties"]["kind"] == "best"]


def test_without_a_what_if_the_model_is_not_loaded(page, monkeypatch):
    monkeypatch.setattr(Model, "load", lambda *_: pytest.fail("the model was loaded"))
    page.run()
    assert not page.exception
    assert command(page)["answer"] is None


def test_the_link_asks_and_the_map_has_ways_rings_and_words(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update(**ASKED, close="torkham")
    page.run()
    told = command(page)
    assert [gateway["kind"] for gateway in told["gates"]] == ["closed"]
    kinds = {one["properties"]["kind"] for one in lines(told)}
    assert kinds == {"best", "other", "baseline", "number"}
    assert told["title"].startswith("What if: Kabul to Peshawar")
    assert "USD" in told["subtitle"]
    assert any(line.startswith("What if: Torkham closed") for line in told["asides"])
    assert told["legend"][0]["title"] == "What if"
    assert "Ghulam Khan" in text(page)
    assert "Torkham closed" in text(page)


def test_the_ways_do_not_travel_through_the_websocket(page):
    page.query_params.update(**ASKED, close="torkham")
    page.run()
    assert len(json.dumps(chart(page)["feature_group"])) < 10_000
    assert "coordinates" not in json.dumps(command(page))


def test_closing_moves_the_way_and_clearing_takes_it_away(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update(**ASKED)
    page.run()
    before = best(command(page))
    page.multiselect(key="w-close").set_value(["torkham"]).run()
    assert "".join(page.query_params["close"]) == "torkham"
    assert best(command(page)) != before
    page.multiselect(key="w-close").set_value([]).run()
    assert best(command(page)) == before
    page.button(key="w-clear").click().run()
    assert command(page)["answer"] is None
    assert "from" not in page.query_params


def test_the_terms_are_chosen_in_the_panel_and_go_into_the_link(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update({"day": "2027-03-01", "from": "Kabul", "to": "Karachi"})
    page.run()
    before = best(command(page))
    page.selectbox(key="w-unknown").set_value("open").run()
    assert "".join(page.query_params["unknown"]) == "open"
    assert best(command(page)) != before
    assert "unknown statuses taken as open" in text(page)
    page.selectbox(key="w-trade").set_value("bilateral").run()
    assert "".join(page.query_params["trade"]) == "bilateral"
    assert "cargo of two neighbours" in text(page)
    page.button(key="w-clear").click().run()
    assert not {"unknown", "trade"} & set(page.query_params)


def test_without_any_report_the_unknown_is_nothing_to_choose(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update(**ASKED, ledger="none", against="open")
    page.run()
    assert page.selectbox(key="w-unknown").disabled


def test_a_preset_of_history_is_put_into_the_link(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update({"from": "Kabul", "to": "Karachi"})
    page.run()
    page.selectbox(key="w-preset").set_value("pakistan-shut").run()
    query = {key: "".join(value) for key, value in page.query_params.items()}
    assert query["close"] == "afg-pak"
    assert query["day"] == "2025-10-13"
    assert query["against"] == "open"
    assert "all 5 crossings" in text(page)


def test_with_every_crossing_shut_the_page_names_closures_and_the_way_out(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update(**ASKED, close="afg")
    page.run()
    (said,) = [one.value for one in page.error]
    for words in ("Angoor Adda", "12 more", "Reopen one"):
        assert words in said
    assert not page.exception
    assert {one["properties"]["kind"] for one in lines(command(page))} == {"baseline"}


def test_a_name_that_is_none_is_named_and_left_out(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update(**ASKED, close="torkam.ghulam khan")
    page.run()
    assert any("torkam" in one.value and "torkham" in one.value for one in page.warning)
    assert "Ghulam Khan closed" in text(page)


def test_a_gate_is_closed_and_reopened_from_its_card(page):
    page.query_params.update(**ASKED, sel="crossings/XG-TORKHAM")
    page.run()
    before = best(command(page))
    page.button(key="gate-close").click().run()
    assert "".join(page.query_params["close"]) == "torkham"
    assert best(command(page)) != before
    assert "sel" not in page.query_params  # the answer stands where the card was
    page.session_state["view"] = replace(
        page.session_state["view"], selected="crossings/XG-TORKHAM"
    )
    page.run()
    page.button(key="gate-open").click().run()
    assert "close" not in page.query_params
    assert best(command(page)) == before


def test_a_gate_that_is_not_on_the_network_cannot_be_closed_and_its_card_says_why(page):
    page.query_params.update(day=DAY.isoformat(), sel="crossings/XG-ARANDU")
    page.run()
    assert not page.exception
    assert not [one for one in page.button if str(one.key).startswith("gate-")]
    assert "Arandu is not on the network" in text(page)


def test_the_lists_have_what_is_on_the_network_and_nothing_else(page, model):
    page.query_params["panel"] = "scenario"
    page.run()
    for key in ("w-close", "w-reopen"):
        offered = page.multiselect(key=key).options
        assert "Torkham (crossing)" in offered
        assert "Strait of Hormuz (strait)" in offered
        assert not [one for one in offered if "Arandu" in one or "Poti" in one or "China" in one]
    for name in places.closables():
        assert model.gazetteer.closable(name)


def click_arandu_as_origin():
    from datetime import date

    from layers.view.view import View
    from panels.session import state
    from panels.what_if import on_map

    state.restore_view(View(day=date(2025, 9, 15)))
    on_map.point("origin")
    on_map.take("crossings/XG-ARANDU")


def test_a_gate_off_the_network_that_is_clicked_as_an_end_is_refused():
    page = AppTest.from_function(click_arandu_as_origin, default_timeout=90).run()
    assert not page.exception
    assert "Arandu is not on the network" in page.session_state["what-if-refused"]
    assert page.session_state["panel"] == "scenario"
    assert page.session_state["view"].origin == ""


def test_every_gate_goes_by_its_short_name(model):
    for place in model.network.by_place:
        assert model.gazetteer.closable(link_name(place)) == (place,)


def test_reopening_one_gate_goes_before_closing_its_border(model):
    view = View(day=DAY, origin="Kabul", destination="Peshawar", close=("afg-pak",))
    shut = answer(model, view)
    open_again = answer(model, View(**{**vars(view), "reopen": ("torkham",)}))
    assert "XG-TORKHAM" not in shut.routes[0].places
    assert open_again.routes[0].places == ("XG-TORKHAM",)
    assert [mark.closed for mark in open_again.marks].count(False) == 1


def test_closing_never_makes_the_way_cheaper_than_as_reported(model):
    for close in (("torkham",), ("afg-pak",), ("chabahar:sea", "hormuz")):
        view = View(day=DAY, origin="Kabul", destination="Karachi", close=close)
        assert (answer(model, view).rows[0].more_usd or 0) >= 0


def test_to_close_and_to_reopen_are_each_others_opposite():
    view = View(day=DAY)
    shut = View(**{**vars(view), **with_closed(view, "XG-TORKHAM")})
    assert shut.close == ("torkham",)
    trucks = View(**{**vars(shut), **with_closed(shut, "XG-TORKHAM", cargo="trucks")})
    assert trucks.close == ("torkham:trucks",)
    assert View(**{**vars(trucks), **with_reopened(trucks, "XG-TORKHAM")}) == view
    assert with_reopened(view, "SL-HORMUZ") == {"reopen": ("hormuz",)}


def test_a_gate_that_was_reopened_and_then_closed_is_closed():
    view = View(day=DAY)
    reopened = View(**{**vars(view), **with_reopened(view, "XG-TORKHAM")})
    assert reopened.reopen == ("torkham",)
    assert with_closed(reopened, "XG-TORKHAM") == {"close": ("torkham",), "reopen": ()}


def test_a_point_is_written_by_its_degrees(model):
    found = answer(model, View(day=DAY, origin="69.2,34.5", destination="Peshawar"))
    assert found.ends == "34.50 N 69.20 E to Peshawar"


def test_a_difference_has_its_sign():
    assert [signed(12.4), signed(-1234.5), signed(0.2), signed(-0.04, 1)] == [
        "+12",
        "−1,234",
        "0",
        "0.0",
    ]


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        ({"ask": "provinces"}, "each province"),
        ({"ask": "losses"}, "what if one more were lost"),
        ({"ask": "reach", **ASKED, "close": "torkham"}, "Reach from Kabul"),
        ({"ask": "breakeven", **ASKED, "gate": "torkham"}, "worth the same"),
        ({"ask": "time", **ASKED}, "for every day"),
    ],
)
def test_every_question_is_answered_by_its_link(page, asks, said):
    page.query_params["panel"] = "scenario"
    page.query_params.update(**asks)
    page.run()
    assert not page.exception
    assert not page.error
    assert said in text(page)
    assert '<table class="ways">' in text(page)
    assert len(json.dumps(chart(page)["feature_group"])) < 10_000


@pytest.mark.parametrize(
    ("terms", "said", "always"),
    [
        ({}, "those of each day. USD", False),
        ({"known": "2021-07-01"}, "those of each day, as known on 1 Jul 2021", True),
        ({"known": "2021-01-01"}, "those of each day, as known on 1 Jan 2021", True),
        ({"ledger": "none"}, "no reported status is counted", True),
        ({"reopen": "afg-pak"}, "closes or reopens is so on every day", True),
    ],
)
def test_through_time_obeys_the_terms_of_the_what_if(page, terms, said, always):
    page.query_params["panel"] = "scenario"
    page.query_params.update({**ASKED, "ask": "time", **terms})
    page.run()
    assert not page.error
    assert said in text(page)
    assert ("it changed 0 times" in text(page)) == always


def test_a_question_without_ends_says_what_to_choose(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update(ask="breakeven")
    page.run()
    assert any("Choose under 'From' and 'To'" in one.value for one in page.info)


def test_what_is_typed_and_is_no_place_is_named(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update(**ASKED)
    page.run()
    page.multiselect(key="w-close").set_value(["torkham", "<b>"]).run()
    assert any("What you typed" in one.value for one in page.warning)
    assert "".join(page.query_params["close"]) == "torkham"


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError("network.npz is missing; `make build` makes it"),
        CatalogError([Problem("network.npz", 0, "is damaged; run 'make build'")]),
    ],
    ids=["missing", "damaged"],
)
def test_without_a_network_the_map_stays_and_says_what_to_do(page, monkeypatch, error):
    def missing(*_):
        raise error

    monkeypatch.setattr("layers.what_if.answers.model_of", missing)
    page.query_params.update({**ASKED, "from": "Jalalabad"})
    page.run()
    assert "make build" in command(page)["subtitle"]
    assert ["make build" in one.value for one in page.error] == [True]


def test_side_by_side_both_maps_have_their_ways(page):
    page.query_params.update(**ASKED, since="2025-11-22", compare="side")
    page.run()
    maps = [
        one for one in page.get("component_instance") if "st_folium" in one.proto.component_name
    ]
    assert all("answer." in one.proto.json_args for one in maps)
    assert len(maps) == 2
