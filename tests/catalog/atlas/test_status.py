"""The question what is known of a place on a day, as a value and on the command line."""

import json
import os
import subprocess
import sys

import pytest

from catalog.__main__ import main
from catalog.atlas.gazetteer import PlaceError, find
from catalog.atlas.status import Ledger, in_words, parse_day, read_ledger, status_on
from catalog.names import read_names
from catalog.paths import GEO, ROOT

KEYS = [
    "place", "name", "kind", "day", "known", "status", "status_kind", "phase", "since",
    "since_text", "reported_on", "reported_text", "age_days", "last_status", "covers", "traffic",
    "reason", "disputed", "claims", "confidence", "basis", "date_basis", "sources",
    "caveat",
]  # fmt: skip

MNN = "https://mnnnews.online/2025/10/16/torkham-chaman-borders-remain-closed-amid-escalating-pak-afghan-tensions"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("torkham", "XG-TORKHAM"),
        ("XG-TORKHAM", "XG-TORKHAM"),
        ("xg torkham", "XG-TORKHAM"),
        ("Chaman", "XG-CHAMAN"),
        ("spin boldak", "XG-CHAMAN"),
        ("SPIN BOLDAK-CHAMAN", "XG-CHAMAN"),
        ("hairatan", "XG-HAIRATAN"),
        ("hairatan rail", "XG-HAIRATAN-RAIL"),
        ("dogharoun", "XG-ISLAMQALA"),
        ("mirjaveh", "XG-TAFTAN"),
        ("wakhan", "XG-WAKHJIR"),
        ("bandar abbas", "IR-BND"),
        ("Shahid Rajaee", "IR-BND"),
        ("karachi", "PK-KHI"),
        ("port qasim", "PK-BQM"),
        ("hormuz", "SL-HORMUZ"),
        ("strait of hormuz", "SL-HORMUZ"),
        ("chaman-spin-boldak", "XG-CHAMAN"),
        ("chaman_spin_boldak", "XG-CHAMAN"),
        ("friendship gate", "XG-CHAMAN"),
        ("Wesh", "XG-CHAMAN"),
        ("milak_zaranj", "XG-MILAK"),
        ("kharlachi_dand_patan", "XG-KHARLACHI"),
        ("termez", "XG-HAIRATAN"),
        ("Serhetabat", "XG-TORGHUNDI"),
        ("torghundi serhetabat rail", "XG-TORGHUNDI-RAIL"),
        ("Bombay", "IN-BOM"),
    ],
)
def test_a_place_is_found_by_its_id_its_name_and_its_short_name(
    ledger: Ledger, text: str, place: str
) -> None:
    assert [found.id for found in find(ledger.places, text)] == [place]


def test_every_place_is_found_by_its_id_and_by_its_name(ledger: Ledger) -> None:
    for place in ledger.places.values():
        assert find(ledger.places, place.id) == (place,)
        assert find(ledger.places, place.name) == (place,)


def test_a_place_is_found_by_every_id_that_a_table_of_the_sources_has_for_it(
    ledger: Ledger,
) -> None:
    for place, names in read_names(GEO).items():
        for name in names.ids:
            assert [found.id for found in find(ledger.places, name)] == [place]


