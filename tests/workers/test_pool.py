"""Workers: answers are those of the same process, whatever happens to a process meanwhile."""

import gc
import os
import subprocess
import sys
import threading
import time
import weakref
from concurrent.futures import CancelledError, wait
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefing.export import export
from briefing.library import load_library
from catalog.paths import GEO, ROOT, stamp_of
from layers.what_if.answers import answer, model_of, what_if_key
from tests.briefing.threads import digest
from workers import tasks
from workers.errors import UnansweredError
from workers.pool import Pool, wished
from workers.tasks import TASKS, Task

DATA = (GEO, stamp_of(GEO))


@pytest.fixture(scope="module")
def pool():
    pool = Pool(workers=2)
    yield pool
    pool.close()


@pytest.fixture
def here():
    """Pools that work in the test's own threads; all are closed at the end."""
    made = []

    def make(**options):
        made.append(Pool(**options))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def slow(monkeypatch):
    """A task that lasts until it is let go, done by threads in place of processes."""
    go, seen = threading.Event(), []

    def run(*arguments):
        seen.append(arguments)
        go.wait(20)
        return arguments

    monkeypatch.setitem(TASKS, "slow", Task(run, 20, kept=4))
    monkeypatch.setitem(TASKS, "long", Task(run, 20, kept=4, last_only=True))
    monkeypatch.setattr(
        "workers.process.Worker.ask",
        lambda _self, request, _limit: (True, TASKS[request[0]].run(*request[1])),
    )
    yield SimpleNamespace(go=go, seen=seen)
    go.set()


def view(query):
    found, problems = load_library().view(query)
    assert problems == []
    return found


