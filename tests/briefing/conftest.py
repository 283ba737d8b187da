from dataclasses import replace
from datetime import date

import pytest

from briefing.export import FORMATS, export
from briefing.library import load_library
from layers.registry import TOGGLEABLE


@pytest.fixture(scope="session")
def material():
    return load_library()


@pytest.fixture(scope="session")
def view(material):
    """A View with every kind of mark, on a day with incidents, close enough to have an inset."""
    layers = {layer.id for layer in TOGGLEABLE} - {"relief", "engagements", "incidents_ucdp"}
    wide = replace(material.default, day=date(2025, 11, 22), window=90, title="")
    for layer in TOGGLEABLE:
        wide = wide.with_layer(layer.id, on=layer.id in layers)
    return replace(wide, lat=32.5, lon=68.5, zoom=6.5)


@pytest.fixture(scope="session")
def scene(material, view):
    return material.scene(view)


class Made(dict):
    """Exports of one View, each made when first asked for."""

    def __init__(self, view):
        super().__init__()
        self.view = view

    def __missing__(self, key):
        self[key] = export(self.view, key, marking="For test use")
        return self[key]


@pytest.fixture(scope="session")
def made(view):
    made = Made(view)
    assert set(FORMATS) == {"png", "svg", "pdf", "pptx", "html", "gpkg", "geojson", "md", "docx",
                            "xlsx", "csv", "kml", "kmz", "iframe"}  # fmt: skip
    return made
