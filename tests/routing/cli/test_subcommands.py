import json
import re
from datetime import date

import numpy as np
import pytest

from routing.analysis.breakeven import Line, break_even, crossover, envelope
from routing.analysis.compare import compare
from routing.analysis.corridors import compare_corridors
from routing.analysis.criticality import gateway_criticality, provinces_to_sea
from routing.analysis.isochrones import isochrones
from routing.analysis.routes_by_day import routes_by_day
from routing.cli.route import main
from routing.cli.subcommands import COMMANDS
from routing.errors import NO_ROUTE, REFUSED, UNKNOWN_PLACE
from routing.paths.alternatives import MOST_OVERLAP, overlap, samples
from routing.paths.query import Query

MARCH = date(2026, 3, 1)


def test_the_command_answers_in_json(capsys):
    words = ["Kabul", "Karachi", "--on", "2026-03-01", "--close", "torkham,chaman-spin-boldak"]
    assert main([*words, "--objective", "cheapest", "--alternatives", "4", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["day"] == "2026-03-01"
    assert len(told["routes"]) == 4
    costs = [route["cost_usd"]["central"] for route in told["routes"]]
    assert costs == sorted(costs)
    for route in told["routes"]:
        assert {
            "length_km",
            "time_h",
            "cost_usd",
            "legs",
            "crossings",
            "assumptions",
            "sources",
        } <= set(route)
        assert sum(leg["length_km"] for leg in route["legs"]) == pytest.approx(
            route["length_km"], abs=1
        )
        assert not {"XG-TORKHAM", "XG-CHAMAN"} & set(route["places"])


def test_no_route_is_said_on_standard_error(capsys):
    assert main(["Kabul", "Karachi", "--close", "afg", "--on", "2026-03-13"]) == 1
    assert (
        "no route from Kabul to Karachi on 2026-03-13; closed: XG-ANGOORADDA"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("place", ["Torkham", "PK-KHI", "XG-TAFTAN", "Kabul"])
@pytest.mark.parametrize("more", [[], ["--json"], ["--alternatives", "3"]])
def test_from_a_place_to_itself_is_no_route_to_go(place, more, capsys):
    assert main([place, place, "--ignore-status", *more]) == 0
    out = capsys.readouterr().out
    if "--json" in more:
        (route,) = json.loads(out)["routes"]
        assert (route["length_km"], route["borders"], route["places"]) == (0, 0, [])
        assert len(route["legs"]) == len(route["legs"][0]["geometry"]["coordinates"]) - 1 == 1
    else:
        assert out.count("0 km, 0.0 days (0.0 to 0.0), 0 USD (0 to 0), 0 land borders") == 1


def test_to_reopen_goes_before_to_close(capsys):
    words = ["Kabul", "Karachi", "--ignore-status", "--close", "afg", "--reopen"]
    assert main([*words, "chaman", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["routes"][0]["places"] == ["XG-CHAMAN"]
    assert main([*words, "atlantis"]) == 3
    assert "no place 'atlantis' to reopen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--modes", "air", "'air' is none of road, rail, sea"), ("--modes", "road,ship", "'ship'"),
     ("--alternatives", "0", "'0' is no number from 1 to 6"), ("--alternatives", "-3", "'-3' is no number from 1 to 6"),
     ("--alternatives", "100", "'100' is no number from 1 to 6"), ("--alternatives", "٣", "is no number from 1 to 6"),
     ("--close", "", "'' names nothing"), ("--reopen", " , ", "names nothing"),
     ("--alternatives", "few", "'few' is no number")],
)  # fmt: skip
def test_an_option_that_cannot_be_is_a_usage_error(option, value, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["Kabul", "Karachi", f"{option}={value}"])
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_a_misspelt_name_is_met_with_a_suggestion(capsys):
    assert main(["Kabul", "Karachii"]) == 3
    assert "did you mean Karachi" in capsys.readouterr().err


def test_alternatives_differ_by_more_than_their_roads(model):
    found = model.routes("Kabul", "Karachi", model.query("cheapest"), number=4)
    lines = [samples(route.line) for route in found]
    for at, one in enumerate(lines):
        assert all(overlap(one, other) <= MOST_OVERLAP for other in lines[:at])


def test_every_provinces_route_ends_at_a_quay(model):
    routes = provinces_to_sea(model, model.query("cheapest"))
    assert len(routes) == 34
    for route in routes:
        assert route.route is not None
        assert route.gateways[-1][:2] in {"PK", "IR"}
        assert route.route.legs[0].line[0] == pytest.approx(
            (route.end.lon, route.end.lat), abs=0.05
        )


def test_losing_chaman_hurts_kandahar_most(model):
    (loss,) = gateway_criticality(model, model.query("cheapest"), places=["XG-CHAMAN"])
    assert loss.worst[0] == "Kandahar"
    assert loss.cut_off == ()
    assert min(loss.added.values()) >= -1e-6


def test_the_break_even_is_where_both_routes_cost_the_same(model):
    found = break_even(
        model, "Kandahar", "the sea", "XG-CHAMAN", unit="usd", query=Query("cheapest")
    )
    through, around = found.lines
    assert found.added is not None
    assert found.through is not None
    assert found.around is not None
    assert through.at(found.added) == pytest.approx(around.at(found.added))
    assert crossover(found.through, found.around, "XG-CHAMAN", unit="usd") == pytest.approx(
        found.added
    )


def test_the_envelope_of_lines_is_exact():
    steep, middle, flat = Line("a", 0, 2), Line("b", 3, 1), Line("c", 9, 0)
    assert envelope([steep, middle, flat]) == [(0.0, steep), (3.0, middle), (6.0, flat)]
    assert envelope([steep, Line("never", 20, 1), flat]) == [(0.0, steep), (4.5, flat)]


def test_a_gateway_that_is_not_there_has_no_break_even(model):
    with pytest.raises(ValueError, match="not on the network"):
        break_even(model, "Kabul", "Karachi", "XG-NOWHERE")


def test_reach_grows_with_the_limit_and_shrinks_with_closures(model):
    network, price = model.network, model.price
    kabul = model.gazetteer.end("Kabul")
    bare = isochrones(network, price, kabul, measure="hours")
    shut = isochrones(
        network,
        price,
        kabul,
        measure="hours",
        query=Query(closures=model.closures(None, close=["torkham"])),
    )
    assert bare.at(kabul) < 0.1
    assert (shut.value >= bare.value - 1e-9).all()
    within = [np.isfinite(bare.value[bare.value < limit]).sum() for limit in (12, 24, 96)]
    assert within == sorted(within)
    told = bare.as_geojson([6, 12])
    assert [feature["properties"]["high"] for feature in told["features"]] == [6, 12]


def test_the_gateway_changes_when_pakistans_crossings_shut(model):
    runs = routes_by_day(model, "Kabul", "Karachi", date(2025, 9, 1), date(2026, 6, 30))
    assert [run.start for run in runs][1:] == [run.end for run in runs][:-1]
    assert runs[0].gateways == ("XG-TORKHAM",)
    autumn = next(run for run in runs if run.start <= date(2025, 12, 1) < run.end)
    assert "XG-MILAK" in autumn.gateways
    assert autumn.route.cost_usd.central > runs[0].route.cost_usd.central


def test_what_was_published_later_changes_no_day_of_the_past(model):
    known = date(2025, 9, 1)
    runs = routes_by_day(
        model, "Kabul", "Karachi", date(2025, 9, 1), date(2026, 6, 30),
        told=lambda day: model.closures(day, known=known),
        marks=lambda day: model.marks(day, known=known),
    )  # fmt: skip
    assert {run.gateways for run in runs} == {("XG-TORKHAM",)}
    assert [bool(run.doubtful) for run in runs] == [False, True]


def runs_told(capsys, *words):
    """What the command says of the days from October 2025 to June 2026."""
    assert (
        main(["routes-by-day", *words, "--from", "2025-10-01", "--until", "2026-06-30", "--json"])
        == 0
    )
    return json.loads(capsys.readouterr().out)["runs"]


def test_the_command_asks_every_day_by_the_same_terms(capsys):
    known = runs_told(capsys, "Kabul", "Karachi", "--known", "2025-09-01")
    assert {tuple(run["gates"]) for run in known} == {("XG-TORKHAM",)}
    bare = runs_told(capsys, "Kabul", "Karachi", "--ignore-status", "--close", "chaman,torkham")
    assert {tuple(run["gates"]) for run in bare} == {("XG-GHULAMKHAN",)}
    last = runs_told(capsys, "Kabul", "Karachi")
    assert runs_told(capsys, "Kabul", "Karachi", "--unknown", "closed")[-1]["cost_usd"] is None
    assert last[-1]["cost_usd"] is not None


def test_trade_of_two_countries_passes_what_is_closed_to_transit_alone(capsys):
    words = ["PK-KHI", "Kabul", "--on", "2025-10-22", "--reopen", "chaman", "--json"]
    found = {}
    for trade in ("transit", "bilateral"):
        main([*words, "--trade", trade])
        text = capsys.readouterr()
        found[trade] = json.loads(text.out)["routes"][0]["places"] if text.out else text.err
    assert found["bilateral"] == ["PK-KHI", "XG-CHAMAN"]
    assert found["transit"] != found["bilateral"]


def test_every_built_corridor_within_the_region_has_a_route(model):
    routes = {route.corridor.key: route for route in compare_corridors(model)}
    for key in ("C01", "C02", "C03", "C05", "C06", "C07", "C08", "C15"):
        assert routes[key].route is not None, routes[key].why
    assert all(route.why for route in routes.values() if route.route is None)


def test_there_and_back_are_alike_on_the_real_network(model):
    there = model.route("Herat", "Quetta", model.query("cheapest"))
    back = model.route("Quetta", "Herat", model.query("cheapest"))
    assert there.weight == pytest.approx(back.weight)


@pytest.mark.parametrize("command", ["check", "distances"])
def test_the_checks_answer(capsys, command):
    assert main([command]) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["corridors", "--on", "2026-05-01"], ["provinces", "--json"],
        ["reach", "PK-KHI", "--limits", "200,300"], ["breakeven", "Kandahar", "the sea", "chaman", "--json"],
        ["timeline", "Kabul", "the sea", "--from", "2026-02-01", "--json"],
        ["Kabul", "Karachi", "--objective", "safest", "--reopen", "torkham"],
    ],
)  # fmt: skip
def test_the_questions_answer(capsys, words):
    assert main(words) == 0
    text = capsys.readouterr().out
    if "--json" in words:
        json.loads(text)