def test_a_town_stands_for_its_quays(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    quays = ["IR-ZBR-SB", "IR-ZBR-SK"]
    assert [found.id for found in find(ledger.places, "chabahar")] == quays
    assert main(["status", "chabahar", "--on", "2025-11-02", "--json"]) == 0
    assert [one["place"] for one in json.loads(capsys.readouterr().out)] == quays


def test_a_near_miss_is_suggested_and_a_name_of_several_lists_them(ledger: Ledger) -> None:
    with pytest.raises(PlaceError, match=r"'tokham'; did you mean Torkham \(XG-TORKHAM\)\?"):
        find(ledger.places, "tokham")
    with pytest.raises(PlaceError, match="one of 2") as caught:
        find(ledger.places, "dand wa patan")
    assert "XG-KHARLACHI" in str(caught.value)
    assert "XG-DANDPATAN" in str(caught.value)
    for nothing in ("", "!", "zzz"):
        with pytest.raises(PlaceError, match="no crossing, port or sea lane"):
            find(ledger.places, nothing)


def test_a_status_says_since_when_for_whom_and_on_what_it_rests(ledger: Ledger) -> None:
    status = status_on(ledger, "XG-TORKHAM", "2025-11-02")
    assert (status.status, status.phase, status.since) == (
        "returnees_only",
        "reported",
        "2025-11-01",
    )
    assert status.age_days == 1
    assert (status.covers["returnees"], status.covers["trade"]) == ("open", "closed")
    assert [source["name"] for source in status.sources] == ["Dawn"]
    assert "returnees only, reported since 1 Nov 2025" in in_words(status)


def test_a_port_rests_on_its_policy_events_alone(ledger: Ledger) -> None:
    status = status_on(ledger, "PK-KHI", "2025-10-20")
    assert [source["url"] for source in status.sources] == [
        "https://nukta.com/pakistan-suspends-afghan-transit-trade-from-karachi-ports",
        # The page that corrects the event's day.
        MNN,
    ]


def test_disputed_claims_stand_side_by_side(ledger: Ledger) -> None:
    status = status_on(ledger, "XG-TORKHAM", "2024-05-18")
    assert (status.status, status.disputed) == ("unknown", True)
    assert [claim["side"] for claim in status.claims] == ["UrduPoint", "Amu TV"]
    text = in_words(status)
    assert "UrduPoint: limited" in text
    assert "Amu TV: closed" in text


def test_what_was_known_on_a_day_is_another_status(ledger: Ledger) -> None:
    then = status_on(ledger, "XG-TORKHAM", "2025-10-12", known="2025-10-12")
    now = status_on(ledger, "XG-TORKHAM", "2025-10-12")
    assert (then.status, then.phase, now.status) == ("open", "ageing", "closed")
    assert "as known on 12 Oct 2025" in in_words(then)


def test_a_place_of_which_nobody_reported_has_no_source(ledger: Ledger) -> None:
    status = status_on(ledger, "XG-MARICHAQ", "2025-11-02")
    assert (status.status, status.age_days, status.sources) == ("unknown", None, ())
    assert "no report up to this day" in in_words(status)


@pytest.mark.parametrize("text", ["2025-13-01", "2025-02-30", "2 Nov 2025", "2025-11", "2025", ""])
def test_a_day_that_cannot_be_read_says_how_a_day_is_written(text: str) -> None:
    with pytest.raises(ValueError, match="write the day as 2025-11-02"):
        parse_day(text)


def test_the_command_prints_several_places_once_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "chaman", "spin boldak", "bandar abbas", "--on", "2026-05-01"]) == 0
    said = capsys.readouterr().out
    assert said.count("Spin Boldak-Chaman (XG-CHAMAN) on 1 May 2026") == 1
    assert "Bandar Abbas - Shahid Rajaee (IR-BND) on 1 May 2026" in said
    assert "closed, reported since 13 Apr 2026" in said


def test_without_a_day_the_command_says_which_one_it_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["status", "torkham"]) == 0
    assert "No day was given: this is 3 Nov 2026" in capsys.readouterr().out


def test_the_json_has_the_keys_that_are_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "hormuz", "torkham", "--on", "2026-04-01", "--json"]) == 0
    lane, gate = json.loads(capsys.readouterr().out)
    assert list(lane) == list(gate) == KEYS
    assert (lane["kind"], gate["kind"], lane["status"]) == ("lane", "crossing", "closed")
    described = sys.modules[Ledger.__module__].__doc__ or ""
    assert all(key in described for key in KEYS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tokham"], "did you mean Torkham"),
        (["torkham", "--on", "2025-13-01"], "write the day after --on as 2025-11-02"),
        (["torkham", "--known", "soon"], "write the day after --known as 2025-11-02"),
    ],
)
def test_a_question_that_is_not_understood_ends_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_the_command_answers_within_a_second_and_loads_no_geometry() -> None:
    code = "import sys, catalog.__main__ as m; m.main(['status', 'torkham']); print(*sys.modules)"
    began = os.times()
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    spent = os.times()
    assert spent.children_user - began.children_user < 1
    loaded = set(run.stdout.decode().splitlines()[-1].split())
    assert not loaded & {"geopandas", "pandas", "numpy", "shapely"}
