"""Links of earlier editions lead to the same View, and today's names alone are written."""

from datetime import date

import pytest

from layers.view.address import pairs_of
from layers.view.view import PARAMETERS, View, key_of, renewed

DAY = View(day=date(2026, 10, 4))
# From the README, the documents and the tests of the first edition, each with what is written today.
OLD = {
    "http://localhost:8501/?day=2026-03-13": "day=2026-03-13",
    "?day=2025-09-15&from=Kabul&to=Peshawar&close=torkham":
        "day=2025-09-15&from=Kabul&to=Peshawar&close=torkham",
    "day=2025-11-22&layers=crossings.ports.routes_karachi":
        "day=2025-11-22&layers=routes_karachi.ports.crossings",
    "day=2026-03-13&at=34.1,71.1,8&layers=crossings":
        "day=2026-03-13&at=34.100,71.100,8&layers=crossings",
    "day=2026-03-13&world=IND": "day=2026-03-13&boundaries=IND",
    "day=2026-03-13&world=defacto&ground=auto": "day=2026-03-13&boundaries=defacto&theme=auto",
    "day=2026-03-13&ground=dark": "day=2026-03-13&theme=dark",
    "day=2025-11-22&layers=crossings.incidents.border.boundaries&window=90":
        "day=2025-11-22&layers=boundaries.border.incidents.crossings&window=90",
    "day=2026-03-13&from=Kabul&to=Karachi&close=torkham":
        "day=2026-03-13&from=Kabul&to=Karachi&close=torkham",
    "day=2026-03-13&from=Karachi&ask=reach": "day=2026-03-13&from=Karachi&analysis=isochrones",
    "sel=crossings/XG-TORKHAM&at=33.6,69.6,7": "selected=crossings/XG-TORKHAM&at=33.600,69.600,7",
    "mode=present&day=2026-03-13&since=2025-10-05&compare=side":
        "day=2026-03-13&mode=present&since=2025-10-05&compare=side",
    "day=2026-03-13&window=365&heat=hex&at=32.5,69,6&layers=border.incidents.crossings.seas.places":
        "day=2026-03-13&window=365&aggregate=hex&at=32.500,69.000,6"
        "&layers=border.incidents.crossings.seas.places",
    "day=2026-03-13&window=all&layers=incidents&kinds=strike&trust=high":
        "day=2026-03-13&window=all&layers=incidents&kinds=strike&confidence=high",
    "day=2026-03-13&known=2025-12-01&since=2025-10-05&learned=yes":
        "day=2026-03-13&known=2025-12-01&since=2025-10-05&backfilled=yes",
    "from=Kabul&to=Karachi&cargo=trucks&ways=2&ledger=none&trade=bilateral&against=open":
        "from=Kabul&to=Karachi&closure_scope=trucks&alternatives=2&statuses=none"
        "&cargo_type=bilateral&baseline=open",
    "from=Kabul&to=Karachi&ask=breakeven&gate=torkham&measure=usd":
        "from=Kabul&to=Karachi&analysis=breakeven&gateway=torkham&measure=usd",
    "ask=provinces&close=hormuz": "analysis=provinces&close=hormuz",
    "ask=losses": "analysis=gateways",
    "ask=time&from=Kabul&to=Karachi&unknown=open":
        "analysis=by-day&from=Kabul&to=Karachi&unknown=open",
    "from=Kabul&to=Karachi&ask=ways": "from=Kabul&to=Karachi",
    "close=torkham, afg-pak.chaman:trucks forth&reopen=spin boldak":
        "close=torkham.afg-pak.chaman:trucks%2Bforward&reopen=spin boldak",
    "close=torkham:back.chaman:forth": "close=torkham:reverse.chaman:forward",
    "day=2025-09-15&to=Peshawar&at=33.6,69.6,7&layers=crossings.places":
        "day=2025-09-15&to=Peshawar&at=33.600,69.600,7&layers=crossings.places",
    "claim=C07&tiles=osm&title=Two gates&subtitle=Eastward":
        "claim=C07&tiles=osm&title=Two gates&subtitle=Eastward",
}  # fmt: skip
FORMER = [
    (old, key) for key, (_, parameter) in PARAMETERS.items() for old in parameter.formerly
]  # fmt: skip


@pytest.mark.parametrize(("old", "today"), OLD.items())
def test_a_link_of_the_first_edition_leads_where_todays_leads(old, today):
    view, problems = View.from_query(pairs_of(old), DAY)
    assert problems == []
    asked = dict(pairs_of(today))
    assert {key: text for key, text in view.to_query().items() if key in asked} == {
        key: text for key, text in asked.items() if text != "x"
    }
    assert view == View.from_query(asked, DAY)[0]


def test_no_old_name_is_written_or_is_the_name_of_another_parameter():
    assert len(FORMER) == 13
    assert not {old for old, _ in FORMER} & set(PARAMETERS)
    assert len({old for old, _ in FORMER}) == len(FORMER)


@pytest.mark.parametrize(("old", "key"), FORMER)
def test_a_bad_value_is_told_under_the_name_that_the_link_has(old, key):
    view, problems = View.from_query({old.upper(): "\n"}, DAY)
    assert view == DAY
    assert [f"{old}=" in one for one in problems] == [True]
    assert key_of(old.upper()) == key


def test_an_old_name_and_the_new_one_that_contradict_each_other_are_told():
    view, problems = View.from_query({"theme": "dark", "ground": "light"}, DAY)
    assert view.theme == "dark"
    assert problems == ["The link's second ground='light' contradicts its first, 'dark'."]


def test_an_old_query_is_renewed_and_what_is_no_parameter_stays():
    old = {"World": "IND", "ask": "reach", "close": "torkham:trucks+forth", "panel": "table"}
    assert renewed(old) == {"boundaries": "IND", "analysis": "isochrones",
                            "close": "torkham:trucks+forward", "panel": "table"}  # fmt: skip


def test_a_place_that_has_a_direction_in_its_name_keeps_it():
    view, problems = View.from_query({"close": "forth back:sea"}, DAY)
    assert (view.close, problems) == (("forth back:sea",), [])
