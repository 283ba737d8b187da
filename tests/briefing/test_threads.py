"""Readers who export at the same moment: no thread may end the process or change another's file."""

import json
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date, timedelta

from briefing.canvas import typeface
from briefing.canvas.typeface import FILES, FOLDER
from briefing.export import FORMATS, export
from catalog.paths import ROOT
from tests.briefing.threads import digest, views

ALIKE = """
import threading
from dataclasses import replace
from datetime import date, timedelta
from briefing.library import load_library
from briefing.export import export
m, bar, made = load_library(), threading.Barrier(4), {}
def work(i):
    bar.wait()
    made[i] = export(replace(m.default, day=date(2025, 11, 1) + timedelta(i)), "svg")
threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
[one.start() for one in threads]
[one.join() for one in threads]
import hashlib
print(*(hashlib.sha256(made[i]).hexdigest()[:16] for i in sorted(made)))
"""
MEASURED = """
import threading
from briefing.canvas.typeface import width
letters = [chr(code) for code in range(0x21, 0x250)]
bar, sums = threading.Barrier(8), []
def work():
    bar.wait()
    sums.append(sum(width(one, 10, weight=weight) for one in letters for weight in (400, 600)))
threads = [threading.Thread(target=work) for _ in range(8)]
[one.start() for one in threads]
[one.join() for one in threads]
import sys
assert len(sums) == 8 and len(set(sums)) == 1, sums
assert not {"matplotlib", "matplotlib.ft2font"} & set(sys.modules), "measuring loads no FreeType"
"""


def run(*arguments):
    """Run Python in a process of its own, which may die."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_four_readers_of_a_cold_process_export_at_once_and_each_gets_the_file_of_one_alone(
    material,
):
    made = run("-c", ALIKE)
    assert made.returncode == 0, made.stderr[-2000:]
    days = (replace(material.default, day=date(2025, 11, 1) + timedelta(i)) for i in range(4))
    assert made.stdout.split() == [digest("svg", export(view, "svg")) for view in days]


def test_all_formats_at_once_cold_and_warm_are_the_bytes_of_one_alone():
    made = run("-m", "tests.briefing.threads", "2", "0")
    assert made.returncode == 0, made.stderr[-2000:]
    cold, warm = (json.loads(line) for line in made.stdout.splitlines())
    shown = {view.day.isoformat(): view for view in views()}
    assert len(cold) == len(FORMATS)
    for key, came in cold.items():
        kind, day = key.split()
        assert came == digest(kind, export(shown[day], kind)), key
    assert warm == cold


def test_letters_are_measured_alike_in_all_threads_and_without_freetype():
    made = run("-c", MEASURED)
    assert made.returncode == 0, made.stderr[-2000:]


def test_letters_are_as_wide_as_freetype_draws_them():
    from matplotlib.ft2font import FT2Font, LoadFlags

    for (weight, italic), name in FILES.items():
        face = FT2Font(str(FOLDER / name))
        face.set_size(100, 72)
        advances = typeface._advances(weight, italic=italic)
        for code in face.get_charmap():
            drawn = face.load_char(code, flags=LoadFlags.NO_HINTING).linearHoriAdvance
            assert advances[chr(code)] == drawn / 65536 / 100, (name, chr(code))


def test_threads_of_one_process_make_one_file_at_a_time(material, monkeypatch):
    inside, most = [], []

    def slow(*_):
        inside.append(1)
        most.append(len(inside))
        threading.Event().wait(0.05)
        inside.pop()
        return b""

    monkeypatch.setitem(FORMATS, "geojson", replace(FORMATS["geojson"], make=slow))
    threads = [
        threading.Thread(target=export, args=(material.default, "geojson")) for _ in range(4)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == [1, 1, 1, 1]
