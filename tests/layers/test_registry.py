"""What an entry in the registry needs elsewhere, so that no part of a new layer is forgotten."""

from datetime import date

import pytest

from catalog.atlas.dataset import FACTS, load_atlas
from layers.registry import FACT_FILES, REGISTRY
from layers.scene.scene import compose
from layers.view.view import View

OF_FACTS = [layer.id for layer in REGISTRY if layer.facts]


@pytest.fixture(scope="module")
def explained():
    view = View(day=date(2026, 3, 13), layers=tuple(OF_FACTS), window=None)
    scene = compose(view, load_atlas(), theme="light", worldviews={}, origins={})
    return {item.layer for section in scene.legend for item in section.items}


def test_every_layer_of_facts_is_loaded():
    assert set(FACT_FILES) <= set(FACTS)


@pytest.mark.parametrize("layer", OF_FACTS)
def test_every_layer_of_facts_has_its_place_in_the_legend(layer, explained):
    assert layer in explained
