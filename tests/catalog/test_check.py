import json
from pathlib import Path
from typing import Any

import pytest

from catalog.check import check, check_features, check_rows, differences
from catalog.paths import SOURCES
from catalog.rules.rules import RULES
from catalog.tables.countries import load_countries
from catalog.tables.schema import ARTICLE, SPECS
from tests.catalog.sources_copy import spoil

CROSSINGS = ("catalog.facts.crossings",)
UCDP = "facts/ucdp/ucdp_candidate_2026_01_04_afg_pak.csv"


def test_the_sources_have_no_problem() -> None:
    assert check_rows(SOURCES) == []


# rule, file, what stands there, what is put in its place, words of the message
SPOILED = [
    ("key", "facts/actors.csv", "\nTUR,", "\nPAK,", "actor_id 'PAK' stands on line 2 already"),
    ("key", "facts/actors.csv", "\nTUR,", "\n,", "has no actor_id"),
    ("once", "facts/engagements.csv", ",security,2,", ",security,1,", "round 1 stands on line"),
    ("filled", "facts/actors.csv", "AFG,Afghanistan (Taliban de facto authorities)", "AFG,", "name"),
    ("source", "facts/seed_claims.csv", "https://", "ftp://", "no http or https address"),
    ("source", "facts/ports.csv", "https://www.brecorder.com/news/40370838/kpt-handles-all-time-high-cargo-in-fy25", "", "throughput_teu '2650000' has no source in teu_source"),
    ("date", "facts/border_events.csv", "2021-06-22,,day", "2021-06-31,,day", "'2021-06-31' cannot be"),
    ("date", "facts/border_events.csv", "2021-07-08,2021-07-10", "2021-07-08,2021-07-07", "ends on 2021-07-07 before it starts on 2021-07-08"),
    ("date", "facts/crossing_status.csv", "torkham,2026-04-02", "torkham,2027-04-02", "when the facts were last read"),
    ("word", "facts/crossing_status.csv", "2025-03-10,closed", "2025-03-10,shut", "status 'shut' is none of"),
    ("number", "facts/ports.csv", "66.975", "66°58", "lon '66°58' is not a number"),
    ("number", "facts/border_events.csv", ",33,41,AOAV", ",43,41,AOAV", "fatalities_min 43 is more than fatalities_max 41"),
    ("join", "facts/crossing_status.csv", "low,XG-ARANDU", "low,XG-ARONDU", "'XG-ARONDU' is not among the crossings"),
    ("join", "facts/engagements.csv", ",V_KABUL,", ",V_KABOUL,", "venue_id 'V_KABOUL' is not among the venues"),
    ("join", "facts/policy_events.csv", "C13|TM-KRW|AZ-BAK", "C13|TM-KRW|AZ-BAC", "place_ids 'AZ-BAC'"),
    ("join", "facts/seed_claims.csv", "TUR;PAK;MIT", "TUR;PAK;MIX", "actors 'MIX' is not among the actors"),
    ("join", "facts/seed_claims.csv", "V_ANKARA;V_ISLAMABAD", "V_ANKARA;V_NOWHERE", "places 'V_NOWHERE'"),
    ("join", "edits/traffic_directions.csv", ",2025-11-01,", ",2025-11-02,", "canonical_id+date 'XG-TORKHAM+2025-11-02' is not among the reports"),
    ("place", "facts/venues.csv", "51.531", "53.531", "outside QAT"),
    ("place", "facts/ports.csv", "66.975,24.835", "66.975,24.435", "outside PAK"),
    ("place", UCDP, "35.917320,64.784760", "35.917320,54.784760", "outside Afghanistan"),
    ("place", "edits/crossing_positions.csv", "35.30930", "35.90930", "outside AFG"),
    ("overlap", "facts/border_events.csv", "2021-08-06,2021-08-13", "2021-08-06,2021-10-13", "overlaps 6 Aug - 13 Oct 2021 of line"),
    ("period", "figures/demand.csv", "2025-02-22 to 2025-02-27", "2025-02-22 to 2025-02-12", "ends before it begins"),
    ("period", "figures/returns.csv", "2023-09-17 to 2023-12-12", "2027-09-17 to 2027-12-12", "when the facts were last read"),
    ("period", "figures/gate_parameters.csv", "2025-11-22,2025-11-25", "2025-11-42,2025-11-25", "from: date"),
    ("daily", "figures/hormuz_daily.csv", "2024-01-02,72,47", "2024-01-02,72,46", "n_total 72 is not the sum 71 of its parts"),
    ("daily", "figures/hormuz_daily.csv", "2024-01-02,72", "2024-01-03,72", "date 2024-01-03 stands where 2024-01-02 is due"),
    ("midpoint", "figures/gate_parameters.csv", "2500,2500,trucks", "2500,2900,trucks", "value 2500 is the middle of two figures"),
    ("midpoint", "figures/capacity.csv", "trucks per day,lorries that day,Iran", "trucks per day,midpoint of two counts,Iran", "is the middle of two figures"),
    ("number", "figures/capacity.csv", ",2400,trucks per day", ",many,trucks per day", "value 'many' is not a number"),
    ("word", "figures/prices.csv", "2025-05-03,week,1300", "2025-05-03,weekly,1300", "period_precision 'weekly' is none of"),
    ("word", "figures/prices_surveys.csv", ",page_read,", ",seen,", "basis 'seen' is none of"),
    ("join", "figures/port_calls.csv", "Gwadar,PK-GWD,2020-05-29", "Gwadar,PK-GWA,2020-05-29", "canonical_id 'PK-GWA' is not among the places"),
    ("key", "figures/returns_weeks.csv", "RT0062,", "RT0061,", "id 'RT0061' stands on line 2 already"),
    ("own page", "edits/seed_claims_additions.csv", "https://theboardroompk.com/", f"https://example.com/amp/{ARTICLE}/ https://theboardroompk.com/", "source_urls holds the page whose claim it is"),
    ("told before", "facts/engagements.csv", "2025-11-17,2025-11-17,day,held,Iran–Pakistan", "2025-11-18,2025-11-18,day,held,Iran–Pakistan", "'2025-11-18' is after its dated sources"),
    ("told before", "facts/border_events.csv", "2026-02-24,,day,Exchange", "2026-02-25,,day,Exchange", "'2026-02-25' is after its dated sources"),
    ("told before", "facts/crossing_status.csv", "torkham,2025-02-21", "torkham,2025-02-23", "'2025-02-23' is after its dated sources"),
    ("inferred", "facts/engagements.csv", "a-fm/amp,,,,,low", "a-fm/amp,,,,,high", "confidence is high, yet outcome_note says 'inferred'"),
    ("passing", "facts/crossing_status.csv", "2025-03-19,limited,cargo only,", "2025-03-19,limited,cargo only for two hours,", "is of part of a day or of one day ('for two hours') and is carried"),
    ("endless", "facts/crossing_status.csv", "patients being refused entry,", "patients being refused entry; end not found,", "says 'end not found' and is carried"),
    ("ends elsewhere", "facts/crossing_status.csv", "ghulam_khan,2025-10-29,closed,trade and pedestrians", "ghulam_khan,2025-10-29,pedestrian_only,people", "is carried 105 days to a report of 2026-02-11, which tells nothing of pedestrians"),
    ("host", "facts/engagements.csv", "V_KABUL,AFG,,PAK;AFG,Faiz", "V_KABUL,PAK,,PAK;AFG,Faiz", "hosts 'PAK' are not of the country of V_KABUL"),
    ("host", "facts/engagements.csv", "V_ISLAMABAD,PAK;OIC", "V_ISLAMABAD,OIC", "hosts 'OIC' names no country"),
    ("people", "facts/engagements.csv", "Faiz Hameed — Director General ISI (PAK)", "Faiz Hameed — Director General ISI (IND)", "named_people has somebody of IND, which is no party, host or mediator"),
    ("event day", "edits/port_status.csv", "PK-KHI,P33,2025-10-1", "PK-KHI,P33,2025-11-1", "is of none of its events P33"),
    ("total", "facts/trade_series.csv", ",2461,USD million", ",2641,USD million", "value 2641 is not the sum 2,461 of its parts"),
    ("stated range", "edits/routing_parameters.csv", "2.0,4.0,2020", "2.0,4.2,2020", "high 4.2 does not follow '0.45 of it' of 2.0: 4 is due"),
    ("status day", "facts/corridors.csv", ",2026-04-27,low", ",2026-04-28,low", "status_date '2026-04-28' stands in no address and not in the status"),
    ("gate", "facts/trade_series.csv", "Daily trade at Torkham,", "Daily trade,", "place 'Torkham' is not in the label 'Daily trade'"),
    ("figure place", "figures/demand.csv", "Torkham and Chaman,,", "Torkham and Chaman,XG-TORKHAM,", "'Torkham and Chaman' are two places, not XG-TORKHAM alone"),
    ("no claim", "facts/ports.csv", "No US sanctions bar found; Afghan transit clearance suspended by FBR", "None; Afghan transit clearance suspended by FBR", "claims that there is none"),
    ("silent party", "facts/engagements.csv", "Shehbaz Sharif — prime minister (PAK),partial,Sharif credited", "Shehbaz Sharif — prime minister,partial,Sharif credited", "participants has PAK, of which named_people names nobody"),
    ("not looked up", "facts/engagements.csv", "E093,2026-01-04,2026-01-04,day", "E093,2026-01,2026-01,month", "date_start '2026-01' is no day; search it once"),
    ("not looked up", "facts/crossing_status.csv", "still shut on security grounds", "still shut; day inferred", "it says 'inferred'; search it once"),
    ("one account", "facts/border_events.csv", ",33,41,AOAV", ",33,74,AOAV", "fatalities_max 74 is no number of one account"),
    ("hindsight", "facts/engagements.csv", "Agreement only to keep talking;", "Agreement only to keep talking, as again in 2025;", "names 2025, after its newest page of 2021"),
    ("hindsight", "facts/border_events.csv", "Pakistan closed the Friendship Gate after", "In the deadliest week Pakistan closed the Friendship Gate after", "which is our view"),
    ("hindsight", "facts/crossing_status.csv", "still shut on security grounds", "still shut on security grounds; end not found", "a remark of ours"),
    ("speaker", "facts/border_events.csv", "Tajikistan: 3 Chinese killed; China's embassy: 1 hurt", "3 Chinese killed and 1 hurt", "www.trtworld.com alone; name who says it"),
    ("page's day", "facts/border_events.csv", "reportedly without a fight", "reportedly without a fight (page date)", "it says 'page date'; give the basis of its day"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "name", "old", "new", "words"),
    SPOILED,
    ids=[f"{rule}-{Path(name).stem}-{number}" for number, (rule, name, *_) in enumerate(SPOILED)],
)
def test_a_spoiled_row_is_named_with_file_and_line(
    sources: Path, rule: str, name: str, old: str, new: str, words: str
) -> None:
    assert rule in RULES
    # Of the place and the time that is meant; a text that begins with a line break spoils the next.
    line = spoil(sources, name, old, new) + old.startswith("\n")
    found = [problem for problem in check_rows(sources) if words in problem.message]
    assert found, [str(problem) for problem in check_rows(sources)]
    if rule != "overlap":  # the later of the two is named
        assert {problem.line for problem in found} == {line}
    assert found[0].file.endswith(name)