def test_networkx_finds_the_same_lengths(model):
    from bench.routing import networkx_graph, networkx_weight

    graph = networkx_graph(model)
    query = model.query("cheapest", model.closures(None, close=["chaman"]))
    ends = model.gazetteer.end("Kabul"), model.gazetteer.end("Quetta")
    found = model.route("Kabul", "Quetta", query)
    assert networkx_weight(model, graph, *ends, query) == pytest.approx(found.weight)


def test_routes_are_held_against_a_baseline(model):
    open_route = model.route("Kabul", "Karachi", model.query("cheapest"))
    closures = model.closures(None, close=["afg-pak"])
    routes = model.routes("Kabul", "Karachi", model.query("cheapest", closures), number=3)
    rows = compare(model, routes, baseline=open_route, day=MARCH)
    assert [row.rank for row in rows] == [1, 2, 3]
    assert all((row.more_usd or 0) > 0 for row in rows)
    assert rows[0].cost_usd == pytest.approx(open_route.cost_usd.central + rows[0].more_usd)
    assert "Ghazni" in rows[0].via
    assert "Kandahar" in rows[0].via
    assert rows[0].via.index("Ghazni") < rows[0].via.index("Kandahar")
    assert rows[0].incidents >= 0
    assert compare(model, [open_route])[0].more_usd is None


