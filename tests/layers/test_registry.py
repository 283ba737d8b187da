"""What an entry in the registry needs elsewhere, so that no part of a new layer is forgotten."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import layers
from catalog.atlas.dataset import load_atlas
from catalog.builders import FACTS
from layers.layer import Layer
from layers.registry import FACT_FILES, REGISTRY
from layers.scene.scene import compose
from layers.view.view import View

MODULES = sorted(
    path.stem for path in Path(layers.__file__).parent.glob("*.py") if path.stem != "__init__"
)
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
    # Of a route its state: the name of its port stands on the map in its colour.
    assert layer in explained or (layer.startswith("routes_") and "route_states" in explained)


def test_every_layer_that_a_module_makes_is_in_the_registry():
    made = {
        layer.id: module
        for module in MODULES
        for value in vars(import_module(f"layers.{module}")).values()
        for layer in (value if isinstance(value, tuple) else (value,))
        if isinstance(layer, Layer)
    }
    assert made.keys() == {layer.id for layer in REGISTRY}
    assert len(REGISTRY) == len(made)
