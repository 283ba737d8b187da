"""What changed, who met and which incidents: the panels of time, without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from catalog.atlas.changes import changes
from catalog.atlas.dataset import load_atlas
from catalog.paths import ROOT
from panels.session import state
from tests.panels.test_app import command


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "panels/page.py"), default_timeout=60)


@pytest.fixture(scope="module")
def atlas():
    return load_atlas()


def text(page):
    """All that the page's own HTML says, the sheets left out."""
    return " ".join(one.proto.body for one in page.get("html") if "<style" not in one.proto.body)


def test_what_changed_is_told_between_the_two_days_of_the_link(page, atlas):
    page.query_params["panel"] = "changes"
    page.query_params.update(day="2025-10-20", since="2025-10-10")
    page.run()
    counts = changes(atlas, "2025-10-10", "2025-10-20").counts()
    said = text(page)
    assert "Between 10 Oct 2025 and 20 Oct 2025" in said
    assert f"{counts['status']} statuses" in said
    assert said.index("<dt>Closed") < said.index("open to <b>closed</b>")  # the digest goes first


def test_the_places_whose_status_changed_are_ringed_and_the_legend_says_so(page):
    page.query_params.update(day="2025-10-20", since="2025-10-10")
    page.run()
    told = command(page)
    ringed = {place["id"] for place in told["highlight"]}
    assert {"XG-TORKHAM", "XG-KHARLACHI"} <= ringed
    assert "XG-ISHKASHIM" not in ringed
    assert any(section["title"] == "Compared" for section in told["legend"])


def test_a_day_compared_with_itself_has_not_changed(page):
    page.query_params["panel"] = "changes"
    page.query_params.update(day="2025-10-20", since="2025-10-20")
    page.run()
    assert any("nothing changed in the data" in one.value for one in page.info)
    assert command(page)["highlight"] == []


def test_two_days_side_by_side_are_two_maps_of_which_one_has_the_legend(page):
    page.query_params.update(day="2025-10-20", since="2025-10-10", compare="side")
    page.run()
    maps = [
        one for one in page.get("component_instance") if "st_folium" in one.proto.component_name
    ]
    assert len(maps) == 2


def test_what_was_not_yet_known_is_not_told(page):
    page.query_params.update(day="2025-10-12", known="2025-10-12")
    page.run()
    told = command(page)
    assert told["known"] == "2025-10-12"
    assert any("as known on 12 Oct 2025" in line for line in told["asides"])


def test_the_talks_stand_in_their_order_and_none_is_told_before_its_day(page):
    page.query_params["panel"] = "talks"
    page.query_params["day"] = "2025-11-01"
    page.run()
    said = text(page)
    assert said.index("Doha") < said.index("Round 2: six days in Istanbul")
    assert "Urumqi" not in said


def test_the_filter_of_the_link_holds_for_the_list_and_for_the_map(page):
    page.query_params["panel"] = "incidents"
    page.query_params.update(
        day="2026-03-13", window="all", layers="incidents", kinds="strike", deaths="20"
    )
    page.run()
    assert command(page)["filter"] == {"kinds": ["strike"], "deaths": 3}
    assert page.multiselect(key="f-kinds").value == ["strike"]
    assert "Air strike" in text(page)
    assert "Armed clash" not in text(page)


def test_clearing_the_filter_shows_all_again(page):
    page.query_params["panel"] = "incidents"
    page.query_params.update(day="2026-03-13", layers="incidents", kinds="strike", heat="hex")
    page.run()
    next(one for one in page.button if one.label == "Clear").click().run()
    assert command(page)["filter"] == {}
    assert command(page)["heat"] == "none"


def test_no_incident_in_the_window_is_not_said_to_be_peace(page):
    page.query_params["panel"] = "incidents"
    page.query_params.update(day="2022-09-15", window="7", layers="incidents")
    page.run()
    assert any("No data does not mean" in one.value for one in page.info)


@pytest.mark.parametrize("panel", state.PANELS)
@pytest.mark.parametrize("known", ["2001-01-01", "2017-07-01"])
def test_before_the_first_report_every_panel_and_the_map_are_shown(page, panel, known):
    page.query_params.update(known=known, panel=panel)
    page.run()
    assert not page.exception
    assert [one.value for one in page.error] == []
    assert command(page)["layers"]


def test_a_change_that_was_reported_of_a_month_is_told_as_of_that_month(page):
    page.query_params.update(day="2025-09-03", since="2025-08-30", panel="changes")
    page.run()
    said = text(page)
    assert "Sep 2025" in said
    assert "1 Sep 2025" not in said