def test_every_rule_is_tried() -> None:
    assert {rule for rule, *_ in SPOILED} == set(RULES)


def test_a_row_without_any_source_is_named(sources: Path) -> None:
    path = sources / "facts/crossing_status.csv"
    rows = path.read_text("utf-8").splitlines()
    cells = rows[2].split(",")
    url = next(cell for cell in cells if cell.startswith("https://"))
    rows[2] = rows[2].replace(url, "")
    path.write_text("\n".join(rows) + "\n", "utf-8")
    assert any(p.line == 3 and "has no source" in p.message for p in check_rows(sources))


def test_several_problems_are_reported_at_once(sources: Path) -> None:
    tables = {name: (old, new) for _, name, old, new, _ in reversed(SPOILED)}
    for name, (old, new) in tables.items():
        spoil(sources, name, old, new)
    named = {problem.file for problem in check_rows(sources)}
    assert {name for name in tables if any(file.endswith(name) for file in named)} == set(tables)


def test_a_table_that_is_missing_or_malformed_does_not_hide_the_others(sources: Path) -> None:
    (sources / "facts/venues.csv").unlink()
    spoil(sources, "facts/actors.csv", "\nTUR,", "\nTUR,one,two,three,four,five,six,seven,")
    spoil(sources, "facts/crossing_status.csv", "low,XG-ARANDU", "low,XG-ARONDU")
    text = "\n".join(str(problem) for problem in check_rows(sources))
    assert "venues.csv: is missing" in text
    assert "actors.csv:4: has " in text
    assert "XG-ARONDU" in text


