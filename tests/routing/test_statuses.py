from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from routing.errors import NoRouteError
from routing.network.incidents import recent
from routing.presets import BY_KEY, PRESETS
from routing.statuses import UNKNOWNS, closures_on, status_of

OCTOBER, MARCH, MAY = date(2025, 11, 15), date(2026, 3, 1), date(2026, 5, 1)


def row(status, phase, last=None):
    return {
        "place": "XG-X", "name": "X", "status": status, "phase": phase, "last_status": last,
        "last_reported_on": "2025-01-01", "date_text": "1 Jan 2025", "valid_from": None, "valid_to": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "passes", "limited"),
    [
        ("open", True, False), ("limited", True, True), ("export_only", True, True),
        ("pedestrian_only", False, False), ("returnees_only", False, False), ("closed", False, False),
    ],
)  # fmt: skip
def test_what_a_status_lets_through(status, passes, limited):
    for phase in ("reported", "ageing"):
        found = status_of(row(status, phase))
        assert (found.passes, found.limited) == (passes, limited)


@pytest.mark.parametrize(
    ("last", "unknown", "passes"),
    [
        ("closed", "last", False), ("open", "last", True), ("closed", "open", True),
        ("open", "closed", False), (None, "last", True),
    ],
)  # fmt: skip
def test_an_unknown_status_is_taken_as_asked(last, unknown, passes):
    assert status_of(row("unknown", "unknown", last), unknown=unknown).passes == passes


def test_a_local_gateway_is_closed_until_it_is_reported_open():
    assert not status_of(row("unknown", "unknown"), local=True).passes
    assert status_of(row("open", "reported"), local=True).passes


def test_the_gateways_to_pakistan_are_shut_in_november_2025(model):
    shut = {one.place for one in model.closures(OCTOBER)}
    assert {"XG-TORKHAM", "XG-CHAMAN", "XG-GHULAMKHAN", "XG-KHARLACHI"} <= shut
    assert not {"XG-MILAK", "XG-ISLAMQALA"} & shut


def test_the_blockade_keeps_ships_from_irans_ports_and_lets_lorries_pass(model):
    shut = {one.place: one for one in model.closures(MAY)}
    assert shut["IR-ZBR-SB"].modes == {"sea"}
    assert "IR-ZBR-SB" not in {one.place for one in model.closures(MARCH)}
    query = model.query("cheapest", model.closures(MAY), MAY)
    assert model.route("Kabul", "IR-ZBR-SB", query).places[-1] == "IR-ZBR-SB"
    with pytest.raises(NoRouteError, match="IR-ZBR-SB"):
        model.route(
            "IR-ZBR-SB",
            "IN-BOM",
            model.query("cheapest", model.closures(MAY), MAY, modes=frozenset({"sea"})),
        )


def test_reopening_torkham_brings_the_route_back(model):
    shut = model.route("Kabul", "Peshawar", model.query("cheapest", model.closures(MARCH), MARCH))
    again = model.closures(MARCH, reopen=["torkham"])
    assert "XG-TORKHAM" not in shut.places
    assert model.route("Kabul", "Peshawar", model.query("cheapest", again, MARCH)).places == (
        "XG-TORKHAM",
    )


def test_the_bare_network_knows_no_closure(model):
    assert model.closures(MARCH, ignore_status=True) == ()


def test_with_every_gateway_of_afghanistan_closed_there_is_no_route_out(model):
    closures = model.closures(None, close=["afg"])
    for goal in ("Karachi", "Mashhad", "Termez", "Dushanbe", "Mary", "IN-BOM"):
        with pytest.raises(NoRouteError, match="XG-TORKHAM"):
            model.route("Kabul", goal, model.query("cheapest", closures))


def test_closing_hormuz_leaves_chabahar(model):
    closures = model.closures(None, close=["hormuz"])
    query = model.query("cheapest", closures, modes=frozenset({"sea"}))
    with pytest.raises(NoRouteError, match="hormuz"):
        model.route("IR-BND", "IN-BOM", query)
    assert model.route("IR-ZBR-SB", "IN-BOM", query).length_km > 1443


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_every_preset_leaves_kabul_a_route_somewhere(model, preset):
    closures = model.preset(preset)
    route = model.route("Kabul", "Tashkent", model.query("cheapest", closures, preset.day))
    assert route.legs
    if "afg-pak" in preset.close:
        found = model.route("Kabul", "Karachi", model.query("cheapest", closures, preset.day))
        assert not {"XG-TORKHAM", "XG-CHAMAN", "XG-GHULAMKHAN", "XG-KHARLACHI"} & set(found.places)


def test_incidents_are_counted_once_along_a_route(model):
    border = model.route("Peshawar", "Jalalabad", model.query("cheapest"))
    far = model.route("Tashkent", "Bukhara", model.query("cheapest"))
    assert model.incidents_near(border, MARCH) > 0
    assert model.incidents_near(far, MARCH) == 0


def test_incidents_that_became_known_later_do_not_count_in_what_was_known(model):
    now, then = (
        len(recent((model.atlas["incidents"], model.atlas["incidents_ucdp"]), MARCH, known))
        for known in (None, MARCH - timedelta(days=45))
    )
    assert 0 < then < now
    assert (
        model.incidents_per_edge(MARCH, MARCH - timedelta(days=45)).sum()
        < model.incidents_per_edge(MARCH).sum()
    )


