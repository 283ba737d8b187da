from datetime import date

import pytest

from routing.errors import NoRouteError
from routing.ledger import standing_of
from routing.presets import PRESETS

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
        found = standing_of(row(status, phase))
        assert (found.passes, found.limited) == (passes, limited)


@pytest.mark.parametrize(
    ("last", "unknown", "passes"),
    [
        ("closed", "last", False), ("open", "last", True), ("closed", "open", True),
        ("open", "closed", False), (None, "last", True),
    ],
)  # fmt: skip
def test_an_unknown_status_is_taken_as_asked(last, unknown, passes):
    assert standing_of(row("unknown", "unknown", last), unknown=unknown).passes == passes


def test_a_local_gate_is_closed_until_it_is_reported_open():
    assert not standing_of(row("unknown", "unknown"), local=True).passes
    assert standing_of(row("open", "reported"), local=True).passes


def test_the_gates_to_pakistan_are_shut_in_november_2025(model):
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


def test_reopening_torkham_brings_the_way_back(model):
    shut = model.route("Kabul", "Peshawar", model.query("cheapest", model.closures(MARCH), MARCH))
    again = model.closures(MARCH, reopen=["torkham"])
    assert "XG-TORKHAM" not in shut.places
    assert model.route("Kabul", "Peshawar", model.query("cheapest", again, MARCH)).places == (
        "XG-TORKHAM",
    )


def test_the_bare_network_knows_no_closure(model):
    assert model.closures(MARCH, ignore_status=True) == ()


def test_with_every_gate_of_afghanistan_closed_there_is_no_way_out(model):
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
def test_every_preset_leaves_kabul_a_way_somewhere(model, preset):
    closures = model.preset(preset)
    route = model.route("Kabul", "Tashkent", model.query("cheapest", closures, preset.day))
    assert route.legs
    if "afg-pak" in preset.close:
        found = model.route("Kabul", "Karachi", model.query("cheapest", closures, preset.day))
        assert not {"XG-TORKHAM", "XG-CHAMAN", "XG-GHULAMKHAN", "XG-KHARLACHI"} & set(found.places)


def test_incidents_are_counted_once_along_a_way(model):
    border = model.route("Peshawar", "Jalalabad", model.query("cheapest"))
    far = model.route("Tashkent", "Bukhara", model.query("cheapest"))
    assert model.incidents_near(border, MARCH) > 0
    assert model.incidents_near(far, MARCH) == 0


def test_a_name_may_say_what_it_stops(model):
    (one, two) = model.closures(None, close=["chabahar:sea"])
    assert (one.modes, two.modes) == ({"sea"}, {"sea"})
    (lorries,) = model.closures(None, close=["torkham:trucks+forth"])
    assert (lorries.cargo, lorries.direction) == ("trucks", "forth")
    with pytest.raises(ValueError, match="'ships' is none of all, back"):
        model.closures(None, close=["chabahar:ships"])


def test_a_way_says_what_it_takes_for_granted_of_its_gates(model):
    query = model.query("cheapest", model.closures(MARCH), MARCH)
    found = model.route("Kandahar", "Zahedan", query)
    assert found.places == ("XG-MILAK",)
    assert any("last reported open" in text for text in found.assumptions)