def test_a_column_that_is_gone_is_named(sources: Path) -> None:
    spoil(sources, "facts/actors.csv", "source_urls", "urls")
    assert any("lacks columns ['source_urls']" in p.message for p in check_rows(sources))


def test_a_table_without_rules_is_named(sources: Path) -> None:
    (sources / "facts/tolls.csv").write_text("id\n1\n")
    assert any("catalog/tables/schema.py" in problem.message for problem in check_rows(sources))


def test_an_edit_needs_a_reason_a_source_and_a_day_of_access(sources: Path) -> None:
    (sources / "edits/new_edits.csv").write_text(
        "id,why,source_name,source_url,source_date,accessed\nA,,,,,\n"
    )
    found = [p.message for p in check_rows(sources) if p.file.endswith("new_edits.csv")]
    assert len(found) == 3


def test_additions_keep_the_rules_of_their_table_together_with_it(sources: Path) -> None:
    head, row = (sources / "facts/trade_series.csv").read_text("utf-8").splitlines()[:2]
    path = sources / "edits/trade_series_additions.csv"
    path.write_text(f"{head},why,accessed\n{row},found later,2026-11-23\n", "utf-8")
    (problem,) = check_rows(sources)
    assert (problem.file, problem.line) == (path.as_posix(), 2)
    assert "row_id 'T001' stands on" in problem.message
    assert "facts/trade_series.csv:2 already" in problem.message


