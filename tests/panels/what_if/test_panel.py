"""The what-if without a browser: what the link asks, what the page answers, what a click changes."""

from __future__ import annotations

import html
import json
import re
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
from panels.what_if import cards, places, start
from routing.model import Model
from tests.panels.test_app import change, chart, command
from tests.panels.test_time import text
from tests.script import told

DAY = date(2025, 9, 15)
ASKED = {"day": DAY.isoformat(), "from": "Kabul", "to": "Peshawar"}


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "panels/page.py"), default_timeout=90)


@pytest.fixture(scope="module")
def model():
    return Model.load()


def say(page, query):
    """What the page's own controls send, and the run that answers it."""

    def heard(query):
        from panels import map_frame
        from panels.session import state
        from panels.what_if import start

        before = state.view()
        state.take(query)
        start.settle(before, map_frame.atlas(None))

    # The session of the page takes the message as the map's fragment hands it over.
    told = AppTest.from_function(heard, default_timeout=90, kwargs={"query": query})
    for key in ("view", "goto"):
        told.session_state[key] = page.session_state[key]
    told.run()
    assert not told.exception
    for key in ("view", "goto"):
        page.session_state[key] = told.session_state[key]
    page.run()


def cleared(page):
    """What the button 'Clear' says."""
    (told,) = re.findall(r'data-say="([^"]+)">Clear<', text(page))
    return html.unescape(told)


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