def lives(pid):
    """Tell whether a process runs: one that has ended and is not yet asked for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(holds, seconds=20):
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def test_a_worker_answers_a_what_if_as_the_process_itself_does(pool):
    question = what_if_key(view("day=2025-09-15&from=Kabul&to=Peshawar&close=torkham"))
    came = pool.ask("routes", *DATA, question).future.result(60)
    own = answer(model_of(GEO), question)
    assert came.geojson() == own.geojson()
    assert (came.rows, came.summary, came.marks) == (own.rows, own.summary, own.marks)
    assert pool.known("routes", *DATA, question).result() is came


def test_a_worker_makes_the_file_of_the_process_itself(pool):
    day = replace(load_library().default, day=date(2025, 11, 22))
    came = pool.ask("file", *DATA, day, "svg", "", "", "http://localhost:8501/").future.result(60)
    assert digest("svg", came) == digest("svg", export(day, "svg"))


@pytest.mark.parametrize("name", ["gateway_criticality", "crossover", "routes_by_day"])
def test_every_question_is_answered_beside_the_server(pool, name):
    question = what_if_key(view("day=2025-09-15&from=Kabul&to=Peshawar"))
    more: tuple[date, ...] = ()
    if name == "crossover":
        question = replace(question, gateway="torkham", measure="usd")
    if name == "routes_by_day":
        more = (date(2025, 10, 9), date(2025, 10, 15))
    came = pool.ask(name, *DATA, question, *more).future.result(120)
    assert came == TASKS[name].run(*DATA, question, *more)


def test_what_was_asked_wrongly_is_told_and_not_kept(pool):
    question = what_if_key(view("day=2025-09-15&from=Kabul&to=Peshawar"))
    wrong = replace(question, gateway="nowhere", measure="usd")
    for _ in range(2):
        job = pool.ask("crossover", *DATA, wrong)
        with pytest.raises(ValueError, match="nowhere"):
            job.future.result(60)
    assert pool.known("crossover", *DATA, wrong) is None


def test_data_that_have_changed_are_refused_in_words(pool):
    job = pool.ask(
        "routes", GEO, DATA[1] + 1, what_if_key(view("day=2025-09-15&from=Kabul&to=Herat"))
    )
    with pytest.raises(UnansweredError, match="start it again"):
        job.future.result(60)


def test_a_worker_that_is_killed_is_replaced_and_the_request_answered(pool):
    questions = [
        what_if_key(view(f"day=2025-09-{day}&ask=provinces&close=chaman")) for day in range(10, 16)
    ]
    jobs = [pool.ask("routes", *DATA, one) for one in questions]
    assert until(lambda: len(pool.pids()) == 2)
    killed = pool.pids()
    for pid in killed:
        os.kill(pid, 9)
    for job, question in zip(jobs, questions, strict=True):
        assert job.future.result(120).geojson() == answer(model_of(GEO), question).geojson()
    assert not set(killed) & set(pool.pids())


def test_a_request_that_ends_its_process_twice_is_given_up_in_words(here, monkeypatch):
    from workers.process import DiedError

    tried = []

    def die(_self, request, _limit):
        tried.append(request)
        raise DiedError

    monkeypatch.setattr("workers.process.Worker.ask", die)
    pool = here(workers=1)
    with pytest.raises(UnansweredError, match="ended twice"):
        pool.ask("routes", *DATA, "q").future.result(20)
    assert len(tried) == 2
    assert pool.known("routes", *DATA, "q") is None


def test_work_that_takes_too_long_is_ended_and_the_next_is_done(pool, monkeypatch):
    late = what_if_key(view("day=2025-09-15&from=Kabul&to=Peshawar&close=ghulam-khan"))
    monkeypatch.setitem(TASKS, "routes_by_day", replace(TASKS["routes_by_day"], limit_s=0.2))
    span = (date(2021, 1, 1), date(2025, 10, 15))
    with pytest.raises(UnansweredError, match="longer than"):
        pool.ask("routes_by_day", *DATA, late, *span).future.result(60)
    assert pool.ask("routes", *DATA, late).future.result(60).routes


def test_the_state_of_the_data_is_the_same_number_in_every_process():
    code = "from catalog.paths import GEO, stamp_of; print(stamp_of(GEO))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert int(told.stdout) == DATA[1]


def test_no_process_is_started_before_something_is_asked(here):
    assert here(workers=2).pids() == []


def test_who_asks_the_same_shares_one_answer(here, slow):
    pool = here(workers=2)
    jobs = [pool.ask("slow", "q") for _ in range(5)]
    assert until(lambda: len(slow.seen) == 1)
    slow.go.set()
    assert {job.future.result(20) for job in jobs} == {("q",)}
    assert slow.seen == [("q",)]


def test_long_work_leaves_a_worker_to_the_quick(here, slow):
    pool = here(workers=2)
    jobs = [pool.ask("long", number) for number in range(3)]
    assert until(lambda: len(slow.seen) == 1)
    quick = pool.ask("slow", "quick")
    assert until(lambda: ("quick",) in slow.seen), "the quick one waits for the long ones"
    slow.go.set()
    assert wait([job.future for job in (*jobs, quick)], 20).not_done == set()


def test_a_file_is_made_before_the_what_ifs_that_were_asked_before_it(here, monkeypatch):
    goes, seen = {number: threading.Event() for number in range(5)}, []

    def run(number):
        seen.append(number)
        goes[number].wait(20)

    monkeypatch.setitem(TASKS, "quick", Task(run, 20, kept=9))
    monkeypatch.setitem(TASKS, "file", Task(run, 20, kept=9, last_only=True))
    monkeypatch.setattr(
        "workers.process.Worker.ask",
        lambda _self, request, _limit: (True, TASKS[request[0]].run(*request[1])),
    )
    pool = here(workers=2)
    jobs = [pool.ask("quick", number) for number in range(2)]
    assert until(lambda: sorted(seen) == [0, 1])
    jobs += [pool.ask("quick", 2), pool.ask("quick", 3), pool.ask("file", 4)]
    goes[1].set()  # the last worker is free, and two what-ifs stand before the file
    assert until(lambda: len(seen) == 3)
    assert seen[2:] == [4]
    goes[0].set()  # the first is: what-ifs do not wait for the file
    assert until(lambda: seen[2:] == [4, 2])
    for one in goes.values():
        one.set()
    assert wait([job.future for job in jobs], 20).not_done == set()


def test_what_ifs_alone_start_no_second_process_while_the_first_is_free(here):
    pool = here(workers=2)
    question = what_if_key(view("day=2025-09-15&from=Kabul&to=Peshawar"))
    for routes in (1, 2):
        pool.ask("routes", *DATA, replace(question, alternatives=routes)).future.result(60)
    assert len(pool.pids()) == 1


def test_files_alone_start_no_second_process(here):
    pool = here(workers=2)
    day = replace(load_library().default, day=date(2025, 11, 22))
    for kind in ("md", "geojson"):
        pool.ask("file", *DATA, day, kind, "", "", "http://localhost:8501/").future.result(60)
    assert len(pool.pids()) == 1


def test_one_more_than_may_wait_is_refused_in_words(here, slow):
    pool = here(workers=1, waiting=2)
    pool.ask("slow", 0)
    assert until(lambda: slow.seen)
    waiting = [pool.ask("slow", number) for number in (1, 2)]
    assert [pool.before(job) for job in waiting] == [0, 1]
    with pytest.raises(UnansweredError, match="try again in a minute"):
        pool.ask("slow", 3)
    slow.go.set()
    assert waiting[1].future.result(20) == (2,)
    assert pool.ask("slow", 3).future.result(20) == (3,)


def test_what_nobody_waits_for_any_more_is_dropped(here, slow):
    pool = here(workers=1)
    pool.ask("slow", 0)
    assert until(lambda: slow.seen)
    left = pool.ask("slow", 1)
    both = [pool.ask("slow", 2), pool.ask("slow", 2)]
    pool.leave(left)
    pool.leave(both[0])
    slow.go.set()
    assert both[1].future.result(20) == (2,)
    with pytest.raises(CancelledError):
        left.future.result(1)
    assert slow.seen == [(0,), (2,)]


def test_who_leaves_and_asks_again_before_the_turn_came_keeps_the_place(here, slow):
    pool = here(workers=1)
    pool.ask("slow", 0)
    assert until(lambda: slow.seen)
    mine, other = pool.ask("slow", 1), pool.ask("slow", 2)
    pool.leave(mine)
    assert pool.before(other) == 0
    assert pool.ask("slow", 1) is mine
    assert pool.before(other) == 1
    slow.go.set()
    assert (mine.future.result(20), other.future.result(20)) == ((1,), (2,))
    assert slow.seen == [(0,), (1,), (2,)]


def test_what_nobody_waits_for_makes_room_for_the_next(here, slow):
    pool = here(workers=1, waiting=2)
    pool.ask("slow", 0)
    assert until(lambda: slow.seen)
    left, kept = pool.ask("slow", 1), pool.ask("slow", 2)
    pool.leave(left)
    last = pool.ask("slow", 3)
    assert left.future.cancelled()
    slow.go.set()
    assert (kept.future.result(20), last.future.result(20)) == ((2,), (3,))
    assert slow.seen == [(0,), (2,), (3,)]


def test_the_oldest_answers_are_forgotten(here, slow):
    slow.go.set()
    pool = here(workers=1)
    for number in range(6):
        pool.ask("slow", number).future.result(20)
    assert [pool.known("slow", number) is not None for number in range(6)] == [False] * 2 + [
        True
    ] * 4


def test_a_worker_that_is_asked_nothing_gives_its_memory_back(here):
    pool = here(workers=1, idle_s=0.5)
    question = what_if_key(view("day=2025-09-15&from=Kabul&to=Peshawar"))
    pool.ask("routes", *DATA, question).future.result(60)
    (pid,) = pool.pids()
    assert until(lambda: not pool.pids() and not lives(pid))
    assert pool.ask("routes", *DATA, replace(question, alternatives=1)).future.result(60).routes


SERVER = """
import sys, time
from catalog.paths import GEO, stamp_of
from dataclasses import replace
from layers.what_if.answers import what_if_key
from briefing.library import load_library
from workers.pool import Pool
pool = Pool(workers=2)
one = replace(load_library().default, origin="Kabul", destination="Peshawar")
for days in (1, 2):
    pool.ask("routes_by_day", GEO, stamp_of(GEO), replace(what_if_key(one), alternatives=days), one.day.replace(year=2021), one.day)