def test_an_addition_says_in_known_words_how_we_have_it(sources: Path) -> None:
    name = "edits/policy_events_additions.csv"
    line = spoil(sources, name, "excerpt read,2026-11-28,excerpt_read", "x,2026-11-28,hearsay")
    (problem,) = check_rows(sources)
    assert (problem.file.endswith(name), problem.line) == (True, line)
    assert "basis 'hearsay' is none of" in problem.message


def test_additions_that_do_not_fit_are_named_once(sources: Path) -> None:
    (sources / "edits/trade_series_additions.csv").write_text("row_id,why\nT0,found\n")
    (problem,) = check_rows(sources)
    assert "lacks columns ['series_id', " in problem.message


def test_additions_to_no_table_are_named(sources: Path) -> None:
    (sources / "edits/venue_additions.csv").write_text("venue_id,why,accessed\n")
    (problem,) = check_rows(sources)
    assert "adds to no table of facts" in problem.message
    assert "as in edits/canonical_ids_additions.csv" in problem.message


def test_a_correction_whose_old_value_is_gone_is_refused(sources: Path) -> None:
    spoil(sources, "edits/corrections.csv", "no (last row", "yes (last row")
    assert any("expected carry_forward" in problem.message for problem in check_rows(sources))


def test_a_correction_of_no_table_is_refused(sources: Path) -> None:
    line = spoil(sources, "edits/corrections.csv", "facts/crossing_status.csv", "facts/status.csv")
    found = [p for p in check_rows(sources) if "there is no table facts/status.csv" in p.message]
    assert [problem.line for problem in found] == [line]


def test_an_acceptance_covers_one_cell_and_only_while_it_is_needed(sources: Path) -> None:
    line = spoil(sources, "edits/accepted.csv", "facts/ports.csv,PK-BQM", "facts/ports.csv,PK-KHI")
    texts = {(problem.line, problem.message) for problem in check_rows(sources)}
    assert any("lon '67.35' has no source" in text for _, text in texts)
    assert (line, "accepts a problem that is not there; remove this row") in texts


def test_an_acceptance_needs_a_reason(sources: Path) -> None:
    path = sources / "edits/accepted.csv"
    head, first, *rest = path.read_text("utf-8").splitlines()
    bare = first.split(",")[:4]
    path.write_text("\n".join([head, ",".join(bare) + ",", *rest]) + "\n", "utf-8")
    assert any(p.line == 2 and "needs a 'why'" in p.message for p in check_rows(sources))


def test_a_built_file_that_differs_is_named_with_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_bytes(b"head\none\ntwo\n")
    (tmp_path / "old.geojson").write_bytes(b"")
    made = {"a.geojson": b"head\none\nTWO\n", "b.geojson": b""}
    first, second, third = sorted(differences(made, tmp_path))
    assert (first.line, "differs" in first.message) == (3, True)
    assert "'two' where 'TWO' is due" in first.message
    assert "is missing; run `make build`" in second.message
    assert "made by no builder" in third.message
    assert differences({"a.geojson": b"head\none\ntwo\n"}, tmp_path, complete=False) == []


