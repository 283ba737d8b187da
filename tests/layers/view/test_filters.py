from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.tables.basis import BASES
from layers.incidents import KINDS
from layers.view.filters import ALL, CONFIDENCES, DEATHS, Filter, actors

CLASH = {"kind": "clash", "actors": ["Pakistan Army", "Taliban"], "size": 2, "confidence": "high"}
STRIKE = {"kind": "strike", "actors": ["Pakistan Air Force"], "size": 0, "confidence": "low"}
CODED = {"kind": "ucdp", "dyad": "Government of Pakistan - TTP", "size": 1, "confidence": "medium"}

filters = st.builds(
    Filter,
    kinds=st.sets(st.sampled_from(KINDS)).map(tuple),
    actor=st.sampled_from(["", "taliban", "Pakistan"]),
    deaths=st.sampled_from(list(DEATHS)),
    trust=st.sets(st.sampled_from(CONFIDENCES)).map(tuple),
    basis=st.sets(st.sampled_from(BASES)).map(tuple),
)


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (ALL, [CLASH, STRIKE]),
        (Filter(kinds=("clash",)), [CLASH]),
        (Filter(actor="taliban"), [CLASH]),
        (Filter(actor="Pakistan"), [CLASH, STRIKE]),
        (Filter(deaths="5"), [CLASH]),
        (Filter(deaths="20"), []),
        (Filter(trust=("low",)), [STRIKE]),
        (Filter(kinds=("strike",), trust=("high",)), []),
    ],
)
def test_an_incident_is_shown_if_it_is_all_that_was_asked_for(wanted, shown):
    assert [row for row in (CLASH, STRIKE) if wanted.matches("incidents", row)] == shown


def test_events_coded_by_ucdp_are_parted_by_their_dyad_and_never_by_kind():
    assert Filter(kinds=("clash",), actor="ttp").matches("incidents_ucdp", CODED)
    assert not Filter(actor="ISKP").matches("incidents_ucdp", CODED)


@given(filters)
def test_a_filter_of_incidents_touches_incidents_alone(wanted):
    assert replace(wanted, basis=()).matches("crossings", {"kind": "closed", "basis": "page_read"})


CITED = {"kind": "closed", "phase": "reported", "basis": "second_hand"}


@pytest.mark.parametrize("file", ["crossings", "engagements", "incidents", "incidents_ucdp"])
def test_the_basis_parts_facts_of_every_kind(file):
    assert Filter(basis=("second_hand",)).matches(file, {**CLASH, **CITED})
    assert not Filter(basis=("page_read", "excerpt_read")).matches(file, {**CLASH, **CITED})


def test_a_port_is_parted_by_how_its_status_is_had_and_not_by_its_figures():
    port = {"phase": "reported", "basis": "excerpt_read", "status_basis": "second_hand"}
    assert Filter(basis=("second_hand",)).matches("ports", port)
    assert not Filter(basis=("excerpt_read",)).matches("ports", port)


@given(filters)
def test_an_unknown_status_is_never_left_out(wanted):
    assert wanted.matches("crossings", {**CITED, "kind": "unknown", "phase": "unknown"})


@given(filters, st.sampled_from([CLASH, STRIKE]))
def test_asking_for_more_never_shows_more(wanted, row):
    if not Filter(kinds=wanted.kinds, actor=wanted.actor).matches("incidents", row):
        assert not wanted.matches("incidents", row)


def test_a_filter_says_what_it_shows():
    wanted = Filter(kinds=("clash",), actor="TTP", deaths="5", trust=("high", "medium"))
    assert wanted.in_words() == (
        "clash; with TTP; with 5 deaths or more; of high or medium confidence"
    )
    assert Filter(basis=("page_read", "second_hand")).in_words() == "page read or second-hand"
    assert ALL.in_words() == ""
    assert ALL.as_config() == {}


def test_an_actors_forces_are_found_by_its_own_name():
    assert actors([CLASH, STRIKE, {"actors": ["Pakistan"]}]) == ["Pakistan", "Taliban"]
