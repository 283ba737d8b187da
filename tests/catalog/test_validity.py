import pytest

from catalog.validity import holds, knows, state_on, within


@pytest.mark.parametrize(
    ("start", "end", "day", "shown"),
    [
        ("2025-10-12", "2025-11-01", "2025-10-11", False),
        ("2025-10-12", "2025-11-01", "2025-10-12", True),
        ("2025-10-12", "2025-11-01", "2025-10-31", True),
        ("2025-10-12", "2025-11-01", "2025-11-01", False),
        (None, "2025-11-01", "1990-01-01", True),
        ("2025-10-12", None, "2099-01-01", True),
        (None, None, "2025-01-01", True),
    ],
)
def test_a_feature_holds_from_its_first_day_until_before_its_end(start, end, day, shown):
    assert holds({"valid_from": start, "valid_to": end}, day) is shown


@pytest.mark.parametrize(
    ("start", "end", "known", "told"),
    [
        ("2025-10-13", "2025-11-02", "2025-10-12", False),
        ("2025-10-13", "2025-11-02", "2025-10-13", True),
        ("2025-10-13", "2025-11-02", "2025-11-02", False),
        ("2025-10-13", "2025-11-02", None, False),
        ("2025-10-13", None, None, True),
        ("2025-10-13", None, "2099-01-01", True),
        (None, "2025-10-13", "1990-01-01", True),
        (None, None, None, True),
    ],
)
def test_a_feature_is_known_from_its_report_until_it_is_replaced(start, end, known, told):
    assert knows({"known_from": start, "known_to": end}, known) is told


@pytest.mark.parametrize(
    ("start", "window", "shown"),
    [
        ("2026-03-13", 1, True),
        ("2026-03-12", 1, False),
        ("2026-02-12", 30, True),
        ("2026-02-11", 30, False),
        ("2026-03-14", 30, False),
        ("2001-01-01", None, True),
        (None, None, False),
    ],
)
def test_a_window_of_days_ends_on_the_day(start, window, shown):
    assert within({"valid_from": start}, "2026-03-13", window) is shown


def state(kind, start, end, known_from=None, known_to=None):
    return {"kind": kind, "valid_from": start, "valid_to": end,
            "known_from": known_from, "known_to": known_to}  # fmt: skip


@pytest.mark.parametrize(
    ("day", "known", "kind"),
    [
        ("2025-10-01", None, "open"),
        ("2025-10-12", None, "closed"),
        ("2025-10-12", "2025-10-13", "open"),
        ("2025-10-12", "2025-10-14", "closed"),
        ("2025-11-01", None, None),
    ],
)
def test_a_feature_is_in_the_state_of_the_day_as_known(day, known, kind):
    states = [
        state("open", None, "2025-10-12"),
        state("open", "2025-10-12", "2025-11-01", None, "2025-10-14"),
        state("closed", "2025-10-12", "2025-11-01", "2025-10-14"),
    ]
    assert (state_on({"states": states}, day, known) or {}).get("kind") == kind


def test_a_feature_without_states_is_in_none():
    assert state_on({}, "2025-10-12") is None
    assert state_on({"states": None}, "2025-10-12") is None