def test_a_built_file_with_fewer_lines_differs_too(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_bytes(b"head\none\n")
    (problem,) = differences({"a.geojson": b"head\none\ntwo\n"}, tmp_path)
    assert (problem.line, "2 lines where 3 are due" in problem.message) == (3, True)


def test_a_committed_file_that_the_sources_no_longer_give_is_found(
    sources: Path, tmp_path: Path
) -> None:
    geo = tmp_path / "geo"
    geo.mkdir()
    text = check(sources, geo, builders=CROSSINGS)
    assert ["crossings.geojson: is missing" in str(problem) for problem in text] == [True]
    from catalog.build import write

    write(sources, geo, CROSSINGS)
    assert check(sources, geo, builders=CROSSINGS) == []
    spoil(sources, "facts/crossing_status.csv", "still shut on security grounds", "still shut")
    (problem,) = check(sources, geo, builders=CROSSINGS)
    assert problem.line > 1
    assert "differs from what the sources give" in problem.message


def test_a_builder_that_fails_reports_its_problems_with_the_rest(
    sources: Path, tmp_path: Path
) -> None:
    (sources / "edits/crossing_positions.csv").unlink()
    text = "\n".join(
        str(problem)
        for problem in check(sources, tmp_path, builders=(*CROSSINGS, "catalog.nowhere"))
    )
    assert "XG-TAFTAN has no position" in text
    assert "catalog/nowhere.py: cannot be run" in text


def feature(place: str, start: str | None, end: str | None, url: str) -> dict[str, Any]:
    row = {"id": f"{place}{start}", "place": place, "valid_from": start, "valid_to": end}
    return {"properties": {**row, "sources": [{"url": url}] if url else []}}


def test_built_intervals_of_one_place_may_touch_but_not_overlap() -> None:
    features = [
        feature("A", None, "2025-01-01", "https://a.b"),
        feature("A", "2025-01-01", None, "https://a.b"),
        feature("B", "2025-01-01", "2025-03-01", "https://a.b"),
        feature("B", "2025-02-01", None, "https://a.b"),
    ]
    content = json.dumps({"features": features}).encode()
    (problem,) = check_features("venues.geojson", content)
    assert (problem.line, "overlaps that of line 4" in problem.message) == (5, True)


def test_what_a_later_report_replaced_may_hold_on_the_same_days() -> None:
    features = [
        feature("A", "2025-01-01", None, "https://a.b"),
        feature("A", "2025-01-01", "2025-03-01", "https://a.b"),
    ]
    features[0]["properties"] |= {"known_from": "2025-01-02", "known_to": "2025-03-02"}
    features[1]["properties"] |= {"known_from": "2025-03-02", "known_to": None}
    content = json.dumps({"features": features}).encode()
    assert not list(check_features("venues.geojson", content))
    features[0]["properties"]["known_to"] = "2025-03-03"
    content = json.dumps({"features": features}).encode()
    assert len(list(check_features("venues.geojson", content))) == 1


def test_built_features_need_a_safe_source() -> None:
    features = [feature("A", None, None, ""), feature("B", None, None, "javascript:alert(1)")]
    found = list(check_features("ports.geojson", json.dumps({"features": features}).encode()))
    assert [(problem.line, "source" in problem.message) for problem in found] == [
        (2, True),
        (3, True),
    ]


def test_a_built_point_outside_its_country_is_named() -> None:
    torkham = {"id": "t", "sources": [{"url": None}], "country_a": "AFG", "country_b": "PAK"}
    features = [
        {"properties": torkham, "geometry": {"type": "Point", "coordinates": [71.094, 34.122]}},
        {"properties": torkham, "geometry": {"type": "Point", "coordinates": [71.494, 34.122]}},
    ]
    land = load_countries((SOURCES / "basemap").resolve())
    content = json.dumps({"features": features}).encode()
    (problem,) = check_features("ports.geojson", content, countries=land)
    assert (problem.line, problem.message) == (3, "'t' at 71.494 E 34.122 N lies outside AFG")


def test_every_table_of_facts_has_rules() -> None:
    tables = {path.relative_to(SOURCES).as_posix() for path in (SOURCES / "facts").rglob("*.csv")}
    assert tables <= {spec.table for spec in SPECS}


def test_a_row_of_the_edits_that_a_merge_has_doubled_is_named(sources: Path) -> None:
    path = sources / "edits/no_meetings.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    found = [problem for problem in check_rows(sources) if "the same row" in problem.message]
    assert [(problem.line, problem.message) for problem in found] == [
        (len(lines) + 1, f"the same row stands on line {len(lines)} already; drop one of the two")
    ]


def test_one_vintage_of_a_daily_series_is_not_mixed_with_another(sources: Path) -> None:
    name = "figures/hormuz_daily.csv"
    path = sources / name
    rows = path.read_text("utf-8").splitlines()
    rows[2] = rows[2].replace("2026-08-18", "2026-05-01")
    path.write_text("\n".join(rows) + "\n", "utf-8")
    found = [problem.line for problem in check_rows(sources) if "vintage" in problem.message]
    assert found == [3, 4]


def test_a_table_of_figures_without_rules_is_named(sources: Path) -> None:
    (sources / "figures/tolls.csv").write_text("id\n1\n")
    (problem,) = check_rows(sources)
    assert "catalog/tables/schema.py" in problem.message