def test_the_link_asks_and_the_map_has_routes_rings_and_words(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update(**ASKED, close="torkham")
    page.run()
    told = command(page)
    assert [gateway["kind"] for gateway in told["gateways"]] == ["closed"]
    kinds = {one["properties"]["kind"] for one in lines(told)}
    assert kinds == {"best", "other", "baseline", "number", "end"}
    assert told["title"].startswith("What if: Kabul to Peshawar")
    assert "USD" in told["subtitle"]
    assert any(line.startswith("What if: Torkham closed") for line in told["asides"])
    assert told["legend"][0]["title"] == "What if"
    assert "Ghulam Khan" in text(page)
    assert "Do not close Torkham" in text(page)


def test_the_routes_do_not_travel_through_the_websocket(page):
    page.query_params.update(**ASKED, close="torkham")
    page.run()
    assert len(json.dumps(chart(page)["feature_group"])) < 10_000
    assert "coordinates" not in json.dumps(command(page))


def test_closing_moves_the_route_and_clearing_takes_it_away(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update(**ASKED)
    page.run()
    before = best(command(page))
    change(page, close="torkham")
    assert "".join(page.query_params["close"]) == "torkham"
    assert best(command(page)) != before
    say(page, "close=-")
    assert best(command(page)) == before
    say(page, cleared(page))
    assert command(page)["answer"] is None
    assert "from" not in page.query_params


def test_the_terms_are_chosen_in_the_panel_and_go_into_the_link(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update({"day": "2027-03-01", "from": "Kabul", "to": "Karachi"})
    page.run()
    before = command(page)["answer"]
    say(page, "unknown=closed")
    assert "".join(page.query_params["unknown"]) == "closed"
    assert command(page)["answer"] != before
    assert '<option value="closed" selected>unknown counts as closed</option>' in text(page)
    say(page, "trade=bilateral")
    assert "".join(page.query_params["cargo_type"]) == "bilateral"
    assert "cargo of two neighbours" in command(page)["asides"][-1]
    say(page, cleared(page))
    assert not {"unknown", "cargo_type"} & set(page.query_params)


def test_a_preset_of_history_is_put_into_the_link(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update({"from": "Kabul", "to": "Karachi"})
    page.run()
    (told,) = re.findall(r'<option value="([^"]+)">October 2025', text(page))
    say(page, html.unescape(told))
    query = {key: "".join(value) for key, value in page.query_params.items()}
    assert query["close"] == "afg-pak"
    assert query["day"] == "2025-10-13"
    assert query["baseline"] == "open"
    assert "all 5 crossings" in command(page)["asides"][-1]
    assert "Both sides start otherwise" in text(page)


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
    assert "Ghulam Khan" in text(page)


def test_a_gateway_is_closed_and_reopened_from_its_card(page):
    page.query_params.update(**ASKED, sel="crossings/XG-TORKHAM")
    page.run()
    before = best(command(page))
    page.button(key="gate-close").click().run()
    assert "".join(page.query_params["close"]) == "torkham"
    assert best(command(page)) != before
    assert "selected" not in page.query_params  # the answer stands where the card was
    page.session_state["view"] = replace(
        page.session_state["view"], selected="crossings/XG-TORKHAM"
    )
    page.run()
    page.button(key="gate-open").click().run()
    assert "close" not in page.query_params
    assert best(command(page)) == before


def test_a_gateway_that_is_not_on_the_network_cannot_be_closed_and_its_card_says_why(page):
    page.query_params.update(day=DAY.isoformat(), sel="crossings/XG-ARANDU")
    page.run()
    assert not page.exception
    assert not [one for one in page.button if str(one.key).startswith("gate-")]
    assert "Arandu is not on the network" in text(page)


def test_what_is_not_on_the_network_is_not_offered_and_every_group_can_be_closed(page, model):
    page.query_params["panel"] = "scenario"
    page.run()
    for words in re.findall(r'data-without="([^"]*)"', text(page)):
        assert {"XG-ARANDU", "GE-PTI"} <= set(words.split())
        assert not {"XG-TORKHAM", "SL-HORMUZ"} & set(words.split())
    (groups,) = re.findall(r'data-groups="([^"]+)"', text(page))
    for name, _ in json.loads(html.unescape(groups)):
        assert len(model.gazetteer.closable(name)) > 1
        assert set(start.places_of(name)) >= set(model.gazetteer.closable(name))
    for name in places.closables():
        assert model.gazetteer.closable(name)


def test_every_gateway_goes_by_its_short_name(model):
    for place in model.network.by_place:
        assert model.gazetteer.closable(link_name(place)) == (place,)


def test_reopening_one_gateway_goes_before_closing_its_border(model):
    view = View(day=DAY, origin="Kabul", destination="Peshawar", close=("afg-pak",))
    shut = answer(model, view)
    open_again = answer(model, View(**{**vars(view), "reopen": ("torkham",)}))
    assert "XG-TORKHAM" not in shut.routes[0].places
    assert open_again.routes[0].places == ("XG-TORKHAM",)
    assert [mark.closed for mark in open_again.marks].count(False) == 1


def test_closing_never_makes_the_route_cheaper_than_as_reported(model):
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


def test_a_gateway_that_was_reopened_and_then_closed_is_closed():
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
        ({"analysis": "provinces"}, "each province"),
        ({"ask": "provinces", "close": "afg-pak", "ledger": "none", "against": "open"}, "dearer"),
        ({"analysis": "gateways"}, "which provinces suffer most"),
        ({"analysis": "isochrones", **ASKED, "close": "torkham"}, "Reach from Kabul"),
        ({"analysis": "breakeven", **ASKED, "gateway": "torkham"}, "pays."),
        ({"analysis": "by-day", **ASKED}, "for every day"),
    ],
)
def test_every_question_is_answered_by_its_link(page, asks, said):
    page.query_params["panel"] = "scenario"
    page.query_params.update(**asks)
    page.run()
    assert not page.exception
    assert not page.error
    assert said in text(page)
    assert len(json.dumps(chart(page)["feature_group"])) < 10_000


@pytest.mark.parametrize(
    ("terms", "said", "always"),
    [
        ({}, "those of each day. USD", False),
        ({"known": "2021-07-01"}, "those of each day, as known on 1 Jul 2021", True),
        ({"known": "2021-01-01"}, "those of each day, as known on 1 Jan 2021", True),
        ({"statuses": "none"}, "no reported status is counted", None),
        ({"reopen": "afg-pak"}, "closes or reopens is so on every day", None),
    ],
)
def test_through_time_obeys_the_terms_of_the_what_if(page, terms, said, always):
    page.query_params["panel"] = "scenario"
    page.query_params.update({**ASKED, "analysis": "by-day", **terms})
    page.run()
    assert not page.error
    assert said in text(page)
    # Fees, queues and bans are dated too: without statuses the best route may still change.
    assert always is None or ("it changed 0 times" in text(page)) == always


def test_a_question_without_ends_says_what_to_choose(page):
    page.query_params["panel"] = "scenario"
    page.query_params.update(ask="breakeven")
    page.run()
    assert any("Choose under 'From' and 'to'" in one.value for one in page.info)


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


def test_side_by_side_both_maps_have_their_routes(page):
    page.query_params.update(**ASKED, since="2025-11-22", compare="side")
    page.run()
    maps = [
        one for one in page.get("component_instance") if "st_folium" in one.proto.component_name
    ]
    assert all(
        told(str(json.loads(one.proto.json_args)["feature_group"]))["answer"] for one in maps
    )
    assert len(maps) == 2


REPORTED = {"from": "Karachi", "to": "Kabul", "panel": "scenario"}


def test_to_close_what_is_closed_already_starts_from_all_open_and_says_so(page):
    page.query_params.update(**REPORTED)
    page.run()
    say(page, "close=XG-TORKHAM.chaman")
    query = {key: "".join(value) for key, value in page.query_params.items()}
    assert query["close"] == "torkham.chaman"  # as links have it
    assert (query["statuses"], query["baseline"]) == ("none", "open")
    assert "Both are <b>already reported closed</b>" in text(page)
    assert "As reported: " in text(page)
    say(page, "ledger=day&against=day")
    assert "statuses" not in page.query_params  # the reader's own choice stays
    assert "closing changes nothing from this start" in text(page)


def test_a_start_is_not_changed_where_something_is_closed_that_was_not(page):
    page.query_params.update(**REPORTED, day="2025-09-15")
    page.run()
    say(page, "close=torkham")
    assert "statuses" not in page.query_params
    assert "already reported closed" not in text(page)


def test_a_card_has_the_figures_of_its_route_and_the_sign_of_what_is_reported_closed(page):
    page.query_params.update(**REPORTED, close="torkham.chaman", ledger="none", against="open")
    page.run()
    found = page.session_state["view"]
    told = re.findall(r'<li class="route (\w+)".*?</li>', text(page))
    assert told[0] == "best"
    assert told[-2:] == ["base", "reported"]
    (best_card,) = re.findall(r'<li class="route best".*?</li>', text(page))
    assert "sign here crossing closed" in best_card
    assert "reported closed" in best_card
    assert found.origin == "Karachi"


def test_ranges_that_overlap_are_said_to_and_others_not(model):
    view = View(day=DAY, origin="Karachi", destination="Kabul", close=("torkham",), ledger="none",
                against="open")  # fmt: skip
    found = answer(model, view)
    assert "overlap." in cards.said(found)
    dear = replace(found.rows[0], cost_low_usd=1e6, cost_high_usd=2e6)
    assert "do not overlap" in cards.said(replace(found, rows=(dear, *found.rows[1:])))


def test_no_route_leaves_and_enters_by_the_same_crossing(model):
    for ends in (("Karachi", "Kabul"), ("Jebel Ali", "Kabul"), ("Bandar Abbas", "Peshawar")):
        for close in ((), ("torkham",), ("chaman", "milak")):
            found = answer(model, View(day=DAY, origin=ends[0], destination=ends[1], close=close))
            for route in found.routes:
                assert len({*route.places}) == len(route.places)


def test_who_is_hit_is_ranked_by_the_difference_from_the_start(model):
    view = View(day=DAY, ask="provinces", close=("islamqala",), ledger="none", against="open")
    hits = answer(model, view).network_map.hits
    assert [hit.more for hit in hits] == sorted((hit.more for hit in hits), reverse=True)
    assert min(hit.more for hit in hits) > -0.01
    assert len({hit.province for hit in hits}) == 34
    assert answer(model, replace(view, close=())).network_map.hits == ()
