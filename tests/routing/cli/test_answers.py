"""What the command line says beside its routes, and how programs read it."""

import io
import json

import pytest

from routing.cli.route import main
from routing.errors import NO_ROUTE, REFUSED, UNKNOWN_PLACE

NEW = ["--on", "2025-11-15"]


def told(capsys, *words):
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_closure_of_october_2025_is_dearer_by_each_crossing_in_use(capsys):
    words = ["timeline", "Kabul", "the sea", "--from", "2025-10-01", "--until", "2025-11-15"]
    found = told(capsys, *words)
    first, *later = found["runs"]
    assert first["until"] == "2025-10-12"
    for run in later:
        rows = {row["gate"]: row for row in run["by_gate"]}
        three = [rows[place] for place in ("XG-ISLAMQALA", "XG-MAHIRUD", "XG-MILAK")]
        assert all(row["dearer_in"] >= 0.8 for row in three)
        for key, withheld in (("usd_more", 2000), ("hours_more", 96)):
            assert any(row[key]["low"] <= withheld <= row[key]["high"] for row in three)
        assert run["compared_with"]["gates"] == first["gates"]
    said = " ".join(found["unpublished"])
    for text in ("queue at Milak", "export box at Karachi", "transit box in Iran's ports"):
        assert text in said
    assert "in no fit" in " ".join(found["notes"])


def test_via_a_crossing_pays_it_and_adds_up_to_the_whole_route(capsys):
    whole = told(capsys, "Kabul", "Karachi", "--on", "2025-09-15", "--close", "chaman")["routes"][0]
    via = told(capsys, "Kabul", "Karachi", "--on", "2025-09-15", "--via", "XG-TORKHAM,Peshawar")[
        "routes"
    ][0]
    assert whole["places"] == via["places"] == ["XG-TORKHAM"]
    assert via["cost_usd"]["central"] == pytest.approx(whole["cost_usd"]["central"], rel=0.05)


def test_via_goes_where_it_is_sent(capsys):
    route = told(capsys, "Kabul", "Karachi", "--on", "2025-09-15", "--via", "Herat,Zahedan")[
        "routes"
    ][0]
    assert route["places"][:1] == ["XG-ISLAMQALA"]
    assert {"Herat", "Zahedan"} <= set(route["via"])


def test_a_trip_that_ends_at_a_shut_crossing_says_so(capsys):
    (route,) = told(capsys, "Torkham", "Peshawar", *NEW)["routes"]
    (mark,) = route["marks"]
    assert mark["mark"] == "closed, not passed"
    assert "does not pass it" in mark["text"]


def test_a_load_goes_on_as_many_lorries_as_it_takes(capsys):
    found = told(capsys, "Kabul", "Herat", "--load-t", "50")
    (route,) = found["routes"]
    assert found["lorries"] == 3
    assert route["cost_usd_of_load"]["central"] == 3 * route["cost_usd"]["central"]


def test_an_hour_is_worth_what_is_said(capsys):
    cheap = told(capsys, "Herat", "Ashgabat", *NEW, "--usd-per-hour", "0")["routes"][0]["places"]
    dear = told(capsys, "Herat", "Ashgabat", *NEW, "--usd-per-hour", "17")["routes"][0]["places"]
    assert (cheap[0], dear[0]) == ("XG-ISLAMQALA", "XG-TORGHUNDI")


def test_listed_goods_pay_pakistans_fee_inward_alone(capsys):
    def usd(*words):
        return told(capsys, *words, "--on", "2025-09-15", "--close", "afg-irn")["routes"][0][
            "cost_usd"
        ]["central"]

    inward = ["Shanghai", "Kabul"]
    assert usd(*inward, "--goods", "listed") - usd(*inward) == pytest.approx(2356, abs=1)
    assert usd(*inward[::-1], "--goods", "listed") == usd(*inward[::-1])


def test_freight_by_sea_goes_by_direction(capsys):
    out = told(capsys, "IR-BND", "CN-SGH", "--modes", "sea", "--ignore-status")["routes"][0]
    back = told(capsys, "CN-SGH", "IR-BND", "--modes", "sea", "--ignore-status")["routes"][0]
    assert out["cost_usd"]["central"] == pytest.approx(220, abs=1)
    assert back["cost_usd"]["central"] == pytest.approx(1200, abs=1)


