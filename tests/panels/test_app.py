"""The page without a browser: what Streamlit is told to show, and how little of it changes."""

import json
from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from catalog.paths import ROOT
from layers.registry import DEFAULT_LAYERS, TOGGLEABLE
from layers.view.view import View
from panels.explore import story, table
from panels.session import state
from tests.script import told


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "panels/page.py"), default_timeout=60)


def chart(page):
    (found,) = [
        one for one in page.get("component_instance") if "st_folium" in one.proto.component_name
    ]
    return json.loads(found.proto.json_args)


def command(page):
    return told(str(chart(page)["feature_group"]))


def change(page, **query):
    """What a message of the page does to the View, and the run that answers it."""
    page.session_state["view"], problems = View.from_query(query, page.session_state["view"])
    assert not problems
    page.run()


def without(*layers):
    return ".".join(one for one in DEFAULT_LAYERS if one not in layers)


def test_the_first_run_shows_the_map_with_its_first_layers(page):
    page.run()
    assert not page.exception
    assert not page.error
    assert set(command(page)["layers"]) >= {layer.id for layer in TOGGLEABLE if layer.on}


def test_the_map_asks_for_nothing_outside(page):
    page.run()
    told = chart(page)
    for address in [*told["js_links"], *told["css_links"]]:
        assert address.startswith("../panels.session.resources.web/"), address
    assert "http" not in told["script"]


def test_a_switch_and_a_day_change_the_command_and_never_the_maps_script(page):
    page.run()
    before = chart(page)["script"]
    change(page, layers=".".join([*DEFAULT_LAYERS, "venues"]))
    assert "venues" in command(page)["layers"]
    change(page, day="2026-03-12")
    assert command(page)["day"] == "2026-03-12"
    assert chart(page)["script"] == before
    assert len(json.dumps(chart(page)["feature_group"])) < 10_000


def test_the_address_follows_the_switches(page):
    page.run()
    change(page, layers=without("ports"))
    assert "ports" not in "".join(page.query_params["layers"]).split(".")


def test_a_wrong_link_is_named_and_the_rest_is_honoured(page):
    page.query_params.update(day="soon", boundaries="IND")
    page.run()
    assert [("day" in one.value and "soon" in one.value) for one in page.warning] == [True]
    assert command(page)["worldview"] == "IND"


def test_every_visible_layer_but_a_picture_has_a_table(page):
    page.query_params["panel"] = "table"
    page.query_params["layers"] = ".".join(layer.id for layer in TOGGLEABLE)
    page.query_params["window"] = "all"
    page.run()
    (choice,) = [box for box in page.selectbox if box.key == "table-layer"]
    named = {text.rpartition(" (")[0] for text in choice.options}
    assert named == {layer.name for layer in TOGGLEABLE if layer.geometry != "image"} | {"Figures"}
    assert choice.options[0].startswith("Border crossings")
    assert len(page.dataframe[0].value) == 26


def test_the_figures_of_what_is_chosen_have_a_table(page):
    page.query_params["panel"] = "table"
    page.query_params.update(day="2026-10-04", sel="ports/SL-HORMUZ")
    page.run()
    (choice,) = [box for box in page.selectbox if box.key == "table-layer"]
    choice.set_value("figures").run()
    assert choice.options[-1] == "Figures of Strait of Hormuz (102)"
    table = page.dataframe[0].value
    assert len(table) == 102
    assert list(table.columns[:5]) == ["figure_place", "figure", "period", "value", "low"]
    assert set(table["basis"]) == {"page read", "second-hand"}


@pytest.mark.parametrize(
    ("panel", "module", "said"),
    [
        ("table", table, "The table could not be shown"),
        ("story", story, "The story could not be shown"),
    ],
)
def test_a_panel_that_fails_says_so_and_the_rest_of_the_page_stays(
    page, monkeypatch, panel, module, said
):
    def fail(*_, **__):
        raise ValueError("a broken row")

    page.run()
    monkeypatch.setattr(module.st, "selectbox" if panel == "story" else "dataframe", fail)
    page.session_state["panel"] = panel
    page.run()
    assert not page.exception
    (error,) = [one.value for one in page.error if said in one.value]
    assert "a broken row" in error
    assert "catalog check" in error
    assert "Traceback" not in error
    assert command(page)["layers"]


