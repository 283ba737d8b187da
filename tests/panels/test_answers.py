"""The answers beside the map are those that a link can name."""

from panels import answers
from panels.session import state


def test_every_answer_has_its_name_in_the_link_and_no_name_is_without_one():
    assert (*answers._FIRST, *answers._REST) == state.PANELS
    assert set(answers._STILL) | set(answers._OF_LAYERS) <= set(state.PANELS)