def test_the_route_over_the_salang_says_so_in_winter(model):
    north = model.route("Kabul", "Mazar-i-Sharif", model.query("cheapest"))
    (winter,) = compare(model, [north], day=date(2026, 1, 15))
    (summer,) = compare(model, [north], day=date(2026, 6, 15))
    assert winter.passes == winter.snowbound == summer.passes == ("Salang Pass",)
    assert summer.snowbound == ()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-13-40", "there is no such day"),
        ("2025-02-29", "there is no such day"),
        ("13/03/2026", "a day is written 2026-03-13"),
        ("2025-W38", "a day is written 2026-03-13"),
        ("20260313", "a day is written 2026-03-13"),
        ("tomorrow", "a day is written 2026-03-13"),
        ("1999-12-31", "between 2001 and 2100"),
    ],
)
def test_a_day_that_is_none_is_said_with_how_to_write_it(day, said, capsys):
    with pytest.raises(SystemExit):
        main(["Kabul", "Karachi", "--on", day])
    told = capsys.readouterr().err
    assert f"'{day}'" in told
    assert said in told


def test_what_is_closed_twice_is_all_closed(capsys):
    asked = ["Kabul", "Peshawar", "--on", "2025-09-15", "--json"]
    told = []
    for words in (["--close", "torkham,ghulam-khan"],
                  ["--close", "torkham", "--close", "ghulam-khan"],
                  ["--close=ghulam-khan", "--close=torkham"]):  # fmt: skip
        assert main([*asked, *words]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert {tuple(one["routes"][0]["places"]) for one in told} == {("XG-KHARLACHI",)}
    for twice in (["--reopen", "chaman", "--reopen", "torkham"], ["--reopen", "chaman,torkham"]):
        assert main([*asked, "--close", "afg-pak", *twice]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[-1] == told[-2]
    assert told[-1]["routes"][0]["places"] == ["XG-TORKHAM"]


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_no_second_value_takes_the_place_of_the_first(command, capsys):
    """Hold for every option of every question: a list grows, anything else is refused."""
    ends = {"": ["Kabul", "Karachi"], "matrix": ["--from=Kabul", "--to=Herat"], "isochrones": ["Kabul"], "routes-by-day": ["Kabul", "Karachi"],
            "breakeven": ["Kabul", "Karachi", "torkham"]}  # fmt: skip
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    options = set(re.findall(r"\[(--[a-z-]+) [A-Z{]", capsys.readouterr().out))
    assert options or command[0] in ("check", "distances", "hindcast")
    values = {"--on": "2025-09-15", "--known": "2025-09-15", "--from": "2025-09-15", "--until": "2025-09-15",
              "--closure-scope": "all", "--cargo-type": "transit", "--unknown": "last", "--objective": "fastest",
              "--alternatives": "2", "--measure": "usd", "--limits": "24", "--unit": "usd", "--goods": "listed", "--usd-per-hour": "5", "--load-t": "40", "--to": "any outlet",
              "--write": "factors.csv"}  # fmt: skip
    lists = {"--close", "--reopen", "--modes", "--via"} | (
        {"--from", "--to"} if command == ["matrix"] else set()
    )
    for option in options - lists:
        with pytest.raises(SystemExit) as stopped:
            main([*command, *ends.get("".join(command), []), *[option, values[option]] * 2])
        assert stopped.value.code == 2
        assert f"{option} is given twice; give it once" in capsys.readouterr().err


def test_how_far_an_end_was_moved_is_told_in_words_and_in_json(capsys):
    assert main(["Kabul", "Now Zad"]) == 0
    assert "Now Zād lies 51 km from where the route ends" in capsys.readouterr().out
    assert main(["Kabul", "Now Zad", "--json"]) == 0
    (route,) = json.loads(capsys.readouterr().out)["routes"]
    assert (route["origin_off_km"], route["destination_off_km"]) == (0.1, 50.7)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["53.98,26.53", "Karachi"], "lies 36 km over water from the nearest road"),
        (["Karachi", "62.3,24.9"], "nearest port of the network is Gwadar Port (PK-GWD)"),
        (["Khark", "Karachi"], "nearest port of the network is Bushehr (IR-BUZ)"),
        (["34.5,69.2", "Karachi"], "did you mean 69.2,34.5?"),
        (["Kabul", "24.86,67.0"], "did you mean 67,24.86?"),
        (["431.09,34.12", "Kabul"], "is nowhere on the globe"),
        (["34.5,99", "Kabul"], "is nowhere on the globe"),
        (["Zahedan", "PK-KHI", "--modes", "sea"], "the nearest port is Chabahar"),
        (["Kabul", "PK-KHI", "--modes", "sea"], "the nearest port is Karachi Port (PK-KHI)"),
        (["Herat", "PK-KHI", "--modes", "rail"], "any railway"),
    ],
)  # fmt: skip
def test_a_place_that_no_route_leaves_from_is_met_with_what_to_ask_for(words, said, capsys):
    assert main(words) in (NO_ROUTE, UNKNOWN_PLACE)
    told = capsys.readouterr().err
    assert said in told
    assert "closed:" not in told


def test_land_borders_are_called_so(capsys):
    asked = ["Kabul", "Peshawar", "--on", "2025-09-15", "--close", "afg-pak"]
    assert main([*asked, "--objective", "fewest-borders"]) == 0
    assert ", 1 land border\n" in capsys.readouterr().out
    assert main(["AE-JEA", "PK-KHI", "--ignore-status"]) == 0
    assert ", 0 land borders\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("limits", "said"),
    [("a,b", "'a' is no number such as 24"), ("48,24", "does not rise"), ("nan,inf", "'nan' is no"),
     ("0", "does not rise"), ("24,24", "does not rise"), ("", "names nothing"), ("1e9", "'1e9' is no")],
)  # fmt: skip
def test_limits_that_cannot_be_are_refused_in_words(limits, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["reach", "Kabul", "--limits", limits])
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_a_time_that_ends_before_it_begins_is_refused(capsys):
    assert (
        main(["timeline", "Kabul", "Karachi", "--from", "2026-01-01", "--until", "2025-01-01"])
        == REFUSED
    )
    assert "--until 2025-01-01 is before --from 2026-01-01" in capsys.readouterr().err