def test_an_address_that_lags_behind_a_control_undoes_nothing(page):
    page.run()
    before = dict(page.query_params)
    change(page, layers=without("ports"))
    for key, values in before.items():
        page.query_params[key] = values
    change(page, layers=without("ports", "rivers"))
    layers = command(page)["layers"]
    assert "ports" not in layers
    assert "rivers" not in layers


@pytest.fixture
def history(monkeypatch):
    """What the browser says of a run: that it was asked for by going back, or not."""
    said = {"moved": False}
    monkeypatch.setattr(state, "_moved_in_history", lambda: said["moved"])
    return said


def test_going_back_to_an_older_address_brings_its_view_back(page, history):
    page.run()
    page.query_params.update(day="2026-01-20", layers="ports", at="30,65,5")
    page.run()
    assert command(page)["day"] != "2026-01-20"
    history["moved"] = True
    page.run()
    shown = command(page)
    assert (shown["day"], shown["layers"][-1]) == ("2026-01-20", "ports")
    assert "crossings" not in shown["layers"]
    assert (shown["goto"]["center"], shown["goto"]["zoom"]) == ([30, 65], 5)


def test_going_back_writes_no_address_so_that_one_can_go_further_back(page, history):
    page.run()
    change(page, day="2026-03-12")
    for key in list(page.query_params):
        del page.query_params[key]
    history["moved"] = True
    page.run()
    assert command(page)["day"] != "2026-03-12"
    assert not page.query_params


def test_a_broken_address_that_is_gone_back_to_is_named_and_the_rest_honoured(page, history):
    page.run()
    page.query_params.update(day="soon", boundaries="IND")
    history["moved"] = True
    page.run()
    assert ["soon" in one.value for one in page.warning] == [True]
    assert command(page)["worldview"] == "IND"


@pytest.mark.parametrize(
    ("link", "panel"),
    [
        ({}, "status"),
        ({"since": "2025-10-01"}, "changes"),
        ({"known": "2025-11-01"}, "changes"),
        ({"analysis": "provinces"}, "scenario"),
        ({"claim": "C01", "since": "2025-10-01"}, "story"),
        ({"claim": "C01", "panel": "talks"}, "talks"),
        ({"embed": "true", "panel": "words"}, "words"),
    ],
)
def test_a_link_opens_on_the_panel_that_it_is_about(page, link, panel):
    page.query_params.update(link)
    page.run()
    assert page.session_state["panel"] == panel
    assert not page.warning


@pytest.fixture
def session(monkeypatch):
    """A session's state without a page."""
    kept = {"view": View(day=date(2026, 3, 13)), "goto": None}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


@pytest.mark.usefixtures("session")
def test_a_message_of_the_page_changes_the_view_as_a_link_does():
    state.take("layers=ports.crossings&window=365&day=2026-01-02")
    now = state.view()
    assert (now.layers, now.window, now.day.isoformat()) == (
        ("ports", "crossings"),
        365,
        "2026-01-02",
    )
    state.take("layers=none&since=2025-10-01")
    assert state.view().layers == ()
    state.take("since=-")
    assert state.view().since is None


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    "message",
    ["", "=", "layers", "day=soon", "mode=present", "title=<script>", "from=" + "x" * 200, "close=<b>", "gate=&", "objective=best", "&&&", "day=" + "9" * 3000,
     "window=1e9", "at=nan,nan,nan", "known=--", "world=javascript:", "%00=%ff", "day=2026-13-45"],
)  # fmt: skip
def test_a_hostile_message_changes_nothing_and_breaks_nothing(message):
    before = state.view()
    state.take(message)
    assert state.view() == before
