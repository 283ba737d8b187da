"""A field is declared once: its reader, its writer and the page on links follow from that."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any, cast

import pytest

from catalog.paths import ROOT
from layers.view.fields import among, declared, one_of, parameters, some_of, words_of
from layers.view.view import PARAMETERS, View


@dataclass(frozen=True)
class Cup:
    drink: str = declared("drink", one_of(("tea", "coffee")), "tea")
    spoons: int = declared("spoons", among({"none": 0, "one": 1}), 0, always=True)
    herbs: tuple[str, ...] = declared("herbs", some_of(("mint", "sage")), ())
    name: str = declared("name", words_of(5, "name"), "")


DRINK, SPOONS, HERBS, NAME = parameters(Cup)


def test_what_is_declared_can_be_read_and_written():
    assert DRINK.read("coffee") == ({"drink": "coffee"}, [])
    assert HERBS.read("sage.mint") == ({"herbs": ("mint", "sage")}, [])
    cup = Cup("coffee", 1, ("mint",), "Ann")
    assert [one.write(cup) for one in parameters(Cup)] == ["coffee", "one", "mint", "Ann"]


def test_a_default_is_left_out_unless_it_always_stands():
    assert [one.write(Cup()) for one in parameters(Cup)] == ["", "none", "", ""]


@pytest.mark.parametrize(
    ("parameter", "text", "said"),
    [
        (DRINK, "milk", "it can be tea, coffee"),
        (SPOONS, "two", "it can be none, one"),
        (HERBS, "mint.salt", "some of mint, sage, parted by dots"),
        (NAME, "Annabel", "a name has at most 5 characters"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_can(parameter, text, said):
    with pytest.raises(ValueError, match=said):
        parameter.read(text)


def test_every_field_of_a_view_stands_in_its_link():
    filled = [name for _, parameter in PARAMETERS.values() for name in parameter.names]
    parts = [one for one in fields(View) if is_dataclass(one.default)]
    own = [one.name for one in fields(View) if one not in parts]
    own += [one.name for part in parts for one in fields(cast("Any", type(part.default)))]
    assert sorted(filled) == sorted(own)


def test_the_page_on_links_has_a_row_for_each_parameter_with_its_values_and_default():
    page = (ROOT / "docs" / "links.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    view = View(day=cast("Any", None))
    assert rows == [
        f"| `{key}` | {parameter.kind.words} | {default_of(view, part, parameter)} "
        f"| {', '.join(f'`{old}`' for old in parameter.formerly)} |"
        for key, (part, parameter) in PARAMETERS.items()
    ]


def default_of(view, part, parameter):
    """Return what a link that leaves a parameter out means, as the page says it."""
    owner = getattr(view, part) if part else view
    values = [getattr(owner, name) for name in parameter.names]
    if values in ([None], [""], [()]):
        return ""
    return f"`{parameter.kind.write(tuple(values) if len(values) > 1 else values[0])}`"
