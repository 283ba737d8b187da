import json

from layers.screen.timeline import timeline


def write(folder, name, *rows):
    features = [{"type": "Feature", "properties": row, "geometry": None} for row in rows]
    content = {"type": "FeatureCollection", "features": features}
    (folder / f"{name}.geojson").write_text(json.dumps(content))


def incident(day, **more):
    return {"id": day, "name": "A", "kind": "clash", "valid_from": day, "actors": [], "size": 0,
            "confidence": "high", "known_from": day, **more}  # fmt: skip


def test_events_are_sorted_by_day_and_say_only_what_is_drawn(tmp_path):
    write(tmp_path, "incidents", incident("2026-01-05"), incident("2026-01-02", size=2, note="x"))
    made = timeline(tmp_path)
    assert [row["d"] for row in made["incidents"]] == ["2026-01-02", "2026-01-05"]
    assert made["incidents"][0] == {
        "d": "2026-01-02", "k": "clash", "n": 2, "c": "high", "f": "2026-01-02", "t": "A",
    }  # fmt: skip


def test_the_range_is_that_of_all_events(tmp_path):
    write(tmp_path, "incidents", incident("2026-01-05"))
    write(tmp_path, "engagements", {"id": "E", "kind": "held", "valid_from": "2026-03-01"})
    made = timeline(tmp_path)
    assert (made["first"], made["last"]) == ("2026-01-05", "2026-03-01")


def test_months_without_an_incident_are_gaps_of_whole_months(tmp_path):
    write(tmp_path, "incidents", incident("2025-11-05"), incident("2026-02-10"))
    gaps = [{"from": "2025-12", "to": "2026-01"}]
    coverage = {"datasets": [{"id": "incidents", "gaps": gaps}]}
    (tmp_path / "coverage.json").write_text(json.dumps(coverage))
    assert timeline(tmp_path)["gaps"] == [["2025-12-01", "2026-02-01"]]


def test_an_event_without_a_day_is_on_no_timeline(tmp_path):
    write(tmp_path, "incidents", incident("2025-11-05"), {**incident("x"), "valid_from": None})
    assert len(timeline(tmp_path)["incidents"]) == 1