def test_what_is_printed_is_what_is_used(capsys):
    words = ["Bandar Abbas", "Kerman", "--modes", "road", "--ignore-status"]
    (route,) = told(capsys, *words)["routes"]
    (rate,) = [text for text in route["assumptions"] if text.startswith("rate road IRN")]
    used = float(rate.split(": ")[1].split(" USD/km")[0])
    assert "calibrated from 1.2" in rate
    trunk = route["cost_usd"]["central"] / route["length_km"]
    assert used <= trunk <= 1.3 * used


def test_a_sourced_figure_that_the_calibration_moved_says_from_what(capsys):
    found = told(capsys, "Kandahar", "Quetta", "--on", "2025-09-15", "--close", "torkham")[
        "routes"
    ][0]
    waits = [text for text in found["parameters"] if text.startswith("wait road XG-CHAMAN: ")]
    assert len(waits) == 2
    used = sum(float(text.split(": ")[1].split(" h ")[0]) for text in waits)
    (crossing,) = found["crossings"]
    assert used == pytest.approx(crossing["time_h"]["central"], abs=0.1)
    assert any("sourced, calibrated from 54:" in text for text in waits)


def test_a_matrix_has_every_pair(capsys):
    found = told(capsys, "matrix", "--from", "Kabul,Herat", "--to", "Karachi,the sea", *NEW)
    assert [(row["from"], row["to"]) for row in found["pairs"]] == [
        ("Kabul", "Karachi"), ("Kabul", "the sea"), ("Herat", "Karachi"), ("Herat", "the sea"),
    ]  # fmt: skip
    assert all(row["route"]["cost_usd"]["central"] > 0 for row in found["pairs"])


@pytest.mark.parametrize(
    ("words", "kind", "code"),
    [
        (["Kabul", "Karachi", "--close", "afg"], "no_route", NO_ROUTE),
        (["Kabul", "Nowhere at all"], "unknown_place", UNKNOWN_PLACE),
        (["Kabul", "Karachi", "--on", "2030-01-01"], "refused", REFUSED),
        (["timeline", "Kabul", "Karachi", "--objective", "safest"], "refused", REFUSED),
        (["breakeven", "Kabul", "Karachi", "torkham", "--objective", "shortest"], "refused", REFUSED),
        (["reach", "Kabul", "--objective", "safest"], "refused", REFUSED),
    ],
)  # fmt: skip
def test_an_error_has_its_kind_in_json_and_its_exit_code(words, kind, code, capsys):
    assert main([*words, "--json"]) == code
    out, err = capsys.readouterr()
    error = json.loads(out)["error"]
    assert (error["kind"], error["code"]) == (kind, code)
    assert error["message"] in err


def test_questions_by_the_line_are_answered_by_the_line(capsys, monkeypatch):
    lines = [
        {"id": 1, "from": "Kabul", "to": "Karachi", "on": "2025-11-15"},
        {"id": "two", "from": "Kabul", "to": "Nirgendwo"},
        {"from": "Kabul", "to": "the sea", "on": "2025-09-15", "objective": "cheapest", "alternatives": 2,
         "close": ["torkham"], "usd_per_hour": 5},
        {"from": "Kabul", "to": "Karachi", "colour": "red"},
    ]  # fmt: skip
    text = "\n".join([*map(json.dumps, lines), "no json", "[]", ""])
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert main(["--batch"]) == 0
    out = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one.get("id") for one in out] == [1, "two", None, None, None, None]
    assert out[0]["routes"][0]["places"][0] == "XG-MILAK"
    assert out[1]["error"]["kind"] == "unknown_place"
    assert len(out[2]["routes"]) == 2
    assert "XG-TORKHAM" not in out[2]["routes"][0]["places"]
    assert "--colour" in out[3]["error"]["message"]
    assert all("error" in one for one in out[3:])


@pytest.mark.parametrize(
    "words",
    [
        ["Kabul", "Karachi", "--alternatives", "2"], ["matrix", "--from", "Kabul", "--to", "Karachi"],
        ["timeline", "Kabul", "Karachi", "--from", "2026-01-01", "--until", "2026-02-01"],
        ["provinces"], ["reach", "Kabul", "--limits", "10"], ["corridors"], ["hindcast"],
    ],
)  # fmt: skip
def test_every_answer_has_rows_and_lines_for_other_programs(words, capsys):
    assert main([*words, "--csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) > 1
    assert main([*words, "--geojson"]) == 0
    features = json.loads(capsys.readouterr().out)["features"]
    assert bool(features) == (words[0] not in ("matrix", "hindcast"))


def test_provinces_are_called_what_they_are(capsys):
    assert main(["provinces", *NEW]) == 0
    out = capsys.readouterr().out
    assert "not what trade uses" in out
    assert "Observed before October 2025" in out