def test_a_name_may_say_what_it_stops(model):
    (one, two) = model.closures(None, close=["chabahar:sea"])
    assert (one.modes, two.modes) == ({"sea"}, {"sea"})
    (lorries,) = model.closures(None, close=["torkham:trucks+forth"])
    assert (lorries.cargo, lorries.direction) == ("trucks", "forward")
    with pytest.raises(ValueError, match="'ships' is none of all, bilateral, both"):
        model.closures(None, close=["chabahar:ships"])


def test_a_route_says_what_it_takes_for_granted_of_its_gateways(model):
    query = model.query("cheapest", model.closures(MARCH), MARCH)
    found = model.route("Kandahar", "Zahedan", query)
    assert found.places == ("XG-MILAK",)
    (note,) = found.notes
    assert (note.place, note.mark) == ("XG-MILAK", "report ageing")
    assert "last reported open" in note.text
    assert found.stops == (f"{found.crossings[0].origin} (report ageing)",)
    assert note.text in found.as_dict()["assumptions"]


def test_alternatives_are_noted_as_the_best_route_is(model):
    query = model.query("cheapest", model.closures(MARCH), MARCH)
    routes = model.routes("Herat", "Mashhad", query)
    assert len(routes) > 1
    noted = {place: note.text for place, note in query.notes.items()}
    for route in routes:
        assert [note.text for note in route.notes] == [noted[p] for p in route.places if p in noted]
    assert sum(bool(route.notes) for route in routes[1:]) > 0


def test_a_gateway_that_is_passed_against_its_report_says_so(model):
    query = model.query("cheapest", (), OCTOBER)
    route = model.route("Kabul", "Peshawar", query)
    assert route.places == ("XG-TORKHAM",)
    assert route.notes[0].mark == "reported closed"
    assert route.notes[0].text.endswith("; passed all the same")
    opened = model.query("cheapest", model.closures(OCTOBER, reopen=["torkham"]), OCTOBER)
    assert model.route("Kabul", "Peshawar", opened).stops == route.stops


def test_a_routes_notes_obey_what_was_known_and_how_the_unknown_is_taken(model):
    later = date(2027, 2, 1)
    notes = {
        unknown: model.query("cheapest", day=later, unknown=unknown).notes["XG-TORKHAM"].text
        for unknown in UNKNOWNS
    }
    assert "last reported closed" in notes["last"]
    assert notes["open"].endswith("not known; taken as open")
    assert notes["closed"].endswith("not known; taken as closed; passed all the same")
    before = model.query("cheapest", day=later, known=date(2025, 10, 1)).notes["XG-TORKHAM"]
    assert "last reported open" in before.text


@dataclass(frozen=True)
class Told:
    records: list


def port(place, kind, **more):
    return {"place": place, "name": place, "status_kind": kind, "valid_from": "2026-03-01",
            "valid_to": "2026-06-18", "known_from": "2026-03-01", "known_to": None, **more}  # fmt: skip


def shut(*ports, crossings=(), **options):
    atlas: dict[str, Any] = {"crossings": Told(list(crossings)), "ports": Told(list(ports))}
    found = closures_on(date(2026, 4, 1), atlas, **options)
    return {(one.place, one.cargo, *sorted(one.modes)) for one in found}


def test_a_closed_port_stops_ships_and_a_closed_strait_its_lanes():
    assert shut(port("IR-BND", "closed"), port("SL-HORMUZ", "closed"), port("AE-JEA", "limited")) == {
        ("IR-BND", "all", "sea"), ("hormuz", "all", "sea"),
    }  # fmt: skip


def test_a_port_that_suspends_transit_stops_it_on_its_land_side():
    row = port("PK-KHI", "limited", covers={"trade": "open", "transit": "closed"})
    assert shut(row) == {("PK-KHI", "transit", "road")}


def test_a_ports_unknown_status_stops_nothing_unless_it_is_to_mean_closed():
    row = port("PK-KHI", "unknown", last_status="transit_suspended")
    assert shut(row) == set()
    assert shut(row, unknown="closed") == {("PK-KHI", "all", "sea")}


def test_what_was_not_known_yet_closes_nothing():
    row = port("IR-BND", "closed")
    assert shut(row, known=date(2026, 2, 1)) == set()
    assert shut({**row, "known_to": "2026-03-05"}, known=date(2026, 3, 2)) == {
        ("IR-BND", "all", "sea")
    }
    assert shut({**row, "known_to": "2026-03-05"}) == set()


def test_a_crossing_closed_to_transit_alone_lets_trade_pass():
    told = {**row("limited", "reported"), "known_to": None}
    told["covers"] = {"trade": "open", "transit": "closed"}
    assert shut(port("AE-JEA", "limited"), crossings=[told]) == {("XG-X", "transit")}


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (date(2026, 4, 12), False),
        (date(2026, 4, 13), True),
        (date(2026, 6, 14), True),
        (date(2026, 6, 17), False),
        (date(2026, 7, 13), False),
        (date(2026, 7, 14), True),
    ],
)
def test_both_blockades_stand_in_the_statuses_of_the_ports(model, day, closed):
    assert ("IR-BND" in {one.place for one in model.reported(day)}) == closed


def test_the_blockade_is_back_in_august(model):
    preset = BY_KEY["blockaded-again"]
    shut = {one.place: one for one in model.preset(preset)}
    assert {"IR-BND", "IR-ZBR-SB", "IR-ZBR-SK", "IR-BKM", "hormuz"} <= set(shut)
    assert shut["IR-BND"].modes == {"sea"}
