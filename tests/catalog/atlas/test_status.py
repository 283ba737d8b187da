"""The question what is known of a place on a day, as a value and on the command line."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from catalog.__main__ import main
from catalog.atlas.gazetteer import PlaceError, find
from catalog.atlas.status import Ledger, in_words, parse_day, read_ledger, status_on
from catalog.dates import short_day
from catalog.facts.crossings import MAIN
from catalog.names import read_names
from catalog.paths import GEO, ROOT

KEYS = [
    "place", "name", "kind", "day", "known", "status", "status_kind", "phase", "since",
    "since_text", "reported_on", "reported_text", "age_days", "told_later", "passed", "for_days", "lasted",
    "last_status", "covers", "traffic", "reason", "disputed", "claims", "confidence", "basis",
    "date_basis", "sources", "caveat", "looked", "held",
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


@pytest.mark.parametrize(
    ("text", "said"),
    [(text, "a day is written 2026-03-13") for text in ("2 Nov 2025", "2025-11", "2025", "")]
    + [(text, "there is no such day") for text in ("2025-13-01", "2025-02-30", "2025-00-01")],
)
def test_a_day_that_cannot_be_read_says_how_a_day_is_written(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"day '{text}': {said}"):
        parse_day(text)


@pytest.mark.parametrize(
    ("reported", "day", "said"),
    [
        ("Sep 2020", "2020-09-02", "in the same month"),
        ("Sep 2020", "2020-09-30", "in the same month"),
        ("Sep 2020", "2020-10-01", "1 to 30 days before"),
        ("2020", "2020-12-31", "in the same year"),
        ("1 Sep 2020", "2020-09-02", "1 day before"),
        ("1 Sep 2020", "2020-09-01", "the same day"),
    ],
)
def test_a_report_of_a_month_is_no_day_of_it(
    ledger: Ledger, reported: str, day: str, said: str
) -> None:
    first = date(2020, 1, 1) if reported == "2020" else date(2020, 9, 1)
    known = replace(
        status_on(ledger, "XG-TORKHAM", "2025-11-02"), day=day, reported_text=reported,
        reported_on=first.isoformat(), age_days=(date.fromisoformat(day) - first).days,
    )  # fmt: skip
    assert f"latest report of {reported}, {said}\n" in in_words(known)


def test_no_status_counts_days_from_a_month(ledger: Ledger) -> None:
    """Hold for every report that is dated by month, on its first day."""
    rows = [
        row
        for row in ledger.datasets["crossings"].records
        if row["date_precision"] == "month" and not row["known_to"] and row["valid_from"]
    ]
    assert rows
    for row in rows:
        said = in_words(status_on(ledger, row["place"], row["valid_from"]))
        assert row["date_text"] in said
        assert not re.search(rf"{row['date_text']}, (\d+ days? before|the same day)", said)


def test_the_command_prints_several_places_once_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "chaman", "spin boldak", "bandar abbas", "--on", "2026-05-01"]) == 0
    said = capsys.readouterr().out
    assert said.count("Spin Boldak-Chaman (XG-CHAMAN) on 1 May 2026") == 1
    assert "Bandar Abbas - Shahid Rajaee (IR-BND) on 1 May 2026" in said
    assert "closed, reported since 13 Apr 2026" in said


def test_without_a_day_the_command_says_which_one_it_takes(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "torkham"]) == 0
    assert f"No day was given: this is {short_day(ledger.default_day)}" in capsys.readouterr().out


def test_the_day_after_an_opening_of_some_hours_is_again_as_before(ledger: Ledger) -> None:
    opened, shut = (status_on(ledger, "XG-CHAMAN", day) for day in ("2025-10-13", "2025-10-15"))
    assert (opened.status, shut.status) == ("returnees_only", "closed")
    assert shut.covers["returnees"] != "open"
    again = status_on(ledger, "XG-CHAMAN", "2025-12-10")
    assert (again.status, again.since) == ("returnees_only", "2025-10-24")
    assert again.passed == "6 Dec 2025: closed, on that day alone"
    assert "again as before 6 Dec 2025: closed, on that day alone" in in_words(again)


@pytest.mark.parametrize("place", MAIN)
def test_what_a_later_source_tells_of_a_year_stands_where_nobody_reported(
    ledger: Ledger, place: str
) -> None:
    told = status_on(ledger, place, "2026-08-20")
    # At Ghulam Khan trade had stopped before, as traders reported.
    since = "2025-08-31" if place == "XG-GHULAMKHAN" else "2025-10-12"
    assert (told.status, told.phase, told.since) == ("closed", "reported", since)
    assert (told.told_later, told.age_days, told.reported_on) == (True, None, "2026-10-04")
    assert told.covers == dict.fromkeys(told.covers, "unknown") | {"trade": "closed"}
    assert "of this day itself nothing was reported" in in_words(told)
    assert status_on(ledger, place, "2026-08-20", known="2026-08-20").phase == "unknown"
    day = status_on(ledger, place, "2026-10-04")
    for_days = (date(2026, 10, 4) - date.fromisoformat(since)).days
    assert (day.told_later, day.for_days) == (False, for_days)
    said = f"closed to trade for at least {for_days} days, last report 4 Oct 2026"
    assert said in in_words(day)
    later = status_on(ledger, place, "2026-11-28")
    assert (later.phase, later.age_days, later.for_days) == ("ageing", 55, for_days)
    assert status_on(ledger, place, "2027-03-01").phase == "unknown"


def test_how_long_is_counted_to_the_last_report_and_not_on(ledger: Ledger) -> None:
    told = [status_on(ledger, "XG-KHARLACHI", day) for day in ("2025-10-29", "2026-02-11")]
    assert [one.for_days for one in told] == [17, 122]
    first = date.fromisoformat(ledger.entry("XG-TORGHUNDI", "2025-08-01")["reported_on"])
    aged = [status_on(ledger, "XG-TORGHUNDI", (first + timedelta(days=n)).isoformat())
            for n in (10, 80)]  # fmt: skip
    assert {one.phase for one in aged} == {"ageing"}
    assert len({one.for_days for one in aged}) == 1
    assert status_on(ledger, "XG-MARICHAQ", "2025-11-02").for_days is None


def test_the_json_has_the_keys_that_are_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "hormuz", "torkham", "--on", "2026-04-01", "--json"]) == 0
    lane, gateway = json.loads(capsys.readouterr().out)
    assert list(lane) == list(gateway) == KEYS
    assert (lane["kind"], gateway["kind"], lane["status"]) == ("lane", "crossing", "closed")
    route_from_path = sys.modules[Ledger.__module__].__doc__ or ""
    assert all(key in route_from_path for key in KEYS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tokham"], "did you mean Torkham"),
        (["torkham", "--on", "2025-13-01"], "day after --on '2025-13-01': there is no such day"),
        (["torkham", "--on", "0025-10-12"], "between 2001 and 2100"),
        (["torkham", "--on", "9999-12-31"], "between 2001 and 2100"),
        (["torkham", "--known", "soon"], "day after --known 'soon': a day is written 2026-03-13"),
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