while len(pool.pids()) < 2:
    time.sleep(0.02)
time.sleep(1)
print(*pool.pids(), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes in /proc")
@pytest.mark.parametrize("signal", [9, 15, 2], ids=["killed", "ended", "interrupted"])
def test_no_process_outlives_the_server_however_it_ends_and_whatever_is_at_work(signal):
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    pids = [int(one) for one in server.stdout.readline().split()]
    assert len(pids) == 2
    assert all(lives(pid) for pid in pids)
    os.kill(server.pid, signal)
    server.wait(20)
    assert until(lambda: not any(lives(pid) for pid in pids))


def test_a_page_that_was_drawn_is_gone_when_its_file_is_made(monkeypatch):
    drawn = []

    class Ring:
        def __init__(self):
            self.itself = self

    def draw(*_, **__):
        drawn.append(weakref.ref(Ring()))
        return b"file"

    monkeypatch.setattr("briefing.export.export", draw)
    gc.disable()
    try:
        assert tasks.file(*DATA, load_library().default, "png", "hd", "", "http://x") == b"file"
        assert drawn[0]() is None
    finally:
        gc.enable()


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("1", 1), ("8", 8)])
def test_an_installation_says_how_many_workers_it_wants(monkeypatch, text, number):
    monkeypatch.setenv("CROSSINGS_WORKERS", text)
    assert wished() == number
    monkeypatch.delenv("CROSSINGS_WORKERS")
    assert wished() == 2


@pytest.mark.parametrize("text", ["", "-1", "two", "9", "1.5"])
def test_a_number_of_workers_that_is_none_is_refused(monkeypatch, text):
    monkeypatch.setenv("CROSSINGS_WORKERS", text)
    with pytest.raises(ValueError, match="from 0 to 8"):
        wished()


def test_days_apart_are_answers_apart(pool):
    one = what_if_key(view("day=2025-09-15&from=Kabul&to=Peshawar"))
    other = replace(one, day=one.day + timedelta(days=60))
    first, second = (pool.ask("routes", *DATA, each).future.result(60) for each in (one, other))
    assert (first.view.day, second.view.day) == (one.day, other.day)
