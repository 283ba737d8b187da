"""What the session's View shows is composed once, however far the map is moved."""

from dataclasses import replace
from datetime import date

from layers.view.view import View
from panels import map_frame

VIEW = View(day=date(2026, 3, 13))


def test_a_moved_map_composes_nothing_anew_and_keeps_its_own_camera(monkeypatch):
    map_frame._scene.cache_clear()
    map_frame._still.cache_clear()
    composed = []

    def noted(*given):
        composed.append(given)
        return real(*given)

    monkeypatch.setattr(map_frame, "_composed", noted)
    first = map_frame._scene(VIEW, "light")
    moved = replace(VIEW, lat=33.0, lon=66.0, zoom=7.5)
    second = map_frame._scene(moved, "light")
    assert len(composed) == 1
    assert second.view == moved
    assert (second.layers, second.title) == (first.layers, first.title)
    map_frame._scene(replace(moved, day=date(2026, 3, 14)), "light")
    assert len(composed) == 2


real = map_frame._composed
