"""Colours of routes: told apart by every eye, seen on every ground."""

from itertools import combinations

import numpy as np
import pytest

from layers.palette import GATEWAY_TEXT, GATEWAYS, THEME_COLORS, mixed
from layers.registry import STYLES
from layers.routes import STATES

# Machado, Oliveira and Fernandes 2009, severity 1; on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}  # fmt: skip
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)  # fmt: skip
# Air is dotted wherever nothing is known of it, what is planned is a short dash: told by their strokes.
COLOURED = [gateway for gateway in GATEWAYS if gateway not in ("air", "planned")]


def linear(color):
    part = np.array([int(color[n : n + 2], 16) for n in (1, 3, 5)]) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """Return the contrast of two colours as WCAG counts it, 1 to 21."""
    low, high = sorted(float(linear(color) @ (0.2126, 0.7152, 0.0722)) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def seen(color, sight):
    """Return CIELAB of a colour as an eye sees it."""
    xyz = _XYZ @ np.clip(SIGHT[sight] @ linear(color), 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(a, b, sight):
    return float(np.linalg.norm(seen(a, sight) - seen(b, sight)))


def test_the_measure_gives_known_distances():
    assert apart("#000000", "#FFFFFF", "normal") == pytest.approx(100, abs=0.1)
    # Two blues of which an eye hardly says which is which.
    assert apart("#0A5FA3", "#2F7FB5", "normal") < 18


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_every_pair_of_routes_and_the_border_is_twenty_apart(theme, sight):
    inks = {gateway: GATEWAYS[gateway][theme == "dark"] for gateway in COLOURED}
    inks["border"] = STYLES["border"]["*"].ink(theme).color
    near = {pair: apart(inks[pair[0]], inks[pair[1]], sight) for pair in combinations(inks, 2)}
    assert {pair: far for pair, far in near.items() if far < 20} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_stand_out_three_to_one_and_their_names_four_and_a_half(theme):
    ground = THEME_COLORS[theme]
    for gateway in GATEWAYS:
        line = GATEWAYS[gateway][theme == "dark"]
        name = GATEWAY_TEXT.get(gateway, GATEWAYS[gateway])[theme == "dark"]
        for under in ("land", "focus", "water"):
            assert contrast(line, ground[under]) >= 3, (gateway, under)
        assert contrast(name, ground["halo"]) >= 4.5, gateway
    for kind, style in STATES.items():
        assert contrast(style.ink(theme).color, ground["focus"]) >= 3, kind


def test_a_mixed_colour_is_between_its_two():
    assert mixed("#FF0000", "#0000FF", 1) == "#FF0000"
    assert mixed("#FF0000", "#0000FF", 0) == "#0000FF"
    assert mixed("#FFFFFF", "#000000", 0.5) == "#808080"
